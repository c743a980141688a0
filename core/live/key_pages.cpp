// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/key_pages.h"

#include <algorithm>
#include <cassert>
#include <chrono>

namespace sessionscope::live {

using inspect::Ability;
using inspect::RawKey;
using inspect::Session;
using inspect::ValueType;

namespace {

constexpr std::uint32_t kCountLeast = 50;
constexpr std::uint32_t kCountFirst = 200; // the first rows soon
constexpr std::uint32_t kCountMost = 1'000;
constexpr auto kRoundShort = std::chrono::milliseconds(8);
constexpr auto kRoundLong = std::chrono::milliseconds(20);

std::int64_t numberOr(const RespReply &reply, std::int64_t otherwise)
{
    const auto *number = reply.integer();
    return number ? *number : otherwise;
}

struct ScanReply
{
    std::string cursor;
    std::vector<std::string> keys;
};

Result<ScanReply> takeScan(RespReply &reply)
{
    if (const auto *refused = reply.refusal())
        return fail(ErrorCode::Refused, "Redis refused: " + refused->text, "SCAN", "this user needs +scan");
    auto *parts = std::get_if<RespReply::Array>(&reply.value);
    if (!parts || parts->size() != 2 || !(*parts)[0].string() || !(*parts)[1].array())
        return fail(ErrorCode::Protocol, "not an answer to SCAN", "SCAN", "is this a Redis server?");
    ScanReply scan{*(*parts)[0].string(), {}};
    for (RespReply &key : std::get<RespReply::Array>((*parts)[1].value)) {
        if (auto *name = std::get_if<std::string>(&key.value))
            scan.keys.push_back(std::move(*name));
    }
    return scan;
}

} // namespace

WallTime wallTimeNow()
{
    const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
    return WallTime{std::chrono::duration_cast<std::chrono::nanoseconds>(sinceEpoch).count()};
}

KeyAccess KeyAccess::of(const std::vector<inspect::Capability> &capabilities)
{
    KeyAccess access;
    for (const inspect::Capability &capability : capabilities) {
        if (capability.ability == Ability::StrLen)
            access.strLen = capability.granted;
        else if (capability.ability == Ability::Pttl)
            access.pttl = capability.granted;
        else if (capability.ability == Ability::Get)
            access.get = capability.granted;
        else if (capability.ability == Ability::Type)
            access.type = capability.granted;
    }
    return access;
}

KeyPage::KeyPage(std::vector<std::string> keys, KeyAccess access, std::uint64_t bytesMax)
    : m_keys(std::move(keys))
    , m_states(m_keys.size())
    , m_access(access)
    , m_bytesMax(bytesMax)
{
}

void KeyPage::askSizes(std::vector<ReadCommand> &commands) const
{
    for (const std::string &key : m_keys) {
        if (m_access.strLen)
            commands.push_back(ReadCommand::strLen(key));
        if (m_access.pttl)
            commands.push_back(ReadCommand::pttl(key));
    }
}

std::size_t KeyPage::takeSizes(std::span<RespReply> replies)
{
    std::size_t used = 0;
    for (State &state : m_states) {
        if (m_access.strLen) {
            const RespReply &size = replies[used++];
            if (const auto *refused = size.refusal()) {
                state.asks = State::Asks::Type; // WRONGTYPE, or NOPERM for this key
                state.refusal = refused->text;
            } else
                state.size = static_cast<std::uint64_t>(std::max<std::int64_t>(0, numberOr(size, 0)));
        }
        if (m_access.pttl) {
            state.ttlMs = numberOr(replies[used++], Session::kTtlUnknown);
            state.gone = state.ttlMs == -2;
        }
        if (state.asks == State::Asks::Get && state.size > m_bytesMax)
            state.asks = m_previewsLarge ? State::Asks::Preview : State::Asks::Nothing;
        if (state.gone || (!m_access.get && state.asks != State::Asks::Type))
            state.asks = State::Asks::Nothing;
        if (state.asks == State::Asks::Type && (!m_access.type || state.refusal.starts_with("NOPERM")))
            state.asks = State::Asks::Nothing;
    }
    return used;
}

void KeyPage::askValues(std::vector<ReadCommand> &commands) const
{
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        if (m_states[i].asks == State::Asks::Get)
            commands.push_back(ReadCommand::get(m_keys[i]));
        else if (m_states[i].asks == State::Asks::Preview)
            commands.push_back(ReadCommand::getStart(m_keys[i], kPreviewBytes));
        else if (m_states[i].asks == State::Asks::Type)
            commands.push_back(ReadCommand::type(m_keys[i]));
    }
}

std::size_t KeyPage::takeValues(std::span<RespReply> replies, WallTime now, std::vector<RawKey> &found,
                                std::vector<std::string> &gone)
{
    std::size_t used = 0;
    RespReply none;
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        RespReply &reply = m_states[i].asks == State::Asks::Nothing ? none : replies[used++];
        RawKey raw = take(i, reply, now);
        if (m_states[i].gone)
            gone.push_back(std::move(raw.key));
        else
            found.push_back(std::move(raw));
    }
    return used;
}

RawKey KeyPage::take(std::size_t index, RespReply &reply, WallTime now)
{
    State &state = m_states[index];
    RawKey raw;
    raw.key = std::move(m_keys[index]);
    raw.size = state.size;
    raw.ttlMs = state.ttlMs;
    raw.at = now;
    if (const auto *refused = reply.refusal())
        state.refusal = refused->text;
    if (state.asks == State::Asks::Type) {
        const auto *status = std::get_if<RespReply::Status>(&reply.value);
        raw.type = status ? inspect::valueTypeOf(status->text) : ValueType::Other;
        state.gone = raw.type == ValueType::None;
        return raw;
    }
    if (auto *value = std::get_if<std::string>(&reply.value)) {
        raw.value = std::move(*value);
        if (state.asks == State::Asks::Get)
            raw.size = raw.value.size();
        return raw;
    }
    if (state.refusal.starts_with("WRONGTYPE")) {
        raw.type = ValueType::Other;
        return raw;
    }
    if (!state.refusal.empty() || !m_access.get) {
        raw.readable = false;
        raw.value = state.refusal.empty() ? "GET is not allowed" : state.refusal;
        return raw;
    }
    if (state.asks == State::Asks::Get) // gone between the rounds
        state.gone = true;
    return raw;
}

Awaitable<Result<KeysRead>> readKeys(ObserverLink &link, KeyPage page)
{
    std::vector<ReadCommand> commands;
    page.askSizes(commands);
    auto sizes = co_await link.askAll(std::move(commands));
    if (!sizes)
        co_return fail(sizes.error());
    page.takeSizes(*sizes);
    std::vector<ReadCommand> second;
    page.askValues(second);
    auto values = co_await link.askAll(std::move(second));
    if (!values)
        co_return fail(values.error());
    KeysRead read;
    page.takeValues(*values, wallTimeNow(), read.found, read.gone);
    co_return read;
}

namespace {

/// The size of pages: a round takes neither so long that it delays others, nor so short that going to and fro costs more.
class PageSize
{
public:
    std::uint32_t count() const { return m_count; }

    void learn(std::chrono::steady_clock::duration took)
    {
        if (took > kRoundLong)
            m_count = std::max(kCountLeast, m_count / 2);
        else if (took < kRoundShort)
            m_count = std::min(kCountMost, m_count * 2);
    }

private:
    std::uint32_t m_count = kCountFirst;
};

} // namespace

// Two batches are under way in turn: sizes of one page (with the SCAN for the next) while the values of the page before
// are read, values while those before are decoded. So the server never waits for us, nor do we for it.
Awaitable<Result<bool>> scanKeys(ObserverLink &link, std::string match, KeyAccess access,
                                 ScanListener listener)
{
    using Clock = std::chrono::steady_clock;
    std::string cursor = "0";
    PageSize pageSize;
    bool listing = true; // the cursor is not back at 0 yet
    KeyPage listed;      // only its names are known
    KeyPage reading;     // its values are on their way
    std::shared_ptr<PendingReplies> values;
    while (listing || !listed.empty() || values) {
        if (listener.isCancelled())
            co_return false;
        const auto began = Clock::now();
        KeyPage measured = std::exchange(listed, KeyPage());
        std::vector<ReadCommand> commands;
        measured.askSizes(commands);
        const bool scans = listing;
        if (scans)
            commands.push_back(ReadCommand::scan(cursor, match, pageSize.count()));
        const auto sizes = co_await link.send(std::move(commands));

        if (const auto arriving = std::exchange(values, nullptr)) {
            auto replies = co_await arriving->wait();
            if (!replies)
                co_return fail(replies.error());
            std::vector<RawKey> ready;
            std::vector<std::string> gone; // was never told of: nobody misses it
            reading.takeValues(*replies, wallTimeNow(), ready, gone);
            listener.onKeys(std::move(ready));
        }
        auto replies = co_await sizes->wait();
        if (!replies)
            co_return fail(replies.error());
        measured.takeSizes(*replies);
        if (scans) {
            auto scan = takeScan(replies->back());
            if (!scan)
                co_return fail(scan.error());
            listing = scan->cursor != "0";
            cursor = std::move(scan->cursor);
            listed = KeyPage(std::move(scan->keys), access);
        }
        if (!measured.empty()) {
            std::vector<ReadCommand> second;
            measured.askValues(second);
            values = co_await link.send(std::move(second));
            reading = std::move(measured);
        }
        pageSize.learn(Clock::now() - began);
    }
    co_return true;
}

} // namespace sessionscope::live

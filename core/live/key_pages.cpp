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
        else if (capability.ability == Ability::GetRange)
            access.getRange = capability.granted;
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

void KeyPage::askValues(std::vector<ReadCommand> &commands) const
{
    commands.reserve(commands.size() + 2 * m_keys.size());
    for (const std::string &key : m_keys) {
        if (m_access.getRange)
            commands.push_back(
                ReadCommand::getStart(key, m_bytesMax + 1)); // one more tells that it is too large
        else if (m_access.get)
            commands.push_back(ReadCommand::get(key));
        if (m_access.pttl)
            commands.push_back(ReadCommand::pttl(key));
    }
}

void KeyPage::takeValues(std::span<RespReply> replies)
{
    std::size_t used = 0;
    for (State &state : m_states) {
        state.raw.ttlMs = Session::kTtlUnknown;
        if (m_access.getRange || m_access.get) {
            takeValue(state, replies[used++]);
        } else {
            state.raw.readable = false;
            state.raw.value = "GET is not allowed";
            state.lacks = State::Lacks::Type;
        }
        if (m_access.pttl) {
            state.raw.ttlMs = numberOr(replies[used++], Session::kTtlUnknown);
            state.gone = state.gone || state.raw.ttlMs == -2;
        }
        if (state.gone || (state.lacks == State::Lacks::Type && !m_access.type)
            || (state.lacks == State::Lacks::Size && !m_access.strLen))
            state.lacks = State::Lacks::Nothing;
    }
}

void KeyPage::takeValue(State &state, RespReply &reply) const
{
    RawKey &raw = state.raw;
    if (const auto *refused = reply.refusal()) {
        const bool isOther = refused->text.starts_with("WRONGTYPE");
        state.lacks = isOther ? State::Lacks::Type : State::Lacks::Nothing;
        raw.type = isOther ? ValueType::Other : ValueType::String;
        raw.readable = isOther;
        raw.value = isOther ? std::string() : refused->text; // NOPERM for this key
        return;
    }
    auto *value = std::get_if<std::string>(&reply.value);
    state.gone = value == nullptr; // of GET; GETRANGE finds an empty text where there is nothing
    if (!value)
        return;
    raw.value = std::move(*value);
    raw.size = raw.value.size();
    if (raw.size > m_bytesMax) {
        raw.value.resize(m_previewsLarge ? kPreviewBytes : 0);
        raw.value.shrink_to_fit();
        state.lacks = State::Lacks::Size;
    } else if (raw.value.empty() && !m_access.pttl) {
        state.lacks = State::Lacks::Type; // or there is nothing
    }
}

void KeyPage::askRest(std::vector<ReadCommand> &commands) const
{
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        if (m_states[i].lacks == State::Lacks::Size)
            commands.push_back(ReadCommand::strLen(m_keys[i]));
        else if (m_states[i].lacks == State::Lacks::Type)
            commands.push_back(ReadCommand::type(m_keys[i]));
    }
}

void KeyPage::takeRest(std::span<RespReply> replies)
{
    std::size_t used = 0;
    for (State &state : m_states) {
        if (state.lacks == State::Lacks::Nothing)
            continue;
        const RespReply &reply = replies[used++];
        if (state.lacks == State::Lacks::Size) {
            const auto least = static_cast<std::int64_t>(state.raw.size);
            state.raw.size = static_cast<std::uint64_t>(std::max(least, numberOr(reply, least)));
        } else if (const auto *status = std::get_if<RespReply::Status>(&reply.value)) {
            state.raw.type = inspect::valueTypeOf(status->text);
            state.gone = state.raw.type == ValueType::None;
        }
    }
}

void KeyPage::finish(WallTime now, std::vector<RawKey> &found, std::vector<std::string> &gone)
{
    found.reserve(found.size() + m_keys.size());
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        if (m_states[i].gone) {
            gone.push_back(std::move(m_keys[i]));
            continue;
        }
        RawKey &raw = found.emplace_back(std::move(m_states[i].raw));
        raw.key = std::move(m_keys[i]);
        raw.at = now;
    }
    m_keys.clear();
    m_states.clear();
}

namespace {

/// The second round, where there is something to ask.
Awaitable<Result<void>> askRest(ObserverLink &link, KeyPage &page)
{
    std::vector<ReadCommand> commands;
    page.askRest(commands);
    if (commands.empty())
        co_return Result<void>();
    auto replies = co_await link.askAll(std::move(commands));
    if (!replies)
        co_return fail(replies.error());
    page.takeRest(*replies);
    co_return Result<void>();
}

} // namespace

Awaitable<Result<KeysRead>> readKeys(ObserverLink &link, KeyPage page)
{
    std::vector<ReadCommand> commands;
    page.askValues(commands);
    auto values = co_await link.askAll(std::move(commands));
    if (!values)
        co_return fail(values.error());
    page.takeValues(*values);
    const auto rest = co_await askRest(link, page);
    if (!rest)
        co_return fail(rest.error());
    KeysRead read;
    page.finish(wallTimeNow(), read.found, read.gone);
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

// While the values of one page (with the SCAN for the next) are on their way, those of the page before are decoded. So
// the server never waits for us, nor do we for it.
Awaitable<Result<bool>> scanKeys(ObserverLink &link, std::string match, KeyAccess access,
                                 ScanListener listener)
{
    using Clock = std::chrono::steady_clock;
    std::string cursor = "0";
    PageSize pageSize;
    bool listing = true;       // the cursor is not back at 0 yet
    KeyPage page;              // only its names are known
    std::vector<RawKey> ready; // nobody was told of them yet
    while (listing || !page.empty()) {
        if (listener.isCancelled())
            co_return false;
        const auto began = Clock::now();
        std::vector<ReadCommand> commands;
        page.askValues(commands);
        const bool scans = listing;
        if (scans)
            commands.push_back(ReadCommand::scan(cursor, match, pageSize.count()));
        const auto arriving = co_await link.send(std::move(commands));
        if (!ready.empty())
            listener.onKeys(std::exchange(ready, {}));
        auto replies = co_await arriving->wait();
        if (!replies)
            co_return fail(replies.error());
        page.takeValues(*replies);
        const auto rest = co_await askRest(link, page);
        if (!rest)
            co_return fail(rest.error());
        std::vector<std::string> gone; // was never told of: nobody misses it
        page.finish(wallTimeNow(), ready, gone);
        if (scans) {
            auto scan = takeScan(replies->back());
            if (!scan)
                co_return fail(scan.error());
            listing = scan->cursor != "0";
            cursor = std::move(scan->cursor);
            page = KeyPage(std::move(scan->keys), access);
        }
        pageSize.learn(Clock::now() - began);
    }
    if (!ready.empty())
        listener.onKeys(std::move(ready));
    co_return true;
}

} // namespace sessionscope::live

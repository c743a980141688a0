// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/journal_file.h"
#include "core/journal/line_reader.h"
#include "core/journal/message_file.h"

#include <map>
#include <optional>
#include <utility>

namespace sessionscope::journal {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

const std::map<std::string_view, EventKind> &kindsByName()
{
    static const auto kinds = [] {
        std::map<std::string_view, EventKind> byName;
        for (int kind = 0; kind < kEventKindCount; ++kind)
            byName.emplace(kindFields(static_cast<EventKind>(kind)).name, static_cast<EventKind>(kind));
        return byName;
    }();
    return kinds;
}

template <class T> T valueOr(const ordered_json &object, const char *name, T otherwise)
{
    const auto found = name ? object.find(name) : object.end();
    if (found == object.end())
        return otherwise;
    if constexpr (std::is_integral_v<T>)
        return found->is_number_integer() ? found->template get<T>() : otherwise;
    else
        return found->is_string() ? found->template get<T>() : otherwise;
}

tl::unexpected<Error> malformed(std::size_t line, std::string what)
{
    return fail(ErrorCode::InvalidInput, std::move(what), "line " + std::to_string(line),
                "is this a journal written by sessionscope?");
}

Result<FileHeader> decodeHeader(std::string_view line)
{
    const auto document = ordered_json::parse(line, nullptr, false);
    if (!document.is_object() || valueOr<std::string>(document, "format", "") != FileHeader::kFormat)
        return malformed(1, "not a journal");
    const int version = valueOr<int>(document, "version", 0);
    if (version > FileHeader::kVersion)
        return fail(ErrorCode::Unsupported,
                    "journal version " + std::to_string(version) + " is newer than this program", "line 1",
                    "open it with a newer sessionscope");
    if (version < 1)
        return malformed(1, "no version");
    FileHeader header;
    if (const auto plan = document.find("plan"); plan != document.end())
        header.plan = *plan;
    header.profile = valueOr<std::string>(document, "profile", "");
    header.engine = valueOr<std::string>(document, "engine", "");
    header.seed = valueOr<std::uint64_t>(document, "seed", 0);
    header.build = valueOr<std::string>(document, "build", "");
    header.startedAt = WallTime{valueOr<std::int64_t>(document, "startedAtUnixNanoseconds", 0)};
    return header;
}

} // namespace

std::optional<Actor> parseActor(std::string_view text)
{
    for (int kind = 0; kind <= static_cast<int>(Actor::Kind::Pod); ++kind) {
        const Actor actor{static_cast<Actor::Kind>(kind), 0};
        const std::string name = toText(actor);
        if (text == name)
            return actor;
        // A numbered actor's name ends in "-0"; everything before the digits must agree.
        const std::string_view stem(name.data(), name.size() - 1);
        if (name.back() != '0' || !text.starts_with(stem))
            continue;
        const std::string digits(text.substr(stem.size()));
        if (!digits.empty() && digits.size() < 10
            && digits.find_first_not_of("0123456789") == std::string::npos)
            return Actor{actor.kind, static_cast<std::uint32_t>(std::stoul(digits))};
    }
    return std::nullopt;
}

struct JournalDecoder::State
{
    std::optional<FileHeader> header;
    Writer writer;
    LineReader reader;
    std::map<std::string, Actor, std::less<>> actors; ///< those met so far
    std::string partial;                              ///< of a line whose end has not come
    std::size_t line = 0;
    bool truncated = false;
    std::optional<Error> error;

    Result<void> takeLine(std::string_view text);
    bool takeMessage(std::string_view text);
    std::optional<Event> event();
    std::optional<Actor> actor(std::string_view name);
};

Result<void> JournalDecoder::State::takeLine(std::string_view text)
{
    ++line;
    if (!header) {
        auto decoded = decodeHeader(text);
        if (!decoded)
            return fail(decoded.error());
        header = std::move(*decoded);
        return {};
    }
    if (!reader.read(text))
        return malformed(line, "not an event");
    if (reader.has(kMessageField))
        return takeMessage(text) ? Result<void>() : malformed(line, "not a message");
    const auto decoded = event();
    if (!decoded)
        return malformed(line, "not an event");
    if (writer.append(*decoded) != decoded->sequence)
        return malformed(line, "events are out of order");
    return {};
}

bool JournalDecoder::State::takeMessage(std::string_view text)
{
    auto message = decodeMessage(json::parse(text, nullptr, false));
    if (message)
        writer.append(std::move(*message));
    return message.has_value();
}

std::optional<Event> JournalDecoder::State::event()
{
    const auto kind = kindsByName().find(reader.text("kind"));
    const auto who = actor(reader.text("actor"));
    if (kind == kindsByName().end() || !who)
        return std::nullopt;
    const auto number = [&](const char *name) { return name ? reader.number(name) : 0; };
    const auto text = [&](const char *name) { return name ? writer.intern(reader.text(name)) : Symbol(); };
    const auto unsignedNumber = [&](const char *name) { return static_cast<std::uint64_t>(number(name)); };
    const KindFields &fields = kindFields(kind->second);
    Event event;
    event.kind = kind->second;
    event.actor = *who;
    event.sequence = Sequence(unsignedNumber("seq"));
    event.time = Instant::sinceStart(Duration::nanoseconds(number("t")));
    event.cause = Sequence(unsignedNumber("cause"));
    event.exchange = ExchangeId(unsignedNumber("exchange"));
    event.session = text("session");
    event.number = number(fields.number);
    event.other = number(fields.other);
    event.text = text(fields.text);
    event.detail = text(fields.detail);
    return event;
}

std::optional<Actor> JournalDecoder::State::actor(std::string_view name)
{
    if (const auto known = actors.find(name); known != actors.end())
        return known->second;
    const auto parsed = parseActor(name);
    if (parsed)
        actors.emplace(name, *parsed);
    return parsed;
}

JournalDecoder::JournalDecoder()
    : m_state(std::make_unique<State>())
{
}

JournalDecoder::~JournalDecoder() = default;
JournalDecoder::JournalDecoder(JournalDecoder &&) noexcept = default;
JournalDecoder &JournalDecoder::operator=(JournalDecoder &&) noexcept = default;

Result<void> JournalDecoder::feed(std::string_view bytes)
{
    State &state = *m_state;
    while (!state.error) {
        const std::size_t end = bytes.find('\n');
        if (end == std::string_view::npos) {
            state.partial += bytes;
            return {};
        }
        Result<void> taken;
        if (state.partial.empty()) {
            taken = state.takeLine(bytes.substr(0, end));
        } else {
            state.partial += bytes.substr(0, end);
            taken = state.takeLine(state.partial);
            state.partial.clear();
        }
        bytes.remove_prefix(end + 1);
        if (!taken)
            state.error = taken.error();
    }
    return fail(*state.error);
}

Result<void> JournalDecoder::finish()
{
    State &state = *m_state;
    if (state.error)
        return fail(*state.error);
    const bool hasHeader = state.header.has_value();
    if (hasHeader && state.partial.empty())
        return {};
    // What was cut off is never whole JSON.
    const std::string last = std::exchange(state.partial, {});
    if (!hasHeader || json::accept(last))
        return state.takeLine(last);
    state.truncated = true;
    return {};
}

const FileHeader *JournalDecoder::header() const
{
    return m_state->header ? &*m_state->header : nullptr;
}

Batch JournalDecoder::take()
{
    return m_state->writer.take();
}

bool JournalDecoder::truncated() const
{
    return m_state->truncated;
}

} // namespace sessionscope::journal

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/journal_file.h"

#include <array>
#include <map>
#include <optional>

namespace sessionscope::journal {

namespace {

using nlohmann::ordered_json;

constexpr const char *kFormat = "sessionscope-journal";

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

std::optional<Actor> parseActor(std::string_view text)
{
    for (int kind = 0; kind <= static_cast<int>(Actor::Kind::Pod); ++kind) {
        const Actor actor{static_cast<Actor::Kind>(kind), 0};
        const std::string name = toString(actor);
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
    const auto json = ordered_json::parse(line, nullptr, false);
    if (!json.is_object() || valueOr<std::string>(json, "format", "") != kFormat)
        return malformed(1, "not a journal");
    const int version = valueOr<int>(json, "version", 0);
    if (version > FileHeader::kVersion)
        return fail(ErrorCode::Unsupported,
                    "journal version " + std::to_string(version) + " is newer than this program", "line 1",
                    "open it with a newer sessionscope");
    if (version < 1)
        return malformed(1, "no version");
    FileHeader header;
    if (const auto plan = json.find("plan"); plan != json.end())
        header.plan = *plan;
    header.profile = valueOr<std::string>(json, "profile", "");
    header.engine = valueOr<std::string>(json, "engine", "");
    header.seed = valueOr<std::uint64_t>(json, "seed", 0);
    header.build = valueOr<std::string>(json, "build", "");
    header.startedAt = WallTime{valueOr<std::int64_t>(json, "startedAtUnixNanoseconds", 0)};
    return header;
}

std::optional<Event> decodeEvent(std::string_view line, Writer &symbols)
{
    const auto json = ordered_json::parse(line, nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    const auto kind = kindsByName().find(valueOr<std::string>(json, "kind", ""));
    const auto actor = parseActor(valueOr<std::string>(json, "actor", ""));
    if (kind == kindsByName().end() || !actor)
        return std::nullopt;
    const KindFields &fields = kindFields(kind->second);
    Event event;
    event.kind = kind->second;
    event.actor = *actor;
    event.sequence = Sequence(valueOr<std::uint64_t>(json, "seq", 0));
    event.time = Instant::sinceStart(Duration::nanoseconds(valueOr<std::int64_t>(json, "t", 0)));
    event.cause = Sequence(valueOr<std::uint64_t>(json, "cause", 0));
    event.exchange = ExchangeId(valueOr<std::uint64_t>(json, "exchange", 0));
    event.session = symbols.intern(valueOr<std::string>(json, "session", ""));
    event.number = valueOr<std::int64_t>(json, fields.number, 0);
    event.other = valueOr<std::int64_t>(json, fields.other, 0);
    event.text = symbols.intern(valueOr<std::string>(json, fields.text, ""));
    event.detail = symbols.intern(valueOr<std::string>(json, fields.detail, ""));
    return event;
}

/// Takes the next line off `text`; `complete` tells whether a newline ended it.
std::string_view takeLine(std::string_view &text, bool &complete)
{
    const std::size_t end = text.find('\n');
    complete = end != std::string_view::npos;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(complete ? end + 1 : text.size());
    return line;
}

} // namespace

std::string encodeHeader(const FileHeader &header)
{
    const ordered_json json{{"format", kFormat},
                            {"version", FileHeader::kVersion},
                            {"build", header.build},
                            {"engine", header.engine},
                            {"profile", header.profile},
                            {"seed", header.seed},
                            {"startedAtUnixNanoseconds", header.startedAt.unixNanoseconds},
                            {"plan", header.plan}};
    return json.dump() + '\n';
}

std::string encodeEvent(const Event &event, const Journal &journal)
{
    const KindFields &fields = kindFields(event.kind);
    ordered_json json{{"seq", event.sequence.value()},
                      {"t", event.time.elapsed().inNanoseconds()},
                      {"kind", fields.name},
                      {"actor", toString(event.actor)}};
    if (event.cause != Sequence())
        json["cause"] = event.cause.value();
    if (event.exchange != ExchangeId())
        json["exchange"] = event.exchange.value();
    if (event.session != Symbol())
        json["session"] = journal.text(event.session);
    if (fields.number)
        json[fields.number] = event.number;
    if (fields.other)
        json[fields.other] = event.other;
    if (fields.text)
        json[fields.text] = journal.text(event.text);
    if (fields.detail)
        json[fields.detail] = journal.text(event.detail);
    // Ids come from clients; what is not UTF-8 in them must not stop a journal from being written.
    return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

std::string encodeJournal(const FileHeader &header, const Journal &journal)
{
    std::string text = encodeHeader(header);
    for (const Event &event : journal.events())
        text += encodeEvent(event, journal);
    return text;
}

Result<JournalFile> decodeJournal(std::string_view text)
{
    bool complete = false;
    auto header = decodeHeader(takeLine(text, complete));
    if (!header)
        return fail(header.error());
    JournalFile file;
    file.header = std::move(*header);
    Writer writer;
    for (std::size_t number = 2; !text.empty(); ++number) {
        const std::string_view line = takeLine(text, complete);
        const auto event = decodeEvent(line, writer);
        if (!event && complete)
            return malformed(number, "not an event");
        if (!event) {
            file.truncated = true;
            break;
        }
        if (writer.append(*event) != event->sequence)
            return malformed(number, "events are out of order");
    }
    file.journal.append(writer.take());
    return file;
}

} // namespace sessionscope::journal

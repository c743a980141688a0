// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/closest_name.h"
#include "core/base/duration_text.h"
#include "core/journal/filter_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace sessionscope::journal {

namespace {

using Type = FilterFieldInfo::Type;

constexpr std::array<std::string_view, 7> kStates{"waiting", "intact",  "amnesia", "lost",
                                                  "closed",  "present", "gone"};
constexpr std::array<std::string_view, 6> kPins{"none",   "service",  "pod-dns",
                                                "pod-ip", "other-ip", "cluster-ip"};
constexpr std::array<std::string_view, 2> kEras{"sessions", "stateless"};
constexpr std::array<std::string_view, 9> kStatuses{"200", "202", "400", "404", "4xx",
                                                    "502", "503", "5xx", "2xx"};
constexpr std::array<std::string_view, 8> kGroups{"run",   "fault", "cluster", "client",
                                                  "proxy", "store", "pod",     "error"};

constexpr std::uint64_t bit(EventKind kind)
{
    return std::uint64_t{1} << static_cast<unsigned>(kind);
}

constexpr std::uint64_t from(EventKind first, EventKind last)
{
    return (bit(last) | (bit(last) - 1)) & ~(bit(first) - 1);
}

static_assert(kEventKindCount <= 64);

// In the order of kGroups. "error" also holds whatever has a status from 400 on.
constexpr std::array<std::uint64_t, kGroups.size()> kGroupKinds{
    from(EventKind::RunStarted, EventKind::RunFinished),
    from(EventKind::FaultRequested, EventKind::FaultSettled),
    from(EventKind::PodStarted, EventKind::ServiceRefused),
    from(EventKind::ClientAttached, EventKind::SessionReplaced),
    from(EventKind::RequestReceived, EventKind::SessionClosed),
    from(EventKind::StoreStarted, EventKind::StoreFlushed) | bit(EventKind::RecordLoaded)
        | bit(EventKind::StoreFailed) | bit(EventKind::RecordSaved) | bit(EventKind::RecordDeleted),
    from(EventKind::PodStarted, EventKind::PodStopped) | bit(EventKind::PodAnswered),
    bit(EventKind::ServiceRefused) | bit(EventKind::RequestFailed) | bit(EventKind::StoreFailed)
        | bit(EventKind::NameNotFound) | bit(EventKind::DialFailed) | bit(EventKind::ForwardFailed)
        | bit(EventKind::SessionForgotten) | bit(EventKind::LimitReached) | bit(EventKind::StoreFlushed),
};

constexpr std::array kFields{
    FilterFieldInfo{FilterField::Session, "session", Type::Text, "session id, or how it begins: ab*", {}},
    FilterFieldInfo{FilterField::Pod, "pod", Type::Number, "ordinal of the pod: 2, 0..2", {}},
    FilterFieldInfo{FilterField::Proxy, "proxy", Type::Number, "index of the proxy", {}},
    FilterFieldInfo{FilterField::Client, "client", Type::Name, "number of the client, or its name", {}},
    FilterFieldInfo{FilterField::Kind, "kind", Type::Kind, "kind of event, or a group of kinds", kGroups},
    FilterFieldInfo{FilterField::State, "state", Type::Text, "state of the session", kStates},
    FilterFieldInfo{FilterField::Status, "status", Type::Status, "HTTP status: 404, 4xx, >=400", kStatuses},
    FilterFieldInfo{FilterField::Pin, "pin", Type::Text, "where the record says that the session lives",
                    kPins},
    FilterFieldInfo{FilterField::Text, "text", Type::Words, "text anywhere", {}},
    FilterFieldInfo{FilterField::Time, "t", Type::Time, "time since the run began: >12s, <1m, 5s..10s", {}},
    FilterFieldInfo{FilterField::Ttl, "ttl", Type::Time, "time until the record expires: <30m", {}},
    FilterFieldInfo{FilterField::Age, "age", Type::Time, "time since the session was made: >1h", {}},
    FilterFieldInfo{FilterField::Exchange, "exchange", Type::Number, "number of the exchange", {}},
    FilterFieldInfo{FilterField::Mode, "mode", Type::Names, "failure mode: F-01", {}},
    FilterFieldInfo{FilterField::Era, "era", Type::Text, "whether the client keeps sessions", kEras},
};

std::vector<std::string_view> fieldNames()
{
    std::vector<std::string_view> names;
    for (const FilterFieldInfo &info : kFields)
        names.push_back(info.name);
    return names;
}

const FilterFieldInfo *findField(std::string_view name)
{
    const TextPattern wanted(name, TextPattern::Match::Prefix, false);
    const auto found = std::ranges::find_if(kFields, [&](const FilterFieldInfo &info) {
        return info.name.size() == name.size() && wanted.matches(info.name);
    });
    return found == kFields.end() ? nullptr : &*found;
}

tl::unexpected<Error> refused(std::string what, std::string hint)
{
    return fail(ErrorCode::InvalidInput, std::move(what), {}, std::move(hint));
}

/// Without the backslashes in front of quotes and backslashes.
std::string unquoted(std::string_view value)
{
    std::string text;
    for (std::size_t at = 0; at < value.size(); ++at) {
        const bool isEscape
            = value[at] == '\\' && at + 1 < value.size() && (value[at + 1] == '"' || value[at + 1] == '\\');
        text += value[isEscape ? ++at : at];
    }
    return text;
}

TextPattern patternOf(const FilterLexeme &term, TextPattern::Match match)
{
    const bool quoted = term.quoting == FilterLexeme::Quoting::Quotes;
    return {quoted ? unquoted(term.value) : std::string(term.value), match, !quoted};
}

Result<FilterNode> regexNode(FilterField field, std::string_view pattern)
{
    constexpr std::size_t kPatternMax = 200;
    auto options = std::regex::ECMAScript | std::regex::icase | std::regex::nosubs;
#ifdef __GLIBCXX__
    options |= std::regex_constants::__polynomial; // no pattern can take exponential time
#endif
    if (pattern.empty() || pattern.size() > kPatternMax)
        return refused(pattern.empty() ? "the regular expression is empty"
                                       : "the regular expression is too long",
                       fmt::format("1 to {} characters between slashes", kPatternMax));
    FilterNode node;
    node.kind = FilterNode::Kind::Regex;
    node.field = field;
    try {
        node.regex = std::make_shared<const std::regex>(pattern.begin(), pattern.end(), options);
    } catch (const std::regex_error &) {
        return refused(fmt::format("/{}/ is not a regular expression", pattern),
                       "mind brackets and repetitions; put plain text into quotes");
    }
    return node;
}

/// A whole number; nothing if the text is none.
std::optional<std::int64_t> numberOf(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0)
        return std::nullopt;
    return number;
}

struct Span
{
    std::int64_t least;
    std::int64_t most;
};

/// "404" or "4xx".
std::optional<Span> statusOf(std::string_view text)
{
    if (const auto number = numberOf(text))
        return Span{*number, *number};
    if (text.size() == 3 && text[0] >= '1' && text[0] <= '5' && (text[1] == 'x' || text[1] == 'X')
        && (text[2] == 'x' || text[2] == 'X')) {
        const std::int64_t first = (text[0] - '0') * 100;
        return Span{first, first + 99};
    }
    return std::nullopt;
}

std::optional<Span> valueOf(const FilterFieldInfo &info, std::string_view text)
{
    if (info.type == Type::Status)
        return statusOf(text);
    if (info.type == Type::Time) {
        const auto span = parseDuration(text);
        return span ? std::optional(Span{span->inNanoseconds(), span->inNanoseconds()}) : std::nullopt;
    }
    const auto number = numberOf(text);
    return number ? std::optional(Span{*number, *number}) : std::nullopt;
}

std::optional<Span> rangeOf(const FilterFieldInfo &info, std::string_view text)
{
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos)
        return valueOf(info, text);
    const auto first = valueOf(info, text.substr(0, dots));
    const auto last = valueOf(info, text.substr(dots + 2));
    return first && last ? std::optional(Span{first->least, last->most}) : std::nullopt;
}

Result<FilterNode> rangeNode(const FilterFieldInfo &info, const FilterLexeme &term)
{
    const auto value = rangeOf(info, term.value);
    if (!value) {
        const char *right = info.type == Type::Time ? "write it like 12s, 1m30s or 500ms"
            : info.type == Type::Status             ? "write it like 404 or 4xx"
                                                    : "write a number like 2, or 0..2";
        return refused(fmt::format("'{}' is not a value for {}", term.value, info.name), right);
    }
    FilterNode node;
    node.kind = FilterNode::Kind::Range;
    node.field = info.field;
    if (term.op == "<")
        node.most = value->least - 1;
    else if (term.op == "<=")
        node.most = value->most;
    else if (term.op == ">")
        node.least = value->most + 1;
    else if (term.op == ">=")
        node.least = value->least;
    else {
        node.least = value->least;
        node.most = value->most;
    }
    return node;
}

Result<FilterNode> kindNode(const FilterLexeme &term)
{
    FilterNode node;
    node.kind = FilterNode::Kind::Kinds;
    node.field = FilterField::Kind;
    const TextPattern wanted = patternOf(term, TextPattern::Match::Prefix);
    std::vector<std::string_view> known;
    for (std::size_t group = 0; group < kGroups.size(); ++group) {
        known.push_back(kGroups[group]);
        if (kGroups[group].size() == term.value.size() && wanted.matches(kGroups[group])) {
            node.kinds = kGroupKinds[group];
            node.orFailedStatus = kGroups[group] == "error";
            return node;
        }
    }
    for (int kind = 0; kind < kEventKindCount; ++kind) {
        known.emplace_back(kindFields(static_cast<EventKind>(kind)).name);
        if (!term.value.empty() && wanted.matches(known.back()))
            node.kinds |= bit(static_cast<EventKind>(kind));
    }
    if (node.kinds == 0)
        return refused(fmt::format("no kind of event is called '{}'", term.value),
                       closestNameHint(term.value, known));
    return node;
}

Result<FilterNode> textNode(const FilterFieldInfo &info, const FilterLexeme &term)
{
    FilterNode node;
    node.kind = info.type == Type::Words ? FilterNode::Kind::Words : FilterNode::Kind::Text;
    node.field = info.field;
    const bool anywhere = info.type == Type::Words || info.type == Type::Names;
    node.pattern = patternOf(term, anywhere ? TextPattern::Match::Anywhere : TextPattern::Match::Prefix);
    const bool isKnown = std::ranges::any_of(
        info.values, [&](std::string_view value) { return node.pattern.matches(value); });
    if (!info.values.empty() && !isKnown)
        return refused(fmt::format("'{}' is not a value for {}", term.value, info.name),
                       closestNameHint(term.value, info.values));
    return node;
}

Result<FilterNode> fieldNode(const FilterFieldInfo &info, const FilterLexeme &term)
{
    const bool isOrder = term.op.starts_with('<') || term.op.starts_with('>');
    const bool isText = info.type == Type::Text || info.type == Type::Words || info.type == Type::Names
        || info.type == Type::Kind;
    if (isOrder && isText)
        return refused(fmt::format("{} has no order", info.name), fmt::format("write {}:value", info.name));
    if (term.value.empty())
        return refused(fmt::format("{} lacks a value", info.name), std::string(info.description));
    if (term.quoting == FilterLexeme::Quoting::Slashes) {
        if (info.type == Type::Text || info.type == Type::Words || info.type == Type::Names
            || info.type == Type::Name)
            return regexNode(info.field, term.value);
        return refused(fmt::format("{} takes no regular expression", info.name),
                       std::string(info.description));
    }
    if (info.type == Type::Kind)
        return kindNode(term);
    if (isText || (info.type == Type::Name && !rangeOf(info, term.value) && !isOrder))
        return textNode(info, term);
    return rangeNode(info, term);
}

} // namespace

std::span<const FilterFieldInfo> filterFields()
{
    return kFields;
}

Result<FilterNode> compileTerm(const FilterLexeme &term)
{
    if (!term.closed)
        return term.quoting == FilterLexeme::Quoting::Quotes
            ? Result<FilterNode>(refused("the quotes do not end", "close them with \""))
            : Result<FilterNode>(refused("the regular expression does not end",
                                         "close it with /, or put a text that begins so into quotes"));
    if (term.op.empty()) {
        if (term.quoting == FilterLexeme::Quoting::Slashes)
            return regexNode(FilterField::Text, term.value);
        FilterNode node;
        node.kind = FilterNode::Kind::Words;
        node.pattern = patternOf(term, TextPattern::Match::Anywhere);
        node.orStatus = numberOf(term.value);
        return node;
    }
    const FilterFieldInfo *info = findField(term.field);
    if (!info) {
        const auto names = fieldNames();
        return refused(fmt::format("no field is called '{}'", term.field),
                       closestNameHint(term.field, names) + "; a text with a colon goes into quotes");
    }
    Result<FilterNode> node = fieldNode(*info, term);
    if (node)
        node->negated = term.op == "!=";
    return node;
}

} // namespace sessionscope::journal

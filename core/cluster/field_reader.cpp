// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/field_reader.h"

#include "core/base/duration_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace sessionscope::cluster {

namespace {

/// How a wrong value is quoted in a message: short enough to be read.
std::string shown(const nlohmann::json &value)
{
    constexpr std::size_t kShownMax = 40;
    const std::string text = value.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    return text.size() <= kShownMax ? text : text.substr(0, kShownMax) + "…";
}

std::optional<std::int64_t> wholeNumber(const nlohmann::json &value)
{
    if (!value.is_number_integer())
        return std::nullopt;
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t(INT64_MAX))
        return std::nullopt;
    return value.get<std::int64_t>();
}

bool isLabel(std::string_view text)
{
    const auto alphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !text.empty() && alphanumeric(text.front()) && alphanumeric(text.back())
        && std::ranges::all_of(text, [&](char c) { return alphanumeric(c) || c == '-'; });
}

} // namespace

std::string joinPath(const std::string &path, std::string_view field)
{
    return path.empty() ? std::string(field) : fmt::format("{}.{}", path, field);
}

Result<std::string> readText(const nlohmann::json &value, const std::string &path)
{
    if (!value.is_string())
        return fail(ErrorCode::InvalidInput, shown(value) + " is not a text", path, "write it in quotes");
    return value.get<std::string>();
}

Result<std::int64_t> readNumber(const nlohmann::json &value, const std::string &path, std::int64_t least,
                                std::int64_t most)
{
    const std::optional<std::int64_t> number = wholeNumber(value);
    if (!number || *number < least || *number > most)
        return fail(ErrorCode::InvalidInput, shown(value) + " is not a whole number in its range", path,
                    fmt::format("{} to {}", least, most));
    return *number;
}

Result<Duration> readDuration(const nlohmann::json &value, const std::string &path, bool zeroAllowed)
{
    Result<Duration> span = value.is_string()
        ? parseDuration(value.get<std::string>())
        : Result<Duration>(fail(ErrorCode::InvalidInput, shown(value) + " is not a duration", {},
                                "write it like \"2h\" or \"500ms\""));
    if (!span) {
        span.error().where = path;
        return span;
    }
    if (*span < Duration() || (*span == Duration() && !zeroAllowed))
        return fail(ErrorCode::InvalidInput, shown(value) + " is too short a time", path,
                    zeroAllowed ? "0s or longer" : "longer than 0s");
    return span;
}

Result<std::size_t> readChoice(const nlohmann::json &value, const std::string &path,
                               std::span<const std::string_view> choices)
{
    const auto it = value.is_string() ? std::ranges::find(choices, value.get<std::string>()) : choices.end();
    if (it == choices.end())
        return fail(ErrorCode::InvalidInput, shown(value) + " is not one of the allowed values", path,
                    fmt::format("one of {}", fmt::join(choices, ", ")));
    return static_cast<std::size_t>(it - choices.begin());
}

Result<std::string> readLabel(const nlohmann::json &value, const std::string &path, std::size_t most)
{
    Result<std::string> text = readText(value, path);
    if (text && (!isLabel(*text) || text->size() > most))
        return fail(
            ErrorCode::InvalidInput, shown(value) + " is not a Kubernetes name", path,
            fmt::format("1 to {} lower-case letters, digits and '-', beginning and ending with a letter "
                        "or digit",
                        most));
    return text;
}

} // namespace sessionscope::cluster

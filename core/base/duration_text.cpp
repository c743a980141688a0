// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/duration_text.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <optional>

namespace sessionscope {

namespace {

struct Unit
{
    std::string_view name;
    std::uint64_t nanoseconds;
};

constexpr std::uint64_t kSecond = 1'000'000'000;
constexpr std::array kUnits{
    Unit{"h", 3600 * kSecond},
    Unit{"m", 60 * kSecond},
    Unit{"s", kSecond},
    Unit{"ms", 1'000'000},
    Unit{"us", 1'000},
    Unit{"\xC2\xB5s", 1'000}, // micro sign
    Unit{"\xCE\xBCs", 1'000}, // Greek mu
    Unit{"ns", 1},
};

std::string_view takeDigits(std::string_view &text)
{
    const std::string_view digits = text.substr(0, text.find_first_not_of("0123456789"));
    text.remove_prefix(digits.size());
    return digits;
}

std::optional<std::uint64_t> takeUnit(std::string_view &text)
{
    const std::string_view name = text.substr(0, text.find_first_of(".0123456789"));
    for (const Unit &unit : kUnits) {
        if (unit.name == name) {
            text.remove_prefix(name.size());
            return unit.nanoseconds;
        }
    }
    return std::nullopt;
}

/// `0.digits` of a unit, cut off below a nanosecond.
std::uint64_t shareOf(std::uint64_t unit, std::string_view digits)
{
    std::uint64_t share = 0;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit)
        share = (std::uint64_t(*digit - '0') * unit + share) / 10;
    return share;
}

/// One number with its unit, such as "1.5h", in nanoseconds; nothing if it is none or greater than `limit`.
std::optional<std::uint64_t> takePart(std::string_view &text, std::uint64_t limit)
{
    const std::string_view digits = takeDigits(text);
    std::string_view fraction;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        fraction = takeDigits(text);
    }
    const std::optional<std::uint64_t> unit = takeUnit(text);
    if (!unit || (digits.empty() && fraction.empty()))
        return std::nullopt;

    std::uint64_t whole = 0;
    if (!digits.empty()
        && std::from_chars(digits.data(), digits.data() + digits.size(), whole).ec != std::errc())
        return std::nullopt;
    const std::uint64_t share = shareOf(*unit, fraction);
    if (whole > limit / *unit || share > limit - whole * *unit)
        return std::nullopt;
    return whole * *unit + share;
}

std::optional<Duration> spanOf(std::string_view text)
{
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    if (text == "0")
        return Duration();
    if (text.empty())
        return std::nullopt;

    const std::uint64_t limit = std::uint64_t(INT64_MAX) + (negative ? 1 : 0);
    std::uint64_t magnitude = 0;
    while (!text.empty()) {
        const std::optional<std::uint64_t> part = takePart(text, limit - magnitude);
        if (!part)
            return std::nullopt;
        magnitude += *part;
    }
    return Duration::nanoseconds(static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude));
}

/// "1.5s" for 1 500 000 000 ns with kSecond: no zeros at the end.
std::string decimal(std::uint64_t nanoseconds, std::uint64_t unit, std::string_view name)
{
    std::string text = std::to_string(nanoseconds / unit);
    std::string fraction;
    for (std::uint64_t rest = nanoseconds % unit; rest != 0; rest = rest * 10 % unit)
        fraction += static_cast<char>('0' + rest * 10 / unit);
    if (!fraction.empty())
        text += "." + fraction;
    return text.append(name);
}

} // namespace

Result<Duration> parseDuration(std::string_view text)
{
    if (const std::optional<Duration> span = spanOf(text))
        return *span;
    return fail(ErrorCode::InvalidInput, fmt::format("\"{}\" is not a duration", text), {},
                "write it like 2h, 1m30s or 500ms");
}

std::string formatDuration(Duration span)
{
    const bool negative = span.inNanoseconds() < 0;
    std::uint64_t rest = static_cast<std::uint64_t>(span.inNanoseconds());
    rest = negative ? 0 - rest : rest;
    if (rest == 0)
        return "0s";

    std::string text = negative ? "-" : "";
    if (rest < 1'000)
        return text + decimal(rest, 1, "ns");
    if (rest < 1'000'000)
        return text + decimal(rest, 1'000, "us");
    if (rest < kSecond)
        return text + decimal(rest, 1'000'000, "ms");
    for (const Unit &unit : {kUnits[0], kUnits[1]}) {
        if (rest >= unit.nanoseconds)
            text += fmt::format("{}{}", rest / unit.nanoseconds, unit.name);
        rest %= unit.nanoseconds;
    }
    return rest == 0 ? text : text + decimal(rest, kSecond, "s");
}

std::string formatRounded(Duration span)
{
    constexpr auto kWhole = static_cast<std::int64_t>(kSecond);
    const std::int64_t nanoseconds = span.inNanoseconds();
    std::int64_t step = 1;
    if (std::abs(nanoseconds / kWhole) >= 60) {
        step = kWhole;
    } else {
        while (std::abs(nanoseconds / step) >= 1'000)
            step *= 10;
    }
    const std::int64_t rest = nanoseconds % step;
    const std::int64_t up = 2 * std::abs(rest) < step ? 0 : nanoseconds < 0 ? -step : step;
    return formatDuration(Duration::nanoseconds(nanoseconds - rest + (rest == 0 ? 0 : up)));
}

} // namespace sessionscope

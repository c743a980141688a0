// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/session/record_codec.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <utility>

namespace sessionscope::session {

namespace {

constexpr int kNanosecondDigits = 9;
constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
constexpr std::int64_t kSecondsPerDay = 86'400;

/// A day of the Gregorian calendar, as RFC 3339 extends it to all years.
struct Date
{
    int year;
    int month;
    int day;
};

constexpr bool isLeap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int daysInMonth(int year, int month)
{
    constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && isLeap(year) ? 29 : kDays.at(static_cast<std::size_t>(month - 1));
}

constexpr int daysInYear(int year)
{
    return isLeap(year) ? 366 : 365;
}

/// Days from 0001-01-01 to the first day of `year`.
constexpr std::int64_t daysBeforeYear(int year)
{
    const std::int64_t past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

constexpr std::int64_t kDaysBefore1970 = daysBeforeYear(1970);

/// Days since 1970-01-01, negative before it.
std::int64_t daysFrom(const Date &date)
{
    std::int64_t days = daysBeforeYear(date.year) - kDaysBefore1970 + date.day - 1;
    for (int month = 1; month < date.month; ++month)
        days += daysInMonth(date.year, month);
    return days;
}

Date dateFrom(std::int64_t daysSince1970)
{
    std::int64_t rest = daysSince1970 + kDaysBefore1970;
    // As if every year were a leap year: never too late, and a handful of years too early at most.
    Date date{static_cast<int>(rest / 366) + 1, 1, 1};
    rest -= daysBeforeYear(date.year);
    for (; rest >= daysInYear(date.year); ++date.year)
        rest -= daysInYear(date.year);
    for (; rest >= daysInMonth(date.year, date.month); ++date.month)
        rest -= daysInMonth(date.year, date.month);
    date.day += static_cast<int>(rest);
    return date;
}

/// Splits into a quotient rounded down and a remainder that is not negative.
std::pair<std::int64_t, std::int64_t> floorDivide(std::int64_t value, std::int64_t divisor)
{
    const std::int64_t remainder = (value % divisor + divisor) % divisor;
    return {(value - remainder) / divisor, remainder};
}

/// Takes a text's fixed parts one by one from the front; a failed part leaves the scanner failed.
class Scanner
{
public:
    explicit Scanner(std::string_view text)
        : m_rest(text)
    {
    }

    bool failed() const { return m_failed; }
    bool atEnd() const { return m_rest.empty(); }
    char front() const { return m_rest.empty() ? '\0' : m_rest.front(); }

    void literal(char expected)
    {
        m_failed |= front() != expected;
        skip(1);
    }

    /// Exactly `digits` digits, with a value in [0, max].
    int number(std::size_t digits, int max)
    {
        int value = 0;
        const std::string_view part = m_rest.substr(0, digits);
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        const bool whole = part.size() == digits && error == std::errc() && end == part.data() + digits;
        m_failed |= !whole || value < 0 || value > max || part.front() == '-';
        skip(digits);
        return value;
    }

    /// `.` and one or more digits, if there is a `.`; digits after the ninth are dropped, as Go does.
    std::int64_t fraction()
    {
        if (front() != '.')
            return 0;
        skip(1);
        m_failed |= front() < '0' || front() > '9';
        std::int64_t value = 0;
        int digits = 0;
        for (; front() >= '0' && front() <= '9'; skip(1)) {
            if (digits < kNanosecondDigits) {
                value = value * 10 + (front() - '0');
                ++digits;
            }
        }
        for (; digits < kNanosecondDigits; ++digits)
            value *= 10;
        return value;
    }

    /// `Z`, `+hh:mm` or `-hh:mm`, in seconds east of UTC.
    int offset()
    {
        const char sign = front();
        skip(1);
        if (sign == 'Z')
            return 0;
        m_failed |= sign != '+' && sign != '-';
        const int hours = number(2, 23);
        literal(':');
        const int minutes = number(2, 59);
        const int seconds = (hours * 60 + minutes) * 60;
        return sign == '-' ? -seconds : seconds;
    }

private:
    void skip(std::size_t count) { m_rest.remove_prefix(std::min(count, m_rest.size())); }

    std::string_view m_rest;
    bool m_failed = false;
};

tl::unexpected<Error> notATimestamp(std::string_view text)
{
    return fail(ErrorCode::InvalidInput, fmt::format("'{}' is not an RFC 3339 time", text));
}

} // namespace

std::string formatTimestamp(const Timestamp &time)
{
    const auto [unixSeconds, fraction] = floorDivide(time.instant.unixNanoseconds, kNanosecondsPerSecond);
    const auto [days, second] = floorDivide(unixSeconds + time.offsetSeconds, kSecondsPerDay);
    const Date date = dateFrom(days);

    std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", date.year, date.month, date.day,
                                   second / 3600, second / 60 % 60, second % 60);
    if (fraction != 0) {
        text += fmt::format(".{:09}", fraction);
        text.erase(text.find_last_not_of('0') + 1);
    }
    if (time.offsetSeconds == 0)
        return text + 'Z';
    const int minutesEast = std::abs(time.offsetSeconds) / 60;
    return text
        + fmt::format("{}{:02}:{:02}", time.offsetSeconds < 0 ? '-' : '+', minutesEast / 60,
                      minutesEast % 60);
}

Result<Timestamp> parseTimestamp(std::string_view text)
{
    Scanner scanner(text);
    Date date{};
    date.year = scanner.number(4, 9999);
    scanner.literal('-');
    date.month = scanner.number(2, 12);
    scanner.literal('-');
    date.day = scanner.number(2, 31);
    scanner.literal('T');
    const int hour = scanner.number(2, 23);
    scanner.literal(':');
    const int minute = scanner.number(2, 59);
    scanner.literal(':');
    const int second = scanner.number(2, 59);
    const std::int64_t fraction = scanner.fraction();
    const int offsetSeconds = scanner.offset();
    if (scanner.failed() || !scanner.atEnd() || date.month < 1 || date.day < 1
        || date.day > daysInMonth(date.year, date.month))
        return notATimestamp(text);

    const std::int64_t unixSeconds
        = daysFrom(date) * kSecondsPerDay + (hour * 60 + minute) * 60 + second - offsetSeconds;
    constexpr std::int64_t kSecondsMax = INT64_MAX / kNanosecondsPerSecond - 1;
    if (unixSeconds > kSecondsMax || unixSeconds < -kSecondsMax)
        return fail(ErrorCode::InvalidInput, fmt::format("'{}' is outside the years 1678 to 2262", text));
    return Timestamp{WallTime{unixSeconds * kNanosecondsPerSecond + fraction}, offsetSeconds};
}

} // namespace sessionscope::session

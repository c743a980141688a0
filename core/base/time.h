// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <cstdint>

namespace sessionscope {

/// A span of time in nanoseconds. The core's only unit of time; floating seconds exist for drawing alone.
class Duration
{
public:
    constexpr Duration() = default;

    static constexpr Duration nanoseconds(std::int64_t n) { return Duration(n); }
    static constexpr Duration microseconds(std::int64_t n) { return Duration(n * 1'000); }
    static constexpr Duration milliseconds(std::int64_t n) { return Duration(n * 1'000'000); }
    static constexpr Duration seconds(std::int64_t n) { return Duration(n * 1'000'000'000); }
    static constexpr Duration max() { return Duration(INT64_MAX); }

    constexpr std::int64_t inNanoseconds() const { return m_ns; }
    constexpr std::int64_t inMicroseconds() const { return m_ns / 1'000; }
    constexpr std::int64_t inMilliseconds() const { return m_ns / 1'000'000; }
    constexpr std::int64_t inSeconds() const { return m_ns / 1'000'000'000; }

    constexpr auto operator<=>(const Duration &) const = default;
    constexpr Duration operator+(Duration other) const { return Duration(m_ns + other.m_ns); }
    constexpr Duration operator-(Duration other) const { return Duration(m_ns - other.m_ns); }
    constexpr Duration operator*(std::int64_t factor) const { return Duration(m_ns * factor); }

private:
    constexpr explicit Duration(std::int64_t ns)
        : m_ns(ns)
    {
    }

    std::int64_t m_ns = 0;
};

/// A point on a run's own clock: time since the run began. Monotonic in the live engine, virtual in the simulator.
/// Two instants only subtract; what time it was on the wall is a WallTime.
class Instant
{
public:
    constexpr Instant() = default;
    static constexpr Instant sinceStart(Duration elapsed) { return Instant(elapsed); }

    constexpr Duration elapsed() const { return m_elapsed; }

    constexpr auto operator<=>(const Instant &) const = default;
    constexpr Instant operator+(Duration span) const { return Instant(m_elapsed + span); }
    constexpr Duration operator-(Instant earlier) const { return m_elapsed - earlier.m_elapsed; }

private:
    constexpr explicit Instant(Duration elapsed)
        : m_elapsed(elapsed)
    {
    }

    Duration m_elapsed;
};

/// Nanoseconds since the Unix epoch, UTC: what records and files carry. Never used to measure a span.
struct WallTime
{
    std::int64_t unixNanoseconds = 0;

    constexpr auto operator<=>(const WallTime &) const = default;
    constexpr WallTime operator+(Duration span) const
    {
        return WallTime{unixNanoseconds + span.inNanoseconds()};
    }
};

} // namespace sessionscope

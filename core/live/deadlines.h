// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/time.h"
#include "core/live/io.h"

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace sessionscope::live {

class Deadline;

/// Watches many deadlines with one timer. Setting and clearing one again costs a store, because a sweep every `resolution`
/// finds the overdue ones: a limit may strike that much late. One that is never set costs nothing, and no timer runs
/// while no deadline is set.
class Deadlines
{
public:
    Deadlines(asio::io_context &context, Duration resolution);
    ~Deadlines();

    Deadlines(const Deadlines &) = delete;
    Deadlines &operator=(const Deadlines &) = delete;

private:
    friend class Deadline;

    void startSweeping();
    void sweep();

    Timer m_timer;
    std::chrono::nanoseconds m_resolution;
    std::vector<Deadline *> m_deadlines;
    bool m_isSweeping = false;
    std::shared_ptr<Deadlines *> m_self; ///< a queued sweep finds out through it that this is gone
};

/// One time limit. It belongs to a Deadlines, which must outlive it.
class Deadline
{
public:
    /// `onOverdue` runs once for each set(); it may destroy this object.
    Deadline(Deadlines &owner, std::function<void()> onOverdue);
    ~Deadline();

    Deadline(const Deadline &) = delete;
    Deadline &operator=(const Deadline &) = delete;

    void set(Duration fromNow);
    void clear() { m_at = kNever; }
    bool isSet() const { return m_at != kNever; }

private:
    friend class Deadlines;
    using Clock = std::chrono::steady_clock;
    static constexpr Clock::time_point kNever = Clock::time_point::max();
    static constexpr std::size_t kUnlisted = ~std::size_t();

    Deadlines &m_owner;
    std::size_t m_index = kUnlisted; ///< in the owner's list, from the first set() on
    Clock::time_point m_at = kNever;
    std::function<void()> m_onOverdue;
};

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/time.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace sessionscope::control {

/// The wake-up half of a Mailbox: one call for any number of letters until they are taken.
class MailboxBell
{
public:
    /// `wake` is called by the thread that puts the first letter since the last take, and at once, by the caller, if
    /// letters lie here already. It may take; it must not call onWake. When this returns, the previous function is
    /// neither running nor called again.
    void onWake(std::function<void()> wake);

protected:
    void ring();
    bool waitForLetters(std::unique_lock<std::mutex> &lock, Duration timeout);

    mutable std::mutex m_mutex; ///< guards the letters and m_rung
    std::condition_variable m_arrived;
    bool m_rung = false; ///< letters lie here, and the wake function was or is being called for them

private:
    std::mutex m_wakeMutex; ///< guards m_wake; never taken while m_mutex is held
    std::function<void()> m_wake;
};

/// A queue of values between two threads: the only place of the project that holds a mutex (architecture §9).
///
/// Any thread may put, any may take; letters come out in the order in which they went in. The sender is never blocked:
/// what bounds a mailbox is what its senders produce.
template <class Letter> class Mailbox : public MailboxBell
{
public:
    void put(Letter letter)
    {
        bool rings = false;
        {
            const std::lock_guard lock(m_mutex);
            m_letters.push_back(std::move(letter));
            rings = !std::exchange(m_rung, true);
        }
        m_arrived.notify_one();
        if (rings)
            ring();
    }

    /// Everything that has arrived; never waits.
    std::vector<Letter> take()
    {
        const std::lock_guard lock(m_mutex);
        m_rung = false;
        return std::exchange(m_letters, {});
    }

    /// Waits until something is there, at most `timeout`; empty after that.
    std::vector<Letter> takeWithin(Duration timeout)
    {
        std::unique_lock lock(m_mutex);
        waitForLetters(lock, timeout);
        m_rung = false;
        return std::exchange(m_letters, {});
    }

private:
    std::vector<Letter> m_letters;
};

} // namespace sessionscope::control

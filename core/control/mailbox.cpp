// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/control/mailbox.h"

#include <chrono>

namespace sessionscope::control {

void MailboxBell::onWake(std::function<void()> wake)
{
    const std::lock_guard wakeLock(m_wakeMutex);
    m_wake = std::move(wake);
    bool waiting = false;
    {
        const std::lock_guard lock(m_mutex);
        waiting = m_rung;
    }
    if (waiting && m_wake)
        m_wake();
}

void MailboxBell::ring()
{
    const std::lock_guard wakeLock(m_wakeMutex);
    if (m_wake)
        m_wake();
}

bool MailboxBell::waitForLetters(std::unique_lock<std::mutex> &lock, Duration timeout)
{
    return m_arrived.wait_for(lock, std::chrono::nanoseconds(timeout.inNanoseconds()),
                              [this] { return m_rung; });
}

} // namespace sessionscope::control

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/io.h"

namespace sessionscope::live {

/// Lets any number of coroutines sleep until something is announced; they then look again whether it is what they wait for.
///
///     while (!settled())
///         co_await m_changed.wait();
class Signal
{
public:
    explicit Signal(Executor executor)
        : m_timer(executor, Timer::time_point::max())
    {
    }

    void announce() { m_timer.cancel(); }

    Awaitable<void> wait() { co_await m_timer.async_wait(kAsTuple); }

private:
    Timer m_timer;
};

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/plan_pace.h"

namespace sessionscope::live {

using Mode = control::SetPace::Mode;

PlanPace::PlanPace(Executor executor)
    : m_timer(executor)
{
}

void PlanPace::set(control::SetPace pace)
{
    m_pace = pace;
    m_steps = 0;
    m_timer.cancel();
}

bool PlanPace::step()
{
    if (m_pace.mode == Mode::RealTime || m_cancelled)
        return false;
    ++m_steps;
    m_timer.cancel();
    return true;
}

Awaitable<void> PlanPace::pass()
{
    while (!mayPass()) {
        if (m_pace.mode == Mode::SlowMotion)
            m_timer.expires_at(m_last + toChrono(m_pace.gap));
        else
            m_timer.expires_at(Timer::time_point::max());
        co_await m_timer.async_wait(kAsTuple);
    }
    if (m_steps > 0)
        --m_steps;
    m_last = Timer::clock_type::now();
}

void PlanPace::cancel()
{
    m_cancelled = true;
    m_timer.cancel();
}

bool PlanPace::mayPass()
{
    if (m_cancelled || m_steps > 0)
        return true;
    switch (m_pace.mode) {
    case Mode::RealTime:
        return true;
    case Mode::SlowMotion:
        return Timer::clock_type::now() - m_last >= toChrono(m_pace.gap);
    case Mode::Paused:
        return false;
    }
    return true;
}

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/time.h"
#include "core/live/io.h"

#include <functional>
#include <memory>
#include <utility>

namespace sessionscope::live {

/// Does something (closes a socket, as a rule) unless it is destroyed in time: the time limit of a scope.
class TimeLimit
{
public:
    TimeLimit(Executor executor, Duration limit, std::function<void()> onPassed)
        : m_timer(executor, toChrono(limit))
        , m_state(std::make_shared<State>())
    {
        m_timer.async_wait([state = m_state, act = std::move(onPassed)](SystemError error) {
            // A wait that ended before the cancellation still arrives: only `armed` decides.
            if (error || !state->armed)
                return;
            state->passed = true;
            act();
        });
    }

    ~TimeLimit() { m_state->armed = false; }
    TimeLimit(const TimeLimit &) = delete;
    TimeLimit &operator=(const TimeLimit &) = delete;

    bool passed() const { return m_state->passed; }

private:
    struct State
    {
        bool armed = true;
        bool passed = false;
    };

    Timer m_timer;
    std::shared_ptr<State> m_state;
};

} // namespace sessionscope::live

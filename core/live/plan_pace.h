// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/command.h"
#include "core/live/io.h"

#include <cstdint>

namespace sessionscope::live {

/// Holds a plan up before each of its requests and deeds, as people ask for; see control::SetPace.
class PlanPace
{
public:
    explicit PlanPace(Executor executor);

    void set(control::SetPace pace);
    /// Lets the next one pass. False if nothing holds the plan up.
    bool step();

    /// Returns when the next one may begin, at once after cancel().
    Awaitable<void> pass();
    void cancel();

private:
    bool mayPass();

    Timer m_timer;
    control::SetPace m_pace;
    std::uint32_t m_steps = 0;  ///< that may still be taken
    Timer::time_point m_last{}; ///< when the last one began
    bool m_cancelled = false;
};

} // namespace sessionscope::live

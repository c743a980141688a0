// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"
#include "core/scenario/catalogue.h"
#include "core/sim/world.h"

#include <QtGlobal>

#include <cstdint>
#include <string>

namespace sessionscope::testing {

/// The journal of a built-in scenario as the simulator runs it.
inline journal::Journal journalOf(const std::string &scenario, const std::string &profile,
                                  std::uint64_t seed = 42)
{
    const auto plan = scenario::findPlan(scenario);
    if (!plan)
        qFatal("%s", plan.error().text().c_str());
    scenario::Overrides overrides;
    overrides.profile = profile;
    overrides.seed = seed;
    const auto run = scenario::resolve(*plan, overrides);
    if (!run)
        qFatal("%s", run.error().text().c_str());
    sim::World world(*run);
    world.open();
    world.executePlan();
    journal::Journal journal;
    journal.append(world.takeJournal());
    return journal;
}

} // namespace sessionscope::testing

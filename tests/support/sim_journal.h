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

/// A plan under a profile and a seed; ends the test for one that is wrong.
inline scenario::RunSpec runSpecOf(const Result<scenario::Plan> &plan, const std::string &profile,
                                   std::uint64_t seed)
{
    if (!plan)
        qFatal("%s", plan.error().text().c_str());
    scenario::Overrides overrides;
    overrides.profile = profile;
    overrides.seed = seed;
    const auto run = scenario::resolve(*plan, overrides);
    if (!run)
        qFatal("%s", run.error().text().c_str());
    return *run;
}

/// The journal of a run as the simulator executes it.
inline journal::Journal journalOf(const scenario::RunSpec &run)
{
    sim::World world(run);
    world.open();
    world.executePlan();
    journal::Journal journal;
    journal.append(world.takeJournal());
    return journal;
}

/// The same of a built-in scenario.
inline journal::Journal journalOf(const std::string &scenario, const std::string &profile,
                                  std::uint64_t seed = 42)
{
    return journalOf(runSpecOf(scenario::findPlan(scenario), profile, seed));
}

} // namespace sessionscope::testing

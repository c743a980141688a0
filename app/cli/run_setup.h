// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/options.h"
#include "core/scenario/run_spec.h"

#include <string>

/// From the words of a command line to a run that an engine can execute.
namespace sessionscope::cli {

/// A built-in scenario by name, or a plan's file.
Result<scenario::Plan> loadPlan(const std::string &nameOrFile);

/// The same for a run on simulated pods: a call of a tool that they do not have is refused.
Result<scenario::Plan> loadPlanForSimulatedPods(const std::string &nameOrFile);

/// The profile and the changes, but for a cluster's file, as values. `profileOption` is what to name if the profile is not
/// known.
Result<scenario::Overrides> readOverrides(const std::string &profile, const char *profileOption,
                                          const RunChanges &changes);

/// An error of setUpRun() that is about a place in the plan, with the plan's name or file before it.
Error inPlan(Error error, const std::string &nameOrFile);

/// The plan under that profile with the changes. `profileOption` is what to name if the profile is not known.
Result<scenario::RunSpec> setUpRun(scenario::Plan plan, const std::string &profile, const char *profileOption,
                                   const RunChanges &changes);

} // namespace sessionscope::cli

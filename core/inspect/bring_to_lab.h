// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/diagnoses.h"
#include "core/scenario/plan.h"

#include <string>
#include <vector>

namespace sessionscope::inspect {

/// A problem seen live, as a scenario for the laptop: `sessionscope-cli run FILE --profile PROFILE`.
struct LabScenario
{
    scenario::Plan plan;             ///< its cluster holds what was found
    std::string profile;             ///< under which it goes wrong
    std::string fixedBy = "pod-dns"; ///< and under which it does not; empty: no routing brings it back
    std::vector<std::string> notes;  ///< what was guessed, and what the lab does otherwise
};

/// Rebuilds what the evidence shows and does to it what `finding` warns of. Without facts about a cluster the lab's own
/// running example stands in, and the notes say so.
LabScenario bringToLab(const Evidence &evidence, const Finding &finding);

} // namespace sessionscope::inspect

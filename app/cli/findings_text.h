// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/inspector_client.h"
#include "core/inspect/finding.h"
#include "core/inspect/link_state.h"
#include "core/inspect/snapshot.h"

#include <string>
#include <vector>

/// What was found, for people. Session ids are masked unless asked for.
namespace sessionscope::cli {

std::string findingsText(const std::vector<inspect::Finding> &findings, const Sight &sight, bool showIds);

/// What was looked at, and the sessions in a table.
std::string sightText(Sight &sight, bool showIds);

/// The servers of a cluster, a line each.
std::string clusterText(Sight &sight);

/// What a name server said of the pods' names, a line each; empty if none was asked.
std::string namesText(const Sight &sight);

std::string stepText(const inspect::TestStepResult &step);
std::string diffText(const inspect::SnapshotDiff &diff, bool showIds);

/// An id as it is to be shown.
std::string shownId(std::string_view id, bool showIds);

/// Writes the scenario that rebuilds the gravest finding, and says how to run it. Errors: InvalidInput if nothing is
/// wrong, Io.
Result<std::string> writeLab(const std::string &file, const inspect::Evidence &evidence,
                             const std::vector<inspect::Finding> &findings);

} // namespace sessionscope::cli

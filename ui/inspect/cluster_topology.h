// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/session_summary.h"
#include "ui/topology.h"

namespace sessionscope::ui {

/// One MCP server of a cluster as Kubernetes' objects describe it, with what the records in Redis say about each part:
/// the same kind of picture as that of a run. Pure. `names`: null if no name server was asked.
Topology clusterTopologyOf(const inspect::ServerView &server, const inspect::SessionSummary &summary,
                           const inspect::NameFacts *names);

} // namespace sessionscope::ui

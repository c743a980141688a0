// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/live_cluster.h"
#include "core/live/mcp_client.h"
#include "core/live/plan_pace.h"
#include "core/scenario/plan_runner.h"

#include <memory>

namespace sessionscope::live {

/// Does on real sockets what scenario::PlanRunner says, one action after the other.
class PlanExecution : public std::enable_shared_from_this<PlanExecution>
{
public:
    /// `recorder` outlives it.
    PlanExecution(Executor executor, Recorder &recorder, std::shared_ptr<LiveCluster> cluster,
                  std::shared_ptr<PlanPace> pace);

    /// Returns when the plan is through. A client's failure is part of the run; an error is the cluster's that could not
    /// do what the plan says, or Cancelled.
    Awaitable<Result<void>> run();

    void cancel();

private:
    Awaitable<Result<void>> perform(scenario::action::Send action);
    Awaitable<Result<void>> perform(scenario::action::DropConnections action);
    Awaitable<Result<void>> perform(scenario::action::Inflict action);
    Awaitable<Result<void>> perform(scenario::action::Wait action);

    Recorder &m_recorder;
    std::shared_ptr<LiveCluster> m_cluster;
    scenario::PlanRunner m_runner;
    McpClients m_clients;
    std::shared_ptr<PlanPace> m_pace;
    Timer m_wait;
    bool m_cancelled = false;
};

} // namespace sessionscope::live

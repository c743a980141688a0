// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/command.h"
#include "core/control/mailbox.h"
#include "core/live/io.h"
#include "core/live/live_cluster.h"
#include "core/live/plan_execution.h"
#include "core/live/recorder.h"

#include <boost/asio/executor_work_guard.hpp>

#include <memory>
#include <optional>

namespace sessionscope::live {

/// Where an engine's commands are carried out and its reports are written: the engine, inside its thread.
class EngineDesk : public std::enable_shared_from_this<EngineDesk>
{
public:
    /// All of them outlive it.
    EngineDesk(asio::io_context &io, Recorder &recorder, control::Mailbox<control::Report> &reports);

    /// Starts to report. The loop now runs until Shutdown has been carried out.
    void open();

    void obey(control::Command command);

private:
    Awaitable<void> obeyOne(control::Command command);
    Awaitable<void> openCluster(control::CommandId id, control::OpenCluster what);
    Awaitable<void> executePlan(control::CommandId id);
    Awaitable<void> inflict(control::CommandId id, control::InflictFault what);
    Awaitable<void> repin(control::CommandId id, control::RepinSession what);
    Awaitable<void> deleteRecord(control::CommandId id, control::DeleteSessionRecord what);
    Awaitable<void> reset(control::CommandId id, control::ResetCluster what);
    void stepOnce(control::CommandId id);
    Awaitable<void> setOption(control::CommandId id, control::SetOption what);
    Awaitable<void> queryStatus(control::CommandId id);
    Awaitable<void> shutDown(control::CommandId id);

    Awaitable<void> reportRegularly();
    void report(std::optional<control::Notice> notice);
    void done(control::CommandId id, Result<nlohmann::json> result);
    void doneOr(control::CommandId id, const Result<void> &result);
    bool isUp() const { return m_cluster && m_up && !m_stopping; }
    static tl::unexpected<Error> notUp();

    asio::io_context &m_io;
    Recorder &m_recorder;
    control::Mailbox<control::Report> &m_reports;
    asio::executor_work_guard<Executor> m_work;
    Timer m_reportTimer;
    std::shared_ptr<LiveCluster> m_cluster;
    std::shared_ptr<PlanPace> m_pace;
    std::shared_ptr<PlanExecution> m_plan;
    bool m_planRuns = false;
    bool m_up = false;
    bool m_stopping = false;
    bool m_stopped = false;
};

} // namespace sessionscope::live

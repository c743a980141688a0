// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/inspector_command.h"
#include "core/control/mailbox.h"
#include "core/live/crash_guard.h"
#include "core/live/observer_link.h"
#include "core/live/redis_inspector.h"

#include <boost/asio/executor_work_guard.hpp>

#include <memory>

namespace sessionscope::live {

/// Where an inspector's commands are carried out and its reports are written: the inspector, inside its thread.
class InspectorDesk : public std::enable_shared_from_this<InspectorDesk>
{
public:
    /// Both outlive it.
    InspectorDesk(asio::io_context &io, control::Mailbox<control::InspectorReport> &reports);
    ~InspectorDesk();

    /// Starts to report. The loop now runs until Shutdown has been carried out.
    void open();

    void obey(control::InspectorCommand command);

private:
    void carryOut(control::CommandId id, control::OpenConnection what);
    void carryOut(control::CommandId id, const control::CloseConnection &);
    void carryOut(control::CommandId id, const control::ScanAgain &);
    void carryOut(control::CommandId id, const control::CancelScan &);
    void carryOut(control::CommandId id, control::TestConnection what);
    void carryOut(control::CommandId id, control::ReadValue what);
    void carryOut(control::CommandId id, control::ReadCluster what);
    void carryOut(control::CommandId id, control::ResolveNames what);
    void carryOut(control::CommandId id, const control::Shutdown &);

    Awaitable<void> test(control::CommandId id, control::TestConnection what);
    Awaitable<void> readValue(control::CommandId id, control::ReadValue what);
    Awaitable<void> readObjects(control::CommandId id, control::ReadCluster what);
    Awaitable<void> resolveNames(control::CommandId id, control::ResolveNames what);

    void observe(inspect::Observation observation);
    void notice(control::InspectorNotice notice);
    void done(control::CommandId id, Result<void> result);
    void flush();
    void flushSoon();
    std::shared_ptr<CrashGuard> guard();

    asio::io_context &m_io;
    control::Mailbox<control::InspectorReport> &m_reports;
    std::optional<asio::executor_work_guard<Executor>> m_work;
    Timer m_flushTimer;
    bool m_flushing = false;
    bool m_stopping = false;
    control::InspectorReport m_report; ///< what was not put into the mailbox yet
    std::shared_ptr<CommandTally> m_tally;
    std::shared_ptr<CrashGuard> m_guard;
    std::shared_ptr<RedisInspector> m_inspector; ///< null: nothing is open
};

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/engine_desk.h"

#include "core/live/sockets.h"

#include <boost/asio/co_spawn.hpp>

#include <algorithm>
#include <utility>

namespace sessionscope::live {

namespace {

// A reader draws at most every 16 ms; an engine with nothing to say need not look so often.
constexpr Duration kReportInterval = Duration::milliseconds(10);
constexpr Duration kIdleReportInterval = Duration::milliseconds(160);

} // namespace

EngineDesk::EngineDesk(asio::io_context &io, Recorder &recorder, control::Mailbox<control::Report> &reports)
    : m_io(io)
    , m_recorder(recorder)
    , m_reports(reports)
    , m_work(io.get_executor())
    , m_reportTimer(io.get_executor())
    , m_pace(std::make_shared<PlanPace>(io.get_executor()))
{
}

void EngineDesk::open()
{
    asio::co_spawn(m_io, [self = shared_from_this()] { return self->reportRegularly(); }, Spawned{});
}

void EngineDesk::obey(control::Command command)
{
    if (m_stopping)
        return;
    asio::co_spawn(
        m_io, obeyOne(std::move(command)),
        [self = shared_from_this()](const std::exception_ptr &exception) { Spawned{}(exception); });
}

Awaitable<void> EngineDesk::obeyOne(control::Command command)
{
    const auto id = command.id;
    if (auto *openWhat = std::get_if<control::OpenCluster>(&command.what))
        co_await openCluster(id, std::move(*openWhat));
    else if (std::holds_alternative<control::ExecutePlan>(command.what))
        co_await executePlan(id);
    else if (auto *fault = std::get_if<control::InflictFault>(&command.what))
        co_await inflict(id, std::move(*fault));
    else if (auto *pin = std::get_if<control::RepinSession>(&command.what))
        co_await repin(id, std::move(*pin));
    else if (auto *record = std::get_if<control::DeleteSessionRecord>(&command.what))
        co_await deleteRecord(id, std::move(*record));
    else if (auto *again = std::get_if<control::ResetCluster>(&command.what))
        co_await reset(id, std::move(*again));
    else if (const auto *pace = std::get_if<control::SetPace>(&command.what)) {
        m_pace->set(*pace);
        done(id, nlohmann::json::object());
    } else if (std::holds_alternative<control::StepOnce>(command.what))
        stepOnce(id);
    else if (auto *option = std::get_if<control::SetOption>(&command.what))
        co_await setOption(id, std::move(*option));
    else if (std::holds_alternative<control::QueryStatus>(command.what))
        co_await queryStatus(id);
    else
        co_await shutDown(id);
}

Awaitable<void> EngineDesk::openCluster(control::CommandId id, control::OpenCluster what)
{
    if (m_cluster) {
        done(id, fail(ErrorCode::Unsupported, "a cluster stands already", {}, "one engine serves one run"));
        co_return;
    }
    m_recorder.limitExchangeEvents(what.journalEventsMax);
    m_recorder.captureMessages(what.captureMessages);
    m_cluster = std::make_shared<LiveCluster>(m_io, m_recorder, std::move(what));
    const auto cluster = m_cluster;
    auto ready = co_await cluster->open();
    if (m_stopping)
        co_return;
    if (!ready) {
        co_await cluster->close();
        m_cluster.reset();
        report(control::EngineFailed{ready.error()});
        done(id, fail(ready.error()));
        co_return;
    }
    m_up = true;
    report(std::move(*ready));
    done(id, nlohmann::json::object());
}

Awaitable<void> EngineDesk::executePlan(control::CommandId id)
{
    if (!isUp() || m_plan) {
        done(id, isUp() ? fail(ErrorCode::Unsupported, "the plan is being executed or was") : notUp());
        co_return;
    }
    m_plan = std::make_shared<PlanExecution>(m_io.get_executor(), m_recorder, m_cluster, m_pace);
    m_planRuns = true;
    const auto plan = m_plan;
    const auto executed = co_await plan->run();
    m_planRuns = false;
    if (m_stopping)
        co_return;
    if (executed)
        report(control::PlanFinished{});
    else
        report(control::EngineFailed{executed.error()});
    doneOr(id, executed);
}

Awaitable<void> EngineDesk::inflict(control::CommandId id, control::InflictFault what)
{
    if (!isUp()) {
        done(id, notUp());
        co_return;
    }
    const auto cluster = m_cluster;
    doneOr(id, co_await cluster->request(what.fault, std::move(what.askedBy)));
}

Awaitable<void> EngineDesk::repin(control::CommandId id, control::RepinSession what)
{
    if (!isUp()) {
        done(id, notUp());
        co_return;
    }
    const auto cluster = m_cluster;
    done(id, co_await cluster->repin(std::move(what)));
}

Awaitable<void> EngineDesk::deleteRecord(control::CommandId id, control::DeleteSessionRecord what)
{
    if (!isUp()) {
        done(id, notUp());
        co_return;
    }
    const auto cluster = m_cluster;
    done(id, co_await cluster->deleteRecord(std::move(what)));
}

Awaitable<void> EngineDesk::reset(control::CommandId id, control::ResetCluster what)
{
    if (!isUp()) {
        done(id, notUp());
        co_return;
    }
    const auto cluster = m_cluster;
    doneOr(id, co_await cluster->reset(std::move(what)));
}

void EngineDesk::stepOnce(control::CommandId id)
{
    if (m_planRuns && m_pace->step())
        done(id, nlohmann::json::object());
    else
        done(id,
             fail(ErrorCode::Unsupported, "no plan waits for a step", "pace",
                  "pause the run while its plan is executed"));
}

Awaitable<void> EngineDesk::setOption(control::CommandId id, control::SetOption what)
{
    if (!isUp()) {
        done(id, notUp());
        co_return;
    }
    const auto cluster = m_cluster;
    done(id, co_await cluster->set(std::move(what)));
}

Awaitable<void> EngineDesk::queryStatus(control::CommandId id)
{
    if (!isUp()) {
        done(id, notUp());
        co_return;
    }
    const auto cluster = m_cluster;
    done(id, co_await cluster->status());
}

Awaitable<void> EngineDesk::shutDown(control::CommandId id)
{
    m_stopping = true;
    if (m_plan)
        m_plan->cancel();
    const auto cluster = m_cluster;
    // Who executes a plan wants its verdict; who only lets a cluster stand may want to look at its Redis afterwards.
    const auto records = m_plan ? LiveCluster::Records::Removed : LiveCluster::Records::Kept;
    if (cluster)
        co_await cluster->close(records);
    done(id, nlohmann::json::object());
    report(control::EngineStopped{});
    m_stopped = true;
    m_reportTimer.cancel();
    m_work.reset();
    // What still waits for a peer that will never answer is destroyed with the loop.
    m_io.stop();
}

Awaitable<void> EngineDesk::reportRegularly()
{
    Duration interval = kReportInterval;
    while (!m_stopped) {
        m_reportTimer.expires_after(toChrono(interval));
        co_await m_reportTimer.async_wait(kAsTuple);
        const auto &writer = m_recorder.writer();
        const bool busy = writer.pending() > 0 || writer.pendingMessages() > 0;
        interval = busy ? kReportInterval : std::min(interval * 2, kIdleReportInterval);
        if (busy && !m_stopped)
            report(std::nullopt);
    }
}

void EngineDesk::report(std::optional<control::Notice> notice)
{
    control::Report report;
    report.journal = m_recorder.take();
    if (notice)
        report.notices.push_back(std::move(*notice));
    m_reports.put(std::move(report));
}

void EngineDesk::done(control::CommandId id, Result<nlohmann::json> result)
{
    report(control::CommandDone{id, std::move(result)});
}

void EngineDesk::doneOr(control::CommandId id, const Result<void> &result)
{
    if (result)
        done(id, Result<nlohmann::json>(nlohmann::json::object()));
    else
        done(id, Result<nlohmann::json>(fail(result.error())));
}

tl::unexpected<Error> EngineDesk::notUp()
{
    return fail(ErrorCode::Unsupported, "no cluster is up", {}, "wait for it to be ready");
}

} // namespace sessionscope::live

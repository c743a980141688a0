// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/inspector_desk.h"

#include "core/live/connection_test.h"
#include "core/live/kubectl.h"
#include "core/live/name_lookup.h"
#include "core/live/sockets.h"

#include <boost/asio/co_spawn.hpp>

#include <utility>

namespace sessionscope::live {

using namespace control;

namespace {

constexpr auto kFlushEvery = std::chrono::milliseconds(16); // one frame of a window
constexpr std::size_t kObservationsAtOnce = 4'096;

Error notOpen()
{
    return {ErrorCode::NotFound, "no connection is open", {}, "open one first"};
}

} // namespace

InspectorDesk::InspectorDesk(asio::io_context &io, Mailbox<InspectorReport> &reports)
    : m_io(io)
    , m_reports(reports)
    , m_flushTimer(io.get_executor())
    , m_tally(std::make_shared<CommandTally>())
{
}

InspectorDesk::~InspectorDesk() = default;

void InspectorDesk::open()
{
    m_work.emplace(m_io.get_executor());
}

void InspectorDesk::obey(InspectorCommand command)
{
    if (m_stopping)
        return;
    std::visit([this, id = command.id](auto &&what) { carryOut(id, std::forward<decltype(what)>(what)); },
               std::move(command.what));
}

void InspectorDesk::carryOut(CommandId id, OpenConnection what)
{
    if (m_inspector)
        m_inspector->close();
    InspectorSink sink;
    // An inspector that was closed says nothing any more: its last words would be taken for its successor's.
    const auto isCurrent = [this, self = shared_from_this()](const std::weak_ptr<RedisInspector> &from) {
        return m_inspector && from.lock() == m_inspector;
    };
    const auto current = std::make_shared<std::weak_ptr<RedisInspector>>();
    sink.observe = [this, isCurrent, current](inspect::Observation observation) {
        if (isCurrent(*current))
            observe(std::move(observation));
    };
    sink.notice = [this, isCurrent, current](InspectorNotice said) {
        if (isCurrent(*current))
            notice(std::move(said));
    };
    m_inspector = std::make_shared<RedisInspector>(m_io, std::move(what.spec), std::move(sink), m_tally);
    *current = m_inspector;
    m_inspector->setGuard(guard());
    auto firstScan
        = [self = shared_from_this(), id](Result<void> result) { self->done(id, std::move(result)); };
    asio::co_spawn(m_io.get_executor(), m_inspector->run(what.watch, std::move(firstScan)), Spawned());
}

void InspectorDesk::carryOut(CommandId id, const CloseConnection &)
{
    if (const auto closing = std::exchange(m_inspector, nullptr)) {
        closing->close();
        notice(LinkChanged{});
    }
    done(id, {});
}

void InspectorDesk::carryOut(CommandId id, const ScanAgain &)
{
    if (m_inspector)
        m_inspector->scanAgain();
    done(id, m_inspector ? Result<void>() : fail(notOpen()));
}

void InspectorDesk::carryOut(CommandId id, const CancelScan &)
{
    if (m_inspector)
        m_inspector->cancelScan();
    done(id, m_inspector ? Result<void>() : fail(notOpen()));
}

void InspectorDesk::carryOut(CommandId id, TestConnection what)
{
    asio::co_spawn(m_io.get_executor(), test(id, std::move(what)), Spawned());
}

void InspectorDesk::carryOut(CommandId id, ReadValue what)
{
    asio::co_spawn(m_io.get_executor(), readValue(id, std::move(what)), Spawned());
}

void InspectorDesk::carryOut(CommandId id, ReadCluster what)
{
    asio::co_spawn(m_io.get_executor(), readObjects(id, std::move(what)), Spawned());
}

void InspectorDesk::carryOut(CommandId id, ResolveNames what)
{
    asio::co_spawn(m_io.get_executor(), resolveNames(id, std::move(what)), Spawned());
}

/// Everything in flight would keep the loop alive for as long as its time limits: it is left behind instead.
void InspectorDesk::carryOut(CommandId, const Shutdown &)
{
    m_stopping = true;
    if (m_inspector)
        m_inspector->close();
    m_inspector.reset();
    m_report.notices.emplace_back(InspectorStopped{});
    flush();
    m_work.reset();
    m_io.stop();
}

Awaitable<void> InspectorDesk::test(CommandId id, TestConnection what)
{
    const auto self = shared_from_this();
    auto onStep
        = [self, id](inspect::TestStepResult result) { self->notice(TestStepDone{id, std::move(result)}); };
    auto result = co_await testConnection(m_io, std::move(what.spec), guard(), std::move(onStep), m_tally);
    done(id, std::move(result));
}

Awaitable<void> InspectorDesk::readValue(CommandId id, ReadValue what)
{
    const auto self = shared_from_this();
    const auto inspector = m_inspector;
    if (!inspector) {
        done(id, fail(notOpen()));
        co_return;
    }
    auto value = co_await inspector->read(what.key, what.all);
    if (value)
        notice(ValueRead{id, std::move(*value)});
    done(id, value ? Result<void>() : fail(value.error()));
}

Awaitable<void> InspectorDesk::readObjects(CommandId id, ReadCluster what)
{
    const auto self = shared_from_this();
    KubectlRequest request;
    request.context = std::move(what.context);
    request.namespaceName = std::move(what.namespaceName);
    request.guard = guard();
    auto answer = co_await readCluster(m_io, std::move(request));
    if (answer)
        notice(ClusterRead{id, std::move(answer->json), std::move(answer->facts)});
    done(id, answer ? Result<void>() : fail(answer.error()));
}

Awaitable<void> InspectorDesk::resolveNames(CommandId id, ResolveNames what)
{
    const auto self = shared_from_this();
    auto answers = co_await lookUp(m_io, what.nameServer, std::move(what.names));
    if (answers)
        notice(NamesResolved{id, {what.nameServer.text(), std::move(*answers)}});
    done(id, answers ? Result<void>() : fail(answers.error()));
}

void InspectorDesk::observe(inspect::Observation observation)
{
    m_report.observations.push_back(std::move(observation));
    if (m_report.observations.size() >= kObservationsAtOnce)
        flush();
    else
        flushSoon();
}

void InspectorDesk::notice(InspectorNotice said)
{
    m_report.notices.push_back(std::move(said));
    flushSoon();
}

void InspectorDesk::done(CommandId id, Result<void> result)
{
    m_report.notices.emplace_back(CommandsSent{m_tally->counts()});
    m_report.notices.emplace_back(InspectorDone{id, std::move(result)});
    flush();
}

void InspectorDesk::flush()
{
    if (!m_report.empty())
        m_reports.put(std::exchange(m_report, {}));
}

void InspectorDesk::flushSoon()
{
    if (std::exchange(m_flushing, true))
        return;
    m_flushTimer.expires_after(kFlushEvery);
    m_flushTimer.async_wait([weak = weak_from_this()](SystemError) {
        if (const auto self = weak.lock()) {
            self->m_flushing = false;
            self->flush();
        }
    });
}

std::shared_ptr<CrashGuard> InspectorDesk::guard()
{
    if (!m_guard) {
        auto started = CrashGuard::start();
        if (started) // without one a port-forward may outlive a crash
            m_guard = *std::move(started);
    }
    return m_guard;
}

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/plan_execution.h"

#include "core/scenario/fault.h"

#include <fmt/format.h>

#include <utility>

namespace sessionscope::live {

namespace action = scenario::action;

PlanExecution::PlanExecution(Executor executor, Recorder &recorder, std::shared_ptr<LiveCluster> cluster,
                             std::shared_ptr<PlanPace> pace)
    : m_recorder(recorder)
    , m_cluster(std::move(cluster))
    , m_runner(m_cluster->run().plan, m_cluster->run().profile.name)
    , m_clients(executor, recorder, m_cluster->dataPath())
    , m_pace(std::move(pace))
    , m_wait(executor)
{
}

Awaitable<Result<void>> PlanExecution::run()
{
    const auto self = shared_from_this();
    while (!m_cancelled) {
        co_await m_pace->pass();
        if (m_cancelled)
            break;
        auto next = m_runner.next(m_recorder.writer(), m_recorder.now());
        Result<void> done;
        if (std::holds_alternative<action::Finish>(next))
            co_return Result<void>();
        if (auto *send = std::get_if<action::Send>(&next))
            done = co_await perform(std::move(*send));
        else if (auto *drop = std::get_if<action::DropConnections>(&next))
            done = co_await perform(std::move(*drop));
        else if (auto *inflict = std::get_if<action::Inflict>(&next))
            done = co_await perform(*inflict);
        else
            done = co_await perform(std::get<action::Wait>(next));
        if (!done)
            co_return done;
    }
    co_return fail(ErrorCode::Cancelled, "the run was stopped");
}

Awaitable<Result<void>> PlanExecution::perform(action::Send action)
{
    const auto to = m_cluster->addressOf(action.proxy);
    Result<scenario::ClientAnswer> answer
        = fail(ErrorCode::ConnectionRefused, "there is no such proxy", "proxy");
    if (to) {
        const McpClients::Delivery delivery{action.client, *to, action.onNewConnection, action.cause};
        answer = co_await m_clients.send(delivery, std::move(action.request));
    }
    if (!m_cancelled)
        m_runner.on(answer, m_recorder.writer(), m_recorder.now());
    co_return Result<void>();
}

Awaitable<Result<void>> PlanExecution::perform(action::DropConnections action)
{
    m_clients.dropConnections(action.clients);
    m_runner.done(m_recorder.writer(), m_recorder.now());
    co_return Result<void>();
}

Awaitable<Result<void>> PlanExecution::perform(action::Inflict action)
{
    const auto inflicted = co_await m_cluster->inflict(action.fault, action.cause);
    // Proxies with memory of their own have no store to stop: the plan then shows what that is like. A store that is there
    // and must not be hurt is an error, or the plan would show nothing and seem to pass.
    if (!inflicted && inflicted.error() != scenario::noSharedStore())
        co_return inflicted;
    m_runner.done(m_recorder.writer(), m_recorder.now());
    co_return Result<void>();
}

Awaitable<Result<void>> PlanExecution::perform(action::Wait action)
{
    m_wait.expires_after(toChrono(action.span));
    co_await m_wait.async_wait(kAsTuple);
    if (!m_cancelled)
        m_runner.done(m_recorder.writer(), m_recorder.now());
    co_return Result<void>();
}

void PlanExecution::cancel()
{
    m_cancelled = true;
    m_pace->cancel();
    m_wait.cancel();
    m_clients.closeAll();
}

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/plan_runner.h"

#include <cassert>
#include <utility>

namespace sessionscope::scenario {

using journal::Event;
using journal::EventKind;

namespace {

Event engineEvent(EventKind kind, Instant now, journal::Sequence cause)
{
    Event event;
    event.kind = kind;
    event.time = now;
    event.cause = cause;
    return event;
}

} // namespace

PlanRunner::PlanRunner(const Plan &plan, std::string profile)
    : m_plan(plan)
    , m_profile(std::move(profile))
{
    for (const ClientGroup &group : plan.clients) {
        for (std::uint32_t i = 0; i < group.count; ++i) {
            const ClientId id(static_cast<std::uint32_t>(m_clients.size()));
            m_clients.push_back({SyntheticClient(id, group.behaviour), group.connection});
        }
    }
}

Action PlanRunner::next(journal::Writer &journal, Instant now)
{
    assert(m_awaiting == Awaiting::Nothing);
    if (!m_runStarted)
        startRun(journal, now);
    while (m_step < m_plan.steps.size()) {
        if (!m_stepStarted)
            startStep(journal, now);
        if (auto action = act(journal, now))
            return std::move(*action);
        finishStep(journal, now);
    }
    if (!std::exchange(m_runFinished, true))
        journal.append(engineEvent(EventKind::RunFinished, now, m_stepEvent));
    return action::Finish{};
}

void PlanRunner::on(const Result<ClientAnswer> &answer, journal::Writer &journal, Instant now)
{
    assert(m_awaiting == Awaiting::Answer);
    m_awaiting = Awaiting::Nothing;
    m_clients[m_client].client.on(answer, journal, now);
}

void PlanRunner::done(journal::Writer &journal, Instant now)
{
    assert(m_awaiting == Awaiting::Deed);
    m_awaiting = Awaiting::Nothing;
    m_deedDone = true;
    if (const auto *fault = std::get_if<Fault>(&m_plan.steps[m_step])) {
        Event settled = engineEvent(EventKind::FaultSettled, now, m_faultEvent);
        settled.text = journal.intern(toText(fault->kind));
        settled.number = fault->target;
        journal.append(settled);
    }
}

void PlanRunner::startRun(journal::Writer &journal, Instant now)
{
    Event started = engineEvent(EventKind::RunStarted, now, {});
    started.text = journal.intern(m_plan.id);
    started.detail = journal.intern(m_profile);
    started.number = static_cast<std::int64_t>(m_plan.seed);
    m_stepEvent = journal.append(started);
    m_runStarted = true;
}

void PlanRunner::startStep(journal::Writer &journal, Instant now)
{
    // A step is caused by the end of the one before: what came earlier in a plan is why things are as they are.
    Event started = engineEvent(EventKind::StepStarted, now, m_stepEvent);
    started.number = static_cast<std::int64_t>(m_step);
    started.text = journal.intern(describe(m_plan.steps[m_step]));
    m_stepEvent = journal.append(started);
    m_stepStarted = true;
    m_deedDone = false;
    m_clientStarted = false;
    m_round = 0;
    m_client = 0;
}

void PlanRunner::finishStep(journal::Writer &journal, Instant now)
{
    Event finished = engineEvent(EventKind::StepFinished, now, m_stepEvent);
    finished.number = static_cast<std::int64_t>(m_step);
    m_stepEvent = journal.append(finished);
    m_stepStarted = false;
    ++m_step;
}

std::optional<Action> PlanRunner::act(journal::Writer &journal, Instant now)
{
    std::optional<Action> action = rounds() > 0 ? nextSend(journal, now) : deed(journal, now);
    if (action)
        m_awaiting = rounds() > 0 ? Awaiting::Answer : Awaiting::Deed;
    return action;
}

std::optional<Action> PlanRunner::nextSend(journal::Writer &journal, Instant now)
{
    for (; m_round < rounds(); ++m_round, m_client = 0) {
        for (; m_client < m_clients.size(); ++m_client, m_clientStarted = false) {
            auto &[client, connection] = m_clients[m_client];
            if (!m_clientStarted && !startClient(client))
                continue;
            if (auto request = client.next(journal, now)) {
                action::Send send;
                send.client = client.id();
                send.request = std::move(*request);
                if (const auto index = proxy())
                    send.proxy = ProxyId(*index);
                send.onNewConnection = connection == ClientConnection::PerRequest;
                send.cause = client.sent();
                return send;
            }
        }
    }
    return std::nullopt;
}

std::optional<Action> PlanRunner::deed(journal::Writer &journal, Instant now)
{
    if (m_deedDone)
        return std::nullopt;
    const PlanStep &step = m_plan.steps[m_step];
    if (const auto *wait = std::get_if<plan_step::Wait>(&step))
        return action::Wait{wait->span};
    if (const auto *fault = std::get_if<Fault>(&step)) {
        Event requested = engineEvent(EventKind::FaultRequested, now, m_stepEvent);
        requested.text = journal.intern(toText(fault->kind));
        requested.detail = journal.intern("plan");
        requested.number = fault->target;
        m_faultEvent = journal.append(requested);
        return action::Inflict{*fault, m_faultEvent};
    }
    action::DropConnections drop;
    for (const Member &member : m_clients)
        drop.clients.push_back(member.client.id());
    return drop;
}

/// Lets a client begin its part of the step. False if it has none: without a session there is nothing to call or close.
bool PlanRunner::startClient(SyntheticClient &client)
{
    const PlanStep &step = m_plan.steps[m_step];
    const bool initializes = std::holds_alternative<plan_step::Initialize>(step);
    if (!initializes && !client.hasSession())
        return false;
    if (m_round == 0)
        client.setCause(m_stepEvent);
    if (initializes)
        client.startInitialize();
    else if (const auto *call = std::get_if<plan_step::Call>(&step))
        client.startCall(call->tool);
    else
        client.startClose();
    m_clientStarted = true;
    return true;
}

/// How often every client acts in the step; 0 for what is done to the cluster.
std::uint32_t PlanRunner::rounds() const
{
    const PlanStep &step = m_plan.steps[m_step];
    if (const auto *call = std::get_if<plan_step::Call>(&step))
        return call->times;
    const bool clientsAct = std::holds_alternative<plan_step::Initialize>(step)
        || std::holds_alternative<plan_step::Close>(step);
    return clientsAct ? 1 : 0;
}

std::optional<std::uint32_t> PlanRunner::proxy() const
{
    const PlanStep &step = m_plan.steps[m_step];
    if (const auto *call = std::get_if<plan_step::Call>(&step))
        return call->proxy;
    const auto *initialize = std::get_if<plan_step::Initialize>(&step);
    return initialize ? initialize->proxy : std::nullopt;
}

} // namespace sessionscope::scenario

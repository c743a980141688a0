// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/sim/world.h"

#include "core/scenario/streams.h"

#include <cassert>
#include <string>
#include <utility>
#include <vector>

namespace sessionscope::sim {

using journal::EventKind;

namespace {

const IpAddress kClientIp(0x7F00'0001);

} // namespace

World::World(const scenario::RunSpec &run)
    : m_lab(run)
    , m_podsAtFirst(run.cluster.backendReplicas)
    , m_frontDoor({run.cluster.proxyAffinity, Duration::seconds(10800)},
                  scenario::streams::frontDoor(run.seed))
{
}

void World::open()
{
    note({.number = m_lab.run.cluster.sessionTtl.inNanoseconds(),
          .text = m_lab.journal.intern(toText(m_lab.run.cluster.store)),
          .actor = {journal::Actor::Kind::Store, 0},
          .kind = EventKind::StoreStarted});
    advanceCluster();
    runUntilSettled();
    for (std::uint32_t index = 0; index < m_lab.run.cluster.proxyReplicas; ++index)
        startProxy(ProxyId(index));
    runUntilSettled();
}

bool World::executePlan(const std::function<bool()> &isGivenUp)
{
    m_runner.emplace(m_lab.run.plan, m_lab.run.profile.name);
    while (!isGivenUp || !isGivenUp()) {
        const scenario::Action action = m_runner->next(m_lab.journal, m_lab.now());
        if (std::holds_alternative<scenario::action::Finish>(action))
            return true;
        perform(action);
    }
    return false;
}

Result<void> World::inflict(const scenario::Fault &fault, std::string_view askedBy)
{
    const journal::Sequence asked = noteRequested(toText(fault.kind), askedBy, {}, fault.target);
    if (const auto possible = checkPossible(fault); !possible)
        return possible;
    apply(fault);
    runUntilSettled();
    noteSettled(toText(fault.kind), asked, fault.target);
    return {};
}

void World::perform(const scenario::Action &action)
{
    m_actionDone = false;
    if (const auto *sending = std::get_if<scenario::action::Send>(&action)) {
        send(*sending);
        while (!m_actionDone) {
            const auto happening = m_lab.scheduler.next();
            assert(happening); // whatever was sent is answered or fails
            handle(*happening);
        }
        return;
    }
    if (const auto *drop = std::get_if<scenario::action::DropConnections>(&action)) {
        for (const ClientId client : drop->clients)
            m_connections.erase(client);
    } else if (const auto *inflict = std::get_if<scenario::action::Inflict>(&action)) {
        apply(inflict->fault);
        runUntilSettled();
    } else if (const auto *wait = std::get_if<scenario::action::Wait>(&action)) {
        m_lab.scheduler.after(wait->span, WaitOver{});
        while (!m_actionDone)
            handle(*m_lab.scheduler.next());
    }
    m_runner->done(m_lab.journal, m_lab.now());
}

void World::send(const scenario::action::Send &send)
{
    const auto answered = [this](const Result<scenario::ClientAnswer> &answer) {
        m_runner->on(answer, m_lab.journal, m_lab.now());
        m_actionDone = true;
    };
    SimProxy *proxy = proxyFor(send);
    if (!proxy)
        return answered(fail(ErrorCode::ConnectionRefused, "no proxy is ready", "front door"));
    proxy->accept(send.request, send.cause, answered);
}

SimProxy *World::proxyFor(const scenario::action::Send &send)
{
    if (send.proxy) {
        const auto direct = m_proxies.find(*send.proxy);
        return direct == m_proxies.end() ? nullptr : direct->second.process.get();
    }
    const auto kept = m_connections.find(send.client);
    if (kept != m_connections.end() && !send.onNewConnection) {
        const Proxy &proxy = m_proxies[kept->second.first];
        if (proxy.process && proxy.generation == kept->second.second)
            return proxy.process.get();
    }
    return pickProxy(send);
}

SimProxy *World::pickProxy(const scenario::action::Send &send)
{
    const auto pick = m_frontDoor.pick(kClientIp, m_lab.now());
    if (!pick)
        return nullptr;
    note({.cause = send.cause,
          .number = pick->endpoint,
          .text = m_lab.journal.intern(kClientIp.text()),
          .detail = m_lab.journal.intern(pick->byAffinity ? "affinity" : "random"),
          .actor = {journal::Actor::Kind::FrontDoor, 0},
          .kind = EventKind::ServicePicked});
    const ProxyId id(pick->endpoint);
    m_connections.insert_or_assign(send.client, std::pair(id, m_proxies[id].generation));
    return m_proxies[id].process.get();
}

void World::handle(const Happening &happening)
{
    if (const auto *exchange = std::get_if<ExchangeDue>(&happening)) {
        const auto proxy = m_proxies.find(exchange->proxy);
        if (proxy != m_proxies.end() && proxy->second.process
            && proxy->second.generation == exchange->generation)
            proxy->second.process->resume(exchange->exchange, exchange->stage);
    } else if (std::holds_alternative<ClusterDue>(happening)) {
        advanceCluster();
    } else if (const auto *start = std::get_if<ProxyStartDue>(&happening)) {
        Proxy &proxy = m_proxies[start->proxy];
        if (proxy.generation != start->generation)
            return;
        const SimProxy::Identity identity{start->proxy, start->generation, m_lab.addresses.nextProxy()};
        proxy.process = std::make_unique<SimProxy>(identity, m_lab);
        note({.number = start->generation,
              .text = m_lab.journal.intern(identity.ip.text()),
              .actor = journal::proxyActor(start->proxy),
              .kind = EventKind::ProxyStarted});
        updateEndpoints();
    } else {
        m_actionDone = true;
    }
}

void World::runUntilSettled()
{
    advanceCluster();
    while (!settled()) {
        const auto happening = m_lab.scheduler.next();
        assert(happening); // what has not settled has something due
        handle(*happening);
    }
}

bool World::settled() const
{
    for (const auto &[id, proxy] : m_proxies) {
        if (!proxy.process)
            return false;
    }
    return m_lab.pods.settled();
}

journal::Sequence World::note(journal::Event event)
{
    event.time = m_lab.now();
    return m_lab.journal.append(event);
}

nlohmann::json World::status() const
{
    nlohmann::json pods = nlohmann::json::array();
    for (const cluster::Pod &pod : m_lab.pods.pods()) {
        const auto process = m_lab.processes.find(pod.id);
        pods.push_back({{"name", m_lab.run.cluster.podName(pod.id.value())},
                        {"ordinal", pod.id.value()},
                        {"ip", pod.ip.text()},
                        {"incarnation", pod.incarnation},
                        {"sessions", process == m_lab.processes.end() ? 0 : process->second.sessionCount()}});
    }
    nlohmann::json proxies = nlohmann::json::array();
    for (const auto &[id, proxy] : m_proxies)
        proxies.push_back({{"index", id.value()}, {"generation", proxy.generation}});
    return {{"pods", pods},
            {"proxies", proxies},
            {"store", toText(m_lab.run.cluster.store)},
            {"sessions", sessionsStatus()}};
}

} // namespace sessionscope::sim

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/streams.h"
#include "core/sim/world.h"

#include <string>
#include <utility>
#include <vector>

/// The half of World that does things to the cluster.
namespace sessionscope::sim {

using journal::EventKind;
using scenario::FaultKind;

namespace {

constexpr Duration kProxyStartDelay = Duration::milliseconds(10);

} // namespace

/// The same refusals as the live cluster's. A plan's own faults are not asked about: a plan shows what it is like where
/// there is nothing to hurt.
Result<void> World::checkPossible(const scenario::Fault &fault) const
{
    switch (fault.kind) {
    case FaultKind::RestartProxy:
    case FaultKind::KillProxy:
        if (!m_proxies.contains(ProxyId(fault.target)))
            return fail(scenario::noSuchProxy(fault.target, m_proxies.size()));
        return {};
    case FaultKind::ScaleProxy:
        return scenario::checkReplicas(fault);
    case FaultKind::RestartPod:
    case FaultKind::KillPod:
    case FaultKind::ReschedulePod:
        if (!m_lab.isPlain() && fault.target >= m_lab.pods.replicas())
            return fail(scenario::noSuchPod(fault.target, m_lab.pods.replicas(), "target"));
        [[fallthrough]];
    case FaultKind::RollingUpdate:
    case FaultKind::ScaleBackend:
        if (m_lab.isPlain())
            return fail(scenario::noPods(toText(fault.kind)));
        return scenario::checkReplicas(fault);
    case FaultKind::StopStore:
    case FaultKind::StartStore:
    case FaultKind::FlushStore:
        if (m_lab.run.cluster.store == cluster::StoreKind::Local)
            return fail(scenario::noSharedStore());
        return {};
    }
    return {};
}

void World::apply(const scenario::Fault &fault)
{
    switch (fault.kind) {
    case FaultKind::RestartProxy:
    case FaultKind::KillProxy:
        stopProxy(ProxyId(fault.target), fault.kind == FaultKind::KillProxy ? "killed" : "drained");
        startProxy(ProxyId(fault.target));
        break;
    case FaultKind::ScaleProxy:
        scaleProxies(fault.target);
        break;
    case FaultKind::RestartPod:
    case FaultKind::KillPod:
    case FaultKind::ReschedulePod:
    case FaultKind::RollingUpdate:
    case FaultKind::ScaleBackend:
        applyToPods(fault);
        break;
    case FaultKind::StopStore:
    case FaultKind::StartStore:
    case FaultKind::FlushStore:
        applyToStore(fault);
        break;
    }
}

void World::applyToPods(const scenario::Fault &fault)
{
    if (fault.kind == FaultKind::RestartPod)
        m_lab.pods.restart(PodId(fault.target));
    else if (fault.kind == FaultKind::KillPod)
        m_lab.pods.kill(PodId(fault.target));
    else if (fault.kind == FaultKind::ReschedulePod)
        m_lab.pods.reschedule(PodId(fault.target));
    else if (fault.kind == FaultKind::RollingUpdate)
        m_lab.pods.rollingUpdate();
    else {
        m_lab.run.cluster.backendReplicas = fault.target;
        m_lab.pods.scale(fault.target);
    }
}

void World::applyToStore(const scenario::Fault &fault)
{
    // A `local` store is part of its proxy: there is nothing outside that could be stopped or flushed.
    if (m_lab.run.cluster.store == cluster::StoreKind::Local)
        return;
    journal::Event event{.actor = {journal::Actor::Kind::Store, 0}};
    if (fault.kind == FaultKind::FlushStore) {
        event.kind = EventKind::StoreFlushed;
        event.number = static_cast<std::int64_t>(m_lab.store.memory.records(m_lab.now()).size());
        m_lab.store.memory.flush();
    } else {
        m_lab.store.available = fault.kind == FaultKind::StartStore;
        event.kind = m_lab.store.available ? EventKind::StoreStarted : EventKind::StoreStopped;
    }
    note(event);
}

void World::advanceCluster()
{
    for (const auto &podChange : m_lab.pods.advance(m_lab.now()))
        change(podChange);
    updateEndpoints();
    const auto due = m_lab.pods.deadline();
    if (due && (!m_clusterDue || *m_clusterDue <= m_lab.now() || *due < *m_clusterDue)) {
        m_clusterDue = due;
        m_lab.scheduler.at(*due, ClusterDue{});
    }
}

void World::change(const cluster::PodChange &podChange)
{
    using Kind = cluster::PodChange::Kind;
    const cluster::Pod &pod = podChange.pod;
    journal::Event event{.text = m_lab.journal.intern(pod.ip.text()), .actor = journal::podActor(pod.id)};
    switch (podChange.kind) {
    case Kind::Start:
        m_lab.processes.insert_or_assign(
            pod.id,
            cluster::FakePod({m_lab.run.cluster.podName(pod.id.value()), m_lab.run.cluster.idStyle},
                             m_lab.isPlain()
                                 ? scenario::streams::plainServer(m_lab.run.seed)
                                 : scenario::streams::pod(m_lab.run.seed, pod.id, pod.incarnation)));
        event.kind = EventKind::PodStarted;
        event.number = pod.incarnation;
        break;
    case Kind::BecameReady:
        event.kind = EventKind::PodReady;
        break;
    case Kind::Terminate:
    case Kind::Kill:
        event.kind = EventKind::PodStopped;
        event.text = m_lab.journal.intern(podChange.kind == Kind::Kill ? "killed" : "terminated");
        if (const auto ended = m_lab.processes.extract(pod.id))
            event.number = static_cast<std::int64_t>(ended.mapped().sessionCount());
        break;
    }
    note(event);
}

void World::startProxy(ProxyId id)
{
    const std::uint32_t generation = ++m_proxies[id].generation;
    m_lab.scheduler.after(kProxyStartDelay, ProxyStartDue{id, generation});
}

void World::stopProxy(ProxyId id, const char *how)
{
    Proxy &proxy = m_proxies[id];
    const auto process = std::exchange(proxy.process, nullptr);
    updateEndpoints();
    if (!process)
        return;
    note({.number = proxy.generation,
          .text = m_lab.journal.intern(how),
          .actor = journal::proxyActor(id),
          .kind = EventKind::ProxyStopped});
    process->stop();
}

void World::scaleProxies(std::uint32_t wanted)
{
    for (std::uint32_t index = 0; index < wanted; ++index) {
        if (!m_proxies.contains(ProxyId(index)))
            startProxy(ProxyId(index));
    }
    while (!m_proxies.empty() && m_proxies.rbegin()->first.value() >= wanted) {
        stopProxy(m_proxies.rbegin()->first, "drained");
        m_proxies.erase(std::prev(m_proxies.end()));
    }
}

void World::updateEndpoints()
{
    m_lab.network.service().setReady(m_lab.pods.ready());
    std::vector<std::uint32_t> ready;
    for (const auto &[id, proxy] : m_proxies) {
        if (proxy.process)
            ready.push_back(id.value());
    }
    m_frontDoor.setReady(std::move(ready));
}

} // namespace sessionscope::sim

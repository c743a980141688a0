// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/pod_set.h"

#include "core/live/pod_process.h"
#include "core/live/pod_server.h"
#include "core/live/sockets.h"
#include "core/scenario/streams.h"

#include <boost/asio/co_spawn.hpp>

#include <cassert>
#include <string_view>
#include <utility>

namespace sessionscope::live {

using cluster::Pod;
using cluster::PodChange;
using journal::EventKind;
using scenario::FaultKind;

namespace {

Error addressHint(Error error)
{
    if (error.code == ErrorCode::AddressInUse)
        error.hint = "another program listens on this port of every address; choose another with "
                     "--set cluster.mcpPort=PORT";
    return error;
}

std::int64_t sessionsOf(const PodHost &host)
{
    const auto count = host.sessionCount();
    return count ? static_cast<std::int64_t>(*count) : -1;
}

} // namespace

PodSet::PodSet(Options options)
    : m_options(std::move(options))
    , m_executor(m_options.io->get_executor())
    , m_set({.replicas = m_options.spec.backendReplicas, .startDelay = m_options.spec.podStartDelay},
            *m_options.addresses)
    , m_service(m_executor,
                {.listen = {m_options.addresses->clusterIp(), m_options.spec.mcpPort},
                 .recorder = m_options.recorder,
                 .dataPath = m_options.dataPath},
                cluster::Service({.affinity = m_options.spec.backendAffinity,
                                  .affinityTimeout = m_options.spec.backendAffinityTimeout},
                                 scenario::streams::service(m_options.seed)))
    , m_changed(m_executor)
    , m_due(m_executor)
{
}

PodSet::~PodSet()
{
    close();
}

void PodSet::close()
{
    if (std::exchange(m_closed, true))
        return;
    for (const auto &[id, host] : m_hosts)
        host->kill();
    m_hosts.clear();
    m_serving.clear();
    updateEndpoints();
    m_due.cancel();
    m_changed.announce();
}

Awaitable<Result<void>> PodSet::open()
{
    asio::co_spawn(m_executor, [self = shared_from_this()] { return self->run(); }, Spawned{});
    return settle();
}

Awaitable<Result<void>> PodSet::inflict(scenario::Fault fault, journal::Sequence cause)
{
    const auto self = shared_from_this();
    m_cause = cause;
    command(fault);
    m_due.cancel();
    const auto settled = co_await settle();
    m_cause = {};
    co_return settled;
}

void PodSet::setIdStyle(session::IdStyle style)
{
    m_options.spec.idStyle = style;
    for (const auto &[id, host] : m_hosts)
        host->setIdStyle(style);
}

void PodSet::command(scenario::Fault fault)
{
    const PodId pod(fault.target);
    if (fault.kind == FaultKind::RestartPod)
        m_set.restart(pod);
    else if (fault.kind == FaultKind::KillPod)
        m_set.kill(pod);
    else if (fault.kind == FaultKind::ReschedulePod)
        m_set.reschedule(pod);
    else if (fault.kind == FaultKind::RollingUpdate)
        m_set.rollingUpdate();
    else if (fault.kind == FaultKind::ScaleBackend)
        m_set.scale(fault.target);
    else
        assert(false && "not a fault of pods");
}

Awaitable<Result<void>> PodSet::settle()
{
    const auto self = shared_from_this();
    // The error of an earlier attempt is history once something new is asked for.
    m_error.reset();
    while (!m_closed && !m_error && (m_applying || !m_set.settled()))
        co_await m_changed.wait();
    if (m_closed)
        co_return fail(ErrorCode::Cancelled, "the cluster is being taken down");
    if (m_error)
        co_return fail(*m_error);
    co_return Result<void>();
}

Awaitable<void> PodSet::run()
{
    const auto self = shared_from_this();
    while (!m_closed) {
        const auto now = m_options.recorder->now();
        const auto due = m_set.deadline();
        if (due && *due <= now) {
            m_applying = true;
            co_await apply(m_set.advance(now));
            m_applying = false;
            m_changed.announce();
            continue;
        }
        // A command wakes us by cancelling the timer.
        m_due.expires_after(due ? toChrono(*due - now) : toChrono(Duration::seconds(3600)));
        co_await m_due.async_wait(kAsTuple);
    }
}

Awaitable<void> PodSet::apply(std::vector<PodChange> changes)
{
    // Who leaves is out of the endpoints before anything happens to it.
    for (const PodChange &change : changes) {
        if (change.kind == PodChange::Kind::Terminate || change.kind == PodChange::Kind::Kill)
            m_serving.erase(change.pod.id);
    }
    updateEndpoints();
    for (const PodChange &change : changes) {
        if (m_closed)
            co_return;
        switch (change.kind) {
        case PodChange::Kind::Start:
            start(change.pod);
            break;
        case PodChange::Kind::BecameReady:
            co_await becomeReady(change.pod);
            break;
        case PodChange::Kind::Terminate:
            co_await terminate(change.pod);
            break;
        case PodChange::Kind::Kill:
            kill(change.pod);
            break;
        }
    }
}

void PodSet::start(const Pod &pod)
{
    record(EventKind::PodStarted, pod, addressOf(pod).text(), pod.incarnation);
    auto host = makeHost(pod);
    if (host)
        m_hosts[pod.id] = std::move(*host);
    else
        giveUp(addressHint(host.error()));
}

Result<std::shared_ptr<PodHost>> PodSet::makeHost(const Pod &pod)
{
    const auto ordinal = pod.id.value();
    if (!m_options.podCommand.empty()) {
        const auto diedAlone = [weak = weak_from_this(), id = pod.id, incarnation = pod.incarnation] {
            const auto self = weak.lock();
            if (!self || self->m_closed)
                return;
            // One that never served is not started again and again: becomeReady() finds it ended and gives up.
            const auto serving = self->m_serving.find(id);
            if (serving == self->m_serving.end() || serving->second != incarnation)
                return;
            self->m_set.kill(id); // the kubelet starts it again
            self->m_due.cancel();
        };
        auto process = PodProcess::start(*m_options.io,
                                         {.command = m_options.podCommand,
                                          .ordinal = ordinal,
                                          .listen = addressOf(pod),
                                          .guard = m_options.guard,
                                          .startLimit = Duration::seconds(60),
                                          .stopGrace = Duration::seconds(5),
                                          .onDeath = diedAlone});
        if (!process)
            return fail(process.error());
        return std::shared_ptr<PodHost>(std::move(*process));
    }
    cluster::FakePod fake({.name = m_options.spec.podName(ordinal), .idStyle = m_options.spec.idStyle},
                          scenario::streams::pod(m_options.seed, pod.id, pod.incarnation));
    auto server = std::make_shared<PodServer>(m_executor,
                                              PodServer::Options{.id = pod.id,
                                                                 .listen = addressOf(pod),
                                                                 .recorder = m_options.recorder,
                                                                 .dataPath = m_options.dataPath},
                                              std::move(fake));
    if (const auto listening = server->listen(); !listening)
        return fail(listening.error());
    return std::shared_ptr<PodHost>(std::move(server));
}

Awaitable<void> PodSet::becomeReady(const Pod &pod)
{
    const auto it = m_hosts.find(pod.id);
    if (it == m_hosts.end())
        co_return; // it could not be started, and that was reported
    const auto host = it->second;
    const auto serves = co_await host->serves();
    if (m_closed)
        co_return;
    if (!serves) {
        giveUp(serves.error());
        co_return;
    }
    m_serving[pod.id] = pod.incarnation;
    record(EventKind::PodReady, pod, addressOf(pod).text());
    updateEndpoints();
}

Awaitable<void> PodSet::terminate(const Pod &pod)
{
    const auto it = m_hosts.find(pod.id);
    if (it == m_hosts.end())
        co_return;
    const auto host = it->second;
    m_hosts.erase(it);
    const std::int64_t sessions = sessionsOf(*host);
    co_await host->terminate();
    record(EventKind::PodStopped, pod, "terminated", sessions);
}

void PodSet::kill(const Pod &pod)
{
    const auto it = m_hosts.find(pod.id);
    if (it == m_hosts.end())
        return;
    const auto host = it->second;
    m_hosts.erase(it);
    const std::int64_t sessions = sessionsOf(*host);
    host->kill();
    record(EventKind::PodStopped, pod, "killed", sessions);
}

std::vector<Pod> PodSet::pods() const
{
    std::vector<Pod> pods = m_set.pods();
    for (Pod &pod : pods) {
        const auto it = m_serving.find(pod.id);
        if (pod.phase == Pod::Phase::Ready && (it == m_serving.end() || it->second != pod.incarnation))
            pod.phase = Pod::Phase::Starting;
    }
    return pods;
}

std::optional<std::size_t> PodSet::sessionCount(PodId pod) const
{
    const auto it = m_hosts.find(pod);
    return it == m_hosts.end() ? std::nullopt : it->second->sessionCount();
}

std::optional<std::uint32_t> PodSet::holderOf(std::string_view sessionId) const
{
    for (const auto &[id, host] : m_hosts) {
        if (host->knowsSession(sessionId))
            return id.value();
    }
    return std::nullopt;
}

void PodSet::updateEndpoints()
{
    ServiceForwarder::Pods ready;
    for (const Pod &pod : pods()) {
        if (pod.phase == Pod::Phase::Ready)
            ready.emplace(pod.id.value(), addressOf(pod));
    }
    if (const auto set = m_service.setReady(std::move(ready)); !set)
        giveUp(addressHint(set.error()));
}

void PodSet::giveUp(Error error)
{
    if (!m_error)
        m_error = std::move(error);
    m_changed.announce();
}

void PodSet::record(EventKind kind, const Pod &pod, std::string_view text, std::int64_t number)
{
    journal::Event event;
    event.kind = kind;
    event.actor = journal::podActor(pod.id);
    event.cause = m_cause;
    event.text = m_options.recorder->intern(text);
    event.number = number;
    m_options.recorder->append(event);
}

} // namespace sessionscope::live

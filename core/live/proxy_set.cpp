// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/proxy_set.h"

#include "core/live/sockets.h"
#include "core/scenario/streams.h"

#include <boost/asio/co_spawn.hpp>

#include <algorithm>
#include <cassert>
#include <utility>

namespace sessionscope::live {

using journal::EventKind;
using scenario::FaultKind;

namespace {

constexpr Duration kDrainLimit = Duration::seconds(10);

// A Deployment does not wait for the old pod to be gone before it starts the new one. Neither do we, but an old proxy with
// nothing to finish is given the moment that it needs, so that a run's journal reads in its natural order.
constexpr Duration kDrainHeadStart = Duration::milliseconds(300);

} // namespace

ProxySet::ProxySet(Options options)
    : m_options(std::move(options))
    , m_executor(m_options.io->get_executor())
    , m_door(
          m_executor,
          {.recorder = m_options.recorder,
           .dataPath = m_options.dataPath,
           .handOver = [this](std::uint32_t proxy, TcpSocket socket) { handOver(proxy, std::move(socket)); }},
          cluster::Service({.affinity = m_options.spec.proxyAffinity,
                            .affinityTimeout = m_options.spec.backendAffinityTimeout},
                           scenario::streams::frontDoor(m_options.seed)))
    , m_retired(m_executor)
{
}

Result<void> ProxySet::open(Endpoint frontDoor)
{
    if (const auto claimed = m_door.claim(frontDoor); !claimed)
        return claimed;
    for (std::uint32_t index = 0; index < m_options.spec.proxyReplicas; ++index) {
        if (const auto started = start(ProxyId(index), {}); !started)
            return started;
    }
    return updateDoor();
}

Awaitable<Result<void>> ProxySet::inflict(scenario::Fault fault, journal::Sequence cause)
{
    const auto self = shared_from_this();
    if (fault.kind == FaultKind::ScaleProxy)
        co_return co_await scale(fault.target, cause);
    const ProxyId id(fault.target);
    if (!m_members.contains(id))
        co_return fail(scenario::noSuchProxy(fault.target, m_members.size()));
    assert(fault.kind == FaultKind::RestartProxy || fault.kind == FaultKind::KillProxy);
    co_return co_await restart(id, fault.kind == FaultKind::RestartProxy, cause);
}

void ProxySet::setBackendReplicas(std::uint32_t replicas)
{
    m_options.target.headless.replicas = replicas;
    for (const auto &[id, member] : m_members)
        member->server->setBackendReplicas(replicas);
}

void ProxySet::setPodHostHeader(const std::string &host)
{
    m_options.spec.podHostHeader = host;
    for (const auto &[id, member] : m_members)
        member->server->setPodHostHeader(host);
}

Awaitable<Result<void>> ProxySet::restart(ProxyId id, bool gracefully, journal::Sequence cause)
{
    const auto old = m_members.extract(id).mapped();
    const auto closed = updateDoor();
    const auto retiring = m_retiring.size();
    retire(old, gracefully, cause);
    co_await waitForDrained(retiring);
    if (m_closed)
        co_return fail(ErrorCode::Cancelled, "the proxies are being taken down");
    const auto started = start(id, cause);
    if (!closed || !started)
        co_return !closed ? closed : started;
    co_return updateDoor();
}

Awaitable<Result<void>> ProxySet::scale(std::uint32_t wanted, journal::Sequence cause)
{
    while (!m_closed && m_members.size() > wanted) {
        const auto last = std::prev(m_members.end())->second;
        m_members.erase(last->id);
        const auto closed = updateDoor();
        const auto retiring = m_retiring.size();
        retire(last, true, cause);
        co_await waitForDrained(retiring);
        if (!closed)
            co_return closed;
    }
    while (!m_closed && m_members.size() < wanted) {
        const auto started = start(ProxyId(static_cast<std::uint32_t>(m_members.size())), cause);
        if (!started)
            co_return started;
    }
    co_return updateDoor();
}

Result<void> ProxySet::start(ProxyId id, journal::Sequence cause)
{
    const auto member = std::make_shared<Member>();
    member->id = id;
    member->generation = ++m_generations[id];
    member->address = {m_options.addresses->nextProxy(), m_options.spec.mcpPort};
    member->store = m_options.store->forProxy();
    auto server = makeServer(*member);
    if (!server)
        return fail(server.error());
    member->server = std::move(*server);
    m_members[id] = member;
    record(EventKind::ProxyStarted, *member, member->address.ip.text(), cause);
    return {};
}

Result<std::unique_ptr<ProxyServer>> ProxySet::makeServer(const Member &member) const
{
    ProxyOptions options;
    options.id = member.id;
    options.generation = member.generation;
    options.ip = member.address.ip;
    options.policy = m_options.policy;
    options.target = m_options.target;
    options.keyPrefix = m_options.spec.keyPrefix;
    options.podHostHeader = m_options.spec.podHostHeader;
    auto server = std::make_unique<ProxyServer>(
        *m_options.io, std::move(options),
        ProxyEnvironment{.store = *member.store,
                         .recorder = *m_options.recorder,
                         .dataPath = *m_options.dataPath,
                         .resolve = m_options.resolve,
                         .rng = scenario::streams::proxy(m_options.seed, member.id, member.generation),
                         .podBehind = m_options.podBehind,
                         .clients = m_options.clients});
    if (const auto listening = server->listen(member.address); !listening)
        return fail(listening.error());
    return server;
}

void ProxySet::retire(MemberPtr member, bool gracefully, journal::Sequence cause)
{
    m_retiring.push_back(member);
    asio::co_spawn(
        m_executor, unwind(std::move(member), gracefully, cause),
        [self = shared_from_this()](const std::exception_ptr &exception) { Spawned{}(exception); });
}

Awaitable<void> ProxySet::unwind(MemberPtr member, bool gracefully, journal::Sequence cause)
{
    if (!gracefully)
        member->server->kill();
    co_await member->server->drain(kDrainLimit);
    record(EventKind::ProxyStopped, *member, gracefully ? "drained" : "killed", cause);
    std::erase(m_retiring, member);
    m_retired.announce();
}

Awaitable<void> ProxySet::waitForDrained(std::size_t stillRetiring)
{
    const auto over = std::make_shared<bool>(false);
    Timer headStart(m_executor, toChrono(kDrainHeadStart));
    headStart.async_wait([self = shared_from_this(), over](SystemError error) {
        *over = !error;
        self->m_retired.announce();
    });
    while (m_retiring.size() > stillRetiring && !*over)
        co_await m_retired.wait();
}

Result<void> ProxySet::updateDoor()
{
    std::vector<std::uint32_t> ready;
    for (const auto &[id, member] : m_members)
        ready.push_back(id.value());
    return m_door.setReady(std::move(ready));
}

void ProxySet::handOver(std::uint32_t proxy, TcpSocket socket)
{
    m_members.at(ProxyId(proxy))->server->adopt(std::move(socket));
}

std::optional<Endpoint> ProxySet::addressOf(ProxyId id) const
{
    const auto it = m_members.find(id);
    return it == m_members.end() ? std::nullopt : std::optional(it->second->address);
}

Awaitable<void> ProxySet::close()
{
    const auto self = shared_from_this();
    m_closed = true;
    (void)m_door.setReady({});
    for (const auto &member : m_retiring)
        member->server->kill();
    while (!m_members.empty())
        retire(m_members.extract(m_members.begin()).mapped(), false, {});
    while (!m_retiring.empty())
        co_await m_retired.wait();
}

void ProxySet::record(EventKind kind, const Member &member, std::string_view text, journal::Sequence cause)
{
    journal::Event event;
    event.kind = kind;
    event.actor = journal::proxyActor(member.id);
    event.cause = cause;
    event.text = m_options.recorder->intern(text);
    event.number = member.generation;
    m_options.recorder->append(event);
}

} // namespace sessionscope::live

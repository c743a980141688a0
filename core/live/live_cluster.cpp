// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/live_cluster.h"

#include "core/cluster/cluster_dns.h"
#include "core/routing/backend_url.h"
#include "core/scenario/streams.h"

#include <fmt/format.h>

#include <utility>

namespace sessionscope::live {

using scenario::FaultKind;

namespace {

constexpr IpAddress kLoopback(0x7F00'0001);
constexpr std::uint32_t kLoopbackNet = 127;

/// Real connections stay on this machine, and the proxies speak no TLS to a backend.
Result<void> reachable(const routing::BackendUrl &url)
{
    const auto literal = IpAddress::parse(url.host);
    const bool isHere = url.host == "localhost" || (literal && literal->hostOrder() >> 24U == kLoopbackNet);
    if (isHere && url.scheme == "http")
        return {};
    return fail(ErrorCode::Unsupported,
                fmt::format("the live engine connects to http on this machine alone, not to {}", url.text()),
                "cluster.plainTarget",
                "use --engine sim, or --set cluster.plainTarget=http://127.0.0.1:0 for a server of ours");
}

bool concernsPods(FaultKind kind)
{
    return kind == FaultKind::RestartPod || kind == FaultKind::KillPod || kind == FaultKind::ReschedulePod
        || kind == FaultKind::RollingUpdate || kind == FaultKind::ScaleBackend;
}

bool concernsStore(FaultKind kind)
{
    return kind == FaultKind::StopStore || kind == FaultKind::StartStore || kind == FaultKind::FlushStore;
}

} // namespace

LiveCluster::LiveCluster(asio::io_context &io, Recorder &recorder, control::OpenCluster what)
    : m_io(io)
    , m_recorder(recorder)
    , m_what(std::move(what))
    , m_dataPath(m_what.run.cluster.peerAddressSeen)
    , m_clients(recorder, m_what.run.plan.clientCount())
    , m_podsAtFirst(m_what.run.cluster.backendReplicas)
    , m_proxiesAtFirst(m_what.run.cluster.proxyReplicas)
    , m_faultDone(io.get_executor())
{
}

LiveCluster::~LiveCluster() = default;

Awaitable<Result<control::ClusterReady>> LiveCluster::open()
{
    const auto self = shared_from_this();
    auto block = AddressBlock::claim(m_io.get_executor());
    if (!block)
        co_return fail(block.error());
    m_block.emplace(std::move(*block));
    m_addresses.emplace(m_block->number());

    const bool hasChildren = !m_what.podCommand.empty()
        || (spec().store == cluster::StoreKind::Redis && spec().storeUrl.empty());
    if (hasChildren) {
        auto guard = CrashGuard::start();
        if (!guard)
            co_return fail(guard.error());
        m_guard = std::move(*guard);
    }
    // A named value: g++ 12 destroys a braced temporary twice if it stands in a co_await expression.
    LiveStore::Options storeOptions{.io = &m_io, .recorder = &m_recorder, .spec = spec(), .guard = m_guard};
    auto store = co_await LiveStore::open(std::move(storeOptions));
    if (!store)
        co_return fail(store.error());
    m_store = std::move(*store);
    const auto backends = co_await openBackends();
    if (!backends)
        co_return fail(backends.error());
    if (const auto proxies = openProxies(); !proxies)
        co_return fail(proxies.error());
    co_return ready();
}

Awaitable<Result<void>> LiveCluster::openBackends()
{
    if (spec().plainTarget)
        co_return openPlainServer();
    m_pods = std::make_shared<PodSet>(PodSet::Options{.io = &m_io,
                                                      .recorder = &m_recorder,
                                                      .dataPath = &m_dataPath,
                                                      .addresses = &*m_addresses,
                                                      .spec = spec(),
                                                      .seed = m_what.run.seed,
                                                      .podCommand = m_what.podCommand,
                                                      .guard = m_guard});
    co_return co_await m_pods->open();
}

Result<void> LiveCluster::openPlainServer()
{
    auto url = routing::BackendUrl::parse(*spec().plainTarget);
    if (!url)
        return fail(ErrorCode::InvalidInput, "not an absolute http URL", "cluster.plainTarget");
    if (url->port != 0 || url->scheme != "http")
        return reachable(*url); // somebody else's server
    // Port 0 asks for a server of ours: one that is no pod, as outside Kubernetes.
    m_plainServer = std::make_unique<PodServer>(
        m_io.get_executor(),
        PodServer::Options{
            .id = PodId(0), .listen = {kLoopback, 0}, .recorder = &m_recorder, .dataPath = &m_dataPath},
        cluster::FakePod({.name = spec().name, .idStyle = spec().idStyle},
                         scenario::streams::plainServer(m_what.run.seed)));
    if (const auto listening = m_plainServer->listen(); !listening)
        return listening;
    url->host = kLoopback.text();
    url->port = m_plainServer->address().port;
    m_what.run.cluster.plainTarget = url->text();
    return {};
}

Result<void> LiveCluster::openProxies()
{
    ProxySet::Options options{.io = &m_io,
                              .recorder = &m_recorder,
                              .dataPath = &m_dataPath,
                              .clients = &m_clients,
                              .addresses = &*m_addresses,
                              .spec = spec(),
                              .policy = m_what.run.profile.policy,
                              .target = routing::targetOf(spec()),
                              .seed = m_what.run.seed,
                              .store = m_store,
                              .resolve = {},
                              .podBehind = {}};
    // Proxies may outlive us by the moment in which their last connections unwind.
    options.resolve = [weak = weak_from_this()](const routing::BackendUrl &url) -> Result<Endpoint> {
        const auto self = weak.lock();
        return self ? self->resolve(url) : fail(ErrorCode::Cancelled, "the cluster is gone");
    };
    options.podBehind = [weak = weak_from_this()](Endpoint local, Endpoint dialled) -> std::optional<PodId> {
        const auto self = weak.lock();
        return self ? self->podBehind(local, dialled) : std::nullopt;
    };
    m_proxies = std::make_shared<ProxySet>(std::move(options));
    return m_proxies->open(m_what.listen);
}

Result<Endpoint> LiveCluster::resolve(const routing::BackendUrl &url) const
{
    if (const auto literal = IpAddress::parse(url.host))
        return Endpoint{*literal, url.port};
    if (url.host == "localhost")
        return Endpoint{kLoopback, url.port};
    if (m_pods) {
        const auto found = cluster::resolve(url.host, spec(), m_pods->pods(), m_addresses->clusterIp());
        if (!found.empty())
            return Endpoint{found.front(), url.port};
    }
    return fail(ErrorCode::NameNotResolved, "no such name in the cluster", url.host);
}

std::optional<PodId> LiveCluster::podBehind(Endpoint local, Endpoint dialled) const
{
    const Endpoint reached = m_dataPath.reached(local, dialled);
    if (m_plainServer && reached == m_plainServer->address())
        return PodId(0);
    if (m_pods) {
        for (const auto &pod : m_pods->pods()) {
            if (m_pods->addressOf(pod) == reached)
                return pod.id;
        }
    }
    return std::nullopt;
}

Awaitable<Result<void>> LiveCluster::inflict(scenario::Fault fault, journal::Sequence cause)
{
    const auto self = shared_from_this();
    while (m_faultUnderWay)
        co_await m_faultDone.wait();
    if (m_closed)
        co_return fail(ErrorCode::Cancelled, "the cluster is being taken down");
    m_faultUnderWay = true;
    auto done = co_await carryOut(fault, cause);
    m_faultUnderWay = false;
    m_faultDone.announce();
    co_return done;
}

Awaitable<Result<void>> LiveCluster::carryOut(scenario::Fault fault, journal::Sequence cause)
{
    if (const auto replicas = scenario::checkReplicas(fault); !replicas)
        co_return fail(replicas.error());
    if (concernsStore(fault.kind))
        co_return co_await m_store->inflict(fault.kind, cause);
    if (!concernsPods(fault.kind))
        co_return co_await m_proxies->inflict(fault, cause);
    if (!m_pods)
        co_return fail(scenario::noPods(scenario::toText(fault.kind)));
    const bool takesOrdinal = fault.kind != FaultKind::RollingUpdate && fault.kind != FaultKind::ScaleBackend;
    if (takesOrdinal && fault.target >= m_pods->wanted())
        co_return fail(scenario::noSuchPod(fault.target, m_pods->wanted(), "target"));
    // As the operator's RunConfig and the StatefulSet would: the proxies draw from the new number at once.
    if (fault.kind == FaultKind::ScaleBackend)
        m_proxies->setBackendReplicas(fault.target);
    co_return co_await m_pods->inflict(fault, cause);
}

std::optional<Endpoint> LiveCluster::addressOf(std::optional<ProxyId> proxy) const
{
    if (!m_proxies)
        return std::nullopt;
    return proxy ? m_proxies->addressOf(*proxy) : std::optional(m_proxies->frontDoor());
}

Awaitable<void> LiveCluster::close(Records records)
{
    const auto self = shared_from_this();
    m_closed = true;
    m_faultDone.announce();
    if (m_proxies)
        co_await m_proxies->close();
    if (m_pods)
        m_pods->close();
    m_plainServer.reset();
    if (m_store && records == Records::Removed)
        co_await m_store->removeAdded();
    if (m_store)
        co_await m_store->close();
}

} // namespace sessionscope::live

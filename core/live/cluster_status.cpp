// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// What a live cluster tells about itself, and what can be changed while it stands.

#include "core/live/live_cluster.h"

#include <fmt/format.h>

#include <utility>

namespace sessionscope::live {

using scenario::FaultKind;

namespace {

const char *toText(cluster::Pod::Phase phase)
{
    switch (phase) {
    case cluster::Pod::Phase::Starting:
        return "starting";
    case cluster::Pod::Phase::Ready:
        return "ready";
    case cluster::Pod::Phase::Stopping:
        return "stopping";
    case cluster::Pod::Phase::Gone:
        return "gone";
    }
    return "";
}

std::string proxyName(ProxyId id)
{
    return "proxy-" + std::to_string(id.value());
}

} // namespace

std::string LiveCluster::mcpUrl() const
{
    return fmt::format("http://{}/mcp", m_proxies->frontDoor().text());
}

/// The pod's DNS name, if a client in the cluster could resolve it.
std::string LiveCluster::publishedName(std::uint32_t ordinal) const
{
    const routing::Target target = routing::targetOf(spec());
    if (!m_pods || !target.canNamePods())
        return {};
    const routing::BackendUrl pod = target.pod(ordinal);
    return resolve(pod) ? pod.host : std::string();
}

control::ClusterReady LiveCluster::ready() const
{
    control::ClusterReady ready;
    ready.mcpUrl = mcpUrl();
    ready.redisUrl = m_store->redisUrl();
    ready.store = spec().store;
    if (m_plainServer)
        ready.pods.push_back({spec().name, 0, m_plainServer->address()});
    if (m_pods) {
        for (const auto &pod : m_pods->pods())
            ready.pods.push_back({spec().podName(pod.id.value()), pod.id.value(), m_pods->addressOf(pod),
                                  publishedName(pod.id.value())});
        ready.serviceName = spec().backendServiceName();
        ready.serviceAddress = {m_addresses->clusterIp(), spec().mcpPort};
    }
    for (const auto &[id, member] : m_proxies->members())
        ready.proxies.push_back({proxyName(id), id.value(), member->address});
    return ready;
}

nlohmann::json LiveCluster::podsStatus() const
{
    auto pods = nlohmann::json::array();
    if (!m_pods)
        return pods;
    for (const auto &pod : m_pods->pods()) {
        nlohmann::json status{{"name", spec().podName(pod.id.value())},
                              {"ordinal", pod.id.value()},
                              {"ip", pod.ip.text()},
                              {"port", spec().mcpPort},
                              {"phase", toText(pod.phase)},
                              {"incarnation", pod.incarnation}};
        if (const auto sessions = m_pods->sessionCount(pod.id))
            status["sessions"] = *sessions;
        pods.push_back(std::move(status));
    }
    return pods;
}

nlohmann::json LiveCluster::proxiesStatus() const
{
    auto proxies = nlohmann::json::array();
    for (const auto &[id, member] : m_proxies->members()) {
        const ProxyServer &server = *member->server;
        proxies.push_back({{"name", proxyName(id)},
                           {"index", id.value()},
                           {"generation", member->generation},
                           {"address", member->address.text()},
                           {"exchanges", server.counters().exchanges},
                           {"connections", server.openConnections()},
                           {"storeRoundTrips", server.counters().storeRequests}});
    }
    return proxies;
}

Awaitable<nlohmann::json> LiveCluster::status()
{
    const auto self = shared_from_this();
    auto store = co_await m_store->status();
    if (!m_store->redisUrl().empty())
        store["url"] = m_store->redisUrl();
    nlohmann::json status{{"mcpUrl", mcpUrl()},
                          {"pods", podsStatus()},
                          {"proxies", proxiesStatus()},
                          {"store", std::move(store)}};
    if (auto sessions = co_await sessionsStatus())
        status["sessions"] = std::move(*sessions);
    co_return status;
}

Awaitable<Result<nlohmann::json>> LiveCluster::set(control::SetOption option)
{
    const auto self = shared_from_this();
    const std::string &path = option.path;
    const std::string &value = option.value;
    constexpr std::string_view kPrefix = "cluster.";
    if (!path.starts_with(kPrefix))
        co_return fail(ErrorCode::Unsupported, "cannot change while the cluster stands", path,
                       "fields of the cluster can: cluster.backendReplicas, cluster.proxyReplicas, "
                       "cluster.podHostHeader, cluster.idStyle");
    const std::string field = path.substr(kPrefix.size());
    auto parsed = nlohmann::json::parse(value, nullptr, false);
    const nlohmann::json fields{{field, parsed.is_discarded() ? nlohmann::json(value) : std::move(parsed)}};
    const auto changed = cluster::readClusterSpec(fields, spec(), "cluster");
    if (!changed)
        co_return fail(changed.error());

    Result<void> done;
    const scenario::Fault scaleBackend{FaultKind::ScaleBackend, changed->backendReplicas};
    const scenario::Fault scaleProxy{FaultKind::ScaleProxy, changed->proxyReplicas};
    if (field == "backendReplicas")
        done = co_await request(scaleBackend, option.askedBy);
    else if (field == "proxyReplicas")
        done = co_await request(scaleProxy, option.askedBy);
    else if (field == "podHostHeader")
        m_proxies->setPodHostHeader(changed->podHostHeader);
    else if (field == "idStyle" && m_pods)
        m_pods->setIdStyle(changed->idStyle);
    else
        done = fail(ErrorCode::Unsupported, "cannot change while the cluster stands", path,
                    "start it with this value");
    if (!done)
        co_return fail(done.error());
    m_what.run.cluster = *changed;
    co_return nlohmann::json{{"path", path}, {"value", fields.at(field)}};
}

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/cluster_topology.h"

#include "ui/inspect/inspect_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace sessionscope::ui {

using journal::Actor;

namespace {

std::size_t sessionsAt(const inspect::SessionSummary &summary, std::string_view name)
{
    std::size_t sessions = 0;
    for (const inspect::PinTarget &target : summary.targets) {
        if (target.name == name)
            sessions += target.sessions;
    }
    return sessions;
}

/// Builds the cards of one server one after the other.
class Builder
{
    Q_DECLARE_TR_FUNCTIONS(ClusterTopology)

public:
    Builder(const inspect::ServerView &server, const inspect::SessionSummary &summary,
            const inspect::NameFacts *names)
        : m_server(server)
        , m_summary(summary)
        , m_names(names)
    {
    }

    Topology build()
    {
        add({{Actor::Kind::Client, 0}, tr("Clients"), {tr("%1 sessions").arg(m_summary.sessions)}});
        addProxies();
        addStore();
        addServices();
        addPods();
        return std::move(m_topology);
    }

private:
    std::size_t add(TopologyNode node)
    {
        m_topology.nodes.push_back(std::move(node));
        return m_topology.nodes.size() - 1;
    }

    void join(std::size_t from, std::size_t to, TopologyEdge::Kind kind = TopologyEdge::Kind::Path)
    {
        m_topology.edges.push_back({from, to, kind});
    }

    static TopologyNode cardOf(const inspect::PodFacts &pod, Actor actor)
    {
        TopologyNode card{actor, toQString(pod.id.name)};
        card.facts.append(pod.ip.empty() ? tr("no address") : toQString(pod.ip));
        card.frame = pod.ready ? Tone::Good : Tone::Bad;
        if (pod.crashLooping)
            card.alarm = tr("✗ crash loop");
        else if (!pod.ready)
            card.alarm = tr("■ not ready");
        if (pod.restarts > 0)
            card.facts.append(tr("%n restart(s)", nullptr, static_cast<int>(pod.restarts)));
        return card;
    }

    void addProxies()
    {
        const QString version = toQString(m_server.proxyVersion());
        for (std::size_t index = 0; index < m_server.proxies.size(); ++index) {
            TopologyNode card
                = cardOf(*m_server.proxies[index], {Actor::Kind::Proxy, static_cast<std::uint32_t>(index)});
            if (!version.isEmpty())
                card.facts.append(version);
            m_proxies.push_back(add(std::move(card)));
        }
        if (m_proxies.empty()) { // their pods were not read
            TopologyNode card{{Actor::Kind::Proxy, 0}, tr("%n proxy(s)", nullptr, m_server.proxyReplicas())};
            if (!version.isEmpty())
                card.facts.append(version);
            m_proxies.push_back(add(std::move(card)));
        }
        for (const std::size_t proxy : m_proxies)
            join(0, proxy);
    }

    void addStore()
    {
        TopologyNode card{{Actor::Kind::Store, 0}, tr("Redis")};
        if (m_server.server && !m_server.usesRedis()) {
            card.title = tr("Store");
            card.alarm = tr("▲ not shared: each proxy remembers alone");
            card.frame = Tone::Warning;
        } else if (m_server.server) {
            card.facts.append(toQString(m_server.server->redisAddress));
            card.facts.append(toQString(m_server.server->effectivePrefix()));
        }
        if (m_summary.sessions > 0)
            card.facts.append(tr("%n record(s) of sessions", nullptr, static_cast<int>(m_summary.sessions)));
        const std::size_t store = add(std::move(card));
        for (const std::size_t proxy : m_proxies)
            join(proxy, store, TopologyEdge::Kind::Store);
    }

    void addServices()
    {
        if (const inspect::ServiceFacts *service = m_server.service) {
            TopologyNode card{{Actor::Kind::Service, 0}, toQString(service->id.name)};
            card.facts.append(
                service->sessionAffinity == "None"
                    ? tr("no affinity")
                    : tr("%1 %2 s").arg(toQString(service->sessionAffinity)).arg(service->affinitySeconds));
            const std::size_t pinned
                = sessionsAt(m_summary, service->id.name) + sessionsAt(m_summary, service->clusterIp);
            if (pinned > 0 && m_server.backendReplicas() > 1) {
                card.alarm = tr("▲ %n session(s) pinned here", nullptr, static_cast<int>(pinned));
                card.frame = Tone::Bad;
            }
            m_service = add(std::move(card));
            for (const std::size_t proxy : m_proxies)
                join(proxy, *m_service);
        }
        if (const inspect::ServiceFacts *headless = m_server.headless) {
            TopologyNode card{{Actor::Kind::Dns, 0}, toQString(headless->id.name)};
            card.facts.append(tr("headless"));
            if (!m_server.publishesPodNames()) {
                card.frame = Tone::Bad;
                const std::string named = m_server.set ? m_server.set->serviceName : std::string();
                card.alarm = named.empty() || named == headless->id.name
                    ? tr("✗ pods have no DNS names")
                    : tr("✗ the set's serviceName is %1: no pod DNS").arg(toQString(named));
            }
            m_headless = add(std::move(card));
        }
    }

    void addPods()
    {
        for (const inspect::PodFacts *pod : m_server.backends) {
            const std::int32_t ordinal = inspect::ordinalOf(pod->id.name);
            TopologyNode card
                = cardOf(*pod, {Actor::Kind::Pod, static_cast<std::uint32_t>(std::max(ordinal, 0))});
            card.facts.append(
                tr("%n session(s)", nullptr, static_cast<int>(sessionsAt(m_summary, pod->id.name))));
            tellName(*pod, card);
            const std::size_t node = add(std::move(card));
            const bool served
                = std::any_of(m_server.endpoints.begin(), m_server.endpoints.end(),
                              [pod](const auto *endpoint) { return endpoint->address == pod->ip; });
            if (m_service && served)
                join(*m_service, node);
            if (m_headless && m_server.publishesPodNames())
                join(*m_headless, node, TopologyEdge::Kind::Store);
        }
    }

    /// What a name server said of the pod's own name, where one was asked.
    void tellName(const inspect::PodFacts &pod, TopologyNode &card)
    {
        if (!m_names)
            return;
        using Outcome = inspect::NameAnswer::Outcome;
        for (const inspect::NameAnswer &answer : m_names->answers) {
            if (answer.asked.server != m_server.id || !answer.asked.name.starts_with(pod.id.name + "."))
                continue;
            const auto &addresses = answer.addresses;
            const bool leadsHere = std::find(addresses.begin(), addresses.end(), pod.ip) != addresses.end();
            if (answer.outcome == Outcome::Failed)
                card.facts.append(tr("DNS gave no answer"));
            else if (answer.outcome == Outcome::Found && leadsHere)
                card.facts.append(tr("DNS knows its name"));
            else if (card.alarm.isEmpty()) { // one that is not ready has no name yet, and says so
                card.alarm = answer.outcome == Outcome::NoSuchName || addresses.empty()
                    ? tr("✗ no such name in DNS")
                    : tr("✗ DNS leads to %1").arg(toQString(addresses.front()));
                card.frame = Tone::Bad;
            }
        }
    }

    const inspect::ServerView &m_server;
    const inspect::SessionSummary &m_summary;
    const inspect::NameFacts *m_names;
    Topology m_topology;
    std::vector<std::size_t> m_proxies;
    std::optional<std::size_t> m_service;
    std::optional<std::size_t> m_headless;
};

} // namespace

Topology clusterTopologyOf(const inspect::ServerView &server, const inspect::SessionSummary &summary,
                           const inspect::NameFacts *names)
{
    return Builder(server, summary, names).build();
}

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/cluster_view.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>

namespace sessionscope::inspect {

namespace {

std::string_view labelOr(const Labels &labels, std::string_view name)
{
    const auto label = labels.find(name);
    return label == labels.end() ? std::string_view() : std::string_view(label->second);
}

template <class Facts> const Facts *findIn(const std::vector<Facts> &list, const KubeName &id)
{
    const auto found = std::ranges::find(list, id, &Facts::id);
    return found == list.end() ? nullptr : &*found;
}

/// Names of MCP servers: what the operator knows, and StatefulSets that its proxies made (digest 1.1).
std::set<KubeName> serverNames(const KubeFacts &facts)
{
    std::set<KubeName> names;
    for (const McpServerFacts &server : facts.mcpServers)
        names.insert(server.id);
    for (const StatefulSetFacts &set : facts.statefulSets) {
        const bool hasService
            = findIn(facts.services, {set.id.namespaceName, "mcp-" + set.id.name}) != nullptr;
        if (hasService || labelOr(set.podLabels, "toolhive") == "true")
            names.insert(set.id);
    }
    return names;
}

bool isBackend(const PodFacts &pod, const KubeName &server)
{
    if (pod.id.namespaceName != server.namespaceName)
        return false;
    if (!pod.owner.empty())
        return pod.owner == "StatefulSet/" + server.name;
    return pod.id.name.starts_with(server.name + "-") && ordinalOf(pod.id.name) >= 0
        && labelOr(pod.labels, "app") == server.name;
}

bool isProxy(const PodFacts &pod, const KubeName &server)
{
    return pod.id.namespaceName == server.namespaceName && labelOr(pod.labels, "app") == "mcpserver"
        && (labelOr(pod.labels, "app.kubernetes.io/instance") == server.name
            || labelOr(pod.labels, "toolhive-name") == server.name);
}

/// The Service in front of the backends: by ToolHive's name, or else by what it selects.
const ServiceFacts *serviceOf(const KubeFacts &facts, const ServerView &view, bool headless)
{
    const std::string name = "mcp-" + view.id.name + (headless ? "-headless" : "");
    if (const auto *named = findIn(facts.services, {view.id.namespaceName, name}))
        return named;
    for (const ServiceFacts &service : facts.services) {
        if (view.set && service.id.namespaceName == view.id.namespaceName && service.isHeadless() == headless
            && selects(service.selector, view.set->podLabels))
            return &service;
    }
    return nullptr;
}

ServerView viewOf(const KubeFacts &facts, const KubeName &id)
{
    ServerView view;
    view.id = id;
    view.server = findIn(facts.mcpServers, id);
    view.set = findIn(facts.statefulSets, id);
    view.deployment = findIn(facts.deployments, id);
    view.service = serviceOf(facts, view, false);
    view.headless = serviceOf(facts, view, true);
    view.proxyService = findIn(facts.services, {id.namespaceName, "mcp-" + id.name + "-proxy"});
    for (const PodFacts &pod : facts.pods) {
        if (isBackend(pod, id))
            view.backends.push_back(&pod);
        else if (isProxy(pod, id))
            view.proxies.push_back(&pod);
    }
    std::ranges::sort(view.backends, {}, [](const PodFacts *pod) { return ordinalOf(pod->id.name); });
    for (const EndpointFacts &endpoint : facts.endpoints) {
        if (view.service && endpoint.service == view.service->id)
            view.endpoints.push_back(&endpoint);
    }
    return view;
}

bool isServing(const ServerView &server, const PodFacts &pod)
{
    if (server.endpoints.empty())
        return pod.ready;
    return std::ranges::any_of(server.endpoints, [&pod](const EndpointFacts *endpoint) {
        return endpoint->ready && std::ranges::find(pod.ips, endpoint->address) != pod.ips.end();
    });
}

bool means(const KubeName &name, const KubeName &id)
{
    return name.name == id.name && (name.namespaceName.empty() || name.namespaceName == id.namespaceName);
}

/// The only server that fits; null: none does, or several.
template <class Fits> const ServerView *theOne(const std::vector<ServerView> &servers, Fits fits)
{
    const auto found = std::ranges::find_if(servers, fits);
    if (found == servers.end() || std::any_of(std::next(found), servers.end(), fits))
        return nullptr;
    return &*found;
}

} // namespace

std::int32_t ordinalOf(std::string_view podName)
{
    const std::size_t dash = podName.rfind('-');
    if (dash == std::string_view::npos || dash == 0 || dash + 1 == podName.size())
        return -1;
    std::int32_t ordinal = -1;
    const std::string_view digits = podName.substr(dash + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), ordinal);
    const bool whole = error == std::errc() && end == digits.data() + digits.size();
    return whole && (digits.size() == 1 || digits.front() != '0') ? ordinal : -1;
}

std::int32_t ServerView::backendReplicas() const
{
    return set && set->replicas ? *set->replicas : static_cast<std::int32_t>(backends.size());
}

std::int32_t ServerView::firstOrdinal() const
{
    return set ? set->firstOrdinal : 0;
}

std::int32_t ServerView::endOrdinal() const
{
    const std::int64_t end = std::int64_t{firstOrdinal()} + backendReplicas();
    return static_cast<std::int32_t>(std::min<std::int64_t>(end, INT32_MAX));
}

std::int32_t ServerView::proxyReplicas() const
{
    return deployment ? deployment->replicas : static_cast<std::int32_t>(proxies.size());
}

bool ServerView::publishesPodNames() const
{
    return set && headless && headless->isHeadless() && headless->id.name == set->serviceName
        && selects(headless->selector, set->podLabels);
}

std::string ServerView::proxyVersion() const
{
    if (!deployment)
        return {};
    const std::string image = deployment->image.substr(0, deployment->image.find('@'));
    const std::size_t colon = image.rfind(':');
    const std::string tag = colon == std::string::npos || image.find('/', colon) != std::string::npos
        ? std::string()
        : image.substr(colon + 1);
    return !tag.empty() && (tag.front() == 'v' || (tag.front() >= '0' && tag.front() <= '9')) ? tag : "";
}

bool ServerView::usesRedis() const
{
    return server && server->storageProvider == "redis";
}

std::string ServerView::transport() const
{
    if (server && !server->transport.empty())
        return server->transport;
    return set ? std::string(labelOr(set->podLabels, "toolhive-transport")) : std::string();
}

ClusterView::ClusterView(const KubeFacts &facts)
    : m_facts(facts)
{
    for (const KubeName &name : serverNames(facts))
        m_servers.push_back(viewOf(facts, name));
    for (const PodFacts &pod : facts.pods)
        note(pod.ips, {AddressClass::ForeignPod, nullptr, &pod, -1});
    for (const ServerView &server : m_servers)
        noteAddresses(server);
}

void ClusterView::note(const std::vector<std::string> &addresses, const AddressFinding &what)
{
    for (const std::string &address : addresses)
        m_addresses.insert_or_assign(address, what);
}

void ClusterView::noteAddresses(const ServerView &server)
{
    if (server.service && !server.service->isHeadless())
        note(server.service->clusterIps, {AddressClass::ServiceIp, &server, nullptr, -1});
    // Endpoints also tell of pods that we may not list.
    for (const EndpointFacts *endpoint : server.endpoints)
        m_addresses.try_emplace(
            endpoint->address,
            AddressFinding{endpoint->ready ? AddressClass::LivePod : AddressClass::NotReadyPod, &server,
                           nullptr, ordinalOf(endpoint->pod)});
    for (const PodFacts *pod : server.backends)
        note(pod->ips,
             {isServing(server, *pod) ? AddressClass::LivePod : AddressClass::NotReadyPod, &server, pod,
              ordinalOf(pod->id.name)});
}

AddressFinding ClusterView::lookUp(std::string_view address) const
{
    const auto known = m_addresses.find(std::string(address));
    return known == m_addresses.end() ? AddressFinding() : known->second;
}

const ServerView *ClusterView::serverOfService(const KubeName &service) const
{
    return theOne(m_servers, [&service](const ServerView &server) {
        return (server.service && means(service, server.service->id))
            || (server.headless && means(service, server.headless->id));
    });
}

const ServerView *ClusterView::serverOfSet(const KubeName &set) const
{
    return theOne(m_servers, [&set](const ServerView &server) { return means(set, server.id); });
}

} // namespace sessionscope::inspect

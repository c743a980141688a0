// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/cluster_dns.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

namespace sessionscope::cluster {

namespace {

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

/// A name in lower case without its final dot, which switches the resolver's search list off.
struct Query
{
    std::string name;
    bool absolute = false;
};

Query toQuery(std::string_view name)
{
    const bool absolute = name.ends_with('.');
    return {lowerCase(absolute ? name.substr(0, name.size() - 1) : name), absolute};
}

/// Whether `query` names that Service, in full or as the search list of a pod in its namespace would complete it.
bool namesService(std::string_view query, bool absolute, const std::string &service, const ClusterSpec &spec)
{
    const std::string base = lowerCase(service);
    if (!query.starts_with(base))
        return false;
    const std::string_view rest = query.substr(base.size());
    const std::string inNamespace = "." + lowerCase(spec.namespaceName);
    const std::string full = inNamespace + ".svc." + lowerCase(spec.clusterDomain);
    if (absolute)
        return rest == full;
    return rest.empty() || rest == inNamespace || rest == inNamespace + ".svc" || rest == full;
}

std::optional<PodId> podNamed(std::string_view label, const ClusterSpec &spec)
{
    const std::string prefix = lowerCase(spec.name) + "-";
    if (!label.starts_with(prefix))
        return std::nullopt;
    std::uint32_t ordinal = 0;
    const char *const end = label.data() + label.size();
    const auto [stop, error] = std::from_chars(label.data() + prefix.size(), end, ordinal);
    // The comparison refuses "myserver-01", which no pod is called.
    if (error != std::errc() || stop != end || label != prefix + std::to_string(ordinal))
        return std::nullopt;
    return PodId(ordinal);
}

std::vector<IpAddress> readyAddresses(const std::vector<Pod> &pods, std::optional<PodId> only)
{
    std::vector<IpAddress> addresses;
    for (const Pod &pod : pods) {
        if (pod.phase == Pod::Phase::Ready && (!only || pod.id == *only))
            addresses.push_back(pod.ip);
    }
    return addresses;
}

} // namespace

std::vector<IpAddress> resolve(std::string_view name, const ClusterSpec &spec, const std::vector<Pod> &pods,
                               IpAddress clusterIp)
{
    // stdio servers get no Services (digest 1.1), and neither does a server outside Kubernetes.
    if (spec.transport == Transport::Stdio || spec.plainTarget)
        return {};

    const auto [query, absolute] = toQuery(name);
    if (namesService(query, absolute, spec.backendServiceName(), spec))
        return {clusterIp};
    if (namesService(query, absolute, spec.headlessServiceName(), spec))
        return readyAddresses(pods, std::nullopt);

    const std::size_t dot = query.find('.');
    if (dot == std::string::npos || spec.serviceName != spec.headlessServiceName())
        return {};
    const std::string_view all = query;
    const std::optional<PodId> pod = podNamed(all.substr(0, dot), spec);
    if (!pod || !namesService(all.substr(dot + 1), absolute, spec.headlessServiceName(), spec))
        return {};
    return readyAddresses(pods, pod);
}

} // namespace sessionscope::cluster

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/routing/policy.h"

namespace sessionscope::routing {

bool Target::canNamePods() const
{
    return !headless.statefulSetName.empty() && !headless.serviceName.empty()
        && !headless.namespaceName.empty();
}

BackendUrl Target::pod(std::uint32_t ordinal) const
{
    const std::string host = headless.statefulSetName + '-' + std::to_string(ordinal) + '.'
        + headless.serviceName + '.' + headless.namespaceName + ".svc." + headless.clusterDomain;
    return BackendUrl{url.scheme, host, url.port};
}

Result<void> validate(const Policy &policy, const cluster::ClusterSpec &spec)
{
    // Outside Kubernetes there is nothing to pin to and nothing to lose: every policy is honoured by doing nothing.
    const bool namesPods = policy.pinning == Pinning::PodDns && !spec.plainTarget;
    if (namesPods && spec.transport != cluster::Transport::StreamableHttp)
        return fail(ErrorCode::Unsupported, "pinning to pod DNS names needs the streamable-http transport",
                    "cluster.transport", "choose --pin service, or transport streamable-http");
    if (namesPods && spec.backendReplicas == 0)
        return fail(ErrorCode::InvalidInput, "pinning to pod DNS names needs at least one backend pod",
                    "cluster.backendReplicas", "set it to 1 or more");
    return {};
}

Target targetOf(const cluster::ClusterSpec &spec)
{
    Target target;
    target.transport = cluster::toText(spec.transport);
    if (spec.plainTarget) {
        target.url = BackendUrl::parse(*spec.plainTarget).value_or(BackendUrl{});
        return target;
    }
    target.url = BackendUrl{"http", spec.backendServiceName(), spec.mcpPort};
    if (spec.transport == cluster::Transport::StreamableHttp)
        target.headless = {spec.name, spec.headlessServiceName(), spec.namespaceName, spec.clusterDomain,
                           spec.backendReplicas};
    return target;
}

const char *toText(Pinning pinning)
{
    switch (pinning) {
    case Pinning::Service:
        return "service";
    case Pinning::PodDns:
        return "pod-dns";
    case Pinning::PodIp:
        return "pod-ip";
    }
    return "unknown";
}

const char *toText(Recovery recovery)
{
    switch (recovery) {
    case Recovery::None:
        return "none";
    case Recovery::Reinitialize:
        return "reinitialize";
    }
    return "unknown";
}

Result<Pinning> parsePinning(std::string_view text)
{
    for (const auto pinning : {Pinning::Service, Pinning::PodDns, Pinning::PodIp}) {
        if (text == toText(pinning))
            return pinning;
    }
    return fail(ErrorCode::InvalidInput, "unknown pinning '" + std::string(text) + "'", "--pin",
                "one of service, pod-dns, pod-ip");
}

Result<Recovery> parseRecovery(std::string_view text)
{
    for (const auto recovery : {Recovery::None, Recovery::Reinitialize}) {
        if (text == toText(recovery))
            return recovery;
    }
    return fail(ErrorCode::InvalidInput, "unknown recovery '" + std::string(text) + "'", "--recovery",
                "one of none, reinitialize");
}

} // namespace sessionscope::routing

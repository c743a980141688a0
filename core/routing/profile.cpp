// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/routing/profile.h"

#include <algorithm>
#include <array>

namespace sessionscope::routing {

namespace {

Policy released()
{
    Policy policy;
    policy.initializeFollowsPin = true;
    policy.keepsKnownRecord = true;
    policy.dialTimeout = Duration::seconds(30); // Go's DefaultTransport (digest §0, F-13)
    return policy;
}

Policy pinnedToService()
{
    Policy policy = released();
    policy.pinning = Pinning::Service;
    return policy;
}

Policy proposed()
{
    Policy policy = released();
    policy.draw = OrdinalDraw::AfterResponse;
    policy.pinsSingleReplica = false;
    return policy;
}

Policy reviewed()
{
    Policy policy = proposed();
    policy.pinsSingleReplica = true;
    return policy;
}

Policy pinnedToAddress()
{
    Policy policy;
    policy.pinning = Pinning::PodIp;
    return policy;
}

Policy released044()
{
    Policy policy = released();
    policy.pinning = Pinning::PodIp;
    policy.recovery = Recovery::Reinitialize;
    policy.recordsAnyNewSession = true;
    policy.leaksBackendSessionId = true;
    policy.sendsInitialized = false;
    policy.keepsClientAccept = true;
    policy.resurrectsDeleted = true;
    return policy;
}

const std::array<Profile, 7> &table()
{
    static const std::array<Profile, 7> profiles{{
        {.name = "memory",
         .title = "sessions in the proxy's memory",
         .models = "No shared store: records die with the proxy (strategy S0).",
         .source = "ToolHive before v0.16, where a configured Redis was not used (F-02, F-03)",
         .policy = pinnedToService(),
         .publishesPodDns = false,
         .store = cluster::StoreKind::Local},
        {.name = "toolhive-0.17",
         .title = "the bug as released",
         .models
         = "Records in Redis, pinned to the Service's URL; no pod has a DNS name; ClientIP affinity 1800 s "
           "(strategies S1/S2).",
         .source = "ToolHive v0.16 to v0.17, issue #4575 (F-01)",
         .policy = pinnedToService(),
         .publishesPodDns = false},
        {.name = "pr-4638",
         .title = "the pull request as proposed",
         .models = "A uniformly random pod's DNS name is stored, drawn after initialize went through the "
                   "Service; nothing "
                   "for one replica (strategy S3).",
         .source = "ToolHive pull request #4638, first commit (F-05)",
         .policy = proposed(),
         .strictTransport = false},
        {.name = "pr-4638-review",
         .title = "the pull request after review",
         .models = "As proposed, but unconditional: ordinal 0 for one replica, and a transport that cannot "
                   "honour it is a "
                   "configuration error.",
         .source = "ToolHive pull request #4638, after review (F-05)",
         .policy = reviewed()},
        {.name = "pod-dns",
         .title = "what the pull request set out to do",
         .models = "The ordinal is drawn first, initialize is sent to that pod, and its DNS name is stored "
                   "(strategy S3').",
         .source = "the stated aim of ToolHive pull request #4638",
         .policy = Policy{}},
        {.name = "pod-ip",
         .title = "the true pod address",
         .models
         = "The data path shows the pod's own address, and it is stored (strategy S4a without recovery).",
         .source = "ToolHive pull request #4673, where nothing translates addresses",
         .policy = pinnedToAddress(),
         .peerAddressSeen = cluster::PeerAddressSeen::PodIp},
        {.name = "toolhive-0.44",
         .title = "today's release",
         .models
         = "The connection's peer address is stored, which behind DNAT is the ClusterIP; lost sessions are "
           "re-initialised transparently, with the released quirks (strategy S4b).",
         .source = "ToolHive v0.18 to v0.44, pull request #4673 (F-08, F-11)",
         .policy = released044(),
         .publishesPodDns = false},
    }};
    return profiles;
}

} // namespace

cluster::ClusterSpec Profile::cluster(const std::string &clusterName) const
{
    cluster::ClusterSpec spec;
    spec.name = clusterName;
    spec.serviceName = publishesPodDns ? spec.headlessServiceName() : spec.name;
    spec.peerAddressSeen = peerAddressSeen;
    spec.store = store;
    return spec;
}

std::span<const Profile> profiles()
{
    return table();
}

Result<Profile> findProfile(std::string_view name)
{
    const auto found = std::ranges::find(table(), name, &Profile::name);
    if (found != table().end())
        return *found;
    std::string names;
    for (const auto &profile : table())
        names += (names.empty() ? "" : ", ") + profile.name;
    return fail(ErrorCode::NotFound, "unknown profile '" + std::string(name) + "'", "--profile",
                "one of " + names);
}

} // namespace sessionscope::routing

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/sim/lab.h"

#include "core/cluster/cluster_dns.h"
#include "core/scenario/streams.h"

namespace sessionscope::sim {

namespace {

// Any block will do: addresses of a simulated run exist nowhere else.
constexpr std::uint8_t kAddressBlock = 77;

cluster::StatefulSet::Options podOptions(const cluster::ClusterSpec &spec)
{
    cluster::StatefulSet::Options options;
    options.replicas = spec.plainTarget ? 1 : spec.backendReplicas;
    options.startDelay = spec.podStartDelay;
    return options;
}

} // namespace

Result<session::StoreReply> SimStore::apply(const session::StoreRequest &request, Instant now)
{
    if (!available)
        return fail(ErrorCode::ConnectionRefused, "the store is down", "store");
    return memory.apply(request, now);
}

Lab::Lab(const scenario::RunSpec &runSpec)
    : run(runSpec)
    , addresses(kAddressBlock)
    , pods(podOptions(run.cluster), addresses)
    , network(Endpoint{addresses.clusterIp(), run.cluster.mcpPort}, run.cluster.peerAddressSeen,
              cluster::Service({run.cluster.backendAffinity, run.cluster.backendAffinityTimeout},
                               scenario::streams::service(run.seed)))
    , store{session::MemoryStore(run.cluster.sessionTtl), true}
{
}

std::vector<IpAddress> Lab::resolve(const std::string &host) const
{
    if (const auto literal = IpAddress::parse(host); literal && !isPlain())
        return {*literal};
    if (!isPlain())
        return cluster::resolve(host, run.cluster, pods.pods(), addresses.clusterIp());
    const cluster::Pod *server = pods.find(PodId(0));
    return server ? std::vector{server->ip} : std::vector<IpAddress>{};
}

} // namespace sessionscope::sim

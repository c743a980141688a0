// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/sim/sim_network.h"

#include <algorithm>
#include <utility>

namespace sessionscope::sim {

namespace {

bool isListening(const cluster::Pod &pod)
{
    return pod.phase == cluster::Pod::Phase::Starting || pod.phase == cluster::Pod::Phase::Ready;
}

} // namespace

SimNetwork::SimNetwork(Endpoint clusterIp, cluster::PeerAddressSeen seen, cluster::Service service)
    : m_clusterIp(clusterIp)
    , m_seen(seen)
    , m_service(std::move(service))
{
}

SimNetwork::Dial SimNetwork::dial(IpAddress from, Endpoint to, const cluster::StatefulSet &pods,
                                  Duration timeout, Instant now)
{
    Dial dial{
        fail(ErrorCode::ConnectionRefused, "nobody listens", to.text()), kLatency * 2, to == m_clusterIp, {}};
    Endpoint reached = to;
    if (dial.askedService) {
        dial.pick = m_service.pick(from, now);
        const cluster::Pod *picked = dial.pick ? pods.find(PodId(dial.pick->endpoint)) : nullptr;
        if (!picked)
            return dial;
        reached.ip = picked->ip;
    }
    if (m_blackHoles.contains(reached.ip)) {
        dial.connection = fail(ErrorCode::Unreachable, "no answer", to.text());
        dial.takes = timeout;
        return dial;
    }
    const auto pod = std::ranges::find(pods.pods(), reached.ip, &cluster::Pod::ip);
    if (pod == pods.pods().end() || !isListening(*pod) || to.port != m_clusterIp.port)
        return dial;
    const Endpoint peer = m_seen == cluster::PeerAddressSeen::PodIp ? reached : to;
    dial.connection = SimConnection{ConnectionId(++m_connections), to, peer, pod->id, pod->incarnation};
    return dial;
}

bool SimNetwork::isAlive(const SimConnection &connection, const cluster::StatefulSet &pods)
{
    const cluster::Pod *pod = pods.find(connection.pod);
    return pod && isListening(*pod) && pod->incarnation == connection.incarnation;
}

} // namespace sessionscope::sim

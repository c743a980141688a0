// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/cluster/cluster_spec.h"
#include "core/cluster/service.h"
#include "core/cluster/stateful_set.h"

#include <optional>
#include <set>

namespace sessionscope::sim {

/// A connection from a proxy to a server process, perhaps through the Service.
struct SimConnection
{
    ConnectionId id;
    Endpoint dialled;              ///< what the proxy asked for: a pod, the ClusterIP, or a plain server
    Endpoint peerSeen;             ///< what the proxy takes for its peer (digest 5.4)
    PodId pod;                     ///< where it leads
    std::uint32_t incarnation = 0; ///< of the process it leads to; another one means that it is dead
};

/// A network that connects, refuses and times out. It holds no bytes: requests travel as values.
class SimNetwork
{
public:
    static constexpr Duration kLatency = Duration::microseconds(50); ///< one way, between any two

    /// How a dial ends, and what the Service picked on the way.
    struct Dial
    {
        Result<SimConnection> connection;
        Duration takes;
        bool askedService = false;
        std::optional<cluster::Service::Pick> pick;
    };

    SimNetwork(Endpoint clusterIp, cluster::PeerAddressSeen seen, cluster::Service service);

    cluster::Service &service() { return m_service; }

    /// Packets to that address vanish from now on: a dial times out instead of being refused (F-13).
    void blackHole(IpAddress address) { m_blackHoles.insert(address); }

    Dial dial(IpAddress from, Endpoint to, const cluster::StatefulSet &pods, Duration timeout, Instant now);

    /// Whether a kept connection still leads to the process that it was opened to.
    static bool isAlive(const SimConnection &connection, const cluster::StatefulSet &pods);

private:
    Endpoint m_clusterIp;
    cluster::PeerAddressSeen m_seen;
    cluster::Service m_service;
    std::set<IpAddress> m_blackHoles;
    std::uint64_t m_connections = 0;
};

} // namespace sessionscope::sim

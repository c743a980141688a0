// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/rng.h"
#include "core/base/time.h"

#include <map>
#include <optional>
#include <vector>

namespace sessionscope::cluster {

/// How a Service chooses among its ready endpoints (digest 1.1).
enum class Affinity {
    None,     ///< any ready endpoint, uniformly, for every connection
    ClientIp, ///< the endpoint that the same client address reached last, within the timeout
};

/// A ClusterIP Service: decides which endpoint a new *connection* reaches, as kube-proxy does.
///
/// It balances connections, never requests: a kept-alive connection stays where it is, which is why connection reuse
/// can hide a wrong pin for minutes (F-28). Endpoints are ordinals of pods (`mcp-<name>`) or indexes of proxies
/// (`mcp-<name>-proxy`). A value without I/O: the live forwarder and the simulator ask the same object.
class Service
{
public:
    struct Options
    {
        Affinity affinity = Affinity::ClientIp;
        Duration affinityTimeout
            = Duration::seconds(1800); ///< idle time after which a client is balanced anew
    };

    struct Pick
    {
        std::uint32_t endpoint = 0;
        bool byAffinity = false;
    };

    Service(Options options, Rng rng);

    /// Replaces the endpoints that may be picked. A client that was bound to one no longer among them is balanced anew.
    void setReady(std::vector<std::uint32_t> endpoints);

    /// Picks the endpoint for a new connection from `client` at `now`.
    /// Nothing while none is ready: the connection is refused, as it is by a Service without endpoints.
    std::optional<Pick> pick(IpAddress client, Instant now);

private:
    struct Binding
    {
        std::uint32_t endpoint;
        Instant lastUsed;
    };

    std::optional<std::uint32_t> bound(IpAddress client, Instant now) const;

    Options m_options;
    Rng m_rng;
    std::vector<std::uint32_t> m_ready;
    std::map<IpAddress, Binding> m_bindings;
};

} // namespace sessionscope::cluster

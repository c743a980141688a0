// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/service.h"
#include "core/live/data_path.h"
#include "core/live/recorder.h"
#include "core/live/relay.h"

#include <cstdint>
#include <map>

namespace sessionscope::live {

/// The ClusterIP of `mcp-<name>`: an L4 forwarder that asks cluster::Service for a pod once per connection.
///
/// Without a ready pod nobody listens, so that a dial is refused as it is by a Service without endpoints.
class ServiceForwarder
{
public:
    /// Endpoints by ordinal.
    using Pods = std::map<std::uint32_t, Endpoint>;

    struct Options
    {
        Endpoint listen;
        Recorder *recorder; ///< outlives the forwarder, as does the data path
        DataPath *dataPath;
    };

    ServiceForwarder(Executor executor, Options options, cluster::Service service);

    /// Which pods may be picked from now on. Connections to others stay: endpoints matter at a dial alone. Fails if the
    /// address cannot be had.
    Result<void> setReady(Pods pods);

    std::size_t connectionCount() const { return m_relay.connectionCount(); }

private:
    std::optional<Endpoint> choose(Endpoint client);

    Options m_options;
    cluster::Service m_service;
    Pods m_pods;
    Relay m_relay;
};

} // namespace sessionscope::live

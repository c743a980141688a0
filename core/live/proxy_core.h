// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/rng.h"
#include "core/live/client_directory.h"
#include "core/live/data_path.h"
#include "core/live/deadlines.h"
#include "core/live/http_client.h"
#include "core/live/http_server.h"
#include "core/live/origin_guard.h"
#include "core/live/recorder.h"
#include "core/live/relay_scratch.h"
#include "core/live/session_store.h"
#include "core/live/session_turns.h"
#include "core/routing/policy.h"
#include "core/session/store_messages.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sessionscope::live {

/// Everything that one proxy process is told at its start.
struct ProxyOptions
{
    ProxyId id;
    std::uint32_t generation = 1; ///< counts from 1, up at each restart
    IpAddress ip;                 ///< its own pod's: outgoing connections are bound to it; null: not bound
    routing::Policy policy;
    routing::Target target;
    std::string keyPrefix{session::kDefaultKeyPrefix};
    std::string podHostHeader; ///< replaces what the policy says of Host, for servers that validate it (F-25)
    std::vector<std::string> allowedHosts; ///< beside loopback ones, see OriginGuard

    HttpServerConnection::Limits client;
    HttpUpstreams::Pool::Limits idleUpstreams;
    Duration upstreamWriteTime = Duration::seconds(30); ///< a backend that does not take a request within it
    Duration recoveryTime
        = Duration::seconds(10); ///< for each answer of a recovery, and for the rest of a drained one
    Duration responseHeadTime;   ///< zero: no limit, as in Go's default transport; a tool may run for minutes
    Duration streamTurnTime = Duration::milliseconds(50); ///< a GET keeps its turn at most so long once sent
    std::size_t recoveryBodyMax = 1U << 20U;              ///< of an answer that is kept aside or drained
};

/// Finds the address behind a backend's URL: ClusterDns and loopback literals in a simulated cluster.
using NameResolver = std::function<Result<Endpoint>(const routing::BackendUrl &)>;

/// What a proxy stands in. All of it must outlive the proxy's connections: until the event loop is destroyed, or
/// ProxyServer::openConnections() is 0.
struct ProxyEnvironment
{
    SessionStore &store;
    Recorder &recorder;
    DataPath &dataPath;
    NameResolver resolve;
    Rng rng; ///< scenario::streams::proxy()

    /// The pod that a connection from `local` to `dialled` really reached, where that is known. For the journal alone.
    std::function<std::optional<PodId>(Endpoint local, Endpoint dialled)> podBehind;

    /// Numbers clients that are not the plan's; may be null. Outlives the proxy as the above do.
    ClientDirectory *clients = nullptr;
};

struct ProxyCounters
{
    std::uint64_t exchanges = 0;
    std::uint64_t storeRequests = 0;
    std::uint64_t connectionsAccepted = 0;
    std::uint64_t upstreamsDialled = 0;
    std::uint64_t upstreamsReused = 0;
};

class ProxyConnection;

/// What the connections of one proxy share. It lives as long as the last of them, so that a connection which unwinds
/// after its proxy was destroyed finds what it needs.
class ProxyCore
{
public:
    ProxyCore(asio::io_context &ioContext, ProxyOptions proxyOptions, ProxyEnvironment proxyEnvironment);

    void add(ProxyConnection &connection);
    void remove(ProxyConnection &connection);

    /// Gives a connection to a backend back after use.
    void keep(HttpUpstreamPtr upstream);

    asio::io_context &context;
    ProxyOptions options;
    ProxyEnvironment environment;
    OriginGuard guard;
    Deadlines deadlines;
    Deadlines turnDeadlines;
    SessionTurns turns;
    HttpUpstreams upstreams;
    Deadline upstreamExpiry; ///< set while backends' connections idle
    ProxyCounters counters;
    RelayScratch scratch;
    bool isDraining = false;
    bool isKilled = false;
    std::vector<ProxyConnection *> connections;
    Wakeup emptied; ///< wakes when the last connection is gone

private:
    void expireUpstreams();
};

} // namespace sessionscope::live

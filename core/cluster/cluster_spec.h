// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/cluster/service.h"
#include "core/session/session_id.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace sessionscope::cluster {

/// Which address a proxy sees as the peer of a connection that it opened to the ClusterIP (digest 5.4).
enum class PeerAddressSeen {
    ClusterIp, ///< behind netfilter DNAT: measured
    PodIp,     ///< a data path without a virtual address in between
};

enum class Transport { StreamableHttp, Sse, Stdio };

/// Where records live (architecture §2).
enum class StoreKind {
    Local,    ///< in the proxy: dies with it
    Embedded, ///< in process, outlives proxies
    Redis,    ///< a real one: managed by us, or at `storeUrl`
};

/// What stands in the cluster: an MCPServer with its StatefulSet, Services and store (digest 1.1, 2.1).
/// A default-constructed spec is the running example of the product: `myserver`, 3 pods, 1 proxy.
struct ClusterSpec
{
    std::string name = "myserver"; ///< the MCPServer; container, StatefulSet and Deployment share it
    std::string namespaceName = "default";
    std::string clusterDomain = "cluster.local";
    Transport transport = Transport::StreamableHttp;
    std::uint16_t mcpPort = 8080;
    std::uint32_t backendReplicas = 3; ///< 0 … kReplicasMax
    std::uint32_t proxyReplicas = 1;

    /// The StatefulSet's serviceName. Pods have DNS names only if it is headlessServiceName() (digest 1.3, F-04).
    std::string serviceName = "mcp-myserver-headless";

    Affinity backendAffinity = Affinity::ClientIp;             ///< of `mcp-<name>`; hard-coded in ToolHive
    Duration backendAffinityTimeout = Duration::seconds(1800); ///< digest §0
    Affinity proxyAffinity = Affinity::None; ///< of `mcp-<name>-proxy`, spec.sessionAffinity
    PeerAddressSeen peerAddressSeen = PeerAddressSeen::ClusterIp;

    StoreKind store = StoreKind::Redis;
    std::string storeUrl;                          ///< empty: a managed one
    std::string keyPrefix = "thv:proxy:session:";  ///< must end in ':' (F-38)
    Duration sessionTtl = Duration::seconds(7200); ///< digest 2.4

    session::IdStyle idStyle = session::IdStyle::Uuid;   ///< how the fake pods form session ids
    Duration podStartDelay = Duration::milliseconds(20); ///< from start to Ready
    std::string podHostHeader; ///< sent instead of the pod's address; for servers that validate Host (F-25)

    /// A plain URL instead of pods: "not on Kubernetes". No Service, no StatefulSet, nothing to pin to.
    std::optional<std::string> plainTarget;

    std::string backendServiceName() const { return "mcp-" + name; }
    std::string headlessServiceName() const { return "mcp-" + name + "-headless"; }
    std::string podName(std::uint32_t ordinal) const { return name + "-" + std::to_string(ordinal); }

    bool operator==(const ClusterSpec &) const = default;

    static constexpr std::uint32_t kReplicasMax = 1000;
};

// As in files and options: "streamable-http", "redis", "ClientIP", "cluster-ip".
const char *toText(Transport transport);
const char *toText(StoreKind store);
const char *toText(Affinity affinity);
const char *toText(PeerAddressSeen address);

/// Reads a spec on top of `defaults`; fields that are absent keep their default. Unknown fields and bad values are
/// refused with InvalidInput, `where` being the JSON path below `path` (e.g. "cluster.backendReplicas"). Without a
/// serviceName of its own the spec keeps the kind of the defaults': the headless Service or the container of the new name.
Result<ClusterSpec> readClusterSpec(const nlohmann::json &json, const ClusterSpec &defaults,
                                    const std::string &path);
/// Unsupported, with `path`, for a stdio server: its one proxy is attached to one process, so that no Service, pin or
/// second pod takes part (digest 1.1, 4.10, 4.12), and what is simulated here would mean nothing.
Result<void> checkRoutable(const ClusterSpec &spec, const std::string &path);

/// Every field; readClusterSpec() on top of any defaults gives the same spec again.
nlohmann::json toJson(const ClusterSpec &spec);

} // namespace sessionscope::cluster

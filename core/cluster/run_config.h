// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/cluster/cluster_spec.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sessionscope::cluster {

/// An MCPServer as ToolHive's own files describe it: the cluster that we rebuild, and what else its RunConfig carries.
///
/// The address of its Redis stays out of `cluster`: a run brings its own store and never touches the one of a file.
struct Workload
{
    ClusterSpec cluster;
    std::string image;
    std::uint16_t proxyPort = 8080;
    std::int64_t generation = 0; ///< the MCPServer's metadata.generation; 0 if unknown

    /// False if the file leaves backend_replicas out: somebody else scales, Kubernetes starts one pod (digest 1.1, P-6).
    bool managesBackendReplicas = true;

    /// Of the MCPServer's sessionStorage; empty: unknown, as where the operator has a default of its own (digest 2.2).
    std::string redisAddress = {};
    std::int32_t redisDb = 0;

    bool operator==(const Workload &) const = default;
};

/// Reads a `runconfig.json` (digest 2.1, schema v0.1.0) on top of `defaults`, which give what such a file cannot say.
///
/// Read are schema_version, mcpserver_generation, image, remote_url (which is a plain target), name, transport, port,
/// target_port, session_ttl (a text such as "2h", or nanoseconds; empty or zero: ToolHive's 2 h),
/// scaling_config.backend_replicas, .session_redis and #4638's .headless_service. Every other field of a RunConfig (host,
/// proxy_mode, container and authentication settings …) plays no part in where sessions live and is ignored. Errors:
/// InvalidInput with the field's path; Unsupported for a stateless server, which has no sessions, and for stdio
/// (checkRoutable()).
Result<Workload> readRunConfig(std::string_view text, const ClusterSpec &defaults);

/// Reads the one MCPServer or MCPRemoteProxy of a YAML manifest (digest 1.1, 1.5) on top of `defaults`. The manifest may
/// have several documents, and lists as `kubectl get -o yaml` prints them; of several servers none is taken.
///
/// Read are metadata.name, .namespace, .generation and of the spec image, transport, proxyPort, mcpPort, replicas,
/// backendReplicas, sessionAffinity and sessionStorage; of a remote proxy's spec remoteUrl, which is a plain target, in
/// place of image, mcpPort and backendReplicas. The others are ignored, except that a name which is almost one of these
/// is refused. Errors: InvalidInput with "line N: path", Unsupported likewise for stdio, which an MCPServer has where it
/// gives no transport (checkRoutable()); NotFound if there is no such object.
Result<Workload> readMcpServerManifest(std::string_view text, const ClusterSpec &defaults);

/// Either of the two, or a cluster in our own JSON form (readClusterSpec()), told apart by what is in it.
Result<Workload> readClusterFile(std::string_view text, const ClusterSpec &defaults);

/// The RunConfig that the operator would write: fields in the order of digest 2.1, empty ones left out, indented
/// by two, with a final line break. `withHeadlessService` adds #4638's block, which needs managed replicas (P-6). If the
/// workload was read `from` a RunConfig, all else stays as it is written there.
std::string runConfigJson(const Workload &workload, bool withHeadlessService, std::string_view from = {});

} // namespace sessionscope::cluster

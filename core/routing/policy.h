// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/cluster/cluster_spec.h"
#include "core/routing/backend_url.h"

#include <cstdint>
#include <string>

namespace sessionscope::routing {

/// What a new session's record says about where the session lives.
enum class Pinning {
    Service, ///< the target URL itself: the load-balanced name (S1, digest 5.1)
    PodDns,  ///< a pod's headless DNS name (S3, S3′, digest 5.2)
    PodIp,   ///< the address seen as the connection's peer at initialize (S4, digest 5.3)
};

/// What a proxy does when the pinned backend is gone or does not know the session.
enum class Recovery {
    None,         ///< pass the failure on
    Reinitialize, ///< replay the stored initialize elsewhere and map the session (digest 4.3)
};

/// When a PodDns policy draws the ordinal.
enum class OrdinalDraw {
    BeforeInitialize, ///< initialize is sent to the drawn pod: the pin is true by construction
    AfterResponse,    ///< initialize went through the Service, independently of the draw (digest 5.2, P-1)
};

/// How a proxy decides. Pure data; the defaults are our best, the rest are switches that reproduce what was released.
struct Policy
{
    Pinning pinning = Pinning::PodDns;
    Recovery recovery = Recovery::None;
    OrdinalDraw draw = OrdinalDraw::BeforeInitialize;
    bool pinsSingleReplica = true; ///< false: PodDns does nothing for one replica (#4638, first commit)
    bool rewritesHost = true;      ///< Host := the chosen URL's host (digest 4.7); false keeps the client's

    // Quirks of what was released (digest 4.1, 4.3). Each is off where we do better.
    bool initializeFollowsPin
        = false; ///< an initialize that still carries an old id goes to that id's pin (P-2)
    bool recordsAnyNewSession
        = false; ///< a record for an unknown id in any 200, not only initialize's (F-16)
    bool keepsKnownRecord
        = false; ///< an initialize answered with a known id leaves that id's record as it was (F-40)
    bool leaksBackendSessionId
        = false;                  ///< the response's Mcp-Session-Id is not mapped back to the client's (F-17)
    bool sendsInitialized = true; ///< notifications/initialized after a re-initialisation (F-18 without)
    bool keepsClientAccept = false; ///< re-initialises with the client's Accept, also a GET's (F-21)
    bool resurrectsDeleted = false; ///< updates with a plain SET instead of XX (F-23)

    Duration dialTimeout = Duration::seconds(5);
    Duration pingTimeout
        = Duration::seconds(5); ///< for the whole ping of `/health`, ToolHive's default (digest §0)
};

/// Where the proxy runner points, and what it knows of the StatefulSet behind it.
struct Target
{
    BackendUrl url; ///< targetURI: `http://mcp-<name>:8080`, or a plain URL outside Kubernetes (digest 1.2)
    std::string transport = "streamable-http"; ///< what the proxy says of it at `/health`

    /// What pod DNS names are built from: the RunConfig's `scaling_config.headless_service` (digest 2.1, 5.2).
    struct HeadlessService
    {
        std::string statefulSetName;
        std::string serviceName;
        std::string namespaceName;
        std::string clusterDomain = "cluster.local";
        std::uint32_t replicas = 0;
    };
    HeadlessService headless; ///< empty names: not on Kubernetes

    bool canNamePods() const;
    BackendUrl pod(std::uint32_t ordinal) const;
};

/// Whether a target of that transport can honour the policy. A policy that cannot be honoured is a configuration error
/// with a hint, never a silent no-op (#4638 review).
Result<void> validate(const Policy &policy, const cluster::ClusterSpec &spec);

/// The target that the proxy runner of that cluster is configured with. Pods can be named only behind streamable HTTP.
Target targetOf(const cluster::ClusterSpec &spec);

const char *toText(Pinning pinning);   ///< "service", "pod-dns", "pod-ip"
const char *toText(Recovery recovery); ///< "none", "reinitialize"
Result<Pinning> parsePinning(std::string_view text);
Result<Recovery> parseRecovery(std::string_view text);

} // namespace sessionscope::routing

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What `kubectl get statefulset,service,endpointslice,pod,deployment,mcpserver -o json` tells about an installation of
/// ToolHive (digest 1.1). Only what a diagnosis or a picture needs is kept.
namespace sessionscope::inspect {

using Labels = std::map<std::string, std::string, std::less<>>;

/// Whether every label of a selector is there; an empty selector selects nothing.
bool selects(const Labels &selector, const Labels &labels);

struct KubeName
{
    std::string namespaceName;
    std::string name;

    auto operator<=>(const KubeName &) const = default;
};

struct StatefulSetFacts
{
    KubeName id;
    std::string serviceName; ///< immutable (digest 1.3)
    std::optional<std::int32_t> replicas;
    std::int32_t firstOrdinal = 0; ///< spec.ordinals.start
    std::int32_t readyReplicas = 0;
    Labels selector;
    Labels podLabels;
    bool hasReadinessProbe = false;
    std::int64_t generation = 0; ///< of the MCPServer, from the template's annotation; 0: none
    std::string image;
    bool isObserved = true;  ///< its controller has read the last edit
    bool rollingOut = false; ///< its update has not reached every pod
};

struct ServiceFacts
{
    KubeName id;
    std::string clusterIp;               ///< "None": headless
    std::vector<std::string> clusterIps; ///< that one first; two in a cluster of two families
    Labels selector;
    std::string sessionAffinity = "None";
    std::int32_t affinitySeconds = 10'800;
    bool publishesNotReady = false;

    bool isHeadless() const { return clusterIp == "None"; }
};

struct EndpointFacts
{
    KubeName service;
    std::string address;
    std::string pod; ///< name; empty: not a pod
    bool ready = true;
};

struct PodFacts
{
    KubeName id;
    std::string ip;
    /// That one first; two in a cluster of two families. None once the pod has ended: others may have them then.
    std::vector<std::string> ips;
    Labels labels;
    std::string owner; ///< "StatefulSet/foo", "ReplicaSet/foo-5d9"
    bool ready = false;
    bool crashLooping = false;
    std::int32_t restarts = 0;
    std::optional<WallTime> startedAt; ///< of the running container
    std::string lastMessage;           ///< of the last termination
    std::int64_t generation = 0;
};

struct DeploymentFacts
{
    KubeName id;
    std::int32_t replicas = 1;
    std::int32_t readyReplicas = 0;
    Labels podLabels;
    std::string image;
    std::int64_t generation = 0;
    bool isObserved = true;
    bool rollingOut = false;
};

struct McpServerFacts
{
    KubeName id;
    std::string transport;
    std::optional<std::int32_t> replicas; ///< absent: somebody else scales
    std::optional<std::int32_t> backendReplicas;
    std::string sessionAffinity = "ClientIP";
    std::uint16_t mcpPort = 8080;
    std::int64_t generation = 0;
    bool isObserved = true; ///< by the operator

    std::string storageProvider; ///< "redis", "memory"; empty: no sessionStorage
    std::string redisAddress;
    std::int32_t redisDb = 0;
    std::optional<std::string> keyPrefix; ///< absent: `thv:proxy:session:`
    bool hasPasswordRef = false;
    Labels conditions; ///< type to "status/reason"

    std::string effectivePrefix() const;
};

struct KubeFacts
{
    std::vector<StatefulSetFacts> statefulSets;
    std::vector<ServiceFacts> services;
    std::vector<EndpointFacts> endpoints;
    std::vector<PodFacts> pods;
    std::vector<DeploymentFacts> deployments;
    std::vector<McpServerFacts> mcpServers;
    std::vector<std::string> missing; ///< kinds that could not be read, with kubectl's words
    WallTime takenAt;

    bool empty() const;
};

/// Takes out of kubectl's JSON what no fact needs and what may hold tokens: environments, the copy of the whole object
/// that `kubectl apply` keeps, and who set which field.
void dropSecrets(nlohmann::json &objects);

/// Reads a `List`, or one object. Objects of other kinds are ignored. Errors: InvalidInput (not JSON, not Kubernetes').
Result<KubeFacts> readKubeFacts(std::string_view json);

} // namespace sessionscope::inspect

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/kube_facts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sessionscope::inspect {

/// One MCP server of a cluster with everything that belongs to it (digest 1.1): what a topology view draws. The
/// pointers go into the KubeFacts that it was made from; null: there is none.
struct ServerView
{
    KubeName id;
    const McpServerFacts *server = nullptr;
    const StatefulSetFacts *set = nullptr;
    const DeploymentFacts *deployment = nullptr;
    const ServiceFacts *service = nullptr;      ///< `mcp-<name>`: proxies to backends
    const ServiceFacts *headless = nullptr;     ///< `mcp-<name>-headless`
    const ServiceFacts *proxyService = nullptr; ///< `mcp-<name>-proxy`: clients to proxies
    std::vector<const PodFacts *> backends;     ///< pods of the set, by ordinal
    std::vector<const PodFacts *> proxies;
    std::vector<const EndpointFacts *> endpoints; ///< of `service`

    std::int32_t backendReplicas() const; ///< what the set wants; without one, the pods that there are
    /// The backends' ordinals are those from the first up to, but without, the end.
    std::int32_t firstOrdinal() const;
    std::int32_t endOrdinal() const;
    bool wantsOrdinal(std::int32_t ordinal) const
    {
        return ordinal >= firstOrdinal() && ordinal < endOrdinal();
    }
    std::int32_t proxyReplicas() const;
    bool publishesPodNames()
        const; ///< the set's serviceName names a headless Service that selects its pods (F-04)
    std::string proxyVersion() const; ///< of the Deployment's image tag, "v0.17.0"; empty: unknown
    bool usesRedis() const;
    std::string transport() const; ///< of the MCPServer, or else of the pods' label; empty: unknown
};

/// What an address in a record turns out to be (Appendix A 2).
enum class AddressClass { Unknown, LivePod, NotReadyPod, ServiceIp, ForeignPod };

struct AddressFinding
{
    AddressClass kind = AddressClass::Unknown;
    const ServerView *server = nullptr; ///< whose pod or Service it is
    const PodFacts *pod = nullptr;
    std::int32_t ordinal = -1;
};

/// Kubernetes' facts put together by server, and what its addresses are.
class ClusterView
{
public:
    explicit ClusterView(const KubeFacts &facts); ///< which must outlive it
    ClusterView(const ClusterView &) = delete;
    ClusterView &operator=(const ClusterView &) = delete;

    const KubeFacts &facts() const { return m_facts; }
    const std::vector<ServerView> &servers() const { return m_servers; }

    AddressFinding lookUp(std::string_view address) const;

    /// An empty namespace stands for any, as in a short name. Null: no server, or several that the name may mean.
    const ServerView *serverOfService(const KubeName &service) const;
    const ServerView *serverOfSet(const KubeName &set) const;

private:
    void note(const std::vector<std::string> &addresses, const AddressFinding &what);
    void noteAddresses(const ServerView &server);

    const KubeFacts &m_facts;
    std::vector<ServerView> m_servers;
    std::unordered_map<std::string, AddressFinding> m_addresses;
};

/// The ordinal at the end of a pod's name; -1: none.
std::int32_t ordinalOf(std::string_view podName);

} // namespace sessionscope::inspect

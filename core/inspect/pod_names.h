// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/inspect/cluster_view.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The active check of the cluster doctor: do pods have the names that pins would need (F-04)? What a name server says
/// is evidence like any other; the asking is left to live/name_lookup.h.
namespace sessionscope::inspect {

/// Whom to ask: the cluster's DNS Service, or a port of this machine that leads to it.
struct NameServer
{
    static constexpr std::uint16_t kDefaultPort = 53;

    IpAddress address;
    std::uint16_t port = kDefaultPort;
    bool overTcp = false; ///< kubectl port-forward carries nothing else

    /// "10.96.0.10", "127.0.0.1:1053", "tcp://127.0.0.1:1053". Errors: InvalidInput.
    static Result<NameServer> parse(std::string_view text);

    std::string text() const; ///< as parse() reads it
};

/// A name that a StatefulSet's pod has once a headless Service publishes it (digest 1.3), and where it should lead.
struct PodName
{
    KubeName server;
    std::string name;
    std::string address; ///< the pod's; empty: there is no such pod
};

/// The name under the server's headless Service of each backend that the StatefulSet wants.
std::vector<PodName> podNames(const ClusterView &cluster, std::string_view clusterDomain = "cluster.local");

/// What a name server said of a pod's name.
struct NameAnswer
{
    enum class Outcome {
        Found,
        NoSuchName, ///< NXDOMAIN, or a name without an address
        Failed,     ///< SERVFAIL, REFUSED and the like: says nothing about the name
    };

    PodName asked;
    Outcome outcome = Outcome::NoSuchName;
    std::vector<std::string> addresses; ///< IPv4
};

const char *toText(NameAnswer::Outcome outcome); ///< "found", "no-such-name", "failed"

struct NameFacts
{
    std::string nameServer; ///< NameServer::text()
    std::vector<NameAnswer> answers;
};

} // namespace sessionscope::inspect

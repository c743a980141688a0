// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/cluster/cluster_spec.h"
#include "core/routing/policy.h"

#include <span>
#include <string>
#include <string_view>

namespace sessionscope::routing {

/// A named policy and the cluster quirks that belong to it: a released ToolHive version, a proposal, or our best.
struct Profile
{
    std::string name;   ///< "toolhive-0.17": what --profile takes
    std::string title;  ///< a few words for tables
    std::string models; ///< what it models, in a sentence or two
    std::string source; ///< where the facts come from
    Policy policy;

    // What the profile says about the cluster, unless the plan says otherwise.
    bool publishesPodDns
        = true; ///< serviceName = the headless Service; false: the container name, as released (F-04)
    bool strictTransport
        = true; ///< a transport that cannot honour the policy is refused; false: ignored silently
    cluster::PeerAddressSeen peerAddressSeen = cluster::PeerAddressSeen::ClusterIp;
    cluster::StoreKind store = cluster::StoreKind::Redis;

    /// The cluster that this profile would have deployed under that name: the defaults that a plan's fields go on top of.
    cluster::ClusterSpec cluster(const std::string &name) const;
};

inline constexpr std::string_view kDefaultBefore = "toolhive-0.17";
inline constexpr std::string_view kDefaultAfter = "pod-dns";

/// All profiles, in the order of lists and tables.
std::span<const Profile> profiles();

/// NotFound names the profiles that exist.
Result<Profile> findProfile(std::string_view name);

} // namespace sessionscope::routing

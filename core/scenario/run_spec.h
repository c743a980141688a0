// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/cluster/cluster_spec.h"
#include "core/routing/policy.h"
#include "core/routing/profile.h"
#include "core/scenario/plan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sessionscope::scenario {

/// What a person changes about a plan for one run. Later wins: profile, plan, then these.
struct Overrides
{
    std::string profile = std::string(routing::kDefaultAfter);
    std::optional<routing::Pinning> pinning;
    std::optional<routing::Recovery> recovery;
    std::optional<cluster::StoreKind> store;
    std::string storeUrl; ///< with StoreKind::Redis: an existing one
    std::optional<std::uint64_t> seed;
    std::vector<std::pair<std::string, std::string>>
        sets; ///< `--set PATH VALUE`: "cluster.backendReplicas", "3"
};

/// Everything an engine needs for a run; the same value goes to the live engine and to the simulator.
struct RunSpec
{
    Plan plan;
    routing::Profile profile; ///< its policy with the overrides applied
    cluster::ClusterSpec cluster;
    std::uint64_t seed = 42;
};

/// The profile with a person's changes of its policy. A pin to pods' addresses that it does not have by itself is a true
/// one, as in the profile `pod-ip` (architecture §2); a profile that stores the address that it sees keeps seeing what it
/// does (F-08).
Result<routing::Profile> profileOf(const Overrides &overrides);

/// Puts profile, plan and overrides together and validates the outcome. Errors carry the path of what is wrong.
Result<RunSpec> resolve(Plan plan, const Overrides &overrides);

} // namespace sessionscope::scenario

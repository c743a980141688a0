// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/cluster/cluster_spec.h"
#include "core/scenario/json_fields.h"
#include "core/scenario/plan.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The form of a plan's JSON as tables: the parser obeys them, and a test holds `resources/schema/plan.schema.json` to them.
namespace sessionscope::scenario::plan_format {

inline constexpr Bounds kSeed{0, UINT64_MAX};
inline constexpr Bounds kIdLength{1, 64}; ///< of lower-case letters, digits and '-'
inline constexpr Bounds kSchemaLength{0, 1000};
inline constexpr Bounds kTitleLength{0, 200};
inline constexpr Bounds kPurposeLength{0, 1000};
inline constexpr Bounds kClientGroups{1, 100};
inline constexpr Bounds kClientsOfGroup{1, 10'000};
inline constexpr std::uint64_t kClientsMax = 10'000; ///< of all groups together
inline constexpr Bounds kSteps{1, 1'000};
inline constexpr Bounds kTimes{1, 10'000};
inline constexpr Bounds kToolLength{1, 128};
inline constexpr Bounds kIndex{0, cluster::ClusterSpec::kReplicasMax - 1}; ///< of a proxy or a pod
inline constexpr Bounds kReplicas{0, cluster::ClusterSpec::kReplicasMax};
inline constexpr Bounds kChecks{0, 100};
inline constexpr Duration kWaitMax = Duration::seconds(3600);
inline constexpr std::size_t kPlanBytesMax = 1U << 20U;

inline constexpr std::array<std::string_view, 9> kPlanFields{"$schema", "id",      "title", "purpose", "seed",
                                                             "cluster", "clients", "steps", "checks"};
inline constexpr std::array<std::string_view, 3> kPlanRequired{"id", "clients", "steps"};
inline constexpr std::array<std::string_view, 3> kClientFields{"count", "behaviour", "connection"};

/// In the order of their enums.
inline constexpr std::array<std::string_view, 2> kBehaviours{"follows-spec", "never-reinitialises"};
inline constexpr std::array<std::string_view, 2> kConnections{"kept", "per-request"};
inline constexpr std::array<std::string_view, 2> kHows{"drain", "kill"}; ///< of restart-proxy

/// What may stand in a step, by what it does.
struct StepFormat
{
    std::string_view verb;
    std::vector<std::string_view> fields; ///< "do" first
    std::vector<std::string_view> required;
};

/// Every verb: the steps' own, then the faults.
const std::vector<StepFormat> &stepFormats();

/// Reads the client groups of a plan, or of a plan with overrides; `path` is where they stand.
Result<std::vector<ClientGroup>> parseClients(const nlohmann::json &groups, const std::string &path);
nlohmann::ordered_json clientsToJson(const std::vector<ClientGroup> &groups);

Result<PlanStep> parseStep(const nlohmann::json &step, const std::string &path);
nlohmann::ordered_json stepToJson(const PlanStep &step);

} // namespace sessionscope::scenario::plan_format

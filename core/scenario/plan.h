// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/scenario/fault.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sessionscope::scenario {

/// What a synthetic client does when it is told that its session is gone (clients' facts, "Session loss").
enum class ClientBehaviour {
    FollowsSpec,        ///< 404: a new initialize, then the request again, once
    NeverReinitialises, ///< keeps the dead id, as the official SDKs do
};

/// Whether a client keeps its connection or opens one for each request (F-28).
enum class ClientConnection { Kept, PerRequest };

struct ClientGroup
{
    std::uint32_t count = 1;
    ClientBehaviour behaviour = ClientBehaviour::FollowsSpec;
    ClientConnection connection = ClientConnection::Kept;

    bool operator==(const ClientGroup &) const = default;
};

namespace plan_step {

/// Every client initializes (and sends notifications/initialized). `proxy`: past the front door, to that proxy.
struct Initialize
{
    std::optional<std::uint32_t> proxy;

    bool operator==(const Initialize &) const = default;
};

inline constexpr std::string_view kListTools = "tools/list"; ///< in place of a tool: list them

/// Every client with a session calls the tool, `times` times; client by client, so that a run is reproducible.
struct Call
{
    std::string tool = "counter"; ///< a tool of FakePod, or kListTools
    std::uint32_t times = 1;
    std::optional<std::uint32_t> proxy;

    bool operator==(const Call &) const = default;
};

/// Every client closes: DELETE, and forgets nothing (the id may be resumed, digest 7.1 step 6).
struct Close
{
    bool operator==(const Close &) const = default;
};

/// Every client drops its connections without a word, as a cancelled context does (digest 7.2).
struct Cancel
{
    bool operator==(const Cancel &) const = default;
};

struct Wait
{
    Duration span;

    bool operator==(const Wait &) const = default;
};

} // namespace plan_step

using PlanStep = std::variant<plan_step::Initialize, plan_step::Call, plan_step::Close, plan_step::Cancel,
                              plan_step::Wait, Fault>;

/// A scenario as data: what stands, who calls, what happens in which order, and what must hold.
struct Plan
{
    std::string id;
    std::string title;
    std::string purpose;
    std::uint64_t seed = 42;
    nlohmann::json cluster
        = nlohmann::json::object(); ///< fields of ClusterSpec that the plan fixes; the rest is the profile's
    std::vector<ClientGroup> clients;
    std::vector<PlanStep> steps;
    std::vector<std::string> checks; ///< ids of checks, see check.h

    std::uint32_t clientCount() const;
};

/// Reads a plan of at most 1 MiB. Unknown and repeated fields and bad values are refused, `where` being the JSON path
/// ("$.steps[2].proxy").
Result<Plan> parsePlan(std::string_view json);

/// Refuses a call of a tool that no simulated pod has, `where` being its JSON path. Real servers as pods may have any.
Result<void> requireKnownTools(const Plan &plan);

nlohmann::ordered_json toJson(const Plan &plan);

/// One line for people: "restart-proxy 0", "call counter ×5 on proxy 1".
std::string describe(const PlanStep &step);

} // namespace sessionscope::scenario

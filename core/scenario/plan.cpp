// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/plan.h"

#include "core/base/closest_name.h"
#include "core/base/duration_text.h"
#include "core/cluster/fake_pod_tools.h"
#include "core/scenario/check.h"
#include "core/scenario/plan_format.h"
#include "core/scenario/strict_json.h"

#include <fmt/format.h>

#include <algorithm>

namespace sessionscope::scenario {

namespace format = plan_format;

namespace {

std::string readId(JsonFields &fields)
{
    std::string id = fields.text("id", format::kIdLength);
    const bool plain = std::all_of(id.begin(), id.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
    });
    if (!plain)
        fields.refuse("id", "may hold lower-case letters, digits and '-' only");
    return id;
}

nlohmann::json readCluster(JsonFields &fields)
{
    const nlohmann::json *cluster = fields.object("cluster");
    if (!cluster)
        return nlohmann::json::object();
    // The fields are checked here, on top of the default cluster; what they mean beside a profile is resolve()'s.
    const auto spec = cluster::readClusterSpec(*cluster, cluster::ClusterSpec(), fields.pathOf("cluster"));
    if (!spec)
        fields.refuse(spec.error());
    return *cluster;
}

std::vector<ClientGroup> readClients(JsonFields &fields)
{
    const nlohmann::json *groups = fields.array("clients", format::kClientGroups);
    if (!groups)
        return {};
    auto clients = format::parseClients(*groups, fields.pathOf("clients"));
    if (!clients) {
        fields.refuse(clients.error());
        return {};
    }
    return std::move(*clients);
}

std::vector<PlanStep> readSteps(JsonFields &fields)
{
    const nlohmann::json *steps = fields.array("steps", format::kSteps);
    if (!steps)
        return {};
    std::vector<PlanStep> read;
    for (std::size_t i = 0; i < steps->size(); ++i) {
        auto step = format::parseStep((*steps)[i], fmt::format("{}[{}]", fields.pathOf("steps"), i));
        if (!step) {
            fields.refuse(step.error());
            return {};
        }
        read.push_back(std::move(*step));
    }
    return read;
}

std::vector<std::string> readChecks(JsonFields &fields)
{
    const nlohmann::json *ids = fields.array("checks", format::kChecks);
    if (!ids)
        return {};
    std::vector<std::string_view> known;
    for (const Check &check : checks())
        known.push_back(check.id);

    std::vector<std::string> read;
    for (std::size_t i = 0; i < ids->size(); ++i) {
        const std::string path = fmt::format("{}[{}]", fields.pathOf("checks"), i);
        if (!(*ids)[i].is_string()) {
            fields.refuse({ErrorCode::InvalidInput, "must be a string", path, {}});
            return {};
        }
        const auto &id = (*ids)[i].get_ref<const std::string &>();
        if (!findCheck(id)) {
            fields.refuse({ErrorCode::InvalidInput, fmt::format("no such check: '{}'", id), path,
                           closestNameHint(id, known)});
            return {};
        }
        read.push_back(id);
    }
    return read;
}

ClientGroup readClientGroup(JsonFields &fields)
{
    ClientGroup group;
    if (fields.has("count"))
        group.count = static_cast<std::uint32_t>(fields.number("count", format::kClientsOfGroup));
    if (fields.has("behaviour"))
        group.behaviour = static_cast<ClientBehaviour>(fields.choice("behaviour", format::kBehaviours));
    if (fields.has("connection"))
        group.connection = static_cast<ClientConnection>(fields.choice("connection", format::kConnections));
    return group;
}

std::string onProxy(const std::optional<std::uint32_t> &proxy)
{
    return proxy ? fmt::format(" on proxy {}", *proxy) : std::string();
}

/// One line for people; the visitor of describe.
struct StepDescriber
{
    std::string operator()(const plan_step::Initialize &step) const
    {
        return "initialize" + onProxy(step.proxy);
    }

    std::string operator()(const plan_step::Call &step) const
    {
        const std::string times = step.times == 1 ? std::string() : fmt::format(" ×{}", step.times);
        return "call " + step.tool + times + onProxy(step.proxy);
    }

    std::string operator()(const plan_step::Close &) const { return "close"; }
    std::string operator()(const plan_step::Cancel &) const { return "cancel"; }
    std::string operator()(const plan_step::Wait &step) const { return "wait " + formatDuration(step.span); }

    std::string operator()(const Fault &fault) const
    {
        if (!targetMeaning(fault.kind))
            return toText(fault.kind);
        return fmt::format("{} {}", toText(fault.kind), fault.target);
    }
};

} // namespace

namespace plan_format {

Result<std::vector<ClientGroup>> parseClients(const nlohmann::json &groups, const std::string &path)
{
    if (!groups.is_array())
        return fail(ErrorCode::InvalidInput, fmt::format("must be an array, not {}", kindOf(groups)), path);
    std::vector<ClientGroup> clients;
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        JsonFields fields(groups[i], fmt::format("{}[{}]", path, i), kClientFields);
        clients.push_back(readClientGroup(fields));
        count += clients.back().count;
        if (fields.error())
            return fail(*fields.error());
    }
    if (count > kClientsMax) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("at most {} clients in all groups together, has {}", kClientsMax, count),
                    path);
    }
    return clients;
}

nlohmann::ordered_json clientsToJson(const std::vector<ClientGroup> &groups)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const ClientGroup &group : groups) {
        json.push_back({{"count", group.count},
                        {"behaviour", kBehaviours[static_cast<std::size_t>(group.behaviour)]},
                        {"connection", kConnections[static_cast<std::size_t>(group.connection)]}});
    }
    return json;
}

} // namespace plan_format

std::uint32_t Plan::clientCount() const
{
    std::uint32_t count = 0;
    for (const ClientGroup &group : clients)
        count += group.count;
    return count;
}

Result<Plan> parsePlan(std::string_view json)
{
    static_assert(format::kPlanBytesMax == 1U << 20U, "the text names the limit");
    if (json.size() > format::kPlanBytesMax)
        return fail(ErrorCode::InvalidInput,
                    fmt::format("longer than 1 MiB ({} bytes)", format::kPlanBytesMax), "$");
    const auto document = parseStrictJson(json);
    if (!document)
        return fail(document.error());

    JsonFields fields(*document, "$", format::kPlanFields);
    Plan plan;
    if (fields.has("$schema")) // for editors; nothing to us, but text
        fields.text("$schema", format::kSchemaLength);
    plan.id = readId(fields);
    if (fields.has("title"))
        plan.title = fields.text("title", format::kTitleLength);
    if (fields.has("purpose"))
        plan.purpose = fields.text("purpose", format::kPurposeLength);
    if (fields.has("seed"))
        plan.seed = fields.number("seed", format::kSeed);
    if (fields.has("cluster"))
        plan.cluster = readCluster(fields);
    plan.clients = readClients(fields);
    plan.steps = readSteps(fields);
    if (fields.has("checks"))
        plan.checks = readChecks(fields);
    if (fields.error())
        return fail(*fields.error());
    return plan;
}

Result<void> requireKnownTools(const Plan &plan)
{
    std::vector<std::string_view> known{plan_step::kListTools};
    known.insert(known.end(), cluster::toolNames().begin(), cluster::toolNames().end());
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const auto *call = std::get_if<plan_step::Call>(&plan.steps[i]);
        if (call && std::ranges::find(known, call->tool) == known.end()) {
            return fail(ErrorCode::InvalidInput, fmt::format("no such tool: '{}'", call->tool),
                        fmt::format("$.steps[{}].tool", i), closestNameHint(call->tool, known));
        }
    }
    return {};
}

nlohmann::ordered_json toJson(const Plan &plan)
{
    nlohmann::ordered_json json;
    json["id"] = plan.id;
    json["title"] = plan.title;
    json["purpose"] = plan.purpose;
    json["seed"] = plan.seed;
    json["cluster"] = plan.cluster;
    json["clients"] = format::clientsToJson(plan.clients);
    json["steps"] = nlohmann::ordered_json::array();
    for (const PlanStep &step : plan.steps)
        json["steps"].push_back(format::stepToJson(step));
    if (!plan.checks.empty())
        json["checks"] = plan.checks;
    return json;
}

std::string describe(const PlanStep &step)
{
    return std::visit(StepDescriber{}, step);
}

} // namespace sessionscope::scenario

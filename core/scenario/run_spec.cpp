// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/run_spec.h"

#include "core/base/closest_name.h"
#include "core/scenario/plan_format.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace sessionscope::scenario {

namespace {

constexpr std::array<std::string_view, 3> kSettable{"cluster", "clients", "seed"};

std::vector<std::string> splitAtDots(std::string_view path)
{
    std::vector<std::string> parts;
    while (true) {
        const std::size_t dot = path.find('.');
        parts.emplace_back(path.substr(0, dot));
        if (dot == std::string_view::npos)
            return parts;
        path.remove_prefix(dot + 1);
    }
}

/// The element of an array that `part` names; null if it names none.
nlohmann::json *element(nlohmann::json &array, std::string_view part)
{
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), index);
    const bool valid = error == std::errc() && end == part.data() + part.size() && index < array.size();
    return valid ? &array[index] : nullptr;
}

/// What a `--set` path points at. Only the last part may name a field that is not there yet: fields have defaults.
Result<nlohmann::json *> locate(nlohmann::json &document, const std::string &path)
{
    const std::vector<std::string> parts = splitAtDots(path);
    if (!document.contains(parts.front())) {
        return fail(ErrorCode::InvalidInput, "nothing to set under that name", path,
                    closestNameHint(parts.front(), kSettable));
    }
    nlohmann::json *place = &document[parts.front()];
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (parts[i].empty())
            return fail(ErrorCode::InvalidInput, "empty name in a path", path);
        if (place->is_array()) {
            const std::size_t size = place->size();
            place = element(*place, parts[i]);
            if (!place)
                return fail(ErrorCode::InvalidInput, fmt::format("no entry '{}' among {}", parts[i], size),
                            path);
        } else if (place->is_object() && (place->contains(parts[i]) || i + 1 == parts.size())) {
            place = &(*place)[parts[i]];
        } else {
            return fail(ErrorCode::InvalidInput, fmt::format("there is no '{}'", parts[i]), path);
        }
    }
    return place;
}

/// The part of a plan that may be changed for a run, as one document.
nlohmann::json settable(const Plan &plan)
{
    return {{"cluster", plan.cluster},
            {"clients", nlohmann::json(plan_format::clientsToJson(plan.clients))},
            {"seed", plan.seed}};
}

Result<void> applySets(nlohmann::json &document, const Overrides &overrides)
{
    for (const auto &[path, text] : overrides.sets) {
        const auto place = locate(document, path);
        if (!place)
            return fail(place.error());
        auto value = nlohmann::json::parse(text, nullptr, false);
        **place = value.is_discarded() ? nlohmann::json(text) : std::move(value);
    }
    return {};
}

Result<cluster::ClusterSpec> clusterOf(const nlohmann::json &fields, const routing::Profile &profile,
                                       const Overrides &overrides)
{
    const auto name = fields.is_object() ? fields.find("name") : fields.end();
    const bool named = fields.is_object() && name != fields.end() && name->is_string();
    const auto defaults = profile.cluster(named ? name->get<std::string>() : cluster::ClusterSpec().name);

    auto spec = cluster::readClusterSpec(fields, defaults, "cluster");
    if (spec && overrides.store) {
        spec->store = *overrides.store;
        spec->storeUrl = overrides.storeUrl;
    }
    return spec;
}

/// Refuses steps that aim at a proxy or pod which does not exist by then.
Result<void> checkTargets(const RunSpec &run)
{
    std::uint32_t proxies = run.cluster.proxyReplicas;
    std::uint32_t pods = run.cluster.plainTarget ? 1 : run.cluster.backendReplicas;
    for (std::size_t i = 0; i < run.plan.steps.size(); ++i) {
        const auto refuse = [&](const char *what, std::uint32_t index, std::uint32_t count) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("there is no {} {} among {}", what, index, count),
                        fmt::format("$.steps[{}].{}", i, what), "they are counted from 0");
        };
        const PlanStep &step = run.plan.steps[i];
        std::optional<std::uint32_t> proxy;
        if (const auto *initialize = std::get_if<plan_step::Initialize>(&step))
            proxy = initialize->proxy;
        else if (const auto *call = std::get_if<plan_step::Call>(&step))
            proxy = call->proxy;

        std::optional<std::uint32_t> pod;
        if (const auto *fault = std::get_if<Fault>(&step)) {
            const std::string_view meaning = targetMeaning(fault->kind) ? targetMeaning(fault->kind) : "";
            if (meaning == "proxy")
                proxy = fault->target;
            else if (meaning == "pod")
                pod = fault->target;
            else if (fault->kind == FaultKind::ScaleProxy)
                proxies = fault->target;
            else if (fault->kind == FaultKind::ScaleBackend)
                pods = fault->target;
        }
        if (proxy && *proxy >= proxies)
            return refuse("proxy", *proxy, proxies);
        if (pod && *pod >= pods)
            return refuse("pod", *pod, pods);
    }
    return {};
}

} // namespace

Result<routing::Profile> profileOf(const Overrides &overrides)
{
    auto profile = routing::findProfile(overrides.profile);
    if (!profile)
        return profile;
    routing::Policy &policy = profile->policy;
    if (overrides.pinning == routing::Pinning::PodIp && policy.pinning != routing::Pinning::PodIp)
        profile->peerAddressSeen = cluster::PeerAddressSeen::PodIp;
    policy.pinning = overrides.pinning.value_or(policy.pinning);
    policy.recovery = overrides.recovery.value_or(policy.recovery);
    return profile;
}

Result<RunSpec> resolve(Plan plan, const Overrides &overrides)
{
    auto profile = profileOf(overrides);
    if (!profile)
        return fail(profile.error());

    nlohmann::json document = settable(plan);
    if (const auto applied = applySets(document, overrides); !applied)
        return fail(applied.error());
    if (overrides.seed)
        document["seed"] = *overrides.seed;
    if (!document["seed"].is_number_unsigned())
        return fail(ErrorCode::InvalidInput, "must be a whole number from 0 up", "seed");

    auto clients = plan_format::parseClients(document["clients"], "clients");
    if (!clients)
        return fail(clients.error());
    auto cluster = clusterOf(document["cluster"], *profile, overrides);
    if (!cluster)
        return fail(cluster.error());

    plan.clients = std::move(*clients);
    plan.cluster = document["cluster"];
    plan.seed = document["seed"].get<std::uint64_t>();
    RunSpec run{std::move(plan), std::move(*profile), std::move(*cluster), 0};
    run.seed = run.plan.seed;

    if (const auto routable = cluster::checkRoutable(run.cluster, "cluster.transport"); !routable)
        return fail(routable.error());
    const auto honoured = routing::validate(run.profile.policy, run.cluster);
    if (!honoured && run.profile.strictTransport)
        return fail(honoured.error());
    if (const auto targets = checkTargets(run); !targets)
        return fail(targets.error());
    return run;
}

} // namespace sessionscope::scenario

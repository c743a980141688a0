// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/run_setup.h"

#include "app/cli/files.h"
#include "core/cluster/run_config.h"
#include "core/scenario/catalogue.h"
#include "core/scenario/plan_format.h"

#include <utility>

namespace sessionscope::cli {

using cluster::StoreKind;

namespace {

/// Names the option or file that an error is about; what the error says of its place within comes after.
Error located(Error error, const std::string &place)
{
    error.where = error.where.empty() || error.where == place ? place : place + ": " + error.where;
    return error;
}

bool isStoreUrl(const std::string &text)
{
    return text.starts_with("redis://") || text.starts_with("rediss://") || text.starts_with("unix:");
}

Result<void> readStore(const std::string &text, scenario::Overrides &overrides)
{
    if (text.empty())
        return {};
    for (const StoreKind kind : {StoreKind::Local, StoreKind::Embedded, StoreKind::Redis}) {
        if (text == cluster::toText(kind)) {
            overrides.store = kind;
            return {};
        }
    }
    if (!isStoreUrl(text)) {
        const std::string scheme = text.substr(0, text.find("://")); // behind it may stand a password
        return fail(ErrorCode::InvalidInput, "no such store: '" + scheme + "'", "--store",
                    "local, embedded, redis, redis://HOST:PORT, rediss://HOST:PORT or unix:PATH");
    }
    overrides.store = StoreKind::Redis;
    overrides.storeUrl = text;
    return {};
}

Result<void> readSets(const std::vector<std::string> &sets, scenario::Overrides &overrides)
{
    for (const std::string &set : sets) {
        const std::size_t equals = set.find('=');
        if (equals == 0 || equals == std::string::npos) {
            return fail(ErrorCode::InvalidInput, "not of the form PATH=VALUE: '" + set + "'", "--set",
                        "for example --set cluster.backendReplicas=2");
        }
        overrides.sets.emplace_back(set.substr(0, equals), set.substr(equals + 1));
    }
    return {};
}

Result<void> readPolicy(const RunChanges &changes, scenario::Overrides &overrides)
{
    if (!changes.pinning.empty()) {
        const auto pinning = routing::parsePinning(changes.pinning);
        if (!pinning)
            return fail(located(pinning.error(), "--pin"));
        overrides.pinning = *pinning;
    }
    if (!changes.recovery.empty()) {
        const auto recovery = routing::parseRecovery(changes.recovery);
        if (!recovery)
            return fail(located(recovery.error(), "--recovery"));
        overrides.recovery = *recovery;
    }
    return {};
}

/// Puts the file's cluster under the plan: what the file says wins, what it cannot say is the plan's, then the profile's.
Result<void> applyClusterFile(const std::string &file, const routing::Profile &profile, scenario::Plan &plan)
{
    const auto text = readFile(file);
    if (!text)
        return fail(located(text.error(), "--cluster " + file));
    const auto planned
        = cluster::readClusterSpec(plan.cluster, profile.cluster(cluster::ClusterSpec().name), "$.cluster");
    if (!planned)
        return fail(planned.error());
    const auto workload = cluster::readClusterFile(*text, *planned);
    if (!workload)
        return fail(located(workload.error(), file));
    plan.cluster = cluster::toJson(workload->cluster);
    return {};
}

} // namespace

Result<scenario::Plan> loadPlan(const std::string &nameOrFile)
{
    const bool looksLikeFile = nameOrFile.ends_with(".json") || nameOrFile.find('/') != std::string::npos;
    auto builtIn = scenario::findPlan(nameOrFile);
    if (builtIn || (!looksLikeFile && !fileExists(nameOrFile))) {
        if (!builtIn)
            return fail(located(builtIn.error(), "SCENARIO"));
        return builtIn;
    }
    // One byte more than a plan may have is enough to be refused, however long the file is.
    const auto text = readStartOfFile(nameOrFile, scenario::plan_format::kPlanBytesMax + 1);
    if (!text)
        return fail(text.error());
    auto plan = scenario::parsePlan(*text);
    if (!plan)
        return fail(located(plan.error(), nameOrFile));
    return plan;
}

Result<scenario::Plan> loadPlanForSimulatedPods(const std::string &nameOrFile)
{
    auto plan = loadPlan(nameOrFile);
    if (!plan)
        return plan;
    if (const auto known = scenario::requireKnownTools(*plan); !known)
        return fail(located(known.error(), nameOrFile));
    return plan;
}

Result<scenario::Overrides> readOverrides(const std::string &profile, const char *profileOption,
                                          const RunChanges &changes)
{
    scenario::Overrides overrides;
    overrides.profile = profile;
    overrides.seed = changes.seed;
    if (const auto known = routing::findProfile(profile); !known)
        return fail(located(known.error(), profileOption));
    if (const auto policy = readPolicy(changes, overrides); !policy)
        return fail(policy.error());
    if (const auto store = readStore(changes.store, overrides); !store)
        return fail(store.error());
    if (const auto sets = readSets(changes.sets, overrides); !sets)
        return fail(sets.error());
    return overrides;
}

Error inPlan(Error error, const std::string &nameOrFile)
{
    return error.where.starts_with("$.") ? located(std::move(error), nameOrFile) : error;
}

Result<scenario::RunSpec> setUpRun(scenario::Plan plan, const std::string &profile, const char *profileOption,
                                   const RunChanges &changes)
{
    const auto overrides = readOverrides(profile, profileOption, changes);
    if (!overrides)
        return fail(overrides.error());
    if (!changes.clusterFile.empty()) {
        const auto applied = applyClusterFile(changes.clusterFile, *scenario::profileOf(*overrides), plan);
        if (!applied)
            return fail(applied.error());
    }
    return scenario::resolve(std::move(plan), *overrides);
}

} // namespace sessionscope::cli

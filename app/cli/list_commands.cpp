// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands.h"
#include "app/cli/results.h"
#include "app/cli/text_table.h"
#include "core/routing/profile.h"
#include "core/scenario/catalogue.h"

#include <fmt/format.h>

namespace sessionscope::cli {

using nlohmann::ordered_json;

namespace {

ordered_json policyJson(const routing::Policy &policy)
{
    return {{"pinning", routing::toText(policy.pinning)}, {"recovery", routing::toText(policy.recovery)}};
}

} // namespace

Result<ExitCode> listScenarios(const ScenariosRequest &request)
{
    ordered_json list = ordered_json::array();
    TextTable table({"scenario", "what it shows"});
    for (const scenario::BuiltIn &builtIn : scenario::builtInPlans()) {
        const auto plan = scenario::parsePlan(builtIn.json);
        if (!plan)
            return fail(plan.error());
        list.push_back({{"id", plan->id},
                        {"title", plan->title},
                        {"purpose", plan->purpose},
                        {"seed", plan->seed},
                        {"checks", plan->checks}});
        table.add({{plan->id, Tone::Strong}, {plan->title + ". " + plan->purpose}});
    }
    print(request.json ? jsonText(list) : table.text());
    return ExitCode::Passed;
}

Result<ExitCode> listProfiles(const ProfilesRequest &request)
{
    ordered_json list = ordered_json::array();
    TextTable table({"profile", "what it models"});
    for (const routing::Profile &profile : routing::profiles()) {
        list.push_back({{"name", profile.name},
                        {"title", profile.title},
                        {"models", profile.models},
                        {"source", profile.source},
                        {"policy", policyJson(profile.policy)},
                        {"store", cluster::toText(profile.store)}});
        table.add({{profile.name, Tone::Strong}, {fmt::format("{}: {}", profile.title, profile.models)}});
        table.add({{""}, {fmt::format("[{}]", profile.source), Tone::Quiet}});
    }
    print(request.json ? jsonText(list) : table.text());
    return ExitCode::Passed;
}

Result<ExitCode> showVersion(const VersionRequest &request)
{
    if (request.json)
        print(jsonText({{"program", "sessionscope-cli"}, {"version", programVersion()}}));
    else
        print(fmt::format("sessionscope-cli {}\n", programVersion()));
    return ExitCode::Passed;
}

} // namespace sessionscope::cli

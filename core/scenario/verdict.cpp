// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/verdict.h"

#include <algorithm>

namespace sessionscope::scenario {

using nlohmann::ordered_json;

namespace {

bool failed(const CheckResult &check)
{
    return check.status == CheckResult::Status::Failed;
}

ordered_json toJson(const CheckResult &check)
{
    return {{"id", check.id},
            {"status", failed(check) ? "failed" : "passed"},
            {"culprit", check.culprit},
            {"evidence", check.evidence}};
}

} // namespace

bool Verdict::passed() const
{
    return std::ranges::none_of(checks, failed);
}

bool Verdict::showsTheBug() const
{
    const bool otherCheckFailed = std::ranges::any_of(
        checks, [](const CheckResult &check) { return failed(check) && check.id != "pin-is-true"; });
    return sessions.lost > 0 || sessions.amnesia > 0 || otherCheckFailed;
}

ordered_json toJson(const Verdict &verdict)
{
    ordered_json checks = ordered_json::array();
    for (const CheckResult &check : verdict.checks)
        checks.push_back(toJson(check));
    return {{"scenario", verdict.scenario},
            {"profile", verdict.profile},
            {"engine", verdict.engine},
            {"seed", verdict.seed},
            {"sessions",
             {{"total", verdict.sessions.total},
              {"intact", verdict.sessions.intact},
              {"amnesia", verdict.sessions.amnesia},
              {"lost", verdict.sessions.lost},
              {"closed", verdict.sessions.closed}}},
            {"notFound", {{"guard", verdict.notFound.guard}, {"backend", verdict.notFound.backend}}},
            {"checks", std::move(checks)},
            {"failureModes", verdict.failureModes},
            {"durationMs", verdict.duration.inMilliseconds()}};
}

ordered_json toJson(const Comparison &comparison)
{
    return {{"reproduced", comparison.reproduced()},
            {"fixed", comparison.fixed()},
            {"before", toJson(comparison.before)},
            {"after", toJson(comparison.after)}};
}

} // namespace sessionscope::scenario

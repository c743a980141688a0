// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/check.h"
#include "core/scenario/plan.h"

#include <rapidcheck.h>

#include <cstdint>
#include <string>
#include <vector>

namespace sessionscope::testing {

/// Any step that a plan may have, for a cluster of up to four proxies and pods.
inline rc::Gen<scenario::PlanStep> anyStep()
{
    using namespace scenario;
    return rc::gen::exec([]() -> PlanStep {
        const auto index = [] { return *rc::gen::inRange<std::uint32_t>(0, 4); };
        const auto proxy
            = [&] { return *rc::gen::arbitrary<bool>() ? std::optional(index()) : std::nullopt; };
        switch (*rc::gen::inRange(0, 6)) {
        case 0:
            return plan_step::Initialize{proxy()};
        case 1:
            return plan_step::Call{*rc::gen::element<std::string>("counter", "echo", "tools/list", "whoami"),
                                   *rc::gen::inRange<std::uint32_t>(1, 5), proxy()};
        case 2:
            return plan_step::Close{};
        case 3:
            return plan_step::Cancel{};
        case 4:
            return plan_step::Wait{Duration::milliseconds(*rc::gen::inRange<std::int64_t>(0, 3'600'000))};
        default:
            break;
        }
        const auto kind
            = static_cast<FaultKind>(*rc::gen::inRange(0, static_cast<int>(FaultKind::FlushStore) + 1));
        return Fault{kind, targetMeaning(kind) ? index() : 0};
    });
}

inline rc::Gen<scenario::ClientGroup> anyClientGroup()
{
    using namespace scenario;
    return rc::gen::exec([] {
        return ClientGroup{
            *rc::gen::inRange<std::uint32_t>(1, 6),
            *rc::gen::element(ClientBehaviour::FollowsSpec, ClientBehaviour::NeverReinitialises),
            *rc::gen::element(ClientConnection::Kept, ClientConnection::PerRequest)};
    });
}

/// Any well-formed plan; whether it makes sense for a cluster is another question.
inline rc::Gen<scenario::Plan> anyPlan()
{
    using namespace scenario;
    return rc::gen::exec([] {
        Plan plan;
        plan.id
            = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::elementOf(std::string("abc-019"))));
        plan.id.resize(std::min<std::size_t>(plan.id.size(), 64));
        plan.title = *rc::gen::element<std::string>("", "The proxy restarts", "\"quoted\" – ünïcode");
        plan.purpose = *rc::gen::element<std::string>("", "Sessions must survive.\nAll of them.");
        plan.seed = *rc::gen::arbitrary<std::uint64_t>();
        if (*rc::gen::arbitrary<bool>())
            plan.cluster = {{"backendReplicas", *rc::gen::inRange(1, 5)}, {"store", "embedded"}};
        plan.clients = *rc::gen::nonEmpty(rc::gen::container<std::vector<ClientGroup>>(anyClientGroup()));
        plan.steps = *rc::gen::nonEmpty(rc::gen::container<std::vector<PlanStep>>(anyStep()));
        for (const Check &check : checks()) {
            if (*rc::gen::arbitrary<bool>())
                plan.checks.emplace_back(check.id);
        }
        return plan;
    });
}

} // namespace sessionscope::testing

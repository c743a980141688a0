// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/catalogue.h"

#include "core/base/closest_name.h"

#include <fmt/format.h>

#include <vector>

namespace sessionscope::scenario {

Result<Plan> findPlan(std::string_view id)
{
    std::vector<std::string_view> ids;
    for (const BuiltIn &plan : builtInPlans()) {
        if (plan.id == id)
            return parsePlan(plan.json);
        ids.push_back(plan.id);
    }
    return fail(ErrorCode::NotFound, fmt::format("no such scenario: '{}'", id), {}, closestNameHint(id, ids));
}

} // namespace sessionscope::scenario

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/scenario/plan.h"

#include <span>
#include <string_view>

namespace sessionscope::scenario {

/// A plan that comes with the product: a file of resources/scenarios, compiled in.
struct BuiltIn
{
    std::string_view id;
    std::string_view json;
};

/// All of them, in the order of lists and tables.
std::span<const BuiltIn> builtInPlans();

/// The built-in plan of that id. NotFound has the nearest ids, or all, as its hint.
Result<Plan> findPlan(std::string_view id);

} // namespace sessionscope::scenario

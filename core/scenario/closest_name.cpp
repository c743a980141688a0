// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/closest_name.h"

#include "core/cluster/field_reader.h"

#include <fmt/ranges.h>

namespace sessionscope::scenario {

std::string closestNameHint(std::string_view name, std::span<const std::string_view> known)
{
    if (known.empty())
        return {};
    const std::string_view closest = cluster::closest(name, known);
    if (!closest.empty())
        return fmt::format("did you mean '{}'?", closest);
    return fmt::format("known are: {}", fmt::join(known, ", "));
}

} // namespace sessionscope::scenario

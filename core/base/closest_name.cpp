// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/closest_name.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace sessionscope {

namespace {

char lowerCase(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Levenshtein's distance, ignoring case.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (lowerCase(a[i]) == lowerCase(b[j]) ? 0 : 1);
            diagonal = std::exchange(row[j + 1], std::min({row[j] + 1, row[j + 1] + 1, replaced}));
        }
    }
    return row.back();
}

} // namespace

std::string_view closestName(std::string_view name, std::span<const std::string_view> known)
{
    const auto nearest
        = std::ranges::min_element(known, {}, [&](std::string_view each) { return distance(name, each); });
    if (nearest == known.end() || distance(name, *nearest) > std::max<std::size_t>(2, nearest->size() / 3))
        return {};
    return *nearest;
}

std::string closestNameHint(std::string_view name, std::span<const std::string_view> known)
{
    if (known.empty())
        return {};
    const std::string_view closest = closestName(name, known);
    if (!closest.empty())
        return fmt::format("did you mean '{}'?", closest);
    return fmt::format("known are: {}", fmt::join(known, ", "));
}

} // namespace sessionscope

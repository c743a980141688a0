// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/mask.h"

namespace sessionscope {

namespace {

constexpr std::size_t kHead = 4;
constexpr std::size_t kTail = 2;
constexpr std::size_t kHiddenAtLeast = 6;
constexpr std::string_view kEllipsis = "\u2026";

} // namespace

std::string maskedSessionId(std::string_view id)
{
    if (id.empty())
        return {};
    if (id.size() < kHead + kTail + kHiddenAtLeast)
        return std::string(kEllipsis);
    std::string masked(id.substr(0, kHead));
    masked += kEllipsis;
    masked += id.substr(id.size() - kTail);
    return masked;
}

} // namespace sessionscope

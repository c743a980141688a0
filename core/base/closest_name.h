// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sessionscope {

/// The name among `known` that `name` was probably meant to be, ignoring case; empty if none is near.
std::string_view closestName(std::string_view name, std::span<const std::string_view> known);

/// What to suggest to somebody who wrote `name` where only `known` names are understood: the closest one if it is close
/// enough to be a slip ("did you mean 'proxy'?"), else all of them ("known are: do, proxy").
std::string closestNameHint(std::string_view name, std::span<const std::string_view> known);

} // namespace sessionscope

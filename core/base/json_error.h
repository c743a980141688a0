// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <string_view>

namespace sessionscope {

/// Why a text that could not be parsed is no JSON: InvalidInput with "line N, column N" of where it ceases to be.
Error jsonError(std::string_view text);

} // namespace sessionscope

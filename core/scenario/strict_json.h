// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <string_view>

namespace sessionscope::scenario {

/// Reads JSON in which no object names a field twice: a person sees both, and the parser would silently take the second.
/// InvalidInput names the JSON path of a field that is there again, or line and column of what is no JSON at all.
Result<nlohmann::json> parseStrictJson(std::string_view text);

} // namespace sessionscope::scenario

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/time.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace sessionscope::cli {

/// JSON for machines: indented, one document, with a final line break. Bytes that are no UTF-8 are replaced.
std::string jsonText(const nlohmann::ordered_json &document);

/// The same on one line.
std::string jsonLine(const nlohmann::ordered_json &document);

std::string_view programVersion();

/// "2026-04-06T16:43:13Z"
std::string utcText(WallTime time);

} // namespace sessionscope::cli

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/command.h"

#include <optional>
#include <string_view>
#include <variant>

namespace sessionscope::cli {

/// One line of serve's standard input as what the engine shall do; Shutdown for `quit`.
using ServeOrder = std::variant<control::QueryStatus, control::InflictFault, control::RepinSession,
                                control::DeleteSessionRecord, control::ResetCluster, control::SetOption,
                                control::Shutdown>;

/// Errors are InvalidInput or NotFound, `where` being the command or its argument.
Result<ServeOrder> readServeOrder(std::string_view line);

} // namespace sessionscope::cli

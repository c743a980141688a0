// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/options.h"
#include "core/base/result.h"

#include <span>

namespace sessionscope::cli {

/// The words after the program's name as a request. Errors are InvalidInput, `where` naming the option or command.
Result<Request> readCommandLine(std::span<const char *const> words);

} // namespace sessionscope::cli

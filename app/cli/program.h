// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/exit_code.h"

#include <span>

namespace sessionscope::cli {

/// Everything from the words after the program's name to the exit code. Errors are printed here and nowhere else.
ExitCode runProgram(std::span<const char *const> words);

} // namespace sessionscope::cli

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

namespace sessionscope::cli {

/// What the program ends with; scripts hang on it.
enum class ExitCode {
    Passed = 0,
    CheckFailed = 1,
    BadInput = 2,      ///< usage, files, options
    Environment = 3,   ///< a port is taken, Redis cannot be reached, a file cannot be written
    Interrupted = 130, ///< by a signal, after an orderly end
};

ExitCode exitCodeFor(ErrorCode code);

/// An engine's failure as the program reports it: what an engine does not find is missing on this machine (a Redis, a
/// program), not misspelt on the command line.
Error environmentError(Error error);

inline ExitCode passedIf(bool passed)
{
    return passed ? ExitCode::Passed : ExitCode::CheckFailed;
}

} // namespace sessionscope::cli

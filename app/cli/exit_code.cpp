// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/exit_code.h"

namespace sessionscope::cli {

ExitCode exitCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
    case ErrorCode::Unsupported:
    case ErrorCode::NotFound:
        return ExitCode::BadInput;
    case ErrorCode::AddressInUse:
    case ErrorCode::ConnectionRefused:
    case ErrorCode::Unreachable:
    case ErrorCode::ConnectionLost:
    case ErrorCode::TimedOut:
    case ErrorCode::NameNotResolved:
    case ErrorCode::Protocol:
    case ErrorCode::Refused:
    case ErrorCode::Io:
        return ExitCode::Environment;
    case ErrorCode::Cancelled:
        return ExitCode::Interrupted;
    }
    return ExitCode::Environment;
}

Error environmentError(Error error)
{
    if (error.code == ErrorCode::NotFound)
        error.code = ErrorCode::Io;
    return error;
}

} // namespace sessionscope::cli

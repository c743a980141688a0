// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/result.h"

namespace sessionscope {

std::string Error::text() const
{
    std::string text = where.empty() ? what : where + ": " + what;
    if (!hint.empty())
        text += " (" + hint + ")";
    return text;
}

const char *toText(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
        return "invalid-input";
    case ErrorCode::Unsupported:
        return "unsupported";
    case ErrorCode::NotFound:
        return "not-found";
    case ErrorCode::AddressInUse:
        return "address-in-use";
    case ErrorCode::ConnectionRefused:
        return "connection-refused";
    case ErrorCode::Unreachable:
        return "unreachable";
    case ErrorCode::ConnectionLost:
        return "connection-lost";
    case ErrorCode::TimedOut:
        return "timed-out";
    case ErrorCode::NameNotResolved:
        return "name-not-resolved";
    case ErrorCode::Protocol:
        return "protocol";
    case ErrorCode::Refused:
        return "refused";
    case ErrorCode::Io:
        return "io";
    case ErrorCode::Cancelled:
        return "cancelled";
    }
    return "unknown";
}

} // namespace sessionscope

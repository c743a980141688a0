// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/session_store.h"

namespace sessionscope::live {

SessionStore::~SessionStore() = default;

std::optional<Result<session::StoreReply>> SessionStore::applyNow(const session::StoreRequest &)
{
    return std::nullopt;
}

bool mayHaveTakenEffect(const Error &error)
{
    switch (error.code) {
    case ErrorCode::ConnectionLost:
    case ErrorCode::TimedOut:
    case ErrorCode::Protocol:
    case ErrorCode::Cancelled:
        return true;
    case ErrorCode::InvalidInput:
    case ErrorCode::Unsupported:
    case ErrorCode::NotFound:
    case ErrorCode::AddressInUse:
    case ErrorCode::ConnectionRefused:
    case ErrorCode::Unreachable:
    case ErrorCode::NameNotResolved:
    case ErrorCode::Refused:
    case ErrorCode::Io:
        return false;
    }
    return false;
}

} // namespace sessionscope::live

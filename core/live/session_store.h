// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/live/io.h"
#include "core/session/store_messages.h"

#include <cstdint>
#include <optional>

namespace sessionscope::live {

/// Where proxies keep their records while a live run executes: `local` and `embedded` (MemorySessionStore) or `redis`
/// (RedisStore). Each request is one round trip.
///
/// apply() may be called while other calls are in flight. They take effect in the order of the calls; a store never
/// retries a request by itself, so a request takes effect at most once.
class SessionStore
{
public:
    virtual ~SessionStore();

    /// Carries out one request. The error tells how far it got: see mayHaveTakenEffect().
    virtual Awaitable<Result<session::StoreReply>> apply(session::StoreRequest request) = 0;

    /// The same from a store that need not wait for anybody. Nothing: it must, and nothing was done.
    virtual std::optional<Result<session::StoreReply>> applyNow(const session::StoreRequest &request);

    /// How many requests were put to the store so far, whether or not they succeeded.
    virtual std::uint64_t roundTrips() const = 0;
};

/// Whether a request that failed with `error` may nevertheless have been carried out.
///
/// True for what happens after a request left (ConnectionLost, TimedOut, Protocol, Cancelled). False for what
/// happens before (ConnectionRefused, Unreachable, NameNotResolved …) and for a refusal, which is an answer (Refused).
bool mayHaveTakenEffect(const Error &error);

} // namespace sessionscope::live

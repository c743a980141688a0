// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/memory_session_store.h"

#include <cassert>
#include <utility>

namespace sessionscope::live {

MemorySessionStore::MemorySessionStore(Duration timeToLive, std::function<Instant()> now)
    : m_records(timeToLive)
    , m_now(std::move(now))
{
    assert(m_now);
}

Awaitable<Result<session::StoreReply>> MemorySessionStore::apply(session::StoreRequest request)
{
    co_return *applyNow(request);
}

std::optional<Result<session::StoreReply>> MemorySessionStore::applyNow(const session::StoreRequest &request)
{
    ++m_roundTrips;
    if (!m_available)
        return fail(ErrorCode::ConnectionRefused, "the store is down", "embedded", "start the store again");
    return m_records.apply(request, m_now());
}

} // namespace sessionscope::live

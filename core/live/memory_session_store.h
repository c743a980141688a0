// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/time.h"
#include "core/live/session_store.h"
#include "core/session/memory_store.h"

#include <cstdint>
#include <functional>

namespace sessionscope::live {

/// A store in this process: `local` when a proxy owns it and takes it along when it dies, `embedded` when the engine
/// owns it. Without a Redis to stop, its outages are simulated.
class MemorySessionStore final : public SessionStore
{
public:
    MemorySessionStore(Duration timeToLive, std::function<Instant()> now);

    /// Fails with ConnectionRefused while unavailable, without effect.
    Awaitable<Result<session::StoreReply>> apply(session::StoreRequest request) override;
    std::optional<Result<session::StoreReply>> applyNow(const session::StoreRequest &request) override;
    std::uint64_t roundTrips() const override { return m_roundTrips; }

    /// An outage keeps the records, but their time runs on.
    void setAvailable(bool available) { m_available = available; }

    session::MemoryStore &records() { return m_records; }

private:
    session::MemoryStore m_records;
    std::function<Instant()> m_now;
    std::uint64_t m_roundTrips = 0;
    bool m_available = true;
};

} // namespace sessionscope::live

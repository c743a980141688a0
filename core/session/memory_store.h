// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/session/store_messages.h"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>

namespace sessionscope::session {

/// A store in memory with Redis's semantics of time to live: a key is gone at its deadline.
///
/// The same value serves as the `local` store (owned by one proxy, dies with it), as the `embedded` one (owned by the
/// engine, outlives proxies) and in the simulator.
class MemoryStore
{
public:
    explicit MemoryStore(Duration timeToLive);

    StoreReply apply(const StoreRequest &request, Instant now);

    void flush(); ///< FLUSHALL

    /// Live records by key, in key order; does not touch their time to live.
    std::map<std::string, RecordPtr> records(Instant now) const;

private:
    struct Entry
    {
        RecordPtr record;
        Instant expiresAt;
    };

    Entry *live(const std::string &key, Instant now);
    void sweep(Instant now);

    Duration m_timeToLive;
    std::unordered_map<std::string, Entry> m_entries;
    Instant m_nextSweep;
};

} // namespace sessionscope::session

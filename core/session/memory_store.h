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
/// The same value serves as the `local` store (owned by one proxy, dies with it), as the `embedded` one
/// (owned by the engine, outlives proxies) and in the simulator.
class MemoryStore
{
public:
    explicit MemoryStore(Duration timeToLive); ///< positive

    StoreReply apply(const StoreRequest &request, Instant now);

    void flush(); ///< FLUSHALL

    // What somebody does from outside: none of it touches a record's time to live.
    RecordPtr peek(const std::string &key, Instant now) const;           ///< null if absent
    bool replace(const std::string &key, RecordPtr record, Instant now); ///< false if absent

    /// Live records by key, in key order; does not touch their time to live.
    std::map<std::string, RecordPtr> records(Instant now) const;

    /// Entries held, expired ones that were not swept yet included: what the store costs in memory.
    std::size_t entryCount() const { return m_entries.size(); }

private:
    struct Entry
    {
        RecordPtr record;
        Instant expiresAt;
    };

    StoreReply perform(const LoadRecord &load, Instant now);
    StoreReply perform(const SaveRecord &save, Instant now);
    StoreReply perform(const DeleteRecord &deletion, Instant now);

    Entry *live(const std::string &key, Instant now);
    Instant deadline(Instant now) const;

    /// Frees what has expired. Runs once per time to live, so an entry is visited twice at most without
    /// being used, and an expired one is kept no longer than it lived.
    void sweep(Instant now);

    Duration m_timeToLive;
    std::unordered_map<std::string, Entry> m_entries;
    Instant m_nextSweep;
};

} // namespace sessionscope::session

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/session/memory_store.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace sessionscope::session {

MemoryStore::MemoryStore(Duration timeToLive)
    : m_timeToLive(timeToLive)
{
    assert(timeToLive > Duration());
}

StoreReply MemoryStore::apply(const StoreRequest &request, Instant now)
{
    if (now >= m_nextSweep)
        sweep(now);
    return std::visit([this, now](const auto &operation) { return perform(operation, now); }, request);
}

StoreReply MemoryStore::perform(const LoadRecord &load, Instant now)
{
    Entry *entry = live(load.key, now);
    if (entry == nullptr)
        return {};
    entry->expiresAt = deadline(now);
    return {entry->record, true};
}

StoreReply MemoryStore::perform(const SaveRecord &save, Instant now)
{
    assert(save.record != nullptr);
    using Mode = SaveRecord::Mode;
    const bool exists = live(save.key, now) != nullptr;
    if ((save.mode == Mode::IfPresent && !exists) || (save.mode == Mode::IfAbsent && exists))
        return {nullptr, false};
    m_entries.insert_or_assign(save.key, Entry{save.record, deadline(now)});
    return {};
}

StoreReply MemoryStore::perform(const DeleteRecord &deletion, Instant now)
{
    const bool existed = live(deletion.key, now) != nullptr;
    m_entries.erase(deletion.key);
    return {nullptr, existed};
}

void MemoryStore::flush()
{
    m_entries.clear();
}

RecordPtr MemoryStore::peek(const std::string &key, Instant now) const
{
    const auto it = m_entries.find(key);
    return it == m_entries.end() || it->second.expiresAt <= now ? nullptr : it->second.record;
}

bool MemoryStore::replace(const std::string &key, RecordPtr record, Instant now)
{
    Entry *entry = live(key, now);
    if (entry != nullptr)
        entry->record = std::move(record);
    return entry != nullptr;
}

std::map<std::string, RecordPtr> MemoryStore::records(Instant now) const
{
    std::map<std::string, RecordPtr> result;
    for (const auto &[key, entry] : m_entries) { // in any order: the result sorts
        if (entry.expiresAt > now)
            result.emplace(key, entry.record);
    }
    return result;
}

MemoryStore::Entry *MemoryStore::live(const std::string &key, Instant now)
{
    const auto it = m_entries.find(key);
    return it == m_entries.end() || it->second.expiresAt <= now ? nullptr : &it->second;
}

Instant MemoryStore::deadline(Instant now) const
{
    const Duration representable = Duration::max() - now.elapsed();
    return now + std::min(m_timeToLive, representable);
}

void MemoryStore::sweep(Instant now)
{
    std::erase_if(m_entries, [now](const auto &item) { return item.second.expiresAt <= now; });
    m_nextSweep = deadline(now);
}

} // namespace sessionscope::session

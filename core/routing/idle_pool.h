// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/time.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace sessionscope::routing {

/// Which connections a proxy keeps open for the next request: the rules of Go's http.Transport, without any I/O.
///
/// It decides what a restart or a reschedule lets a client feel: a kept connection stays at the pod that the Service once
/// picked, whatever DNS or the Service would say now (F-28). `Key` is the URL's authority as in Go, never the address that
/// it resolved to. The owner of the values closes what put() and expire() hand back.
template <class Key, class Value> class IdlePool
{
public:
    struct Limits
    {
        std::size_t perKeyMax = 2;  ///< MaxIdleConnsPerHost, Go's default
        std::size_t totalMax = 100; ///< MaxIdleConns of Go's DefaultTransport
        Duration idleMax = Duration::seconds(90);
    };

    explicit IdlePool(Limits limits)
        : m_limits(limits)
    {
    }

    /// The connection to `key` that was used last, unless even that one has been idle for too long.
    std::optional<Value> take(const Key &key, Instant now)
    {
        const auto bucket = find(key);
        if (bucket == m_buckets.end() || bucket->idle.empty() || isStale(bucket->idle.back(), now))
            return std::nullopt;
        std::optional<Value> taken(std::move(bucket->idle.back().value));
        bucket->idle.pop_back();
        --m_size;
        return taken;
    }

    /// Keeps a connection. What comes back is one too many and has to be closed: `value` itself if its key has enough, or
    /// the one that has been idle longest if all keys together have.
    std::optional<Value> put(const Key &key, Value value, Instant now)
    {
        auto bucket = find(key);
        if (bucket == m_buckets.end())
            bucket = m_buckets.insert(m_buckets.end(), Bucket{key, {}});
        if (bucket->idle.size() >= m_limits.perKeyMax)
            return std::optional<Value>(std::move(value));
        bucket->idle.push_back(Entry{std::move(value), now});
        ++m_size;
        return m_size > m_limits.totalMax ? removeOldest() : std::nullopt;
    }

    /// Takes out every connection that has been idle for too long, oldest first within a key.
    std::vector<Value> expire(Instant now)
    {
        return removeIf([&](const Entry &entry) { return isStale(entry, now); });
    }

    /// Takes out the connections for which `predicate(value)` holds, e.g. because the peer closed them.
    template <class Predicate> std::vector<Value> remove(Predicate predicate)
    {
        return removeIf([&](const Entry &entry) { return predicate(entry.value); });
    }

    std::vector<Value> clear()
    {
        return removeIf([](const Entry &) { return true; });
    }

    std::size_t size() const { return m_size; }

private:
    struct Entry
    {
        Value value;
        Instant since;
    };

    struct Bucket
    {
        Key key;
        std::vector<Entry> idle; ///< in the order of their return: the last one is taken first
    };

    bool isStale(const Entry &entry, Instant now) const { return now - entry.since >= m_limits.idleMax; }

    /// A proxy has few targets: a scan beats a tree.
    auto find(const Key &key)
    {
        return std::find_if(m_buckets.begin(), m_buckets.end(),
                            [&](const Bucket &bucket) { return bucket.key == key; });
    }

    std::optional<Value> removeOldest()
    {
        Bucket *oldest = nullptr;
        for (Bucket &bucket : m_buckets) {
            const bool isOlder = !bucket.idle.empty()
                && (oldest == nullptr || bucket.idle.front().since < oldest->idle.front().since);
            oldest = isOlder ? &bucket : oldest;
        }
        std::optional<Value> removed(std::move(oldest->idle.front().value));
        oldest->idle.erase(oldest->idle.begin());
        --m_size;
        return removed;
    }

    template <class Predicate> std::vector<Value> removeIf(Predicate predicate)
    {
        std::vector<Value> removed;
        for (Bucket &bucket : m_buckets) {
            const auto kept = std::stable_partition(bucket.idle.begin(), bucket.idle.end(),
                                                    [&](const Entry &entry) { return !predicate(entry); });
            for (auto entry = kept; entry != bucket.idle.end(); ++entry)
                removed.push_back(std::move(entry->value));
            bucket.idle.erase(kept, bucket.idle.end());
        }
        std::erase_if(m_buckets, [](const Bucket &bucket) { return bucket.idle.empty(); });
        m_size -= removed.size();
        return removed;
    }

    Limits m_limits;
    std::vector<Bucket> m_buckets;
    std::size_t m_size = 0;
};

} // namespace sessionscope::routing

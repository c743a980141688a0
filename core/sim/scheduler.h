// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/time.h"

#include <queue>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace sessionscope::sim {

/// Virtual time: what is due is taken in order of time, and in order of scheduling where times are equal.
template <class What> class Scheduler
{
public:
    Instant now() const { return m_now; }

    void after(Duration delay, What what) { at(m_now + delay, std::move(what)); }

    /// Not before now: what is already late is due at once.
    void at(Instant due, What what)
    {
        m_queue.push(Entry{due < m_now ? m_now : due, m_next++, std::move(what)});
    }

    /// Moves time to the next thing due and gives it; nothing when nothing is left to happen.
    std::optional<What> next()
    {
        if (m_queue.empty())
            return std::nullopt;
        Entry entry = m_queue.top();
        m_queue.pop();
        m_now = entry.due;
        return std::move(entry.what);
    }

private:
    struct Entry
    {
        Instant due;
        std::uint64_t order;
        What what;

        bool operator<(const Entry &other) const
        {
            return due != other.due ? due > other.due : order > other.order;
        }
    };

    std::priority_queue<Entry> m_queue;
    Instant m_now;
    std::uint64_t m_next = 0;
};

} // namespace sessionscope::sim

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace sessionscope::journal {

/// Keeps a projection at the journal's end and, every so many events, a copy of it, so that its value at any earlier
/// event is near: for scrubbing. `Projection` is copyable and has apply(const Event &, const Journal &).
///
/// Between two copies lie 4096 events; a journal with more than 4096 × `capacity` events gets twice that, and so on.
template <class Projection> class Checkpoints
{
public:
    static constexpr std::size_t kInterval = 4096;

    explicit Checkpoints(std::size_t capacity = 256, Projection empty = {})
        : m_capacity(std::max<std::size_t>(capacity, 2))
        , m_latest(empty)
        , m_copies{std::move(empty)}
    {
    }

    /// Folds the events that came since the last call.
    void grow(const Journal &journal)
    {
        for (const std::size_t end = journal.events().size(); m_folded < end;) {
            m_latest.apply(journal.events()[m_folded], journal);
            if (++m_folded % m_interval == 0)
                keep();
        }
    }

    /// The projection at the journal's end, as far as it was folded.
    const Projection &latest() const { return m_latest; }
    Projection &latest() { return m_latest; }
    std::size_t folded() const { return m_folded; }

    /// The projection right after that event; the empty one before the first event, the latest one past the end.
    Projection at(Sequence sequence, const Journal &journal) const
    {
        const auto events = journal.events();
        if (events.empty() || sequence < events.front().sequence)
            return m_copies.front();
        const std::size_t wanted = sequence.value() - events.front().sequence.value() + 1;
        if (wanted >= m_folded)
            return m_latest;
        const std::size_t copy = wanted / m_interval;
        Projection projection = m_copies[copy];
        for (std::size_t index = copy * m_interval; index < wanted; ++index)
            projection.apply(events[index], journal);
        return projection;
    }

    std::size_t interval() const { return m_interval; } ///< a seek folds fewer events than that
    std::size_t copies() const { return m_copies.size(); }

private:
    void keep()
    {
        m_copies.push_back(m_latest);
        if (m_copies.size() <= m_capacity)
            return;
        m_interval *= 2;
        std::size_t kept = 0;
        for (std::size_t index = 0; index < m_copies.size(); index += 2, ++kept) {
            if (kept != index)
                m_copies[kept] = std::move(m_copies[index]);
        }
        m_copies.erase(m_copies.begin() + static_cast<std::ptrdiff_t>(kept), m_copies.end());
    }

    std::size_t m_capacity;
    std::size_t m_interval = kInterval;
    std::size_t m_folded = 0;
    Projection m_latest;
    std::vector<Projection> m_copies; ///< the n-th after n × m_interval events
};

} // namespace sessionscope::journal

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace sessionscope::scenario {

/// One exchange's events in order: what a proxy did for one request, and what the pods said in it.
struct ExchangeTrace
{
    journal::Symbol session; ///< the one that the client named, or the one that was made
    std::vector<const journal::Event *> events;

    const journal::Event *first(journal::EventKind kind) const; ///< null if there is none
    const journal::Event *last(journal::EventKind kind) const;  ///< null if there is none
};

/// A run's journal, ordered by exchange: what the checks look things up in. Valid as long as the journal is unchanged.
class RunIndex
{
public:
    explicit RunIndex(const journal::Journal &journal);

    const std::map<ExchangeId, ExchangeTrace> &exchanges() const { return m_exchanges; }

    /// The exchange that an event belongs to; null if it belongs to none.
    const ExchangeTrace *exchangeOf(const journal::Event &event) const;

    /// The exchange of a client's request, by its RequestSent; null if no proxy saw it.
    const ExchangeTrace *exchangeOf(journal::Sequence sent) const;

    /// How many pods were in the Service's endpoints when that event happened; `otherwise` if no pod is told of.
    std::size_t podCountAt(journal::Sequence when, std::size_t otherwise) const;

    /// The address that a pod had when that event happened; none if unknown.
    journal::Symbol addressAt(std::uint32_t ordinal, journal::Sequence when) const;

private:
    void take(const journal::Journal &journal, const journal::Event &event);

    std::map<ExchangeId, ExchangeTrace> m_exchanges;
    std::map<journal::Sequence, ExchangeId> m_exchangeOfSent;
    std::vector<const journal::Event *> m_podChanges;
};

} // namespace sessionscope::scenario

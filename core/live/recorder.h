// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/journal/journal.h"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace sessionscope::live {

/// What everything in a live run writes its events with: the run's journal, its clock, and its numbers.
class Recorder
{
public:
    Recorder();

    /// Once so many events were written, exchanges are no longer journalled (0: no limit). What happens to the cluster
    /// still is. For servers that stay up for days.
    void limitExchangeEvents(std::uint32_t eventsMax) { m_exchangeEventsMax = eventsMax; }

    /// Whether the messages of journalled exchanges are kept as well.
    void captureMessages(bool captures) { m_captures = captures; }
    bool capturesMessages() const { return m_captures; }

    /// Time since the run began.
    Instant now() const;

    /// Stamps the time and appends.
    journal::Sequence append(journal::Event event);
    journal::Symbol intern(std::string_view text) { return m_writer.intern(text); }

    /// Whether requests are to be journalled; false beyond the limit. Asked once at the beginning of an exchange, so that
    /// what was begun is also finished.
    bool recordsExchanges() const
    {
        return m_exchangeEventsMax == 0 || m_taken + m_writer.pending() < m_exchangeEventsMax;
    }

    /// Everything since the last take.
    journal::Batch take();

    journal::Writer &writer() { return m_writer; }

    ExchangeId nextExchange() { return ExchangeId(++m_exchanges); }
    ConnectionId nextConnection() { return ConnectionId(++m_connections); }

private:
    journal::Writer m_writer;
    std::chrono::steady_clock::time_point m_start;
    std::uint32_t m_exchangeEventsMax = 0;
    std::uint64_t m_taken = 0;
    bool m_limitTold = false;
    bool m_captures = false;
    std::uint64_t m_exchanges = 0;
    std::uint64_t m_connections = 0;
};

} // namespace sessionscope::live

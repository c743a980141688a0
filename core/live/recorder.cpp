// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/recorder.h"

namespace sessionscope::live {

Recorder::Recorder(std::uint32_t exchangeEventsMax)
    : m_start(std::chrono::steady_clock::now())
    , m_exchangeEventsMax(exchangeEventsMax)
{
}

Instant Recorder::now() const
{
    const auto elapsed = std::chrono::steady_clock::now() - m_start;
    return Instant::sinceStart(
        Duration::nanoseconds(std::chrono::duration_cast<std::chrono::nanoseconds>(elapsed).count()));
}

journal::Sequence Recorder::append(journal::Event event)
{
    event.time = now();
    const auto sequence = m_writer.append(event);
    ++m_appended;
    if (m_exchangeEventsMax != 0 && !m_limitReached && m_appended >= m_exchangeEventsMax) {
        m_limitReached = true;
        journal::Event limit;
        limit.kind = journal::EventKind::LimitReached;
        limit.time = event.time;
        limit.number = m_exchangeEventsMax;
        limit.text = m_writer.intern("journalled events");
        m_writer.append(limit);
    }
    return sequence;
}

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/recorder.h"

#include <utility>

namespace sessionscope::live {

Recorder::Recorder()
    : m_start(std::chrono::steady_clock::now())
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
    return m_writer.append(event);
}

journal::Batch Recorder::take()
{
    if (!recordsExchanges() && !std::exchange(m_limitTold, true)) {
        journal::Event limit;
        limit.kind = journal::EventKind::LimitReached;
        limit.number = m_exchangeEventsMax;
        limit.text = m_writer.intern("journalled events");
        append(limit);
    }
    m_taken += m_writer.pending();
    return m_writer.take();
}

} // namespace sessionscope::live

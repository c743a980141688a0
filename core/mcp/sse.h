// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::mcp {

/// One server-sent event (WHATWG HTML, "Server-sent events").
struct SseEvent
{
    std::string type; ///< `event:`, empty for the default "message"
    std::string data; ///< `data:` lines joined by newline
    std::string id;   ///< `id:` of this event, empty if none
    std::optional<int> retryMilliseconds;

    bool operator==(const SseEvent &) const = default;
};

/// The bytes of one event, ending with the blank line. Any line end inside `data` is read back as a newline;
/// `type` and `id` are single lines, and `id` has no NUL (a reader would ignore it).
std::string encode(const SseEvent &event);

/// Takes a stream's bytes in any pieces and gives whole events. Comments and events without a `data:` line are
/// skipped; an empty `data:` is an event (SDK servers open a resumable stream with one). A line or an event's
/// data longer than kLineBytesMax is the peer's fault: the parser then reports failed() and takes nothing more,
/// but still gives the events that were complete by then.
class SseParser
{
public:
    static constexpr std::size_t kLineBytesMax = 8U << 20U;

    void feed(std::string_view bytes);
    std::optional<SseEvent> next();
    bool failed() const { return m_failed; }

private:
    void endLine(std::string_view piece);
    void takeLine(std::string_view line);
    void takeField(std::string_view name, std::string_view value);
    void addData(std::string_view value);
    void endEvent();

    std::string m_partial; ///< the line that has not ended yet
    SseEvent m_event;
    std::deque<SseEvent> m_events;
    bool m_hasData = false;
    bool m_firstLine = true;
    bool m_skipLineFeed = false; ///< the last line ended with CR: a LF now belongs to that end
    bool m_failed = false;
};

} // namespace sessionscope::mcp

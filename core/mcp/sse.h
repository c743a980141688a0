// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
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

/// The bytes of one event, ending with the blank line.
std::string encode(const SseEvent &event);

/// Takes a stream's bytes in any pieces and gives whole events. Comments and events without data are
/// skipped. A line longer than kLineBytesMax is the peer's fault: the parser then reports failed() and
/// gives nothing more.
class SseParser
{
public:
    static constexpr std::size_t kLineBytesMax = 8U << 20U;

    void feed(std::string_view bytes);
    std::optional<SseEvent> next();
    bool failed() const { return m_failed; }

private:
    void takeLine(std::string_view line);

    std::string m_buffer;
    std::size_t m_consumed = 0;
    SseEvent m_event;
    bool m_hasData = false;
    bool m_failed = false;
};

} // namespace sessionscope::mcp

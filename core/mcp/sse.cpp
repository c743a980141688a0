// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/mcp/sse.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <utility>

namespace sessionscope::mcp {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kLineEnds = "\r\n";

/// Finds the line ends of one piece from left to right. Each of the two is looked for again only once it was
/// passed: a stream that uses one of them alone is still read once, not once per line.
class LineEnds
{
public:
    explicit LineEnds(std::string_view bytes)
        : m_bytes(bytes)
        , m_lineFeed(bytes.find('\n'))
        , m_return(bytes.find('\r'))
    {
    }

    std::size_t atOrAfter(std::size_t position)
    {
        if (m_lineFeed < position)
            m_lineFeed = m_bytes.find('\n', position);
        if (m_return < position)
            m_return = m_bytes.find('\r', position);
        return std::min(m_lineFeed, m_return);
    }

private:
    std::string_view m_bytes;
    std::size_t m_lineFeed;
    std::size_t m_return;
};

/// The milliseconds of a `retry:` field: digits only, or the field is ignored.
std::optional<int> milliseconds(std::string_view text)
{
    int value = 0;
    const char *const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stop != end || value < 0 || text.starts_with('-'))
        return std::nullopt;
    return value;
}

void appendField(std::string &bytes, std::string_view name, std::string_view value)
{
    bytes.append(name).append(": ").append(value).append("\n");
}

void appendData(std::string &bytes, std::string_view data)
{
    for (;;) {
        const std::size_t end = data.find_first_of(kLineEnds);
        appendField(bytes, "data", data.substr(0, end));
        if (end == std::string_view::npos)
            return;
        data.remove_prefix(data.substr(end).starts_with(kLineEnds) ? end + kLineEnds.size() : end + 1);
    }
}

} // namespace

std::string encode(const SseEvent &event)
{
    assert(event.type.find_first_of(kLineEnds) == std::string::npos);
    assert(event.id.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    assert(event.retryMilliseconds.value_or(0) >= 0);

    std::string bytes;
    if (!event.type.empty())
        appendField(bytes, "event", event.type);
    if (!event.id.empty())
        appendField(bytes, "id", event.id);
    if (event.retryMilliseconds)
        appendField(bytes, "retry", std::to_string(*event.retryMilliseconds));
    appendData(bytes, event.data);
    bytes += '\n';
    return bytes;
}

void SseParser::feed(std::string_view bytes)
{
    LineEnds ends(bytes);
    std::size_t position = 0;
    while (position < bytes.size() && !m_failed) {
        if (std::exchange(m_skipLineFeed, false) && bytes[position] == '\n') {
            ++position;
            continue;
        }
        const std::size_t end = ends.atOrAfter(position);
        const std::string_view piece = bytes.substr(position, end - position);
        if (m_partial.size() + piece.size() > kLineBytesMax) {
            m_failed = true;
            m_partial = {};
        } else if (end == std::string_view::npos) {
            m_partial += piece;
            return;
        } else {
            endLine(piece);
            m_skipLineFeed = bytes[end] == '\r';
            position = end + 1;
        }
    }
}

std::optional<SseEvent> SseParser::next()
{
    if (m_events.empty())
        return std::nullopt;
    std::optional<SseEvent> event(std::move(m_events.front()));
    m_events.pop_front();
    return event;
}

void SseParser::endLine(std::string_view piece)
{
    if (m_partial.empty()) {
        takeLine(piece);
        return;
    }
    m_partial += piece;
    takeLine(m_partial);
    m_partial.clear();
}

void SseParser::takeLine(std::string_view line)
{
    if (std::exchange(m_firstLine, false) && line.starts_with(kByteOrderMark))
        line.remove_prefix(kByteOrderMark.size());
    if (line.empty()) {
        endEvent();
        return;
    }
    const std::size_t colon = line.find(':');
    if (colon == 0)
        return;
    std::string_view value = colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1);
    if (value.starts_with(' '))
        value.remove_prefix(1);
    takeField(line.substr(0, colon), value);
}

void SseParser::takeField(std::string_view name, std::string_view value)
{
    if (name == "data")
        addData(value);
    else if (name == "event")
        m_event.type = value;
    else if (name == "id" && value.find('\0') == std::string_view::npos)
        m_event.id = value;
    else if (name == "retry" && milliseconds(value))
        m_event.retryMilliseconds = milliseconds(value);
}

void SseParser::addData(std::string_view value)
{
    if (m_event.data.size() + value.size() + 1 > kLineBytesMax) {
        m_failed = true;
        m_event = {};
        return;
    }
    if (std::exchange(m_hasData, true))
        m_event.data += '\n';
    m_event.data += value;
}

void SseParser::endEvent()
{
    if (m_hasData)
        m_events.push_back(std::move(m_event));
    m_event = {};
    m_hasData = false;
}

} // namespace sessionscope::mcp

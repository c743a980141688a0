// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/mcp_answer.h"

#include <string_view>

namespace sessionscope::live {

namespace {

// A client that reads without end could be kept busy for ever; ours only talk to our own cluster, or to a server that a
// person named.
constexpr std::size_t kBodyBytesMax = 64U << 20U;

} // namespace

std::string *McpAnswerReader::begin(const ResponseHead &head)
{
    const auto contentType = head.valueOf(FieldKind::ContentType);
    m_streams = equalsIgnoringCase(contentType.substr(0, contentType.find(';')), "text/event-stream");
    m_answer.status = head.status;
    m_answer.sessionId = head.valueOf(FieldKind::SessionId);
    return &m_body;
}

void McpAnswerReader::read()
{
    if (!m_streams) {
        if (m_answer.message.size() < kBodyBytesMax)
            m_answer.message += m_body;
        m_body.clear();
        return;
    }
    m_events.feed(m_body);
    m_body.clear();
    while (auto event = m_events.next())
        m_answer.message = std::move(event->data);
}

} // namespace sessionscope::live

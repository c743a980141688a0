// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/http_head.h"
#include "core/mcp/sse.h"
#include "core/scenario/synthetic_client.h"

#include <string>

namespace sessionscope::live {

/// Makes a client's answer from an HTTP response: its body, or the last message of its event stream.
class McpAnswerReader
{
public:
    /// The head is in. Returns where the body is to be put.
    std::string *begin(const ResponseHead &head);
    /// Looks at what has been put there since.
    void read();

    scenario::ClientAnswer take() { return std::move(m_answer); }

private:
    scenario::ClientAnswer m_answer;
    mcp::SseParser m_events;
    std::string m_body;
    bool m_streams = false;
};

} // namespace sessionscope::live

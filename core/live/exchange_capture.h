// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/message.h"
#include "core/live/http_head.h"
#include "core/live/recorder.h"
#include "core/mcp/sse.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace sessionscope::live {

/// Keeps the messages of one exchange for people to read: heads as they were read or written, bodies without their
/// transfer coding. It exists only where a run captures messages.
class ExchangeCapture
{
public:
    /// `recorder` outlives it.
    ExchangeCapture(Recorder &recorder, ProxyId proxy, ExchangeId exchange);
    /// What is still open was cut off.
    ~ExchangeCapture();

    ExchangeCapture(const ExchangeCapture &) = delete;
    ExchangeCapture &operator=(const ExchangeCapture &) = delete;

    void clientRequest(const RequestHead &head, std::string_view body, Endpoint peer);
    void upstreamRequest(std::string_view head, std::string_view body, Endpoint peer);

    void upstreamHead(const ResponseHead &head, Endpoint peer);
    void upstreamBody(std::string_view bytes);
    void upstreamEnd(bool complete);

    void clientHead(std::string_view head);
    void clientBody(std::string_view bytes);
    void clientEnd(bool complete);
    void clientResponse(std::string_view wholeResponse); ///< one of our own

    /// Bytes of the body that is passed on from the backend to the client.
    void relayed(std::string_view bytes);

private:
    using Arrivals = std::vector<journal::Message::Arrival>;

    /// A message whose end has not come; what was written down of it already is gone from here.
    struct Open
    {
        journal::Message part;
        std::size_t kept = 0; ///< bytes of the body, written down or not
    };

    journal::Message begin(journal::Leg leg, Endpoint peer);
    void writeWhole(journal::Message message, std::string_view body);
    void add(std::optional<Open> &open, std::string_view bytes, const Arrivals &arrivals);
    void end(std::optional<Open> &open, bool complete);
    Arrivals arrivalsIn(std::string_view bytes);

    Recorder &m_recorder;
    ProxyId m_proxy;
    ExchangeId m_exchange;
    std::optional<Open> m_upstream;
    std::optional<Open> m_client;
    mcp::SseParser m_events;      ///< of the response that is passed on
    bool m_isStream = false;      ///< whether that is an event stream
    std::uint64_t m_streamed = 0; ///< its bytes so far
};

} // namespace sessionscope::live

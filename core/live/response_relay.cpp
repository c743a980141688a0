// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/response_relay.h"

#include <algorithm>
#include <utility>

namespace sessionscope::live {

ResponseRelay::ResponseRelay(HttpServerConnection &client, HttpUpstream &upstream, RelayScratch &scratch,
                             ExchangeCapture *capture)
    : m_client(client)
    , m_upstream(upstream)
    , m_scratch(scratch)
    , m_capture(capture)
    , m_keepsClient(client.head().keepsAlive && !client.closesSoon())
{
    const ResponseHead &head = upstream.parser().head();
    const bool isOldClient = client.head().version == 10;
    if (isOldClient && (head.isChunked || head.endsWithConnection))
        m_framing = Framing::UntilClose;
    else if (head.endsWithConnection)
        m_framing = Framing::Chunked;
    if (m_framing == Framing::UntilClose)
        m_keepsClient = false;
    if (m_framing != Framing::AsReceived || m_capture)
        upstream.parser().decodeTo(&m_scratch.decoded);
}

Awaitable<RelayEnd> ResponseRelay::run(std::optional<std::string_view> sessionIdAs)
{
    ResponseEdits edits;
    edits.sessionIdAs = sessionIdAs;
    edits.framing = m_framing;
    edits.closes = !m_keepsClient;
    edits.confirmsKeepAlive = m_client.head().version == 10;
    m_scratch.out.clear();
    m_scratch.decoded.clear();
    appendRelayed(m_scratch.out, m_upstream.parser().head(), edits);
    if (m_capture)
        m_capture->clientHead(m_scratch.out);
    for (;;) {
        const Progress progress = takeBody();
        if (m_client.stream().isOver())
            co_return RelayEnd::ClientGone;
        const std::size_t size = m_scratch.out.size() + m_raw.size();
        SystemError error;
        const std::size_t sent = size == 0 ? 0 : m_client.stream().sendNow(m_scratch.out, m_raw, error);
        bool flushed = !error;
        if (flushed && sent < size)
            flushed = co_await flushSlowly(sent);
        if (!flushed)
            co_return RelayEnd::ClientGone;
        m_scratch.out.clear();
        m_raw = {};
        m_upstream.stream().consume(std::exchange(m_taken, 0));
        switch (progress) {
        case Progress::Done:
            m_upstream.complete();
            co_return RelayEnd::Complete;
        case Progress::Broken:
            co_return RelayEnd::UpstreamBroke;
        case Progress::Some:
            break;
        case Progress::None:
            co_await m_upstream.stream().more();
            break;
        }
    }
}

/// Moves what has arrived into the outgoing buffers, without waiting.
ResponseRelay::Progress ResponseRelay::takeBody()
{
    if (m_upstream.isComplete())
        return Progress::Done;
    TcpStream &stream = m_upstream.stream();
    const std::string_view bytes = stream.buffered();
    Parsed parsed = m_upstream.parser().feed(bytes);
    m_taken = parsed.used;
    if (m_capture)
        m_capture->relayed(m_scratch.decoded);
    if (m_framing == Framing::AsReceived) {
        m_raw = bytes.substr(0, parsed.used);
        m_scratch.decoded.clear();
    } else if (!m_scratch.decoded.empty()) {
        const bool isChunked = m_framing == Framing::Chunked;
        if (isChunked) {
            appendNumber(m_scratch.out, m_scratch.decoded.size(), 16);
            m_scratch.out += "\r\n";
        }
        m_scratch.out += m_scratch.decoded;
        m_scratch.out += isChunked ? "\r\n" : "";
        m_scratch.decoded.clear();
    }
    const bool isStuck = parsed.used == 0 && stream.isFull();
    if (parsed.refusal == 0 && !parsed.done && parsed.used == 0 && stream.isOver())
        parsed = stream.error() ? Parsed{.refusal = 502} : m_upstream.parser().finish();
    if (parsed.refusal != 0 || isStuck)
        return Progress::Broken;
    if (parsed.done && m_framing == Framing::Chunked)
        m_scratch.out += "0\r\n\r\n";
    if (parsed.done)
        return Progress::Done;
    return parsed.used > 0 ? Progress::Some : Progress::None;
}

/// Sends what was taken, waiting only for a client that is slower than its backend.
Awaitable<bool> ResponseRelay::flushSlowly(std::size_t sent)
{
    std::string_view first(m_scratch.out);
    const std::size_t ofFirst = std::min(sent, first.size());
    first.remove_prefix(ofFirst);
    const SystemError error = co_await m_client.stream().send(first, m_raw.substr(sent - ofFirst));
    co_return !error;
}

} // namespace sessionscope::live

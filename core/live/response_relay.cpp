// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/response_relay.h"

#include <algorithm>
#include <utility>

namespace sessionscope::live {

ResponseRelay::ResponseRelay(HttpServerConnection &client, HttpUpstream &upstream, RelayScratch &scratch,
                             std::optional<std::string_view> sessionIdAs, ExchangeCapture *capture)
    : m_client(client)
    , m_upstream(upstream)
    , m_scratch(scratch)
    , m_sessionIdAs(sessionIdAs)
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

Relaying ResponseRelay::pass()
{
    for (;;) {
        if (!std::exchange(m_isSlow, false)) {
            m_scratch.out.clear();
            if (!std::exchange(m_hasHead, true))
                putHead();
            m_progress = takeBody();
            if (m_client.stream().isOver())
                return Relaying::ClientGone;
            SystemError error;
            const std::size_t size = m_scratch.out.size() + m_raw.size();
            const std::size_t sent = size == 0 ? 0 : m_client.stream().sendNow(m_scratch.out, m_raw, error);
            if (error)
                return Relaying::ClientGone;
            if (sent < size) {
                keepDue(sent);
                return Relaying::AwaitsClient;
            }
            flushed();
        }
        if (m_isClientGone)
            return Relaying::ClientGone;
        switch (m_progress) {
        case Progress::Done:
            m_upstream.complete();
            return Relaying::Complete;
        case Progress::Broken:
            return Relaying::UpstreamBroke;
        case Progress::None:
            if (!m_upstream.stream().isOver())
                return Relaying::AwaitsUpstream;
            break; // closed while the client was waited for
        case Progress::Some:
            break;
        }
    }
}

void ResponseRelay::putHead()
{
    ResponseEdits edits;
    edits.sessionIdAs = m_sessionIdAs;
    edits.framing = m_framing;
    edits.closes = !m_keepsClient;
    edits.confirmsKeepAlive = m_client.head().version == 10;
    appendRelayed(m_scratch.out, m_upstream.parser().head(), edits);
    if (m_capture)
        m_capture->clientHead(m_scratch.out);
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
        takeRaw(bytes, parsed);
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

/// The parser takes the line end of a chunk together with the head of the next one. There are clients that give a chunk
/// to their reader only after its line end (urllib3): it must not wait for the next event.
void ResponseRelay::takeRaw(std::string_view bytes, const Parsed &parsed)
{
    constexpr std::string_view kLineEnd = "\r\n";
    std::size_t end = parsed.used;
    if (m_upstream.parser().head().isChunked && !parsed.done && parsed.refusal == 0) {
        const std::string_view next = bytes.substr(parsed.used, kLineEnd.size());
        end += kLineEnd.starts_with(next) ? next.size() : 0;
    }
    const std::size_t sent = std::exchange(m_ahead, end - parsed.used);
    m_raw = end > sent ? bytes.substr(sent, end - sent) : std::string_view();
}

/// Moves what the client did not take out of the shared buffer.
void ResponseRelay::keepDue(std::size_t sent)
{
    const std::size_t ofHead = std::min(sent, m_scratch.out.size());
    m_due.assign(m_scratch.out, ofHead);
    m_raw.remove_prefix(sent - ofHead);
    m_isSlow = true;
}

Awaitable<void> ResponseRelay::flush()
{
    const SystemError error = co_await m_client.stream().send(m_due, m_raw);
    if (error)
        m_isClientGone = true;
    else
        flushed();
}

void ResponseRelay::flushed()
{
    m_raw = {};
    m_upstream.stream().consume(std::exchange(m_taken, 0));
}

} // namespace sessionscope::live

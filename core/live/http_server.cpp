// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/http_server.h"

#include <algorithm>
#include <utility>

namespace sessionscope::live {

namespace {

// A client that writes all before it reads sees why it was refused, though its body is over every limit.
constexpr std::size_t kLingerBytesMax = 64U << 20U;
constexpr const char *kServedMethods = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";
constexpr TcpStream::BufferLimits kServerBuffer{4U << 10U, 64U << 10U};

std::size_t count(const RequestHead &head, FieldKind kind)
{
    return static_cast<std::size_t>(
        std::count_if(head.fields.begin(), head.fields.end(),
                      [&](const HeaderField &field) { return field.kind == kind; }));
}

bool isTarget(std::string_view target)
{
    return target.starts_with('/') || target == "*" || target.starts_with("http://")
        || target.starts_with("https://");
}

} // namespace

HttpServerConnection::HttpServerConnection(TcpSocket socket, const OriginGuard &guard, Deadlines &deadlines,
                                           Limits limits)
    : m_stream(TcpStream::create(std::move(socket), kServerBuffer))
    , m_guard(guard)
    , m_limits(limits)
    , m_parser(limits.sizes)
    , m_deadline(deadlines,
                 [this] {
                     m_isOverdue = true;
                     m_stream->interrupt();
                 })
    , m_peer(m_stream->peerEndpoint())
    , m_peerAddress(m_peer.ip.text())
{
}

HttpServerConnection::~HttpServerConnection()
{
    m_stream->watch(nullptr);
    m_stream->close();
}

Awaitable<bool> HttpServerConnection::next()
{
    m_parser.reset();
    m_hasContinued = false;
    enter(std::exchange(m_isFirst, false) ? Phase::Head : Phase::Idle);
    bool isChecked = false;
    for (;;) {
        const Parsed parsed = parseSome();
        Refusal refusal{parsed.refusal, parsed.reason, ""};
        if (refusal.status == 0 && parsed.headDone && !std::exchange(isChecked, parsed.headDone))
            refusal = check();
        if (refusal.status != 0) {
            co_await refuse(refusal);
            co_return false;
        }
        if (parsed.done) {
            m_deadline.clear();
            co_return true;
        }
        if (parsed.used > 0)
            continue;
        if (!co_await waitForMore()) {
            m_deadline.clear();
            m_stream->close();
            co_return false;
        }
    }
}

Parsed HttpServerConnection::parseSome()
{
    // Empty lines before a request are to be ignored (RFC 9112 2.2).
    while (!m_parser.hasBegun() && m_stream->buffered().starts_with("\r\n"))
        m_stream->consume(2);
    const std::string_view bytes = m_stream->buffered();
    Parsed parsed = m_parser.feed(bytes);
    m_stream->consume(parsed.used);
    if (parsed.used == 0 && !parsed.done && bytes.size() >= kServerBuffer.max && parsed.refusal == 0) {
        parsed.refusal = 431;
        parsed.reason = "a line is too long";
    }
    if (m_parser.hasBegun() && !parsed.done && parsed.refusal == 0) {
        const Phase phase = parsed.headDone ? Phase::Body : Phase::Head;
        if (phase != m_phase)
            enter(phase);
    }
    return parsed;
}

/// False when nothing more will come, or not in time.
Awaitable<bool> HttpServerConnection::waitForMore()
{
    const bool hasBegun = m_parser.hasBegun();
    if (m_stream->isOver() || (m_closesSoon && !hasBegun))
        co_return false;
    if (m_phase == Phase::Body && head().expectsContinue && !std::exchange(m_hasContinued, true)) {
        // GCC 12 miscompiles a co_await in a condition with temporaries: keep it a statement of its own.
        const SystemError error = co_await m_stream->send("HTTP/1.1 100 Continue\r\n\r\n");
        if (error)
            co_return false;
    }
    m_isWaiting = !hasBegun;
    co_await m_stream->more();
    m_isWaiting = false;
    if (!m_isOverdue)
        co_return true;
    if (hasBegun)
        co_await refuse({408, "the request did not arrive in time"});
    co_return false;
}

HttpServerConnection::Refusal HttpServerConnection::check() const
{
    const std::size_t hosts = count(head(), FieldKind::Host);
    if (hosts > 1 || (hosts == 0 && head().version == 11))
        return {400, "there must be one Host"};
    if (head().method == "CONNECT" || head().method == "TRACE")
        return {405, "this method is not served", kServedMethods};
    if (!isTarget(head().target))
        return {400, "malformed target"};
    const std::string_view authority = head().authority();
    if (!(authority.empty() && head().version == 10) && !m_guard.allowsHost(authority))
        return {421, "this host is not served here"};
    for (const HeaderField &field : head().fields) {
        if (field.kind == FieldKind::Origin && !m_guard.allowsOrigin(head().value(field)))
            return {403, "this origin is not welcome"};
    }
    return {};
}

void HttpServerConnection::enter(Phase phase)
{
    m_phase = phase;
    m_isOverdue = false;
    switch (phase) {
    case Phase::Idle:
        m_deadline.set(m_limits.idleTime);
        break;
    case Phase::Head:
        m_deadline.set(m_limits.headTime);
        break;
    case Phase::Body:
        m_deadline.set(m_limits.bodyTime);
        break;
    }
}

Awaitable<void> HttpServerConnection::refuse(Refusal refusal)
{
    std::string out;
    std::string body(refusal.reason);
    body += '\n';
    LocalResponse response;
    response.status = refusal.status;
    response.contentType = "text/plain; charset=utf-8";
    response.body = body;
    response.allow = refusal.allow;
    response.omitsBody = head().method == "HEAD";
    response.closes = true;
    appendLocal(out, response);
    m_isOverdue = false;
    m_deadline.set(m_limits.lingerTime);
    // One try: a client that does not even take this has no claim to it.
    SystemError error;
    m_stream->sendNow(out, {}, error);
    if (!error)
        co_await closeLingering();
    m_deadline.clear();
    m_stream->close();
}

/// Hears the client out for a while: closing with unread bytes would reset the connection and could destroy the answer
/// before the client has seen it.
Awaitable<void> HttpServerConnection::closeLingering()
{
    m_stream->shutdownSend();
    std::size_t heard = 0;
    while (!m_stream->isOver() && !m_isOverdue && heard < kLingerBytesMax) {
        heard += m_stream->buffered().size();
        m_stream->consume(m_stream->buffered().size());
        co_await m_stream->more();
    }
}

void HttpServerConnection::closeSoon()
{
    m_closesSoon = true;
    if (m_isWaiting)
        m_stream->interrupt();
}

} // namespace sessionscope::live

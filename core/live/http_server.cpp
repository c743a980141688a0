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

std::size_t count(const RequestHead &head, FieldKind kind)
{
    return static_cast<std::size_t>(
        std::count_if(head.fields.begin(), head.fields.end(),
                      [&](const HeaderField &field) { return field.kind == kind; }));
}

bool isTarget(std::string_view target)
{
    const std::string_view scheme = target.substr(0, target.find("://"));
    return target.starts_with('/') || target == "*"
        || (scheme.size() < target.size()
            && (equalsIgnoringCase(scheme, "http") || equalsIgnoringCase(scheme, "https")));
}

} // namespace

HttpServerConnection::HttpServerConnection(TcpSocket socket, const OriginGuard &guard, Deadlines &deadlines,
                                           Limits limits)
    : m_stream(TcpStream::create(std::move(socket)))
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

void HttpServerConnection::begin()
{
    m_parser.reset();
    m_isChecked = false;
    m_hasContinued = false;
    m_isOverdue = false;
    m_phase.reset();
}

HttpServerConnection::Reading HttpServerConnection::read()
{
    m_isWaiting = false;
    if (m_isOverdue)
        return m_parser.hasBegun() ? giveUp({408, "the request did not arrive in time"}) : giveUp({});
    for (;;) {
        const Parsed parsed = parseSome();
        Refusal refusal{parsed.refusal, parsed.reason, ""};
        if (refusal.status == 0 && parsed.headDone && !std::exchange(m_isChecked, true))
            refusal = check();
        if (refusal.status != 0)
            return giveUp(refusal);
        if (parsed.done) {
            m_isFirst = false;
            m_deadline.clear();
            return Reading::Complete;
        }
        if (parsed.used > 0)
            continue;
        const bool hasBegun = m_parser.hasBegun();
        if (m_stream->isOver() || (m_closesSoon && !hasBegun))
            return giveUp({});
        enter(parsed.headDone ? Phase::Body : hasBegun || m_isFirst ? Phase::Head : Phase::Idle);
        if (!inviteBody())
            return giveUp({});
        m_isWaiting = !hasBegun;
        return Reading::Awaited;
    }
}

HttpServerConnection::Reading HttpServerConnection::giveUp(Refusal refusal)
{
    m_refusal = refusal;
    return Reading::Failed;
}

Parsed HttpServerConnection::parseSome()
{
    // Empty lines before a request are to be ignored (RFC 9112 2.2).
    while (!m_parser.hasBegun() && m_stream->buffered().starts_with("\r\n"))
        m_stream->consume(2);
    const std::string_view bytes = m_stream->buffered();
    if (!m_parser.hasBegun() && bytes == "\r") // half of one
        return {};
    Parsed parsed = m_parser.feed(bytes);
    m_stream->consume(parsed.used);
    if (parsed.used == 0 && !parsed.done && bytes.size() >= TcpStream::kBufferBytesMax
        && parsed.refusal == 0) {
        parsed.refusal = 431;
        parsed.reason = "a line is too long";
    }
    return parsed;
}

/// Sends the 100 that a client may wait for before it sends its body. False: the connection broke.
bool HttpServerConnection::inviteBody()
{
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    if (m_phase != Phase::Body || !head().expectsContinue || std::exchange(m_hasContinued, true))
        return true;
    SystemError error;
    const std::size_t sent = m_stream->sendNow(kContinue, {}, error);
    // A client that has no room for it does without (RFC 9110 10.1.1); a part of it would garble the answer.
    return !error && (sent == 0 || sent == kContinue.size());
}

HttpServerConnection::Refusal HttpServerConnection::check()
{
    const std::size_t hosts = count(head(), FieldKind::Host);
    if (hosts > 1 || (hosts == 0 && head().version == 11))
        return {400, "there must be one Host"};
    if (head().method == "CONNECT" || head().method == "TRACE")
        return {405, "this method is not served", kServedMethods};
    if (!isTarget(head().target))
        return {400, "malformed target"};
    const std::string_view authority = head().authority();
    const bool mayBeNone = hosts == 0 && authority.empty(); // HTTP/1.0
    if (!mayBeNone && m_host != authority) {                // as a rule it is that of the last request
        if (!m_guard.allowsHost(authority))
            return {421, "this host is not served here"};
        m_host = authority;
    }
    for (const HeaderField &field : head().fields) {
        if (field.kind == FieldKind::Origin && !m_guard.allowsOrigin(head().value(field)))
            return {403, "this origin is not welcome"};
    }
    return {};
}

/// What has to be waited for has a limit of its own.
void HttpServerConnection::enter(Phase phase)
{
    if (m_phase == phase)
        return;
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
    case Phase::Lingering:
        m_deadline.set(m_limits.lingerTime);
        break;
    }
}

Awaitable<void> HttpServerConnection::dismiss()
{
    if (m_refusal.status != 0)
        co_await answer();
    m_deadline.clear();
    m_stream->close();
}

Awaitable<void> HttpServerConnection::finish()
{
    co_await closeLingering();
    m_deadline.clear();
}

Awaitable<void> HttpServerConnection::answer()
{
    std::string out;
    std::string body(m_refusal.reason);
    body += '\n';
    LocalResponse response;
    response.status = m_refusal.status;
    response.contentType = "text/plain; charset=utf-8";
    response.body = body;
    response.allow = m_refusal.allow;
    response.omitsBody = head().method == "HEAD";
    response.closes = true;
    appendLocal(out, response);
    // One try: a client that does not even take this has no claim to it.
    SystemError error;
    m_stream->sendNow(out, {}, error);
    if (!error)
        co_await closeLingering();
}

/// Hears the client out for a while: closing with unread bytes would reset the connection and could destroy the answer
/// before the client has seen it.
Awaitable<void> HttpServerConnection::closeLingering()
{
    enter(Phase::Lingering);
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
    // Who was refused is heard out all the same, or might not see why.
    const bool isFinishing = m_phase == Phase::Lingering && m_refusal.status == 0;
    m_isOverdue = m_isOverdue || isFinishing;
    if (m_isWaiting || isFinishing)
        m_stream->interrupt();
}

} // namespace sessionscope::live

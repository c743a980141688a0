// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/proxy_exchange.h"

#include <algorithm>
#include <utility>

/// The half of an exchange that talks to the backend: getting a connection, sending, waiting for the head.
namespace sessionscope::live {

namespace {

using namespace routing;

/// Methods that may be sent twice without harm: what Go's transport calls replayable.
bool isReplayable(std::string_view method)
{
    return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

} // namespace

/// Sends a request and waits for the head of its response. Nothing, or why there is no head.
Awaitable<std::optional<ForwardFailed>> ProxyExchange::send(const BackendUrl &to, Outgoing request)
{
    if (m_upstream)
        m_core.keep(std::exchange(m_upstream, nullptr));
    for (bool mayReuse = true;; mayReuse = false) {
        m_isOverdue = false;
        if (m_isAbandoned || m_core.isKilled)
            co_return ForwardFailed{false, ErrorCode::Cancelled};
        if (!mayReuse || !reuse(to)) {
            const auto unobtained = co_await dial(to);
            if (unobtained)
                co_return unobtained;
        }
        m_upstream->expect(request.isClients && request.head.method == "HEAD");
        std::size_t sent = 0;
        SystemError error = writeNow(request, sent);
        if (!error && sent < m_scratch.out.size() + request.body.size())
            error = co_await writeRest(request, sent);
        if (!error && request.isClients)
            keepTurnForAWhile();
        // A backend may answer and close without taking the whole request: look even if the write failed.
        if (const Duration limit = headLimit(request); limit > Duration())
            m_deadline.set(limit);
        const Result<void> head = co_await m_upstream->readHead();
        m_deadline.clear();
        if (head && m_capture)
            m_capture->upstreamHead(m_upstream->parser().head(), m_upstream->dialled());
        if (head)
            co_return std::nullopt;
        if (!mayReuse || !mayRetry(request, sent)) {
            ErrorCode code = m_isOverdue ? ErrorCode::TimedOut : head.error().code;
            if (m_isAbandoned)
                code = ErrorCode::Cancelled;
            m_upstream.reset();
            co_return ForwardFailed{false, code};
        }
    }
}

/// A connection that idled may have been closed by the backend in the very moment of its reuse. Like Go, try again, once
/// and on a new connection, if the backend cannot have acted: nothing left here, or the method changes nothing.
bool ProxyExchange::mayRetry(const Outgoing &request, std::size_t sent) const
{
    const bool isStale = m_upstream->isReused() && !m_upstream->hasBegun();
    return isStale && !m_isAbandoned && !m_isOverdue && !m_core.isKilled
        && (sent == 0 || isReplayable(request.head.method));
}

bool ProxyExchange::reuse(const BackendUrl &to)
{
    m_upstream = m_core.upstreams.takeIdle(to);
    if (!m_upstream)
        return false;
    ++m_core.counters.upstreamsReused;
    m_exchange.connected(m_upstream->dialled(), m_upstream->id(), true, now());
    m_upstream->carries(origin());
    return true;
}

Awaitable<std::optional<ForwardFailed>> ProxyExchange::dial(const BackendUrl &to)
{
    if (to.scheme != "http")
        co_return ForwardFailed{true, ErrorCode::Unsupported};
    const Result<Endpoint> address = m_core.environment.resolve(to);
    if (!address) {
        if (address.error().code == ErrorCode::NameNotResolved)
            m_exchange.nameNotFound(to.host, now());
        co_return ForwardFailed{true, address.error().code};
    }
    ++m_core.counters.upstreamsDialled;
    m_upstream = m_core.upstreams.create(to);
    m_deadline.set(m_core.options.policy.dialTimeout);
    const SystemError error = co_await m_upstream->dial(*address, m_core.options.ip, origin());
    m_deadline.clear();
    if (m_isAbandoned || m_core.isKilled)
        co_return ForwardFailed{false, ErrorCode::Cancelled};
    if (error) {
        m_upstream.reset();
        co_return ForwardFailed{true, m_isOverdue ? ErrorCode::Unreachable : dialErrorCode(error)};
    }
    m_exchange.connected(m_upstream->dialled(), m_upstream->id(), false, now());
    co_return std::nullopt;
}

/// Sends what the kernel takes at once; `sent` says how much that was. The head is then in the scratch buffer.
SystemError ProxyExchange::writeNow(const Outgoing &request, std::size_t &sent)
{
    RequestEdits edits;
    edits.host = hostFor(*m_upstream);
    edits.path = request.path;
    edits.sessionId = request.sessionId;
    edits.clientAddress = m_client.peerAddress();
    edits.bodySize = request.body.size();
    m_scratch.out.clear();
    appendForwarded(m_scratch.out, request.head, edits);
    SystemError error;
    if (m_capture)
        m_capture->upstreamRequest(m_scratch.out, request.body, m_upstream->dialled());
    sent = m_upstream->stream().sendNow(m_scratch.out, request.body, error);
    return error;
}

Awaitable<SystemError> ProxyExchange::writeRest(const Outgoing &request, std::size_t sent)
{
    m_deadline.set(m_core.options.upstreamWriteTime);
    const std::string_view head(m_scratch.out);
    const std::size_t ofHead = std::min(sent, head.size());
    const SystemError error = co_await m_upstream->stream().sendUnlessAnswered(
        head.substr(ofHead), request.body.substr(sent - ofHead));
    m_deadline.clear();
    if (error)
        m_upstream->spoil();
    co_return error;
}

Duration ProxyExchange::headLimit(const Outgoing &request) const
{
    return request.isClients ? m_core.options.responseHeadTime : m_core.options.recoveryTime;
}

/// A POST must not overtake the session's GET: that one keeps its turn until the backend has answered, or long enough
/// for the backend to have seen it.
void ProxyExchange::keepTurnForAWhile()
{
    if (m_client.head().method != "GET") {
        m_turn.leave();
        return;
    }
    if (!m_turn.isTaken())
        return;
    m_turnDeadline.emplace(m_core.turnDeadlines, [this] { m_turn.leave(); });
    m_turnDeadline->set(m_core.options.streamTurnTime);
}

std::string_view ProxyExchange::hostFor(const HttpUpstream &upstream) const
{
    if (!m_core.options.podHostHeader.empty())
        return m_core.options.podHostHeader;
    if (!m_core.options.policy.rewritesHost)
        return m_client.head().authority();
    return upstream.authority();
}

} // namespace sessionscope::live

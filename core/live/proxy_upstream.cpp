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
    beginSending(to, request);
    for (Wait wait = advanceSending(); wait != Wait::None; wait = advanceSending()) {
        if (wait == Wait::Backend)
            co_await backend().more();
        else
            co_await goOnSending();
    }
    co_return m_sending.failure;
}

void ProxyExchange::beginSending(const BackendUrl &to, Outgoing request)
{
    if (m_upstream)
        m_core.keep(std::exchange(m_upstream, nullptr));
    m_sending = Sending();
    m_sending.to = &to;
    m_sending.request = request;
    attempt();
}

void ProxyExchange::attempt()
{
    m_isOverdue = false;
    if (m_isAbandoned || m_core.isKilled)
        endSending(ForwardFailed{false, ErrorCode::Cancelled});
    else if (m_sending.mayReuse && reuse(*m_sending.to))
        writeNow();
    else
        m_sending.phase = Sending::Phase::Dialling;
}

ProxyExchange::Wait ProxyExchange::advanceSending()
{
    for (;;) {
        switch (m_sending.phase) {
        case Sending::Phase::Dialling:
        case Sending::Phase::Writing:
            return Wait::Other;
        case Sending::Phase::AwaitingHead:
            if (!lookForHead())
                return Wait::Backend;
            break;
        case Sending::Phase::Ended:
            return Wait::None;
        }
    }
}

Awaitable<void> ProxyExchange::goOnSending()
{
    if (m_sending.phase == Sending::Phase::Writing) {
        co_await writeRest();
        co_return;
    }
    const auto unobtained = co_await dial(*m_sending.to);
    if (unobtained)
        endSending(unobtained);
    else
        writeNow();
}

/// False while it may still come.
bool ProxyExchange::lookForHead()
{
    const Result<bool> head = m_upstream->readHead();
    if (head && !*head)
        return false;
    m_deadline.clear();
    if (head) {
        if (m_capture)
            m_capture->upstreamHead(m_upstream->parser().head(), m_upstream->dialled());
        endSending(std::nullopt);
    } else if (m_sending.mayReuse && mayRetry()) {
        m_sending.mayReuse = false;
        attempt();
    } else {
        ErrorCode code = m_isOverdue ? ErrorCode::TimedOut : head.error().code;
        if (m_isAbandoned)
            code = ErrorCode::Cancelled;
        m_upstream.reset();
        endSending(ForwardFailed{false, code});
    }
    return true;
}

void ProxyExchange::endSending(std::optional<ForwardFailed> failure)
{
    m_sending.failure = failure;
    m_sending.phase = Sending::Phase::Ended;
}

/// A connection that idled may have been closed by the backend in the very moment of its reuse. Like Go, try again, once
/// and on a new connection, if the backend cannot have acted: nothing left here, or the method changes nothing.
bool ProxyExchange::mayRetry() const
{
    const bool isStale = m_upstream->isReused() && !m_upstream->hasBegun();
    return isStale && !m_isAbandoned && !m_isOverdue && !m_core.isKilled
        && (m_sending.sent == 0 || isReplayable(m_sending.request.head->method));
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

/// Sends what the kernel takes at once.
void ProxyExchange::writeNow()
{
    const Outgoing &request = m_sending.request;
    m_upstream->expect(request.isClients && request.head->method == "HEAD");
    RequestEdits edits;
    edits.host = hostFor(*m_upstream);
    edits.path = request.path;
    edits.sessionId = request.sessionId;
    edits.clientAddress = m_client.peerAddress();
    edits.bodySize = request.body.size();
    std::string &head = m_core.scratch.out;
    head.clear();
    appendForwarded(head, *request.head, edits);
    if (m_capture)
        m_capture->upstreamRequest(head, request.body, m_upstream->dialled());
    SystemError error;
    m_sending.sent = m_upstream->stream().sendNow(head, request.body, error);
    if (error || m_sending.sent == head.size() + request.body.size()) {
        written(error);
        return;
    }
    const std::size_t ofHead = std::min(m_sending.sent, head.size());
    m_sending.headRest.assign(head, ofHead);
    m_sending.bodyRest = request.body.substr(m_sending.sent - ofHead);
    m_sending.phase = Sending::Phase::Writing;
}

Awaitable<void> ProxyExchange::writeRest()
{
    TcpStream &stream = m_upstream->stream();
    std::string_view head = m_sending.headRest;
    m_deadline.set(m_core.options.upstreamWriteTime);
    SystemError error = co_await stream.sendUnlessAnswered(head, m_sending.bodyRest);
    while (error == asio::error::would_block) {
        if (lookForHead()) // the rest is not wanted
            co_return;
        if (stream.isQuiet()) // that was an interim response: the rest is still waited for (RFC 9110 15.2)
            error = co_await stream.sendUnlessAnswered(head, m_sending.bodyRest);
        else
            co_await stream.more(); // the rest of a head
    }
    m_deadline.clear();
    written(error);
}

/// A backend may answer and close without taking the whole request: an answer is looked for even after an error.
void ProxyExchange::written(const SystemError &error)
{
    if (!error) {
        m_upstream->sent();
        if (m_sending.request.isClients)
            keepTurnForAWhile();
    }
    if (const Duration limit = headLimit(m_sending.request); limit > Duration())
        m_deadline.set(limit);
    m_sending.phase = Sending::Phase::AwaitingHead;
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

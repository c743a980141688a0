// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/proxy_exchange.h"
#include "core/mcp/headers.h"

#include <utility>

/// The requests that are the proxy's own: a recovery's new initialize and its notification, with the response kept aside
/// meanwhile, and the ping.
namespace sessionscope::live {

namespace {

using namespace routing;

constexpr std::string_view kInitialized = R"({"jsonrpc":"2.0","method":"notifications/initialized"})";

} // namespace

Awaitable<Step> ProxyExchange::reinitialize(const step::Reinitialize &step)
{
    if (m_upstream) {
        auto held = std::make_unique<HeldResponse>();
        held->isWhole = co_await readRest(held->body);
        held->head = m_upstream->parser().head();
        m_held = std::move(held);
    }
    const RequestHead head = recoveryHead(step.keepsClientAccept);
    const Outgoing request{&head, step.body, std::nullopt, false};
    const auto failure = co_await send(step.to, request);
    if (m_core.isKilled)
        co_return Step(step::Finish{});
    if (failure)
        co_return m_exchange.on(*failure, now());
    Reinitialized answer;
    if (const std::string_view id = m_upstream->parser().head().valueOf(FieldKind::SessionId); !id.empty())
        answer.sessionId = id;
    answer.peer = peerSeen();
    co_await drain(); // the head was all that mattered
    if (m_core.isKilled)
        co_return Step(step::Finish{});
    co_return m_exchange.on(answer, now());
}

Awaitable<Step> ProxyExchange::sendInitialized(const step::SendInitialized &step)
{
    const RequestHead head = recoveryHead(false);
    const Outgoing request{&head, kInitialized, step.sessionId, false};
    const auto failure = co_await send(step.to, request);
    if (!failure)
        co_await drain();
    if (m_core.isKilled)
        co_return Step(step::Finish{});
    co_return m_exchange.on(InitializedSent{}, now());
}

/// Only a head is waited for: a connection whose answer has a body is closed, as Go's client closes one that was not read.
Awaitable<Step> ProxyExchange::ping(const step::Ping &step)
{
    RequestHead head;
    head.method = "GET";
    head.target += '/';
    const Recorder &recorder = m_core.environment.recorder;
    const Instant asked = recorder.now();
    Deadline limit(m_core.deadlines, [this] {
        m_isOverdue = true;
        if (m_upstream)
            m_upstream->stream().close();
    });
    limit.set(step.limit);
    const Outgoing request{&head, {}, std::nullopt, false};
    const auto failure = co_await send(step.to, request);
    limit.clear();
    if (m_core.isKilled)
        co_return Step(step::Finish{});
    Pinged ping;
    ping.took = recorder.now() - asked;
    if (failure) {
        ping.failure = *failure;
    } else {
        ping.status = m_upstream->parser().head().status;
        ping.peer = peerSeen();
        if (m_capture)
            m_capture->upstreamEnd(m_upstream->isComplete());
        m_core.keep(std::exchange(m_upstream, nullptr));
    }
    co_return m_exchange.on(ping, now());
}

/// Hears the response at hand out. False: its end did not come within the time and size of a recovery.
Awaitable<bool> ProxyExchange::readRest(std::string &body)
{
    m_deadline.set(m_core.options.recoveryTime);
    const Result<void> read = co_await m_upstream->readBody(body, m_core.options.recoveryBodyMax);
    m_deadline.clear();
    if (m_capture) {
        m_capture->upstreamBody(body);
        m_capture->upstreamEnd(read.has_value());
    }
    co_return read.has_value();
}

/// The same for a response whose body is of no interest: only its connection is, if it can be used again.
Awaitable<void> ProxyExchange::drain()
{
    std::string unread;
    const bool isWhole = co_await readRest(unread);
    if (!isWhole)
        m_upstream.reset();
}

Awaitable<void> ProxyExchange::relayHeld(const step::Relay &step)
{
    if (m_isAbandoned)
        co_return;
    if (!m_held || !m_held->isWhole) {
        const step::Respond badGateway;
        co_await respond(badGateway);
        co_return;
    }
    ResponseEdits edits;
    // The answer to a HEAD tells the length of what it leaves out.
    edits.framing = m_client.head().method == "HEAD" ? Framing::AsReceived : Framing::KnownLength;
    edits.length = m_held->body.size();
    edits.closes = !m_keepsClient || m_client.closesSoon();
    if (step.sessionIdAs)
        edits.sessionIdAs = *step.sessionIdAs;
    std::string head;
    appendRelayed(head, m_held->head, edits);
    if (m_capture) {
        m_capture->clientHead(head);
        m_capture->clientBody(m_held->body);
        m_capture->clientEnd(true);
    }
    const SystemError error = co_await m_client.stream().send(head, m_held->body);
    m_keepsClient = m_keepsClient && !error;
}

/// The head of a request of our own: the client's fields, as ToolHive clones them (digest 4.3 step 3), for a JSON body.
/// A GET's Accept would be refused by servers that insist on both types (F-21), so it is replaced unless asked for.
RequestHead ProxyExchange::recoveryHead(bool keepsClientAccept) const
{
    const RequestHead &clients = m_client.head();
    RequestHead head;
    head.method = "POST";
    head.target = clients.target;
    bool hasAccept = false;
    for (const HeaderField &field : clients.fields) {
        const bool isReplaced = field.kind == FieldKind::SessionId || field.kind == FieldKind::ContentType
            || field.kind == FieldKind::ContentLength || field.kind == FieldKind::TransferEncoding
            || (field.kind == FieldKind::Accept && !keepsClientAccept)
            || equalsIgnoringCase(clients.name(field), mcp::kLastEventIdHeader);
        hasAccept = hasAccept || (field.kind == FieldKind::Accept && !isReplaced);
        if (!isReplaced)
            head.add(clients.name(field), clients.value(field), field.kind);
    }
    if (!hasAccept && !keepsClientAccept)
        head.add("Accept", "application/json, text/event-stream", FieldKind::Accept);
    head.add("Content-Type", "application/json", FieldKind::ContentType);
    return head;
}

} // namespace sessionscope::live

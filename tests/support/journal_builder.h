// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace sessionscope::testing {

/// The fields of an event as a test writes them down; what is left out is empty.
struct EventFields
{
    journal::Actor actor = {};
    std::string_view session = {};
    std::uint64_t exchange = 0;
    std::string_view text = {};
    std::string_view detail = {};
    std::int64_t number = 0;
    std::int64_t other = 0;
    journal::Sequence cause = {}; ///< none: the event before it in the same exchange
};

/// How one request of a client went, for JournalBuilder::call().
struct CallFields
{
    std::string_view session = {};
    std::uint32_t client = 0;
    std::uint32_t proxy = 0;
    std::uint32_t pod = 0;
    std::string_view pin
        = "http://mcp-myserver:8080"; ///< backend_url of the record; empty: there is no record
    std::string_view what = "POST tools/call counter";
    int status = 200;
    int rpcError = 0;
    bool podKnowsSession = true;
    std::int64_t expectedCount = 0; ///< 0: no state is observed
    std::int64_t observedCount = 0;
};

/// Writes journals by hand, event by event or in whole exchanges as the engines write them.
///
/// Time advances by a millisecond with every event. Pods have the addresses 127.77.0.10, .11 …
class JournalBuilder
{
public:
    journal::Sequence add(journal::EventKind kind, const EventFields &fields = {})
    {
        journal::Event event;
        event.kind = kind;
        event.time = m_now;
        m_now = m_now + Duration::milliseconds(1);
        event.actor = fields.actor;
        event.session = m_writer.intern(fields.session);
        event.exchange = ExchangeId(fields.exchange);
        event.text = m_writer.intern(fields.text);
        event.detail = m_writer.intern(fields.detail);
        event.number = fields.number;
        event.other = fields.other;
        event.cause = fields.cause;
        if (event.cause == journal::Sequence() && fields.exchange != 0)
            event.cause = m_lastOfExchange[fields.exchange];
        const journal::Sequence sequence = m_writer.append(event);
        if (fields.exchange != 0)
            m_lastOfExchange[fields.exchange] = sequence;
        return sequence;
    }

    void wait(Duration span) { m_now = m_now + span; }

    static std::string podAddress(std::uint32_t ordinal)
    {
        return "127.77.0." + std::to_string(10 + ordinal);
    }

    void startPods(std::uint32_t count)
    {
        for (std::uint32_t ordinal = 0; ordinal < count; ++ordinal) {
            const std::string address = podAddress(ordinal);
            const auto actor = journal::podActor(PodId(ordinal));
            const auto started = add(EventKind::PodStarted, {.actor = actor, .text = address, .number = 1});
            add(EventKind::PodReady, {.actor = actor, .text = address, .cause = started});
        }
    }

    journal::Sequence startProxy(std::uint32_t index, std::int64_t generation)
    {
        const std::string address = "127.77.128." + std::to_string(10 * generation + index);
        return add(EventKind::ProxyStarted,
                   {.actor = journal::proxyActor(ProxyId(index)), .text = address, .number = generation});
    }

    /// A session is made: initialize reaches `pod`, and the record says `pin` (empty: no record is saved).
    void initialize(std::string_view session, std::uint32_t pod, std::string_view pin,
                    std::uint32_t client = 0, std::uint32_t proxyIndex = 0)
    {
        const std::uint64_t exchange = ++m_exchanges;
        const auto proxy = journal::proxyActor(ProxyId(proxyIndex));
        const auto sent = send(client, {}, "POST initialize");
        add(EventKind::RequestReceived,
            {.actor = proxy, .exchange = exchange, .text = "POST initialize", .cause = sent});
        forward({.session = {}, .pod = pod, .pin = "http://mcp-myserver:8080", .what = "initialize"},
                exchange, proxy, session);
        if (!pin.empty()) {
            add(EventKind::RecordSaved,
                {.actor = proxy,
                 .session = session,
                 .exchange = exchange,
                 .text = pin,
                 .detail = "created",
                 .number = 1});
        }
        add(EventKind::SessionCreated,
            {.actor = proxy,
             .session = session,
             .exchange = exchange,
             .text = "sessionscope 0.1.0",
             .detail = "sessions",
             .number = pod});
        add(EventKind::AnswerSent,
            {.actor = proxy, .session = session, .exchange = exchange, .text = "relayed", .number = 200});
        add(EventKind::AnswerReceived,
            {.actor = journal::clientActor(ClientId(client)),
             .session = session,
             .text = "POST initialize",
             .number = 200,
             .cause = sent});
    }

    /// A request with a session, from its client to the pod and back. Without a record the proxy answers 404 itself.
    /// Returns what the client saw: its AnswerReceived.
    journal::Sequence call(const CallFields &call)
    {
        const std::uint64_t exchange = ++m_exchanges;
        const auto proxy = journal::proxyActor(ProxyId(call.proxy));
        const auto sent = send(call.client, call.session, call.what);
        add(EventKind::RequestReceived,
            {.actor = proxy,
             .session = call.session,
             .exchange = exchange,
             .text = call.what,
             .cause = sent});
        add(EventKind::RecordLoaded,
            {.actor = proxy,
             .session = call.session,
             .exchange = exchange,
             .text = call.pin,
             .number = call.pin.empty() ? 0 : 1});
        if (!call.pin.empty())
            forward(call, exchange, proxy, {});
        add(EventKind::AnswerSent,
            {.actor = proxy,
             .session = call.session,
             .exchange = exchange,
             .text = call.pin.empty() ? "guard" : "relayed",
             .number = call.status});
        const auto client = journal::clientActor(ClientId(call.client));
        const auto received = add(EventKind::AnswerReceived,
                                  {.actor = client,
                                   .session = call.session,
                                   .text = call.what,
                                   .number = call.status,
                                   .other = call.rpcError,
                                   .cause = sent});
        if (call.expectedCount > 0) {
            add(EventKind::StateObserved,
                {.actor = client,
                 .session = call.session,
                 .number = call.expectedCount,
                 .other = call.observedCount,
                 .cause = received});
        }
        return received;
    }

    /// A proxy restarts: drained, then up again with a new address. The start.
    journal::Sequence restartProxy(std::uint32_t index, std::int64_t newGeneration)
    {
        const auto actor = journal::proxyActor(ProxyId(index));
        const auto requested
            = add(EventKind::FaultRequested, {.text = "restart-proxy", .detail = "plan", .number = index});
        add(EventKind::ProxyStopped,
            {.actor = actor, .text = "drained", .number = newGeneration - 1, .cause = requested});
        const auto started = startProxy(index, newGeneration);
        add(EventKind::FaultSettled, {.text = "restart-proxy", .number = index, .cause = requested});
        return started;
    }

    std::uint64_t lastExchange() const { return m_exchanges; }
    journal::Writer &writer() { return m_writer; }
    Instant now() const { return m_now; }

    /// Everything added so far.
    const journal::Journal &journal()
    {
        m_journal.append(m_writer.take());
        return m_journal;
    }

private:
    using EventKind = journal::EventKind;

    journal::Sequence send(std::uint32_t client, std::string_view session, std::string_view what)
    {
        return add(EventKind::RequestSent,
                   {.actor = journal::clientActor(ClientId(client)), .session = session, .text = what});
    }

    void forward(const CallFields &call, std::uint64_t exchange, journal::Actor proxy,
                 std::string_view newSession)
    {
        const std::string address = podAddress(call.pod) + ":8080";
        const std::int64_t knew = call.session.empty() ? -1 : call.podKnowsSession ? 1 : 0;
        add(EventKind::ForwardStarted,
            {.actor = proxy,
             .session = call.session,
             .exchange = exchange,
             .text = call.pin,
             .detail = call.session.empty() ? "target" : "pin"});
        add(EventKind::ConnectionOpened,
            {.actor = proxy, .session = call.session, .exchange = exchange, .text = address, .number = 1});
        add(EventKind::PodAnswered,
            {.actor = journal::podActor(PodId(call.pod)),
             .session = call.session,
             .exchange = exchange,
             .text = call.what,
             .number = call.status,
             .other = knew});
        add(EventKind::ResponseReceived,
            {.actor = proxy,
             .session = call.session,
             .exchange = exchange,
             .text = address,
             .detail = newSession,
             .number = call.status});
    }

    journal::Writer m_writer;
    journal::Journal m_journal;
    Instant m_now;
    std::uint64_t m_exchanges = 0;
    std::map<std::uint64_t, journal::Sequence> m_lastOfExchange;
};

} // namespace sessionscope::testing

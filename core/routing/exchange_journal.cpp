// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/routing/exchange_journal.h"

#include "core/routing/own_endpoint.h"
#include "core/routing/redirect.h"
#include "core/session/record_codec.h"

#include <algorithm>
#include <utility>

namespace sessionscope::routing {

using journal::EventKind;

namespace {

template <class... Handlers> struct Overloaded : Handlers...
{
    using Handlers::operator()...;
};
template <class... Handlers> Overloaded(Handlers...) -> Overloaded<Handlers...>;

std::string_view textOf(step::Forward::Why why)
{
    switch (why) {
    case step::Forward::Why::Target:
        return "target";
    case step::Forward::Why::Pin:
        return "pin";
    case step::Forward::Why::DrawnPod:
        return "drawn pod";
    case step::Forward::Why::Redirect:
        return "redirect";
    case step::Forward::Why::Replay:
        return "replay";
    }
    return {};
}

std::string_view textOf(step::AskStore::Why why)
{
    switch (why) {
    case step::AskStore::Why::Lookup:
        return "load";
    case step::AskStore::Why::Created:
        return "created";
    case step::AskStore::Why::Shadow:
        return "shadow";
    case step::AskStore::Why::Reinitialized:
        return "re-initialised";
    case step::AskStore::Why::Unpinned:
        return "unpinned";
    case step::AskStore::Why::Deleted:
        return "delete";
    }
    return {};
}

std::string what(const RequestFacts &facts)
{
    std::string text = facts.method;
    if (ownEndpointOf(facts.path) != OwnEndpoint::None)
        return text.append(" ").append(facts.path, 0, facts.path.find('?'));
    if (!facts.rpc.method.empty())
        text += ' ' + facts.rpc.method;
    if (!facts.rpc.toolName.empty())
        text += ' ' + facts.rpc.toolName;
    return text;
}

} // namespace

JournaledExchange::JournaledExchange(Exchange::Context context, RequestFacts &&requestFacts, Rng rng,
                                     Identity identity, Arrival arrival)
    : m_exchange(context, std::move(requestFacts), rng)
    , m_identity(identity)
    , m_receivedAt(arrival.at)
    , m_last(identity.cause)
{
    if (!identity.journal)
        return;
    m_notes = std::make_unique<Notes>();
    const RequestFacts &facts = m_exchange.facts();
    if (facts.sessionId && !facts.rpc.isInitialize())
        m_session = intern(*facts.sessionId);
    note(EventKind::RequestReceived, arrival.at,
         {.text = intern(what(facts)), .detail = intern(arrival.clientAddress)});
}

Step JournaledExchange::begin(Instant now)
{
    return noted(m_exchange.begin(), now);
}

Step JournaledExchange::on(const Result<session::StoreReply> &reply, Instant now)
{
    if (m_identity.journal)
        noteStoreReply(reply, now);
    return noted(m_exchange.on(reply), now);
}

Step JournaledExchange::on(const ForwardFailed &failure, Instant now)
{
    if (m_identity.journal)
        noteFailure(failure, now);
    return noted(m_exchange.on(failure), now);
}

Step JournaledExchange::on(const ResponseHead &head, Instant now)
{
    if (m_identity.journal) {
        m_notes->head = head;
        if (head.sessionId && head.status == 200 && m_exchange.facts().rpc.isInitialize())
            m_session = intern(*head.sessionId);
        note(EventKind::ResponseReceived, now,
             {.number = head.status,
              .text = intern(head.peer.text()),
              .detail = intern(head.sessionId.value_or(std::string()))});
    }
    Step next = m_exchange.on(head);
    const bool isOneTooMany = isRedirect(head.status) && m_exchange.redirects() == kRedirectsMax
        && !std::holds_alternative<step::Forward>(next);
    if (m_identity.journal && isOneTooMany)
        note(EventKind::LimitReached, now, {.number = kRedirectsMax, .text = intern("redirects")});
    return noted(std::move(next), now);
}

Step JournaledExchange::on(const Reinitialized &answer, Instant now)
{
    if (m_identity.journal)
        note(
            EventKind::ResponseReceived, now,
            {.text = intern(answer.peer.text()), .detail = intern(answer.sessionId.value_or(std::string()))});
    return noted(m_exchange.on(answer), now);
}

Step JournaledExchange::on(InitializedSent sent, Instant now)
{
    return noted(m_exchange.on(sent), now);
}

Step JournaledExchange::on(const Pinged &ping, Instant now)
{
    if (m_identity.journal && ping.status)
        note(EventKind::ResponseReceived, now, {.number = *ping.status, .text = intern(ping.peer.text())});
    else if (m_identity.journal)
        noteFailure(ping.failure, now);
    return noted(m_exchange.on(ping), now);
}

Step JournaledExchange::on(Relayed relayed, Instant now)
{
    return noted(m_exchange.on(relayed), now);
}

void JournaledExchange::nameNotFound(std::string_view host, Instant now)
{
    if (m_identity.journal)
        note(EventKind::NameNotFound, now, {.text = intern(host)});
}

void JournaledExchange::connected(Endpoint address, ConnectionId connection, bool reused, Instant now)
{
    if (m_identity.journal)
        note(reused ? EventKind::ConnectionReused : EventKind::ConnectionOpened, now,
             {.number = static_cast<std::int64_t>(connection.value()), .text = intern(address.text())});
}

void JournaledExchange::answeredBy(PodId pod)
{
    if (m_notes)
        m_notes->answeredBy = pod;
}

Step JournaledExchange::noted(Step step, Instant now)
{
    if (!m_identity.journal)
        return step;
    const auto forwarded = [&](const BackendUrl &to, std::string_view why, std::string_view path = {}) {
        m_notes->dialling = to.authority();
        const std::string url = to.text().append(path);
        note(EventKind::ForwardStarted, now, {.text = intern(url), .detail = intern(why)});
    };
    std::visit(
        Overloaded{
            [&](const step::AskStore &ask) { m_notes->asked = ask; },
            [&](const step::Forward &forward) { forwarded(forward.to, textOf(forward.why), forward.path); },
            [&](const step::Reinitialize &again) {
                m_notes->heldHead = m_notes->head;
                forwarded(again.to, "re-initialisation");
            },
            [&](const step::SendInitialized &sent) { forwarded(sent.to, "initialized"); },
            [&](const step::Ping &ping) { forwarded(ping.to, "ping"); },
            [&](const step::Relay &relay) {
                if (relay.held)
                    m_notes->head = m_notes->heldHead;
                noteSessionCreated(now);
                noteAnswer(m_notes->head.status, "relayed", now);
            },
            [&](const step::Respond &respond) { noteAnswer(respond.status, respond.reason, now); },
            [](const step::Finish &) {},
        },
        step);
    return step;
}

void JournaledExchange::note(EventKind kind, Instant now, journal::Event fields)
{
    fields.time = now;
    fields.kind = kind;
    fields.cause = m_last;
    fields.exchange = m_identity.exchange;
    fields.session = m_session;
    fields.actor = journal::proxyActor(m_identity.proxy);
    m_last = m_identity.journal->append(fields);
}

void JournaledExchange::noteFailure(const ForwardFailed &failure, Instant now)
{
    const journal::Symbol code = intern(toText(failure.code));
    if (failure.dialing)
        note(EventKind::DialFailed, now, {.text = intern(m_notes->dialling), .detail = code});
    else
        note(EventKind::ForwardFailed, now, {.text = code});
}

void JournaledExchange::noteStoreReply(const Result<session::StoreReply> &reply, Instant now)
{
    if (!reply) {
        note(EventKind::StoreFailed, now,
             {.text = intern(toText(reply.error().code)), .detail = intern(textOf(m_notes->asked.why))});
        return;
    }
    std::visit(
        Overloaded{
            [&](const session::LoadRecord &load) {
                const auto &record = reply->record;
                captureRecord(journal::Leg::RecordBefore, "GETEX " + load.key, record.get(), now);
                note(EventKind::RecordLoaded, now,
                     {.number = record ? 1 : 0,
                      .text = intern(record ? record->backendUrl() : ""),
                      .detail = intern(record ? record->backendSid() : "")});
            },
            [&](const session::SaveRecord &save) {
                if (reply->applied)
                    captureRecord(journal::Leg::RecordAfter, "SET " + save.key, save.record.get(), now);
                note(EventKind::RecordSaved, now,
                     {.number = reply->applied ? 1 : 0,
                      .text = intern(save.record->backendUrl()),
                      .detail = intern(textOf(m_notes->asked.why))});
                if (m_notes->asked.why == step::AskStore::Why::Reinitialized)
                    note(EventKind::SessionForgotten, now, {.text = intern(save.record->backendSid())});
            },
            [&](const session::DeleteRecord &deletion) {
                captureRecord(journal::Leg::RecordAfter, "DEL " + deletion.key, nullptr, now);
                note(EventKind::RecordDeleted, now, {.number = reply->applied ? 1 : 0});
                if (m_notes->head.status < 300)
                    note(EventKind::SessionClosed, now, {});
            },
        },
        m_notes->asked.request);
}

void JournaledExchange::captureRecord(journal::Leg leg, std::string command, const session::Record *record,
                                      Instant now)
{
    if (!m_identity.capturesRecords)
        return;
    journal::Message message;
    message.id = m_identity.journal->nextMessage();
    message.exchange = m_identity.exchange;
    message.leg = leg;
    message.time = now;
    message.actor = journal::proxyActor(m_identity.proxy);
    message.startLine = std::move(command);
    if (record)
        message.body = session::encode(*record);
    message.bodySize = message.body.size();
    message.body.resize(std::min(message.body.size(), journal::Message::kBodyBytesMax));
    message.complete = true;
    m_identity.journal->append(std::move(message));
}

void JournaledExchange::noteAnswer(int status, std::string_view reason, Instant now)
{
    note(EventKind::AnswerSent, now,
         {.number = status, .other = (now - m_receivedAt).inNanoseconds(), .text = intern(reason)});
}

void JournaledExchange::noteSessionCreated(Instant now)
{
    const mcp::RpcPeek &rpc = m_exchange.facts().rpc;
    if (!rpc.isInitialize() || m_notes->head.status != 200 || !m_notes->head.sessionId)
        return;
    std::string client = rpc.clientName;
    if (!rpc.clientVersion.empty())
        client += ' ' + rpc.clientVersion;
    note(EventKind::SessionCreated, now,
         {.number = m_notes->answeredBy ? static_cast<std::int64_t>(m_notes->answeredBy->value()) : -1,
          .text = intern(client),
          .detail = intern(toText(m_exchange.era()))});
}

journal::Symbol JournaledExchange::intern(std::string_view text)
{
    return m_identity.journal->intern(text);
}

} // namespace sessionscope::routing

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/proxy_exchange.h"

#include "core/mcp/rpc_peek.h"
#include "core/routing/own_endpoint.h"
#include "core/scenario/streams.h"

#include <chrono>
#include <utility>

namespace sessionscope::live {

namespace {

using namespace routing;

WallTime wallTime()
{
    const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
    return WallTime{std::chrono::duration_cast<std::chrono::nanoseconds>(sinceEpoch).count()};
}

RequestFacts factsOf(const RequestHead &head, const std::string &body, const Policy &policy)
{
    RequestFacts facts;
    facts.method = head.method;
    facts.path = head.path();
    if (const std::string_view id = head.valueOf(FieldKind::SessionId); !id.empty())
        facts.sessionId = id;
    facts.protocolVersion = head.valueOf(FieldKind::ProtocolVersion);
    facts.rpc = mcp::peek(body);
    if (!body.empty() && (facts.rpc.isInitialize() || policy.recordsAnyNewSession))
        facts.body = std::make_shared<const std::string>(body);
    facts.receivedAt = wallTime();
    return facts;
}

JournaledExchange begun(ProxyCore &core, const HttpServerConnection &client, bool isJournalled)
{
    ProxyEnvironment &environment = core.environment;
    RequestFacts facts = factsOf(client.head(), client.body(), core.options.policy);
    const bool isProbe = ownEndpointOf(facts.path) != OwnEndpoint::None;
    JournaledExchange::Identity identity;
    identity.proxy = core.options.id;
    if (isJournalled) {
        identity.journal = &environment.recorder.writer();
        if (const auto origin = environment.dataPath.origin(client.peer())) {
            identity.exchange = origin->exchange;
            identity.cause = origin->cause;
        } else if (environment.clients && !isProbe) {
            identity.cause = environment.clients->attached(
                client.peer(), facts.sessionId.value_or(std::string()), facts.rpc);
        }
        if (identity.exchange == ExchangeId())
            identity.exchange = environment.recorder.nextExchange();
        identity.capturesRecords = environment.recorder.capturesMessages();
    }
    // What a client's request draws must not depend on how often somebody asks for the proxy's health.
    const std::uint64_t number = isProbe ? 0 : core.counters.exchanges++;
    return JournaledExchange({&core.options.policy, &core.options.target, &core.options.keyPrefix},
                             std::move(facts), scenario::streams::exchange(environment.rng, number), identity,
                             {client.peerAddress(), isJournalled ? environment.recorder.now() : Instant()});
}

} // namespace

ProxyExchange::ProxyExchange(ProxyCore &core, HttpServerConnection &client)
    : m_core(core)
    , m_client(client)
    , m_isJournalled(core.environment.recorder.recordsExchanges())
    , m_exchange(begun(core, client, m_isJournalled))
    , m_deadline(core.deadlines,
                 [this] {
                     m_isOverdue = true;
                     if (m_upstream)
                         m_upstream->stream().close();
                 })
    , m_keepsClient(client.head().keepsAlive)
{
    if (m_isJournalled && core.environment.recorder.capturesMessages()) {
        m_capture
            = std::make_unique<ExchangeCapture>(core.environment.recorder, core.options.id, m_exchange.id());
        m_capture->clientRequest(client.head(), client.body(), client.peer());
    }
    m_client.stream().watch(this);
    if (const auto &session = m_exchange.exchange().facts().sessionId)
        m_core.turns.join(m_turn, *session);
}

ProxyExchange::~ProxyExchange()
{
    m_client.stream().watch(nullptr);
}

ProxyExchange::Wait ProxyExchange::advance()
{
    for (;;) {
        if (m_core.isKilled)
            m_stage = Stage::Over;
        switch (m_stage) {
        case Stage::InLine:
            if (m_turn.waits() && !m_isAbandoned)
                return Wait::Other;
            enter(m_isAbandoned ? Step(step::Finish{}) : m_exchange.begin(now()));
            break;
        case Stage::AtStep:
            if (!takeUp())
                return Wait::Other;
            break;
        case Stage::Sending:
            if (const Wait wait = advanceSending(); wait != Wait::None)
                return wait;
            forwarded();
            break;
        case Stage::Relaying:
            switch (const Relaying relaying = m_relay->pass()) {
            case Relaying::AwaitsUpstream:
                return Wait::Backend;
            case Relaying::AwaitsClient:
                return Wait::Other;
            case Relaying::Complete:
            case Relaying::UpstreamBroke:
            case Relaying::ClientGone:
                relayed(relaying);
                break;
            }
            break;
        case Stage::Over:
            m_turn.leave();
            return Wait::None;
        }
    }
}

Awaitable<void> ProxyExchange::goOn()
{
    switch (m_stage) {
    case Stage::InLine:
        co_await m_turn.wait();
        break;
    case Stage::AtStep:
        co_await takeStep();
        break;
    case Stage::Sending:
        co_await goOnSending();
        break;
    case Stage::Relaying:
        co_await m_relay->flush();
        break;
    case Stage::Over:
        break;
    }
}

bool ProxyExchange::keepsClient() const
{
    return m_keepsClient && !m_isAbandoned && !m_core.isKilled && !m_client.closesSoon();
}

void ProxyExchange::enter(Step &&step)
{
    m_step = std::move(step);
    m_stage = Stage::AtStep;
}

/// Takes up a step that needs no waiting, or none before it is under way; false if it is another.
bool ProxyExchange::takeUp()
{
    if (const auto *asked = std::get_if<step::AskStore>(&m_step)) {
        const auto reply = m_core.environment.store.applyNow(asked->request);
        if (!reply)
            return false;
        ++m_core.counters.storeRequests;
        enter(m_exchange.on(*reply, now()));
    } else if (const auto *sent = std::get_if<step::Forward>(&m_step)) {
        if (sent->why == step::Forward::Why::Redirect)
            return false; // the response at hand comes first
        m_stage = Stage::Sending;
        beginSending(sent->to, outgoing(*sent));
    } else if (const auto *answer = std::get_if<step::Relay>(&m_step)) {
        if (answer->held)
            return false;
        relay(*answer);
    } else if (std::holds_alternative<step::Finish>(m_step)) {
        m_stage = Stage::Over;
    } else {
        return false;
    }
    return true;
}

Awaitable<void> ProxyExchange::takeStep()
{
    Step next = step::Finish{};
    if (auto *asked = std::get_if<step::AskStore>(&m_step)) {
        ++m_core.counters.storeRequests;
        const auto reply = co_await m_core.environment.store.apply(std::move(asked->request));
        if (!m_core.isKilled)
            next = m_exchange.on(reply, now());
    } else if (const auto *redirected = std::get_if<step::Forward>(&m_step)) {
        co_await drain();
        m_stage = Stage::Sending;
        beginSending(redirected->to, outgoing(*redirected));
        co_return;
    } else if (const auto *again = std::get_if<step::Reinitialize>(&m_step)) {
        next = co_await reinitialize(*again);
    } else if (const auto *notice = std::get_if<step::SendInitialized>(&m_step)) {
        next = co_await sendInitialized(*notice);
    } else if (const auto *probe = std::get_if<step::Ping>(&m_step)) {
        next = co_await ping(*probe);
    } else if (const auto *held = std::get_if<step::Relay>(&m_step)) {
        co_await relayHeld(*held);
        if (!m_core.isKilled)
            next = m_exchange.on(Relayed{}, now());
    } else if (const auto *own = std::get_if<step::Respond>(&m_step)) {
        co_await respond(*own);
    }
    enter(std::move(next));
}

ProxyExchange::Outgoing ProxyExchange::outgoing(const step::Forward &step) const
{
    Outgoing request;
    request.head = &m_client.head();
    request.body = m_client.body();
    if (step.sessionId)
        request.sessionId = *step.sessionId;
    request.path = step.path;
    return request;
}

/// The client's request was sent: the head of the response is there, or none will come.
void ProxyExchange::forwarded()
{
    Step next = m_sending.failure ? m_exchange.on(*m_sending.failure, now()) : responded();
    if (!std::holds_alternative<step::Forward>(next)) { // a stream that is redirected has yet to arrive
        m_turnDeadline.reset();
        m_turn.leave();
    }
    enter(std::move(next));
}

Step ProxyExchange::responded()
{
    const ResponseHead &head = m_upstream->parser().head();
    routing::ResponseHead facts;
    facts.status = head.status;
    if (const std::string_view id = head.valueOf(FieldKind::SessionId); !id.empty())
        facts.sessionId = id;
    facts.peer = peerSeen();
    facts.location = head.valueOf(FieldKind::Location);
    noteCreated(head);
    if (m_isJournalled && m_core.environment.podBehind) {
        if (const auto pod = m_core.environment.podBehind(m_upstream->local(), m_upstream->dialled()))
            m_exchange.answeredBy(*pod);
    }
    return m_exchange.on(facts, now());
}

void ProxyExchange::noteCreated(const ResponseHead &head)
{
    const RequestFacts &facts = m_exchange.exchange().facts();
    const std::string_view id = head.valueOf(FieldKind::SessionId);
    if (m_isJournalled && m_core.environment.clients && facts.rpc.isInitialize() && head.status == 200
        && !id.empty())
        m_core.environment.clients->created(id, facts.rpc, m_client.peer());
}

void ProxyExchange::relay(const step::Relay &step)
{
    m_stage = Stage::Relaying;
    if (m_isAbandoned) {
        relayed(Relaying::ClientGone);
        return;
    }
    std::optional<std::string_view> sessionIdAs;
    if (step.sessionIdAs)
        sessionIdAs = *step.sessionIdAs;
    m_relay.emplace(m_client, *m_upstream, m_core.scratch, sessionIdAs, m_capture.get());
}

void ProxyExchange::relayed(Relaying end)
{
    const bool isComplete = end == Relaying::Complete;
    m_keepsClient = m_keepsClient && isComplete && m_relay->keepsClient();
    if (m_capture) {
        m_capture->upstreamEnd(isComplete);
        m_capture->clientEnd(isComplete);
    }
    if (isComplete)
        m_core.keep(std::move(m_upstream));
    else if (end == Relaying::UpstreamBroke && m_relay->endsWithConnection())
        m_client.stream().reset(); // an orderly end would make the client take the part for the whole
    m_relay.reset();
    m_upstream.reset();
    enter(m_exchange.on(Relayed{}, now()));
}

Awaitable<void> ProxyExchange::respond(const step::Respond &step)
{
    if (m_isAbandoned)
        co_return;
    LocalResponse response;
    response.status = step.status;
    response.contentType = step.contentType;
    response.body = step.body;
    response.allow = step.allow;
    response.omitsBody = m_client.head().method == "HEAD";
    response.closes = !m_keepsClient || m_client.closesSoon();
    std::string whole;
    appendLocal(whole, response);
    if (m_capture)
        m_capture->clientResponse(whole);
    const SystemError error = co_await m_client.stream().send(whole);
    m_keepsClient = m_keepsClient && !error;
}

/// The client is gone, also if it ended its half alone and takes nothing: what is due to it is waited for no longer.
void ProxyExchange::streamEnded()
{
    abandon(false);
    m_client.stream().close();
}

void ProxyExchange::abandon(bool abruptly)
{
    m_isAbandoned = true;
    if (m_upstream && abruptly)
        m_upstream->stream().reset();
    else if (m_upstream)
        m_upstream->stream().close();
    m_turn.interrupt(m_core.context.get_executor());
}

Endpoint ProxyExchange::peerSeen() const
{
    return m_core.environment.dataPath.peerSeen(m_upstream->local(), m_upstream->dialled());
}

DataPath::Origin ProxyExchange::origin() const
{
    DataPath::Origin origin;
    if (!m_isJournalled)
        return origin;
    origin.exchange = m_exchange.id();
    origin.cause = m_exchange.last();
    if (const auto &session = m_exchange.exchange().facts().sessionId)
        origin.session = m_core.environment.recorder.intern(*session);
    return origin;
}

} // namespace sessionscope::live

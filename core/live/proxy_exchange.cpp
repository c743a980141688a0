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

RequestFacts factsOf(const RequestHead &head, const std::shared_ptr<const std::string> &body)
{
    RequestFacts facts;
    facts.method = head.method;
    facts.path = head.path();
    if (const std::string_view id = head.valueOf(FieldKind::SessionId); !id.empty())
        facts.sessionId = id;
    facts.protocolVersion = head.valueOf(FieldKind::ProtocolVersion);
    if (body)
        facts.rpc = mcp::peek(*body);
    facts.body = body;
    facts.receivedAt = wallTime();
    return facts;
}

std::shared_ptr<const std::string> takeBody(HttpServerConnection &client)
{
    if (client.body().empty())
        return nullptr;
    return std::make_shared<const std::string>(std::move(client.body()));
}

JournaledExchange begun(ProxyCore &core, HttpServerConnection &client,
                        const std::shared_ptr<const std::string> &body, bool isJournalled)
{
    ProxyEnvironment &environment = core.environment;
    RequestFacts facts = factsOf(client.head(), body);
    const bool isProbe = ownEndpointOf(facts.path) != OwnEndpoint::None;
    JournaledExchange::Identity identity;
    identity.proxy = core.options.id;
    if (isJournalled) {
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
    Exchange exchange({&core.options.policy, &core.options.target, &core.options.keyPrefix}, std::move(facts),
                      scenario::streams::exchange(environment.rng, number));
    return JournaledExchange(std::move(exchange), identity,
                             isJournalled ? &environment.recorder.writer() : nullptr, client.peerAddress(),
                             environment.recorder.now());
}

} // namespace

ProxyExchange::ProxyExchange(ProxyCore &core, HttpServerConnection &client, RelayScratch &scratch)
    : m_core(core)
    , m_client(client)
    , m_scratch(scratch)
    , m_body(takeBody(client))
    , m_isJournalled(core.environment.recorder.recordsExchanges())
    , m_exchange(begun(core, client, m_body, m_isJournalled))
    , m_deadline(core.deadlines, [this] {
        m_isOverdue = true;
        if (m_upstream)
            m_upstream->stream().close();
    })
{
    if (m_isJournalled && core.environment.recorder.capturesMessages()) {
        m_capture
            = std::make_unique<ExchangeCapture>(core.environment.recorder, core.options.id, m_exchange.id());
        m_capture->clientRequest(client.head(), m_body ? std::string_view(*m_body) : std::string_view(),
                                 client.peer());
    }
    // What waits for the client's next request is also what notices that it left.
    m_client.stream().watch(this);
    m_client.stream().receive();
}

ProxyExchange::~ProxyExchange()
{
    m_client.stream().watch(nullptr);
}

Awaitable<bool> ProxyExchange::run()
{
    if (const auto &session = m_exchange.exchange().facts().sessionId) {
        m_core.turns.join(m_turn, *session);
        if (!m_turn.isTaken())
            co_await m_turn.wait();
    }
    m_keepsClient = m_client.head().keepsAlive;
    Step step = step::Finish{};
    if (!m_isAbandoned && !m_core.isKilled)
        step = m_exchange.begin(now());
    // One frame for all steps: a coroutine each would cost an allocation and a move of the step.
    while (!m_core.isKilled) {
        if (auto *asked = std::get_if<step::AskStore>(&step)) {
            ++m_core.counters.storeRequests;
            const auto reply = co_await m_core.environment.store.apply(std::move(asked->request));
            if (m_core.isKilled)
                break;
            step = m_exchange.on(reply, now());
        } else if (const auto *sent = std::get_if<step::Forward>(&step)) {
            step = co_await forward(*sent);
        } else if (const auto *answer = std::get_if<step::Relay>(&step)) {
            step = co_await relay(*answer);
        } else if (const auto *again = std::get_if<step::Reinitialize>(&step)) {
            step = co_await reinitialize(*again);
        } else if (const auto *notice = std::get_if<step::SendInitialized>(&step)) {
            step = co_await sendInitialized(*notice);
        } else if (const auto *probe = std::get_if<step::Ping>(&step)) {
            step = co_await ping(*probe);
        } else if (const auto *own = std::get_if<step::Respond>(&step)) {
            co_await respond(*own);
            break;
        } else {
            break;
        }
    }
    m_turn.leave();
    co_return m_keepsClient && !m_isAbandoned && !m_core.isKilled && !m_client.closesSoon();
}

Awaitable<Step> ProxyExchange::forward(const step::Forward &step)
{
    if (step.why == step::Forward::Why::Redirect)
        co_await drain();
    std::optional<std::string_view> sessionId;
    if (step.sessionId)
        sessionId = *step.sessionId;
    const std::string_view body = m_body ? std::string_view(*m_body) : std::string_view();
    const auto failure = co_await send(step.to, Outgoing{m_client.head(), body, sessionId, true, step.path});
    if (m_core.isKilled)
        co_return Step(step::Finish{});
    Step next = failure ? m_exchange.on(*failure, now()) : responded();
    if (!std::holds_alternative<step::Forward>(next)) { // a stream that is redirected has yet to arrive
        m_turnDeadline.reset();
        m_turn.leave();
    }
    co_return next;
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

Awaitable<Step> ProxyExchange::relay(const step::Relay &step)
{
    m_isRelaying = true;
    if (step.held) {
        co_await relayHeld(step);
    } else {
        std::optional<std::string_view> sessionIdAs;
        if (step.sessionIdAs)
            sessionIdAs = *step.sessionIdAs;
        ResponseRelay relayed(m_client, *m_upstream, m_scratch, m_capture.get());
        const RelayEnd end = m_isAbandoned ? RelayEnd::ClientGone : co_await relayed.run(sessionIdAs);
        m_keepsClient = m_keepsClient && relayed.keepsClient() && end == RelayEnd::Complete;
        if (m_capture) {
            m_capture->upstreamEnd(end == RelayEnd::Complete);
            m_capture->clientEnd(end == RelayEnd::Complete);
        }
        if (end == RelayEnd::Complete)
            m_core.keep(std::move(m_upstream));
        else if (end == RelayEnd::UpstreamBroke && relayed.endsWithConnection())
            m_client.stream().reset(); // an orderly end would make the client take the part for the whole
        m_upstream.reset();
    }
    m_isRelaying = false;
    if (m_core.isKilled)
        co_return Step(step::Finish{});
    co_return m_exchange.on(Relayed{}, now());
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
    m_scratch.out.clear();
    appendLocal(m_scratch.out, response);
    if (m_capture)
        m_capture->clientResponse(m_scratch.out);
    const SystemError error = co_await m_client.stream().send(m_scratch.out);
    m_keepsClient = m_keepsClient && !error;
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

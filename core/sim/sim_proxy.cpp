// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/sim/sim_proxy.h"

#include "core/mcp/headers.h"
#include "core/mcp/sse.h"
#include "core/routing/own_endpoint.h"
#include "core/scenario/streams.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace sessionscope::sim {

namespace {

// What stands for "now" at the beginning of every simulated run: 2026-01-01T00:00:00Z. Records show it, nothing else.
constexpr WallTime kEpoch{1'767'225'600'000'000'000};
constexpr const char *kInitializedBody = R"({"jsonrpc":"2.0","method":"notifications/initialized"})";
constexpr const char *kAcceptBoth = "application/json, text/event-stream";

std::string headerOf(const std::vector<std::pair<std::string, std::string>> &headers, std::string_view name)
{
    for (const auto &[key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

/// As servers see it: a query is no part of it.
std::string_view pathOf(std::string_view target)
{
    return target.substr(0, target.find('?'));
}

std::string messageOf(const cluster::PodReply &reply)
{
    std::string bytes;
    for (const auto &piece : reply.body)
        bytes += piece.bytes;
    if (!reply.streams)
        return bytes;
    mcp::SseParser events;
    events.feed(bytes);
    std::string last;
    while (auto event = events.next())
        last = std::move(event->data);
    return last;
}

routing::RequestFacts factsOf(const scenario::ClientRequest &request, Instant now)
{
    routing::RequestFacts facts;
    facts.method = request.method;
    facts.path = request.path;
    if (auto id = headerOf(request.headers, mcp::kSessionHeader); !id.empty())
        facts.sessionId = std::move(id);
    facts.protocolVersion = headerOf(request.headers, mcp::kProtocolHeader);
    facts.rpc = mcp::peek(request.body);
    if (!request.body.empty())
        facts.body = std::make_shared<const std::string>(request.body);
    facts.receivedAt = kEpoch + now.elapsed();
    return facts;
}

} // namespace

SimProxy::SimProxy(Identity identity, Lab &lab)
    : m_identity(identity)
    , m_lab(&lab)
    , m_target(routing::targetOf(lab.run.cluster))
    , m_rng(scenario::streams::proxy(lab.run.seed, identity.id, identity.generation))
    , m_capture(lab, identity.id)
    , m_idle({})
{
    if (lab.run.cluster.store == cluster::StoreKind::Local)
        m_localStore
            = std::make_unique<SimStore>(SimStore{session::MemoryStore(lab.run.cluster.sessionTtl), true});
}

void SimProxy::accept(const scenario::ClientRequest &request, journal::Sequence cause, Answered answered)
{
    const ExchangeId id(++m_lab->exchanges);
    const Instant arrival = m_lab->now() + SimNetwork::kLatency;
    const routing::Exchange::Context context{&m_lab->run.profile.policy, &m_target,
                                             &m_lab->run.cluster.keyPrefix};
    m_target.headless.replicas = m_lab->run.cluster.backendReplicas;
    const bool isProbe = routing::ownEndpointOf(request.path) != routing::OwnEndpoint::None;
    routing::JournaledExchange journaled(
        context, factsOf(request, arrival), scenario::streams::exchange(m_rng, isProbe ? 0 : m_begun++),
        {&m_lab->journal, m_identity.id, id, cause, m_lab->captures}, {"127.0.0.1", arrival});
    const cluster::PodRequest asSent{request.method, request.path, {}, {}, {}, {}, request.body};
    m_capture.request(journal::Leg::ClientRequest, id, asSent, request.headers);
    m_inFlight.emplace(id, InFlight{std::move(journaled), request, std::move(answered), {}, {}, {}, {}});
    later(m_inFlight.at(id), Stage::Begin, SimNetwork::kLatency);
}

void SimProxy::resume(ExchangeId exchange, Stage stage)
{
    const auto found = m_inFlight.find(exchange);
    if (found == m_inFlight.end())
        return;
    InFlight &flight = found->second;
    const Instant now = m_lab->now();
    switch (stage) {
    case Stage::Begin:
        return perform(flight, flight.exchange.begin(now));
    case Stage::StoreAnswered:
        return perform(flight, flight.exchange.on(store().apply(flight.asked, now), now));
    case Stage::Dialled:
        return dialled(flight);
    case Stage::HeadArrived:
        return headArrived(flight);
    case Stage::BodyEnded:
        return bodyEnded(flight);
    case Stage::Relayed:
        flight.exchange.on(routing::Relayed{}, now);
        return finish(flight);
    }
}

void SimProxy::stop()
{
    auto inFlight = std::exchange(m_inFlight, {});
    for (auto &[id, flight] : inFlight)
        flight.answered(fail(ErrorCode::ConnectionLost, "the proxy ended", "proxy"));
}

void SimProxy::perform(InFlight &flight, const routing::Step &step)
{
    using Purpose = Upstream::Purpose;
    if (const auto *ask = std::get_if<routing::step::AskStore>(&step)) {
        flight.asked = ask->request;
        later(flight, Stage::StoreAnswered, m_localStore ? Duration() : SimStore::kLatency);
    } else if (const auto *forward = std::get_if<routing::step::Forward>(&step)) {
        keepConnection(flight.upstream); // of a redirect: what it said is over
        send(flight,
             {.purpose = Purpose::Client,
              .to = forward->to,
              .sessionId = forward->sessionId.value_or(""),
              .body = flight.request.body,
              .method = flight.request.method,
              .path = forward->path.empty() ? flight.request.path : forward->path,
              .accept = headerOf(flight.request.headers, "Accept")});
    } else if (const auto *again = std::get_if<routing::step::Reinitialize>(&step)) {
        if (flight.upstream.connection)
            flight.held = std::move(flight.upstream);
        const std::string accept = again->keepsClientAccept ? headerOf(flight.request.headers, "Accept")
                                                            : std::string(kAcceptBoth);
        send(flight,
             {.purpose = Purpose::Reinitialize,
              .to = again->to,
              .body = again->body,
              .path = flight.request.path,
              .accept = accept});
    } else if (const auto *sent = std::get_if<routing::step::SendInitialized>(&step)) {
        send(flight,
             {.purpose = Purpose::Initialized,
              .to = sent->to,
              .sessionId = sent->sessionId,
              .body = kInitializedBody,
              .path = flight.request.path,
              .accept = kAcceptBoth});
    } else if (const auto *ping = std::get_if<routing::step::Ping>(&step)) {
        send(flight, {.purpose = Purpose::Ping, .to = ping->to, .method = "GET", .dialLimit = ping->limit});
    } else if (const auto *passOn = std::get_if<routing::step::Relay>(&step)) {
        relay(flight, *passOn);
    } else if (const auto *answer = std::get_if<routing::step::Respond>(&step)) {
        respond(flight, *answer);
    }
}

void SimProxy::send(InFlight &flight, Upstream upstream)
{
    const Instant now = m_lab->now();
    flight.upstream = std::move(upstream);
    flight.upstream.sentAt = now;
    const routing::BackendUrl &to = flight.upstream.to;
    const auto dead = [&](const SimConnection &kept) { return !SimNetwork::isAlive(kept, m_lab->pods); };
    m_idle.remove(dead);
    if (auto kept = m_idle.take(to.authority(), now))
        return connected(flight, *kept, true);
    const auto addresses = m_lab->resolve(to.host);
    if (addresses.empty()) {
        flight.exchange.nameNotFound(to.host, now);
        flight.upstream.dial
            = SimNetwork::Dial{fail(ErrorCode::NameNotResolved, "no such name", to.host), {}, false, {}};
    } else {
        const std::uint16_t port = m_lab->isPlain() ? m_lab->run.cluster.mcpPort : to.port;
        const Duration limit = std::min(m_lab->run.profile.policy.dialTimeout, flight.upstream.dialLimit);
        flight.upstream.dial
            = m_lab->network.dial(m_identity.ip, Endpoint{addresses.front(), port}, m_lab->pods, limit, now);
    }
    later(flight, Stage::Dialled, flight.upstream.dial->takes);
}

void SimProxy::dialled(InFlight &flight)
{
    const SimNetwork::Dial &dial = *flight.upstream.dial;
    if (dial.askedService) {
        journal::Event event{.time = m_lab->now(),
                             .cause = flight.exchange.last(),
                             .exchange = flight.exchange.id(),
                             .text = m_lab->journal.intern(m_identity.ip.text()),
                             .actor = {journal::Actor::Kind::Service, 0}};
        event.kind = dial.pick ? journal::EventKind::ServicePicked : journal::EventKind::ServiceRefused;
        if (dial.pick) {
            event.number = dial.pick->endpoint;
            event.detail = m_lab->journal.intern(dial.pick->byAffinity ? "affinity" : "random");
        }
        m_lab->journal.append(event);
    }
    if (dial.connection)
        return connected(flight, *dial.connection, false);
    failed(flight, {true, dial.connection.error().code});
}

void SimProxy::failed(InFlight &flight, const routing::ForwardFailed &failure)
{
    const Instant now = m_lab->now();
    switch (flight.upstream.purpose) {
    case Upstream::Purpose::Client:
    case Upstream::Purpose::Reinitialize:
        return perform(flight, flight.exchange.on(failure, now));
    case Upstream::Purpose::Initialized:
        return perform(flight, flight.exchange.on(routing::InitializedSent{}, now));
    case Upstream::Purpose::Ping:
        return perform(
            flight, flight.exchange.on(routing::Pinged{{}, failure, {}, now - flight.upstream.sentAt}, now));
    }
}

void SimProxy::connected(InFlight &flight, SimConnection connection, bool reused)
{
    const Instant now = m_lab->now();
    Upstream &upstream = flight.upstream;
    flight.exchange.connected(connection.dialled, connection.id, reused, now);
    const auto process = m_lab->processes.find(connection.pod);
    if (process == m_lab->processes.end())
        return failed(flight, {false, ErrorCode::ConnectionLost});
    upstream.connection = connection;
    const std::string version = headerOf(flight.request.headers, mcp::kProtocolHeader);
    const cluster::PodRequest request{.method = upstream.method,
                                      .path = pathOf(upstream.path),
                                      .sessionId = upstream.sessionId,
                                      .protocolVersion = version,
                                      .accept = upstream.accept,
                                      .contentType = upstream.body.empty() ? "" : "application/json",
                                      .body = upstream.body};
    m_capture.request(journal::Leg::UpstreamRequest, flight.exchange.id(), request, {});
    upstream.reply = process->second.handle(request, now);
    m_capture.response(journal::Leg::UpstreamResponse, flight.exchange.id(), upstream.reply, {});
    m_lab->journal.append(
        {.time = now,
         .cause = flight.exchange.last(),
         .exchange = flight.exchange.id(),
         .number = upstream.reply.status,
         .other = upstream.sessionId.empty() ? -1 : (upstream.reply.knewSession ? 1 : 0),
         .session = m_lab->journal.intern(headerOf(flight.request.headers, mcp::kSessionHeader)),
         .text = m_lab->journal.intern(upstream.reply.what),
         .actor = journal::podActor(connection.pod),
         .kind = journal::EventKind::PodAnswered});
    flight.exchange.answeredBy(connection.pod);
    later(flight, Stage::HeadArrived, SimNetwork::kLatency * 2 + upstream.reply.headAfter);
}

void SimProxy::headArrived(InFlight &flight)
{
    const cluster::PodReply &reply = flight.upstream.reply;
    if (flight.upstream.purpose == Upstream::Purpose::Ping)
        return pinged(flight);
    if (flight.upstream.purpose != Upstream::Purpose::Client)
        return later(flight, Stage::BodyEnded, Duration());
    const std::string id = headerOf(reply.headers, mcp::kSessionHeader);
    const routing::ResponseHead head{reply.status, id.empty() ? std::nullopt : std::optional(id),
                                     flight.upstream.connection->peerSeen,
                                     headerOf(reply.headers, "Location")};
    perform(flight, flight.exchange.on(head, m_lab->now()));
}

void SimProxy::pinged(InFlight &flight)
{
    const Instant now = m_lab->now();
    const Upstream &upstream = flight.upstream;
    const routing::Pinged ping{
        upstream.reply.status, {}, upstream.connection->peerSeen, now - upstream.sentAt};
    if (!upstream.reply.body.empty())
        flight.upstream.connection.reset(); // its body is not read, so nothing can follow
    perform(flight, flight.exchange.on(ping, now));
}

void SimProxy::bodyEnded(InFlight &flight)
{
    const Instant now = m_lab->now();
    const Endpoint peer = flight.upstream.connection->peerSeen;
    keepConnection(flight.upstream);
    if (flight.upstream.purpose == Upstream::Purpose::Initialized)
        return perform(flight, flight.exchange.on(routing::InitializedSent{}, now));
    routing::Reinitialized answer{std::nullopt, peer};
    if (auto id = headerOf(flight.upstream.reply.headers, mcp::kSessionHeader); !id.empty())
        answer.sessionId = std::move(id);
    perform(flight, flight.exchange.on(answer, now));
}

void SimProxy::relay(InFlight &flight, const routing::step::Relay &relay)
{
    const cluster::PodReply &reply = relay.held ? flight.held->reply : flight.upstream.reply;
    std::string id = headerOf(reply.headers, mcp::kSessionHeader);
    if (!id.empty() && relay.sessionIdAs)
        id = *relay.sessionIdAs;
    flight.answer = {reply.status, id, messageOf(reply)};
    m_capture.response(journal::Leg::ClientResponse, flight.exchange.id(), reply, id);
    Duration takes;
    for (const auto &piece : reply.body)
        takes = takes + piece.after;
    later(flight, Stage::Relayed, takes);
}

void SimProxy::respond(InFlight &flight, const routing::step::Respond &respond)
{
    flight.answer = {respond.status, {}, respond.body};
    cluster::PodReply own;
    own.status = respond.status;
    own.headers = {{"Content-Type", respond.contentType}, {"Allow", respond.allow}};
    own.body = {{Duration(), respond.body}};
    m_capture.response(journal::Leg::ClientResponse, flight.exchange.id(), own, {});
    finish(flight);
}

void SimProxy::finish(InFlight &flight)
{
    keepConnection(flight.upstream);
    if (flight.held)
        keepConnection(*flight.held);
    auto ended = m_inFlight.extract(flight.exchange.id());
    ended.mapped().answered(std::move(ended.mapped().answer));
}

void SimProxy::keepConnection(Upstream &upstream)
{
    if (const auto connection = std::exchange(upstream.connection, std::nullopt))
        m_idle.put(upstream.to.authority(), *connection, m_lab->now());
}

void SimProxy::later(const InFlight &flight, Stage stage, Duration delay)
{
    m_lab->scheduler.after(delay,
                           ExchangeDue{m_identity.id, m_identity.generation, flight.exchange.id(), stage});
}

} // namespace sessionscope::sim

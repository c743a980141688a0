// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/routing/exchange.h"

#include "core/mcp/errors.h"
#include "core/mcp/headers.h"
#include "core/routing/own_endpoint.h"
#include "core/routing/redirect.h"
#include "core/session/session_id.h"

#include <cassert>
#include <utility>

namespace sessionscope::routing {

namespace {

constexpr const char *kJson = "application/json";
constexpr const char *kPlainText = "text/plain; charset=utf-8";

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

} // namespace

Exchange::Exchange(Context context, RequestFacts &&facts, Rng rng)
    : m_context(context)
    , m_facts(std::move(facts))
    , m_rng(rng)
{
}

Step Exchange::begin()
{
    assert(m_state == State::New);
    if (auto own = ownAnswer())
        return *std::move(own);
    const std::string &method = m_facts.method;
    if (m_facts.protocolVersion == mcp::kStatelessVersion) {
        m_era = mcp::Era::Stateless;
        if (method == "GET" || method == "HEAD" || method == "DELETE")
            return respond({405, kPlainText, "Method Not Allowed\n", "POST, OPTIONS", "method gate"});
    }
    if (m_facts.rpc.kind == mcp::RpcPeek::Kind::Batch)
        return respond(
            {400,
             kJson,
             mcp::errorBody(mcp::ErrorNumber::InvalidRequest, "Batch requests are not supported", {}),
             {},
             "batch"});
    if (m_facts.rpc.kind == mcp::RpcPeek::Kind::Request) {
        const mcp::EraDecision decision = mcp::classify(m_facts.protocolVersion, m_facts.rpc);
        if (decision.refusal)
            return respond({400,
                            kJson,
                            mcp::errorBody(decision.refusal->code, decision.refusal->message, m_facts.rpc.id),
                            {},
                            "classification"});
        m_era = decision.era;
    }
    return start();
}

/// The mux comes first: what is the proxy's own is nothing to a session, a store or an era.
std::optional<Step> Exchange::ownAnswer()
{
    switch (ownEndpointOf(m_facts.path)) {
    case OwnEndpoint::None:
        return std::nullopt;
    case OwnEndpoint::Health:
        if (m_facts.method != "GET")
            return respond({405, kPlainText, "Method Not Allowed\n", "GET", "own endpoint"});
        m_state = State::Pinging;
        return step::Ping{m_context.target->url, m_context.policy->pingTimeout};
    case OwnEndpoint::Metrics:
        return respond({404, kPlainText, "404 page not found\n", {}, "own endpoint"});
    case OwnEndpoint::WellKnown:
        return respond({404, kJson, R"({"error":"not found"})", {}, "own endpoint"});
    }
    return std::nullopt;
}

Step Exchange::start()
{
    const bool needsRecord = m_facts.sessionId && (!isInitialize() || m_context.policy->initializeFollowsPin);
    if (!needsRecord)
        return forward();
    m_state = State::Looking;
    return step::AskStore{session::LoadRecord{keyOf(*m_facts.sessionId)}, step::AskStore::Why::Lookup};
}

Step Exchange::on(const Result<session::StoreReply> &reply)
{
    switch (m_state) {
    case State::Looking:
        return afterLookup(reply);
    case State::SavingNew: // a failure leaves a ghost: the client has its id, the store does not (F-33)
    case State::Deleting:
        return relay(false);
    case State::SavingReinitialized:
        if (reply && !reply->applied)
            return sessionNotFound(); // deleted meanwhile, and not resurrected (F-23)
        if (m_context.policy->sendsInitialized) {
            m_state = State::SendingInitialized;
            return step::SendInitialized{m_replayTo, m_newBackendSid};
        }
        return replay();
    case State::Unpinning:
        return afterUnpinning();
    case State::New:
    case State::Forwarding:
    case State::Reinitializing:
    case State::SendingInitialized:
    case State::Pinging:
    case State::Replaying:
    case State::Relaying:
    case State::Done:
        break;
    }
    assert(false && "no store request is pending");
    return step::Finish{};
}

Step Exchange::afterLookup(const Result<session::StoreReply> &reply)
{
    if (!isInitialize()) {
        if (!reply)
            return respond({503, kPlainText, "session store unavailable\n", {}, "store unavailable"});
        if (!reply->record)
            return sessionNotFound();
    }
    if (reply)
        m_record = reply->record;
    return forward();
}

Step Exchange::forward()
{
    if (m_record && !mcp::isFieldValue(m_record->backendSid())) // Go's client sends no such field either
        return badGateway();
    step::Forward forward{m_context.target->url, m_facts.sessionId};
    const auto pin = m_record ? BackendUrl::parse(m_record->backendUrl()) : std::nullopt;
    if (pin) {
        forward.to = *pin;
        forward.why = step::Forward::Why::Pin;
    } else if (isInitialize()) {
        forward.to = initializeTarget();
        if (forward.to != m_context.target->url)
            forward.why = step::Forward::Why::DrawnPod;
    }
    if (isInitialize())
        forward.sessionId.reset(); // #6152: a backend must not see an old id on initialize (F-48)
    else if (m_record && !m_record->backendSid().empty())
        forward.sessionId = m_record->backendSid();
    m_state = State::Forwarding;
    m_sent = std::move(forward);
    return m_sent;
}

Step Exchange::on(const ForwardFailed &failure)
{
    const bool mayRecover = m_state == State::Forwarding && failure.dialing && recovers() && m_record;
    if (!mayRecover)
        return badGateway();
    return isInitialize() ? unpin() : recover();
}

Step Exchange::on(const ResponseHead &head)
{
    assert(m_state == State::Forwarding || m_state == State::Replaying);
    if (m_state == State::Replaying)
        return relay(false);
    return follow(head) ? Step(m_sent) : afterResponse(head);
}

/// MCP's clients do not expect a 3xx. Only the same host is trusted with the request and the credentials in it; and a
/// recovery follows nothing, neither with its initialize nor with the replay, as released (digest 4.3).
bool Exchange::follow(const ResponseHead &head)
{
    if (!isRedirect(head.status) || m_redirects == kRedirectsMax)
        return false;
    auto next = followable(m_sent.to, m_sent.path.empty() ? m_facts.path : m_sent.path, head.location);
    if (!next)
        return false;
    ++m_redirects;
    m_sent.to = std::move(next->to);
    m_sent.path = std::move(next->path);
    m_sent.why = step::Forward::Why::Redirect;
    return true;
}

Step Exchange::afterResponse(const ResponseHead &head)
{
    const bool isDelete = m_facts.method == "DELETE";
    if (isDelete && m_record && (isSuccess(head.status) || head.status == 404)) {
        m_state = State::Deleting;
        return step::AskStore{session::DeleteRecord{keyOf(*m_facts.sessionId)}, step::AskStore::Why::Deleted};
    }
    if (head.status == 404 && !isDelete && !isInitialize() && m_record && recovers()) {
        m_hasResponse = true;
        return recover();
    }
    if (head.status == 200 && head.sessionId) {
        if (isInitialize())
            return saveNew(head, false);
        const bool isOther = !m_record || session::normaliseSessionId(*head.sessionId) != m_record->id;
        if (m_context.policy->recordsAnyNewSession && isOther)
            return saveNew(head, true);
    }
    return relay(false);
}

Step Exchange::saveNew(const ResponseHead &head, bool shadow)
{
    session::Record record;
    record.id = session::normaliseSessionId(*head.sessionId);
    record.createdAt = record.updatedAt = session::Timestamp{m_facts.receivedAt, 0};
    // The connection is traced on initialize only; a shadow gets the target and whatever body was at hand (F-16).
    record.metadata.emplace(session::kBackendUrlKey,
                            shadow ? m_context.target->url.text() : pinFor(m_sent.to, head.peer));
    if (recovers() && m_facts.body)
        record.metadata.emplace(session::kInitBodyKey, *m_facts.body);
    m_state = State::SavingNew;
    const bool keepsKnown = shadow || m_context.policy->keepsKnownRecord;
    return save(std::move(record), shadow ? step::AskStore::Why::Shadow : step::AskStore::Why::Created,
                keepsKnown ? session::SaveRecord::Mode::IfAbsent : session::SaveRecord::Mode::Always);
}

Step Exchange::recover()
{
    if (m_record->initBody().empty())
        return unpin();
    m_state = State::Reinitializing;
    m_isAside = m_hasResponse;
    m_sent.to = initializeTarget(m_sent.to);
    return step::Reinitialize{m_sent.to, std::string(m_record->initBody()),
                              m_context.policy->keepsClientAccept};
}

Step Exchange::on(const Reinitialized &answer)
{
    assert(m_state == State::Reinitializing);
    if (!answer.sessionId)
        return unpin();
    m_newBackendSid = *answer.sessionId;
    session::Record record = *m_record;
    const std::string pin = pinFor(m_sent.to, answer.peer);
    m_replayTo = BackendUrl::parse(pin).value_or(m_context.target->url);
    record.metadata.insert_or_assign(std::string(session::kBackendUrlKey), pin);
    record.metadata.insert_or_assign(std::string(session::kBackendSidKey), m_newBackendSid);
    m_state = State::SavingReinitialized;
    return save(std::move(record), step::AskStore::Why::Reinitialized, updateMode());
}

Step Exchange::on(InitializedSent)
{
    assert(m_state == State::SendingInitialized);
    return replay();
}

/// Also a backend that is not there leaves the proxy itself in order: 200, but `degraded` (digest 4.9).
Step Exchange::on(const Pinged &ping)
{
    assert(m_state == State::Pinging);
    return respond(
        {200, kJson, healthBody(ping, m_context.target->transport, m_facts.receivedAt), {}, "health"});
}

Step Exchange::replay()
{
    m_state = State::Replaying;
    m_sent = {m_replayTo, m_newBackendSid, step::Forward::Why::Replay};
    return m_sent;
}

Step Exchange::unpin()
{
    session::Record record = *m_record;
    record.metadata.insert_or_assign(std::string(session::kBackendUrlKey), m_context.target->url.text());
    m_state = State::Unpinning;
    return save(std::move(record), step::AskStore::Why::Unpinned, updateMode());
}

Step Exchange::afterUnpinning()
{
    if (!m_hasResponse)
        return badGateway();
    return relay(m_isAside);
}

Step Exchange::on(Relayed)
{
    assert(m_state == State::Relaying);
    m_state = State::Done;
    return step::Finish{};
}

Step Exchange::relay(bool held)
{
    m_state = State::Relaying;
    const bool isMapped = !m_newBackendSid.empty() || (m_record && !m_record->backendSid().empty());
    step::Relay relay{held, std::nullopt};
    if (isMapped && !isInitialize() && !m_context.policy->leaksBackendSessionId)
        relay.sessionIdAs = m_facts.sessionId;
    return relay;
}

Step Exchange::respond(step::Respond response)
{
    m_state = State::Done;
    return response;
}

Step Exchange::badGateway()
{
    return respond({502, {}, {}, {}, "bad gateway"});
}

/// Only a request is answered under its id: the id of a client's response is one of the server's (digest 4.1).
Step Exchange::sessionNotFound()
{
    const bool isRequest = m_facts.rpc.kind == mcp::RpcPeek::Kind::Request;
    return respond(
        {404, kJson, mcp::sessionNotFoundBody(isRequest ? m_facts.rpc.id : std::string()), {}, "guard"});
}

BackendUrl Exchange::initializeTarget(const std::optional<BackendUrl> &avoid)
{
    if (m_context.policy->draw == OrdinalDraw::BeforeInitialize) {
        if (const auto ordinal = drawOrdinal(avoid))
            return m_context.target->pod(*ordinal);
    }
    return m_context.target->url;
}

std::string Exchange::pinFor(const BackendUrl &sentTo, Endpoint peer)
{
    switch (m_context.policy->pinning) {
    case Pinning::Service:
        break;
    case Pinning::PodDns:
        if (m_context.policy->draw == OrdinalDraw::BeforeInitialize)
            return sentTo.text();
        if (const auto ordinal = drawOrdinal({}))
            return m_context.target->pod(*ordinal).text();
        break;
    case Pinning::PodIp:
        if (sentTo.scheme == "https") // certificates do not cover addresses (F-27)
            break;
        return BackendUrl{sentTo.scheme, peer.ip.text(), peer.port}.text();
    }
    return m_context.target->url.text();
}

std::optional<std::uint32_t> Exchange::drawOrdinal(const std::optional<BackendUrl> &avoid)
{
    const Target &target = *m_context.target;
    const std::uint32_t replicas = target.headless.replicas;
    const bool isExempt = replicas == 1 && !m_context.policy->pinsSingleReplica;
    if (m_context.policy->pinning != Pinning::PodDns || !target.canNamePods() || replicas == 0 || isExempt)
        return std::nullopt;
    auto ordinal = static_cast<std::uint32_t>(m_rng.below(replicas));
    if (avoid && replicas > 1 && target.pod(ordinal) == *avoid)
        ordinal = (ordinal + 1) % replicas;
    return ordinal;
}

Step Exchange::save(session::Record record, step::AskStore::Why why, session::SaveRecord::Mode mode)
{
    const std::string key = *m_context.keyPrefix + record.id;
    return step::AskStore{
        session::SaveRecord{key, std::make_shared<const session::Record>(std::move(record)), mode}, why};
}

session::SaveRecord::Mode Exchange::updateMode() const
{
    return m_context.policy->resurrectsDeleted ? session::SaveRecord::Mode::Always
                                               : session::SaveRecord::Mode::IfPresent;
}

std::string Exchange::keyOf(std::string_view sessionId) const
{
    const std::string id = session::normaliseSessionId(sessionId);
    std::string key;
    key.reserve(m_context.keyPrefix->size() + id.size());
    return key.append(*m_context.keyPrefix).append(id);
}

} // namespace sessionscope::routing

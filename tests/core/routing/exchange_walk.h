// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/routing/exchange.h"
#include "core/routing/profile.h"
#include "core/session/memory_store.h"

#include <QTest>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace sessionscope::routing {

/// A backend for tests: what answers at a URL.
struct Upstream
{
    std::function<std::variant<ResponseHead, ForwardFailed>(const std::optional<std::string> &sessionId)>
        answer;
};

/// Drives exchanges of one proxy against a store and scripted upstreams, and remembers every step's name.
class ExchangeWalk
{
public:
    explicit ExchangeWalk(std::string_view profileName)
        : profile(*findProfile(profileName))
        , spec(profile.cluster("myserver"))
    {
        target = targetOf(spec);
    }

    /// What the client gets: a status, and the body of a local answer.
    struct Answer
    {
        int status = 0;
        std::string body;
        std::string allow;
        std::string contentType;
        std::optional<std::string> sessionIdAs;
    };

    Answer run(RequestFacts facts)
    {
        steps.clear();
        const Exchange::Context context{&profile.policy, &target, &prefix};
        Exchange exchange(context, std::move(facts), Rng(seed++));
        ResponseHead current;
        ResponseHead held;
        Step step = exchange.begin();
        for (int budget = 0; budget < 30; ++budget) {
            if (auto *respond = std::get_if<step::Respond>(&step)) {
                steps.push_back("respond " + std::to_string(respond->status));
                return {respond->status, respond->body, respond->allow, respond->contentType, {}};
            }
            if (auto *relay = std::get_if<step::Relay>(&step)) {
                steps.emplace_back(relay->held ? "relay held" : "relay");
                const auto sessionIdAs = relay->sessionIdAs;
                const int status = relay->held ? held.status : current.status;
                if (!std::holds_alternative<step::Finish>(exchange.on(Relayed{})))
                    qFatal("an exchange goes on after its relay");
                return {status, {}, {}, {}, sessionIdAs};
            }
            step = advance(exchange, step, current, held);
        }
        qFatal("the exchange does not end");
        return {};
    }

    Profile profile;
    cluster::ClusterSpec spec;
    Target target;
    std::string prefix = "thv:proxy:session:";
    session::MemoryStore store{Duration::seconds(7200)};
    bool storeIsDown = false;
    std::map<std::string, Upstream> upstreams; ///< by URL; anything else refuses
    std::vector<std::string> steps;
    std::vector<std::string> reinitializeBodies;
    Duration pingTakes;
    std::uint64_t seed = 1;

private:
    Step advance(Exchange &exchange, const Step &step, ResponseHead &current, ResponseHead &held)
    {
        if (const auto *ask = std::get_if<step::AskStore>(&step)) {
            steps.push_back("store " + std::to_string(ask->request.index()));
            if (storeIsDown)
                return exchange.on(Result<session::StoreReply>(fail(ErrorCode::ConnectionRefused, "down")));
            return exchange.on(Result<session::StoreReply>(store.apply(ask->request, Instant())));
        }
        if (const auto *forward = std::get_if<step::Forward>(&step)) {
            steps.push_back("forward " + forward->to.text() + forward->path + " as "
                            + forward->sessionId.value_or("-"));
            const auto answer = ask(forward->to, forward->sessionId);
            if (const auto *failed = std::get_if<ForwardFailed>(&answer))
                return exchange.on(*failed);
            current = std::get<ResponseHead>(answer);
            return exchange.on(current);
        }
        if (const auto *again = std::get_if<step::Reinitialize>(&step)) {
            steps.push_back("reinitialize " + again->to.text());
            reinitializeBodies.push_back(again->body);
            held = current;
            const auto answer = ask(again->to, std::nullopt);
            if (const auto *failed = std::get_if<ForwardFailed>(&answer))
                return exchange.on(*failed);
            const auto &head = std::get<ResponseHead>(answer);
            return exchange.on(Reinitialized{head.sessionId, head.peer});
        }
        if (const auto *ping = std::get_if<step::Ping>(&step)) {
            steps.push_back("ping " + ping->to.text());
            const auto answer = ask(ping->to, std::nullopt);
            if (const auto *failed = std::get_if<ForwardFailed>(&answer))
                return exchange.on(Pinged{{}, *failed});
            const auto &head = std::get<ResponseHead>(answer);
            return exchange.on(Pinged{head.status, {}, head.peer, pingTakes});
        }
        const auto &sent = std::get<step::SendInitialized>(step);
        steps.push_back("initialized " + sent.to.text() + " as " + sent.sessionId);
        return exchange.on(InitializedSent{});
    }

    std::variant<ResponseHead, ForwardFailed> ask(const BackendUrl &to,
                                                  const std::optional<std::string> &sessionId)
    {
        const auto upstream = upstreams.find(to.text());
        if (upstream == upstreams.end())
            return ForwardFailed{true, ErrorCode::ConnectionRefused};
        return upstream->second.answer(sessionId);
    }
};

inline RequestFacts initializeRequest()
{
    RequestFacts facts;
    facts.method = "POST";
    facts.path = "/mcp";
    facts.body = std::make_shared<const std::string>(R"({"jsonrpc":"2.0","id":0,"method":"initialize"})");
    facts.rpc = mcp::peek(*facts.body);
    return facts;
}

inline RequestFacts callRequest(std::optional<std::string> sessionId)
{
    RequestFacts facts;
    facts.method = "POST";
    facts.path = "/mcp";
    facts.sessionId = std::move(sessionId);
    facts.body = std::make_shared<const std::string>(R"({"jsonrpc":"2.0","id":7,"method":"tools/list"})");
    facts.rpc = mcp::peek(*facts.body);
    return facts;
}

} // namespace sessionscope::routing

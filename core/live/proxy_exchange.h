// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/exchange_capture.h"
#include "core/live/proxy_core.h"
#include "core/live/response_relay.h"
#include "core/routing/exchange_journal.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::live {

/// Drives one Exchange over real connections: does what its steps say and tells it what happened. Decides nothing.
class ProxyExchange final : private TcpStream::Watcher
{
public:
    /// `client` has just given a request. All three must outlive the exchange.
    ProxyExchange(ProxyCore &core, HttpServerConnection &client, RelayScratch &scratch);
    ~ProxyExchange();

    ProxyExchange(const ProxyExchange &) = delete;
    ProxyExchange &operator=(const ProxyExchange &) = delete;

    /// From the request to the end of its answer. False: the client's connection cannot go on.
    Awaitable<bool> run();

    /// Whether it passes on a stream that ends only when somebody goes.
    bool isStream() const { return m_isRelaying && m_client.head().method == "GET"; }

    /// Gives up: closes the connection to the backend, or resets it, and wakes whatever waits.
    void abandon(bool abruptly);

private:
    /// A request as it goes upstream: the client's own, or one of a recovery.
    struct Outgoing
    {
        const RequestHead &head;
        std::string_view body;
        std::optional<std::string_view> sessionId;
        bool isClients = true;
        std::string_view path = {}; ///< empty: as its head says
    };

    struct HeldResponse
    {
        ResponseHead head;
        std::string body;
        bool isWhole = false;
    };

    void streamEnded() override { abandon(false); }

    Awaitable<routing::Step> forward(const routing::step::Forward &step);
    routing::Step responded();
    Awaitable<routing::Step> reinitialize(const routing::step::Reinitialize &step);
    Awaitable<routing::Step> sendInitialized(const routing::step::SendInitialized &step);
    Awaitable<routing::Step> ping(const routing::step::Ping &step);
    Awaitable<routing::Step> relay(const routing::step::Relay &step);
    Awaitable<void> relayHeld(const routing::step::Relay &step);
    Awaitable<void> respond(const routing::step::Respond &step);

    Awaitable<std::optional<routing::ForwardFailed>> send(const routing::BackendUrl &to, Outgoing request);
    bool reuse(const routing::BackendUrl &to);
    Awaitable<std::optional<routing::ForwardFailed>> dial(const routing::BackendUrl &to);
    SystemError writeNow(const Outgoing &request, std::size_t &sent);
    Awaitable<SystemError> writeRest(const Outgoing &request, std::size_t sent);
    Duration headLimit(const Outgoing &request) const;
    bool mayRetry(const Outgoing &request, std::size_t sent) const;
    void keepTurnForAWhile();

    RequestHead recoveryHead(bool keepsClientAccept) const;
    std::string_view hostFor(const HttpUpstream &upstream) const;
    Awaitable<bool> readRest(std::string &body);
    Awaitable<void> drain();
    void noteCreated(const ResponseHead &head);
    Endpoint peerSeen() const;
    DataPath::Origin origin() const;
    Instant now() const { return m_core.environment.recorder.now(); }

    ProxyCore &m_core;
    HttpServerConnection &m_client;
    RelayScratch &m_scratch;
    std::shared_ptr<const std::string> m_body;
    bool m_isJournalled;
    routing::JournaledExchange m_exchange;
    std::unique_ptr<ExchangeCapture> m_capture; ///< null unless messages are captured
    HttpUpstreamPtr m_upstream;
    std::optional<HeldResponse> m_held;
    SessionTurns::Turn m_turn;
    std::optional<Deadline> m_turnDeadline;
    Deadline m_deadline; ///< of the step under way with the backend
    bool m_isOverdue = false;
    bool m_isAbandoned = false;
    bool m_isRelaying = false;
    bool m_keepsClient = true;
};

} // namespace sessionscope::live

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
///
/// Its connection runs it. Most exchanges wait for nothing but the backend, and that shall not cost the allocation of a
/// coroutine's frame: so advance() is a plain function, and only what is rare has a coroutine of its own.
///
///     for (auto wait = exchange.advance(); wait != Wait::None; wait = exchange.advance())
///         if (wait == Wait::Backend)
///             co_await exchange.backend().more();
///         else
///             co_await exchange.goOn();
class ProxyExchange final : private TcpStream::Watcher
{
public:
    /// `client` has just given a request. Both must outlive the exchange.
    ProxyExchange(ProxyCore &core, HttpServerConnection &client);
    ~ProxyExchange();

    ProxyExchange(const ProxyExchange &) = delete;
    ProxyExchange &operator=(const ProxyExchange &) = delete;

    enum class Wait {
        None,    ///< it is over
        Backend, ///< until something happens on backend()
        Other,   ///< as long as goOn() takes
    };

    /// Goes as far as it can without waiting.
    Wait advance();
    /// Does what advance() could not.
    Awaitable<void> goOn();
    TcpStream &backend() { return m_upstream->stream(); }

    /// Whether the client's connection can go on. Valid once it is over.
    bool keepsClient() const;

    /// Whether it passes on a stream that ends only when somebody goes.
    bool isStream() const { return m_stage == Stage::Relaying && m_client.head().method == "GET"; }

    /// Gives up: closes the connection to the backend, or resets it, and wakes whatever waits.
    void abandon(bool abruptly);

private:
    enum class Stage { InLine, AtStep, Sending, Relaying, Over };

    /// A request as it goes upstream: the client's own, or one of a recovery.
    struct Outgoing
    {
        const RequestHead *head = nullptr;
        std::string_view body;
        std::optional<std::string_view> sessionId;
        bool isClients = true;
        std::string_view path = {}; ///< empty: as its head says
    };

    /// How far the request has come that is on its way, until the head of its response is there.
    struct Sending
    {
        enum class Phase { Dialling, Writing, AwaitingHead, Ended };

        const routing::BackendUrl *to = nullptr;
        Outgoing request;
        Phase phase = Phase::Ended;
        bool mayReuse = true; ///< a connection that idled
        std::size_t sent = 0;
        std::string headRest; ///< what the backend did not take at once
        std::string_view bodyRest;
        std::optional<routing::ForwardFailed> failure; ///< why there is no head
    };

    struct HeldResponse
    {
        ResponseHead head;
        std::string body;
        bool isWhole = false;
    };

    void streamEnded() override;

    void enter(routing::Step &&step);
    bool takeUp();
    Awaitable<void> takeStep();
    void forwarded();
    routing::Step responded();
    void relay(const routing::step::Relay &step);
    void relayed(Relaying end);
    Awaitable<routing::Step> reinitialize(const routing::step::Reinitialize &step);
    Awaitable<routing::Step> sendInitialized(const routing::step::SendInitialized &step);
    Awaitable<routing::Step> ping(const routing::step::Ping &step);
    Awaitable<void> relayHeld(const routing::step::Relay &step);
    Awaitable<void> respond(const routing::step::Respond &step);

    Outgoing outgoing(const routing::step::Forward &step) const;
    Awaitable<std::optional<routing::ForwardFailed>> send(const routing::BackendUrl &to, Outgoing request);
    void beginSending(const routing::BackendUrl &to, Outgoing request);
    Wait advanceSending();
    Awaitable<void> goOnSending();
    void attempt();
    bool lookForHead();
    void endSending(std::optional<routing::ForwardFailed> failure);
    bool reuse(const routing::BackendUrl &to);
    Awaitable<std::optional<routing::ForwardFailed>> dial(const routing::BackendUrl &to);
    void writeNow();
    Awaitable<void> writeRest();
    void written(const SystemError &error);
    Duration headLimit(const Outgoing &request) const;
    bool mayRetry() const;
    void keepTurnForAWhile();

    RequestHead recoveryHead(bool keepsClientAccept) const;
    std::string_view hostFor(const HttpUpstream &upstream) const;
    Awaitable<bool> readRest(std::string &body);
    Awaitable<void> drain();
    void noteCreated(const ResponseHead &head);
    Endpoint peerSeen() const;
    DataPath::Origin origin() const;
    /// For the journal alone.
    Instant now() const { return m_isJournalled ? m_core.environment.recorder.now() : Instant(); }

    ProxyCore &m_core;
    HttpServerConnection &m_client;
    bool m_isJournalled;
    routing::JournaledExchange m_exchange;
    std::unique_ptr<ExchangeCapture> m_capture; ///< null unless messages are captured
    Stage m_stage = Stage::InLine;
    routing::Step m_step;
    Sending m_sending;
    HttpUpstreamPtr m_upstream;
    std::optional<ResponseRelay> m_relay;
    std::unique_ptr<HeldResponse> m_held;
    SessionTurns::Turn m_turn;
    std::optional<Deadline> m_turnDeadline;
    Deadline m_deadline; ///< of the step under way with the backend
    bool m_isOverdue = false;
    bool m_isAbandoned = false;
    bool m_keepsClient;
};

} // namespace sessionscope::live

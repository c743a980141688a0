// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/routing/exchange_journal.h"
#include "core/routing/idle_pool.h"
#include "core/sim/lab.h"
#include "core/sim/sim_capture.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace sessionscope::sim {

/// One proxy process in virtual time: performs the steps of its exchanges, and decides nothing.
/// Destroying it destroys all that a proxy process loses: connections, exchanges, and the `local` store.
class SimProxy
{
public:
    struct Identity
    {
        ProxyId id;
        std::uint32_t generation = 1;
        IpAddress ip;
    };

    /// The client's answer, or what it sees instead of one.
    using Answered = std::function<void(Result<scenario::ClientAnswer>)>;

    SimProxy(Identity identity, Lab &lab);

    /// A client's request arrives after the network's latency.
    void accept(const scenario::ClientRequest &request, journal::Sequence cause, Answered answered);
    /// What an exchange waited for has happened.
    void resume(ExchangeId exchange, Stage stage);
    /// The process ends: what is in flight fails at its clients.
    void stop();

    const Identity &identity() const { return m_identity; }
    SimStore *localStore() { return m_localStore.get(); } ///< null if the run has another store

private:
    /// A request on its way to a backend, and its answer.
    struct Upstream
    {
        enum class Purpose { Client, Reinitialize, Initialized, Ping };

        Purpose purpose = Purpose::Client;
        routing::BackendUrl to;
        std::string sessionId = {};
        std::string body = {};
        std::string method = "POST";
        std::string path = "/";
        std::string accept = {};
        Duration dialLimit = Duration::max(); ///< where the policy's is longer

        Instant sentAt = {};
        std::optional<SimNetwork::Dial> dial = {};
        std::optional<SimConnection> connection = {};
        cluster::PodReply reply = {};
    };

    struct InFlight
    {
        routing::JournaledExchange exchange;
        scenario::ClientRequest request;
        Answered answered;
        session::StoreRequest asked;
        Upstream upstream;
        std::optional<Upstream>
            held; ///< the 404 kept aside while recovery is tried; its connection stays busy
        scenario::ClientAnswer answer;
    };

    void perform(InFlight &flight, const routing::Step &step);
    void send(InFlight &flight, Upstream upstream);
    void connected(InFlight &flight, SimConnection connection, bool reused);
    void dialled(InFlight &flight);
    void failed(InFlight &flight, const routing::ForwardFailed &failure);
    void headArrived(InFlight &flight);
    void pinged(InFlight &flight);
    void bodyEnded(InFlight &flight);
    void relay(InFlight &flight, const routing::step::Relay &relay);
    void respond(InFlight &flight, const routing::step::Respond &respond);
    void finish(InFlight &flight);
    void keepConnection(Upstream &upstream);
    void later(const InFlight &flight, Stage stage, Duration delay);
    SimStore &store() { return m_localStore ? *m_localStore : m_lab->store; }

    Identity m_identity;
    Lab *m_lab;
    routing::Target m_target;
    Rng m_rng;
    std::uint64_t m_begun = 0;
    SimCapture m_capture;
    std::unique_ptr<SimStore> m_localStore;
    routing::IdlePool<std::string, SimConnection> m_idle;
    std::map<ExchangeId, InFlight> m_inFlight;
};

} // namespace sessionscope::sim

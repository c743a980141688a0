// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/address_plan.h"
#include "core/live/front_door.h"
#include "core/live/live_store.h"
#include "core/live/proxy_server.h"
#include "core/live/signal.h"
#include "core/routing/policy.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace sessionscope::live {

/// The proxies of a run and the front door before them: starts, restarts, kills and scales them.
class ProxySet : public std::enable_shared_from_this<ProxySet>
{
public:
    struct Options
    {
        asio::io_context *io; ///< it and all that is pointed to outlive the set
        Recorder *recorder;
        DataPath *dataPath;
        ClientDirectory *clients;
        cluster::AddressPlan *addresses;
        cluster::ClusterSpec spec;
        routing::Policy policy;
        routing::Target target;
        std::uint64_t seed = 0;
        std::shared_ptr<LiveStore> store;
        NameResolver resolve;
        std::function<std::optional<PodId>(Endpoint local, Endpoint dialled)> podBehind;
    };

    /// One proxy process.
    struct Member
    {
        ProxyId id;
        std::uint32_t generation = 1;
        Endpoint address; ///< its own, past the front door
        std::shared_ptr<SessionStore> store;
        std::unique_ptr<ProxyServer> server;
    };

    explicit ProxySet(Options options);

    /// Takes the clients' address, then starts the proxies.
    Result<void> open(Endpoint frontDoor);

    /// Does one of the faults that concern proxies; when it returns the proxies that are wanted are ready.
    Awaitable<Result<void>> inflict(scenario::Fault fault, journal::Sequence cause);

    Endpoint frontDoor() const { return m_door.address(); }
    std::optional<Endpoint> addressOf(ProxyId id) const;
    const std::map<ProxyId, std::shared_ptr<Member>> &members() const { return m_members; }

    // What all proxies are told from now on, those that run too.

    void setBackendReplicas(std::uint32_t replicas);
    void setPodHostHeader(const std::string &host);

    /// Kills all of them and waits until nothing of them is left.
    Awaitable<void> close();

private:
    using MemberPtr = std::shared_ptr<Member>;

    Result<void> start(ProxyId id, journal::Sequence cause);
    Result<std::unique_ptr<ProxyServer>> makeServer(const Member &member) const;
    Awaitable<Result<void>> restart(ProxyId id, bool gracefully, journal::Sequence cause);
    Awaitable<Result<void>> scale(std::uint32_t wanted, journal::Sequence cause);
    void retire(MemberPtr member, bool gracefully, journal::Sequence cause);
    Awaitable<void> unwind(MemberPtr member, bool gracefully, journal::Sequence cause);
    Awaitable<void> waitForDrained(std::size_t stillRetiring);
    Result<void> updateDoor();
    void handOver(std::uint32_t proxy, TcpSocket socket);
    void record(journal::EventKind kind, const Member &member, std::string_view text,
                journal::Sequence cause);

    Options m_options;
    Executor m_executor;
    FrontDoor m_door;
    std::map<ProxyId, MemberPtr> m_members;
    std::map<ProxyId, std::uint32_t> m_generations; ///< how many processes each index has had
    std::vector<MemberPtr> m_retiring;              ///< out of service, but still with connections
    Signal m_retired;
    bool m_closed = false;
};

} // namespace sessionscope::live

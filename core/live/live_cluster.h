// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/command.h"
#include "core/live/address_block.h"
#include "core/live/client_directory.h"
#include "core/live/live_store.h"
#include "core/live/pod_server.h"
#include "core/live/pod_set.h"
#include "core/live/proxy_set.h"
#include "core/live/signal.h"

#include <memory>
#include <optional>
#include <string>

namespace sessionscope::live {

/// Everything that stands in a live run: store, pods behind their Service, proxies behind the front door.
class LiveCluster : public std::enable_shared_from_this<LiveCluster>
{
public:
    /// `io` and `recorder` outlive it.
    LiveCluster(asio::io_context &io, Recorder &recorder, control::OpenCluster what);
    ~LiveCluster();

    /// Brings it up in the order store, pods, proxies. On failure close() is still the caller's to do.
    Awaitable<Result<control::ClusterReady>> open();

    /// Does a fault that somebody asked for, and journals that.
    Awaitable<Result<void>> request(scenario::Fault fault, std::string askedBy);
    /// Does a fault and waits until it has settled; one at a time, in the order of the calls.
    Awaitable<Result<void>> inflict(scenario::Fault fault, journal::Sequence cause);

    /// `--set` on a running cluster. Unsupported for what is fixed once the cluster stands.
    Awaitable<Result<nlohmann::json>> set(control::SetOption option);

    // See control::Command.
    Awaitable<Result<nlohmann::json>> repin(control::RepinSession what);
    Awaitable<Result<nlohmann::json>> deleteRecord(control::DeleteSessionRecord what);
    Awaitable<Result<void>> reset(control::ResetCluster what);

    /// `{"mcpUrl","pods":[…],"proxies":[…],"store":{…},"sessions":[…]}`; without `sessions` if the store does not tell.
    Awaitable<nlohmann::json> status();

    /// Where a client finds the proxy, or the front door. Nothing if there is no such proxy.
    std::optional<Endpoint> addressOf(std::optional<ProxyId> proxy) const;

    const scenario::RunSpec &run() const { return m_what.run; }
    DataPath &dataPath() { return m_dataPath; }

    /// What becomes of records in a Redis that is not ours.
    enum class Records { Kept, Removed };

    /// Takes everything down at once and waits until it is gone.
    Awaitable<void> close(Records records = Records::Kept);

private:
    Awaitable<Result<void>> openBackends();
    Result<void> openPlainServer();
    Result<void> openProxies();
    Awaitable<Result<void>> carryOut(scenario::Fault fault, journal::Sequence cause);
    Result<Endpoint> resolve(const routing::BackendUrl &url) const;
    std::optional<PodId> podBehind(Endpoint local, Endpoint dialled) const;
    control::ClusterReady ready() const;
    /// What a FaultRequested and its FaultSettled have in common.
    struct Deed
    {
        std::string_view name;
        std::int64_t target = 0;
        std::string_view session = {};
    };

    journal::Sequence noteRequested(const Deed &deed, std::string_view askedBy);
    void noteSettled(const Deed &deed, journal::Sequence requested);
    void noteRecord(journal::Event event, std::string_view session);
    Awaitable<Result<routing::KeyedRecord>> findRecord(std::string session);
    Awaitable<Result<void>> mend(journal::Sequence cause);
    Awaitable<std::optional<nlohmann::json>> sessionsStatus();
    nlohmann::json podsStatus() const;
    nlohmann::json proxiesStatus() const;
    std::string mcpUrl() const;
    std::string publishedName(std::uint32_t ordinal) const;
    const cluster::ClusterSpec &spec() const { return m_what.run.cluster; }

    asio::io_context &m_io;
    Recorder &m_recorder;
    control::OpenCluster m_what;
    DataPath m_dataPath;
    ClientDirectory m_clients;
    std::uint32_t m_podsAtFirst;
    std::uint32_t m_proxiesAtFirst;
    std::shared_ptr<CrashGuard> m_guard;
    std::optional<AddressBlock> m_block;
    std::optional<cluster::AddressPlan> m_addresses;
    std::shared_ptr<LiveStore> m_store;
    std::shared_ptr<PodSet> m_pods;
    std::unique_ptr<PodServer> m_plainServer;
    std::shared_ptr<ProxySet> m_proxies;
    Signal m_faultDone;
    bool m_faultUnderWay = false;
    bool m_closed = false;
};

} // namespace sessionscope::live

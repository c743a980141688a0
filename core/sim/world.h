// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/service.h"
#include "core/scenario/plan_runner.h"
#include "core/sim/lab.h"
#include "core/sim/sim_proxy.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string_view>

namespace sessionscope::sim {

/// A whole cluster with its clients in virtual time: the same values as on real sockets, driven by an ordered queue.
/// The same RunSpec always tells the same story, to the last event.
class World
{
public:
    explicit World(const scenario::RunSpec &run);

    void open();        ///< brings everything up; returns when all pods and proxies are Ready
    void executePlan(); ///< to its end
    /// Does it and returns when it has settled. Refused where the cluster has nothing that it could be done to.
    Result<void> inflict(const scenario::Fault &fault, std::string_view askedBy);

    /// Events since the last call.
    journal::Batch takeJournal() { return m_lab.journal.take(); }
    nlohmann::json status() const;

private:
    struct Proxy
    {
        std::uint32_t generation = 0;
        std::unique_ptr<SimProxy> process; ///< null while it starts
    };

    void handle(const Happening &happening);
    void runUntilSettled();
    bool settled() const;
    void perform(const scenario::Action &action);
    void send(const scenario::action::Send &send);
    SimProxy *proxyFor(const scenario::action::Send &send);
    SimProxy *pickProxy(const scenario::action::Send &send);

    void apply(const scenario::Fault &fault);
    void applyToPods(const scenario::Fault &fault);
    void applyToStore(const scenario::Fault &fault);
    void advanceCluster();
    void change(const cluster::PodChange &change);
    void startProxy(ProxyId id);
    void stopProxy(ProxyId id, const char *how);
    void scaleProxies(std::uint32_t wanted);
    void updateEndpoints();
    journal::Sequence note(journal::Event event);

    Lab m_lab;
    cluster::Service m_frontDoor;
    std::map<ProxyId, Proxy> m_proxies;
    std::map<ClientId, std::pair<ProxyId, std::uint32_t>>
        m_connections;                   ///< which generation of which proxy holds them
    std::optional<Instant> m_clusterDue; ///< the next ClusterDue in the queue
    bool m_actionDone = false;
    std::optional<scenario::PlanRunner> m_runner;
};

} // namespace sessionscope::sim

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/service.h"
#include "core/control/command.h"
#include "core/routing/record_edit.h"
#include "core/scenario/plan_runner.h"
#include "core/sim/lab.h"
#include "core/sim/sim_proxy.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sessionscope::sim {

/// A whole cluster with its clients in virtual time: the same values as on real sockets, driven by an ordered queue.
/// The same RunSpec always tells the same story, to the last event.
class World
{
public:
    explicit World(const scenario::RunSpec &run);

    void open(); ///< brings everything up; returns when all pods and proxies are Ready
    /// To its end, unless it is given up between two deeds. Whether it came to its end.
    bool executePlan(const std::function<bool()> &isGivenUp = {});
    /// Does it and returns when it has settled. NotFound without such a pod or proxy, Unsupported where the cluster has
    /// nothing of the kind: no pods behind a plain URL, no store beside the proxies' own memory.
    Result<void> inflict(const scenario::Fault &fault, std::string_view askedBy);

    // What people do to single records, and the way back; see control::Command.
    Result<nlohmann::json> repin(const control::RepinSession &what);
    Result<nlohmann::json> deleteRecord(const control::DeleteSessionRecord &what);
    Result<nlohmann::json> reset(const control::ResetCluster &what);

    void captureMessages(bool captures) { m_lab.captures = captures; }

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

    Result<void> checkPossible(const scenario::Fault &fault) const;
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

    std::vector<SimStore *> stores();
    std::vector<routing::KeyedRecord> records() const;
    Result<routing::KeyedRecord> record(const std::string &session);
    nlohmann::json sessionsStatus() const;
    journal::Sequence noteRequested(std::string_view fault, std::string_view askedBy,
                                    std::string_view session, std::int64_t target);
    void noteSettled(std::string_view fault, journal::Sequence requested, std::int64_t target);

    Lab m_lab;
    std::uint32_t m_podsAtFirst;
    cluster::Service m_frontDoor;
    std::map<ProxyId, Proxy> m_proxies;
    std::map<ClientId, std::pair<ProxyId, std::uint32_t>>
        m_connections;                   ///< which generation of which proxy holds them
    std::optional<Instant> m_clusterDue; ///< the next ClusterDue in the queue
    bool m_actionDone = false;
    std::optional<scenario::PlanRunner> m_runner;
};

} // namespace sessionscope::sim

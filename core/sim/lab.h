// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/cluster/fake_pod.h"
#include "core/cluster/stateful_set.h"
#include "core/journal/journal.h"
#include "core/scenario/run_spec.h"
#include "core/scenario/synthetic_client.h"
#include "core/session/memory_store.h"
#include "core/sim/scheduler.h"
#include "core/sim/sim_network.h"

#include <cstdint>
#include <map>
#include <variant>

namespace sessionscope::sim {

/// A store behind the network: answers late, and not at all while it is down.
struct SimStore
{
    static constexpr Duration kLatency = Duration::microseconds(100);

    session::MemoryStore memory;
    bool available = true;

    Result<session::StoreReply> apply(const session::StoreRequest &request, Instant now);
};

/// Where an exchange goes on when its time has come.
enum class Stage { Begin, StoreAnswered, Dialled, HeadArrived, BodyEnded, Relayed };

/// What can become due in a simulated run.
struct ExchangeDue
{
    ProxyId proxy;
    std::uint32_t generation; ///< of the process that waits for it; a later one does not care
    ExchangeId exchange;
    Stage stage;
};

struct ClusterDue
{
};

struct ProxyStartDue
{
    ProxyId proxy;
    std::uint32_t generation;
};

struct WaitOver
{
};

using Happening = std::variant<ExchangeDue, ClusterDue, ProxyStartDue, WaitOver>;

/// What everything in a simulated cluster shares: time, journal, network, pods and the store.
struct Lab
{
    explicit Lab(const scenario::RunSpec &run);

    Instant now() const { return scheduler.now(); }
    /// The addresses that a name has now; empty is NXDOMAIN. A plain target's name is the plain server, whatever it is.
    std::vector<IpAddress> resolve(const std::string &host) const;
    bool isPlain() const { return run.cluster.plainTarget.has_value(); }

    scenario::RunSpec run;
    Scheduler<Happening> scheduler;
    journal::Writer journal;
    cluster::AddressPlan addresses;
    cluster::StatefulSet pods; ///< for a plain target: the one server behind it
    SimNetwork network;
    std::map<PodId, cluster::FakePod> processes; ///< by ordinal; what is not listed is not running
    SimStore store;
    std::uint64_t exchanges = 0;
    bool captures = false; ///< messages, see OpenCluster
};

} // namespace sessionscope::sim

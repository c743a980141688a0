// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/address_plan.h"
#include "core/cluster/cluster_spec.h"
#include "core/cluster/stateful_set.h"
#include "core/live/crash_guard.h"
#include "core/live/data_path.h"
#include "core/live/pod_host.h"
#include "core/live/recorder.h"
#include "core/live/service_forwarder.h"
#include "core/live/signal.h"
#include "core/scenario/fault.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sessionscope::live {

/// The StatefulSet on real sockets: starts and ends what runs behind each ordinal as cluster::StatefulSet says, and keeps
/// the Service's endpoints in step.
class PodSet : public std::enable_shared_from_this<PodSet>
{
public:
    struct Options
    {
        asio::io_context *io; ///< it and all that is pointed to outlive the set
        Recorder *recorder;
        DataPath *dataPath;
        cluster::AddressPlan *addresses;
        cluster::ClusterSpec spec;
        std::uint64_t seed = 0;
        std::string podCommand; ///< empty: FakePods
        std::shared_ptr<CrashGuard> guard;
    };

    explicit PodSet(Options options);
    ~PodSet();

    /// Starts the pods and waits until all are Ready.
    Awaitable<Result<void>> open();

    /// Does one of the faults that concern pods, and waits until all wanted pods are Ready again.
    Awaitable<Result<void>> inflict(scenario::Fault fault, journal::Sequence cause);

    /// The pods as DNS and the Service see them now.
    std::vector<cluster::Pod> pods() const;
    Endpoint addressOf(const cluster::Pod &pod) const { return {pod.ip, m_options.spec.mcpPort}; }
    std::optional<std::size_t> sessionCount(PodId pod) const;
    /// The ordinal that holds that session; nothing if none is known to.
    std::optional<std::uint32_t> holderOf(std::string_view sessionId) const;
    std::uint32_t wanted() const { return m_set.replicas(); }

    /// FakePods form the ids of new sessions so from now on.
    void setIdStyle(session::IdStyle style);

    /// Kills everything; whoever waits is told.
    void close();

private:
    Awaitable<void> run();
    Awaitable<void> apply(std::vector<cluster::PodChange> changes);
    Awaitable<void> becomeReady(const cluster::Pod &pod);
    Awaitable<void> terminate(const cluster::Pod &pod);
    void kill(const cluster::Pod &pod);
    void command(scenario::Fault fault);
    void start(const cluster::Pod &pod);
    Result<std::shared_ptr<PodHost>> makeHost(const cluster::Pod &pod);
    Awaitable<Result<void>> settle();
    void updateEndpoints();
    void giveUp(Error error);
    void record(journal::EventKind kind, const cluster::Pod &pod, std::string_view text,
                std::int64_t number = 0);

    Options m_options;
    Executor m_executor;
    cluster::StatefulSet m_set;
    ServiceForwarder m_service;
    std::map<PodId, std::shared_ptr<PodHost>> m_hosts;
    std::map<PodId, std::uint32_t> m_serving; ///< the incarnations that were found to serve
    Signal m_changed;
    Timer m_due;
    std::optional<Error> m_error;
    bool m_applying = false;
    bool m_closed = false;
    journal::Sequence m_cause; ///< the fault that is being done
};

} // namespace sessionscope::live

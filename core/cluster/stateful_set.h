// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/cluster/address_plan.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace sessionscope::cluster {

/// One replica as the control plane sees it.
struct Pod
{
    enum class Phase { Starting, Ready, Stopping, Gone };

    PodId id;
    IpAddress ip;
    Phase phase = Phase::Gone;
    std::uint32_t incarnation = 0; ///< how many times a process was started under this ordinal, from 1
};

/// What the driver must do to the process behind a pod, or has to know about it.
struct PodChange
{
    enum class Kind {
        Start,       ///< start a process (new incarnation) that listens on pod.ip
        BecameReady, ///< now in the Service's endpoints and in DNS
        Terminate,   ///< stop it gracefully: it is already out of the endpoints
        Kill,        ///< end it at once; its connections are reset
    };

    Kind kind;
    Pod pod;
};

/// The StatefulSet and the part of the kubelet that matters here: ordinals, addresses, readiness, ordered rollout.
///
/// A value without I/O: commands change what is wanted, `advance()` says what to do now, `deadline()` when to ask again.
/// Missing pods start together (a simplification: the order of first starts plays no part in session loss); a rolling
/// update replaces them one by one from the highest ordinal down.
class StatefulSet
{
public:
    struct Options
    {
        std::uint32_t replicas = 3;
        Duration startDelay = Duration::milliseconds(20); ///< from Start to BecameReady
        Duration stopDelay = Duration::milliseconds(5);   ///< from Terminate to the address being free
    };

    /// `addresses` must outlive this.
    StatefulSet(Options options, AddressPlan &addresses);

    void scale(std::uint32_t replicas); ///< highest ordinals leave first
    void restart(PodId pod);    ///< the container ends gracefully and starts again: same address, memory gone
    void kill(PodId pod);       ///< the container dies and starts again: same address, memory gone
    void reschedule(PodId pod); ///< the pod is deleted and created anew: new address
    void rollingUpdate(); ///< every pod is replaced, highest ordinal first, each after the last is Ready

    /// What has become due by `now`, in order. Commands take effect here; what is unknown or already so is ignored.
    /// When a Start is announced, nothing of an earlier incarnation is left: its stopping time has passed.
    std::vector<PodChange> advance(Instant now);
    /// When advance() has something to say next; nothing while settled.
    std::optional<Instant> deadline() const;
    /// All wanted pods are Ready and no others exist.
    bool settled() const;

    const std::vector<Pod> &pods() const { return m_pods; } ///< in order of ordinal; Gone ones are not listed
    const Pod *find(PodId pod) const;
    std::uint32_t replicas() const { return m_wanted; }
    std::vector<std::uint32_t> ready() const; ///< ordinals in the Service's endpoints

private:
    enum class KeepsAddress { No, Yes };

    struct Command
    {
        enum Kind { Restart, Kill, Reschedule, RollingUpdate };

        Kind kind;
        PodId pod; ///< not of a rolling update
    };

    /// Until when a pod is Starting or Stopping, and whether a stopping one comes back at its address.
    struct Timer
    {
        Instant due;
        KeepsAddress keepsAddress;
    };

    void command(Command::Kind kind, PodId pod);
    void obey(const Command &command, std::vector<PodChange> &changes);
    void start(Pod &pod, std::vector<PodChange> &changes);
    void stop(Pod &pod, KeepsAddress keeps, std::vector<PodChange> &changes);
    void kill(Pod &pod, std::vector<PodChange> &changes);
    void passTimers(std::vector<PodChange> &changes);
    void passTimer(Pod &pod, std::vector<PodChange> &changes);
    void reconcile(std::vector<PodChange> &changes);
    void rollOn(std::vector<PodChange> &changes);
    bool allReady() const;
    Pod *findMutable(PodId pod);
    IpAddress freeAddress();

    Options m_options;
    AddressPlan *m_addresses;
    std::uint32_t m_wanted = 0;
    std::vector<Pod> m_pods;
    std::map<PodId, Timer> m_timers;           ///< of every pod that is not Ready
    std::vector<std::uint32_t> m_incarnations; ///< by ordinal; outlives pods that were scaled away
    std::vector<Command> m_commands;           ///< given since the last advance()
    bool m_commanded = true;                   ///< something was asked for since the last advance()
    std::uint32_t m_rollBelow = 0;             ///< a rolling update still has to replace the ordinals below
    Instant m_now;                             ///< of the last advance()
};

} // namespace sessionscope::cluster

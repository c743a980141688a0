// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/cluster/address_plan.h"

#include <cstdint>
#include <optional>
#include <string>
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

    StatefulSet(Options options, AddressPlan &addresses);

    void scale(std::uint32_t replicas); ///< highest ordinals leave first
    void restart(PodId pod);    ///< the container ends gracefully and starts again: same address, memory gone
    void kill(PodId pod);       ///< the container dies and starts again: same address, memory gone
    void reschedule(PodId pod); ///< the pod is deleted and created anew: new address
    void rollingUpdate(); ///< every pod is replaced, highest ordinal first, each after the last is Ready

    /// What has become due by `now`, in order.
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
    // The implementer's to shape.
    Options m_options;
    AddressPlan *m_addresses;
    std::uint32_t m_wanted = 0;
    std::vector<Pod> m_pods;
};

} // namespace sessionscope::cluster

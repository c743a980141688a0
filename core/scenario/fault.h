// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sessionscope::scenario {

/// Something that is done to the cluster: by a plan's step, on the command line, or in the window.
enum class FaultKind {
    RestartProxy,  ///< drained: requests in flight finish, then a new generation with a new address
    KillProxy,     ///< connections reset (RST), then a new generation
    RestartPod,    ///< container ends gracefully, same address, memory gone
    KillPod,       ///< container dies, same address, memory gone
    ReschedulePod, ///< pod replaced, new address
    RollingUpdate, ///< every pod replaced, highest ordinal first
    ScaleBackend,  ///< `target` is the number of pods wanted
    ScaleProxy,    ///< `target` is the number of proxies wanted
    StopStore,     ///< unreachable; what it holds is kept
    StartStore,
    FlushStore, ///< FLUSHALL
};

struct Fault
{
    FaultKind kind = FaultKind::RestartProxy;
    std::uint32_t target = 0; ///< proxy, ordinal or count, as the kind says; 0 where it says nothing

    bool operator==(const Fault &) const = default;
};

/// "restart-proxy", "scale-backend" …: in plans, on serve's standard input, in journals.
const char *toText(FaultKind kind);
Result<FaultKind> parseFaultKind(std::string_view name);

/// Whether the kind takes a target, and what it means ("proxy", "pod", "replicas"); null if it takes none.
const char *targetMeaning(FaultKind kind);

/// The number of replicas that a fault asks for is one that `cluster.backendReplicas` or `.proxyReplicas` can have; the
/// error is the one of these fields. Other faults pass.
Result<void> checkReplicas(const Fault &fault);

// Why a fault, or a change of a record, cannot be done to a cluster: the same words from every engine. `where` is what
// of the request is wrong.
Error noPods(std::string where);                                          ///< Unsupported
Error noSuchPod(std::uint32_t pod, std::size_t count, std::string where); ///< NotFound
Error noSuchProxy(std::uint32_t proxy, std::size_t count);                ///< NotFound
Error noSharedStore();                                                    ///< Unsupported

} // namespace sessionscope::scenario

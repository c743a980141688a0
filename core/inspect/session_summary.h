// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/diagnoses.h"

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace sessionscope::inspect {

/// One place that records name, and how many do.
struct PinTarget
{
    PinKind kind = PinKind::None;
    std::string name;          ///< "mcp-foo", "foo-0", or the address itself; empty: no place is named
    std::string address;       ///< of a pod whose address is in the records; else empty
    std::int32_t ordinal = -1; ///< of a pod
    bool dead = false;         ///< Kubernetes knows no such address
    std::size_t sessions = 0;
};

/// The sessions of clients that are present, counted. Of a million it takes a fraction of a second.
struct SessionSummary
{
    static constexpr std::size_t kBins = 12;

    std::size_t sessions = 0;
    std::size_t probes = 0; ///< the runner's own, which are counted nowhere else
    /// Services first, then pods by ordinal (those that nobody names too, if Kubernetes told), then the rest.
    std::vector<PinTarget> targets;
    std::map<PinKind, std::size_t> kinds;
    std::map<std::pair<std::string, std::string>, std::size_t>
        clients;                                  ///< by name and version; empty: unknown
    std::array<std::size_t, kBins> timesToLive{}; ///< equal parts of `ttlSpan`
    Duration ttlSpan;                             ///< the longest time to live, in whole minutes
    std::size_t withoutTtl = 0;
    std::array<std::size_t, kBins> ages{}; ///< equal parts of `ageSpan`
    Duration ageSpan;
    std::size_t lostOnce = 0; ///< with a backend_sid
};

SessionSummary summarise(const Evidence &evidence, WallTime now);

} // namespace sessionscope::inspect

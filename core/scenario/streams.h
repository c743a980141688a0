// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/rng.h"

#include <cstdint>
#include <string>

/// The random streams of a run. Both engines draw from these and no others, in this split, so that the same seed gives
/// the same picks, pod draws and session ids on real sockets and in virtual time. `seed` is RunSpec::seed.
namespace sessionscope::scenario::streams {

/// What the backend Service (`mcp-<name>`) picks among its pods with.
inline Rng service(std::uint64_t seed)
{
    return Rng(seed).split("backends");
}

/// What the Service in front of the proxies (`mcp-<name>-proxy`) picks with.
inline Rng frontDoor(std::uint64_t seed)
{
    return Rng(seed).split("front-door");
}

/// What a FakePod draws session ids from: each process behind an ordinal has its own stream.
inline Rng pod(std::uint64_t seed, PodId ordinal, std::uint32_t incarnation)
{
    return Rng(seed).split("pod/" + std::to_string(ordinal.value()) + "/" + std::to_string(incarnation));
}

/// The plain server behind `plainTarget`, which is no pod.
inline Rng plainServer(std::uint64_t seed)
{
    return Rng(seed).split("plain-server");
}

/// A proxy process: the generation counts from 1 and goes up at each restart.
inline Rng proxy(std::uint64_t seed, ProxyId index, std::uint32_t generation)
{
    return Rng(seed).split("proxy/" + std::to_string(index.value()) + "/" + std::to_string(generation));
}

/// One exchange of a proxy process: `earlier` is how many that process began before it.
inline Rng exchange(const Rng &proxy, std::uint64_t earlier)
{
    return proxy.split("exchange/" + std::to_string(earlier));
}

} // namespace sessionscope::scenario::streams

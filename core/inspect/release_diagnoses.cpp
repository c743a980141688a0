// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/server_findings.h"

#include <fmt/format.h>

/// What a release of ToolHive is known for (digest, "Version ladder").
namespace sessionscope::inspect {

namespace {

/// F-01 before anybody looked into Redis: these releases store the Service's URL.
std::vector<Finding> releaseWithServicePin(const Evidence &evidence)
{
    if (evidence.inventory)
        return {};
    return perServer(evidence, [](const ServerView &server) -> std::optional<Said> {
        const std::string version = server.proxyVersion();
        if (server.backendReplicas() < 2 || !server.usesRedis() || isOlder(version, 0, 18) != true
            || isOlder(version, 0, 16) == true)
            return std::nullopt;
        return Said{Severity::Error,
                    Certainty::Likely,
                    fmt::format("Sessions of {} do not survive a proxy restart", server.id.name),
                    fmt::format("ToolHive {} with Redis and {} backends", version, server.backendReplicas()),
                    "Its records name the Service, not the pod; a restarted proxy is given another pod.",
                    "Upgrade to v0.18 or newer, or keep one backend."};
    });
}

/// What releases before 0.`minor`.`patch` do wrong whatever the cluster looks like.
template <int kMinor, int kPatch, const char *const &kWhat>
std::vector<Finding> oldRelease(const Evidence &evidence)
{
    return perServer(evidence, [](const ServerView &server) -> std::optional<Said> {
        const std::string version = server.proxyVersion();
        if (isOlder(version, 0, kMinor, kPatch) != true)
            return std::nullopt;
        return Said{Severity::Info,
                    Certainty::Likely,
                    fmt::format("ToolHive {} of {}: {}", version, server.id.name, kWhat),
                    fmt::format("fixed in v0.{}.{}", kMinor, kPatch),
                    "It looks like lost sessions, and upgrading ends it.",
                    fmt::format("Upgrade ToolHive to v0.{}.{} or newer.", kMinor, kPatch)};
    });
}

constexpr const char *kLeak = "closed sessions stay in the proxy's memory until it is full";
constexpr const char *kTwice = "a second initialize is refused";
constexpr const char *kUnread = "clients do not understand the answer to a lost session";
constexpr const char *kStray = "a stray _meta makes every tools/call fail";

constexpr Diagnosis kDiagnoses[] = {
    {"service-pin-release", "F-01", releaseWithServicePin},
    {"session-leak", "F-46", oldRelease<11, 3, kLeak>},
    {"second-initialize", "F-48", oldRelease<42, 0, kTwice>},
    {"loss-not-understood", "F-51", oldRelease<41, 0, kUnread>},
    {"stray-meta", "F-52", oldRelease<43, 0, kStray>},
};

} // namespace

std::span<const Diagnosis> releaseDiagnoses()
{
    return kDiagnoses;
}

} // namespace sessionscope::inspect

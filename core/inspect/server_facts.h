// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sessionscope::inspect {

/// What a Redis says about itself. What it would not tell, or was not asked, is absent.
struct ServerFacts
{
    std::optional<std::string> version; ///< "7.0.15"; Valkey's own version where it is one
    std::string product = "redis";      ///< or "valkey"
    std::optional<std::string> mode;    ///< "standalone", "sentinel", "cluster"
    std::optional<std::string> role;    ///< "master", "slave"
    std::optional<std::uint64_t> uptimeSeconds;
    std::optional<std::uint64_t> evictedKeys;
    std::optional<std::uint64_t> usedMemory;
    std::optional<std::uint64_t> maxMemory; ///< 0: no limit
    std::optional<std::string> maxMemoryPolicy;
    std::optional<bool> appendOnly;
    std::optional<std::string> save; ///< of CONFIG GET save; empty: no snapshots
    bool wantsPassword = false;      ///< we were let in with one

    bool operator==(const ServerFacts &) const = default;
};

/// Adds what an answer to INFO tells.
void takeInfo(ServerFacts &facts, std::string_view info);

/// Adds what an answer to CONFIG GET tells.
void takeConfig(ServerFacts &facts, std::string_view name, std::string_view value);

/// Whether `version` ("7.0.15", "v0.17.0") is lower than `major.minor.patch`; nothing if it does not read.
std::optional<bool> isOlder(std::string_view version, int major, int minor, int patch = 0);

/// What the inspector can do, one by one, and what it does without it. Least privilege works: none of these is fatal
/// but scanning and reading.
enum class Ability { Scan, Get, GetRange, Pttl, StrLen, Type, Tracking, Info, Config, WhoAmI, SetName };

struct Capability
{
    Ability ability = Ability::Scan;
    bool granted = true;
    std::string refusal; ///< the server's words

    bool operator==(const Capability &) const = default;
};

/// `granted` as asked for, or what is degraded without: "no INFO: version, evictions and persistence are unknown".
struct AbilityText
{
    std::string_view command; ///< "CLIENT TRACKING"
    std::string_view without; ///< what is lost without it
};

AbilityText describe(Ability ability);

/// The ACL rule that lets a user do all of it for one prefix, as in resources/acl.
std::string aclRule(std::string_view keyPrefix);

} // namespace sessionscope::inspect

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/redis_url.h"
#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sessionscope::inspect {

/// A name or address with its port, as sentinels and cluster nodes announce them.
struct HostPort
{
    std::string host;
    std::uint16_t port = RedisUrl::kDefaultPort;

    std::string text() const; ///< "host:port", "[::1]:port"
    bool operator==(const HostPort &) const = default;
};

/// An announced address that this machine cannot reach, and where it is instead (a forwarded port, as a rule).
struct AddressMapping
{
    HostPort announced;
    HostPort reachable;

    bool operator==(const AddressMapping &) const = default;
};

/// `kubectl port-forward` in front of the Redis.
struct PortForwardSpec
{
    std::string context;                         ///< empty: kubectl's current one
    std::string namespaceName;                   ///< empty: the context's
    std::string target;                          ///< "svc/redis", "pod/redis-0"
    std::uint16_t port = RedisUrl::kDefaultPort; ///< of the target

    bool operator==(const PortForwardSpec &) const = default;
};

/// How to reach the Redis of an installation, and which of its keys to look at.
///
/// As a person writes it:
///
///     redis://… rediss://… unix:…                                   see RedisUrl
///     redis-sentinel://[user:password@]host[:26379][,host…]/MASTER[/db][?sentinelUser=…&sentinelPassword=…]
///     redis://host,host…?cluster=true                               several seeds need no more than one to live
///     …?prefix=KEYPREFIX                                            instead of ToolHive's
///     …?map=ANNOUNCED-HOST:PORT=REACHABLE-HOST:PORT                 repeatable
///     …?forward=svc/redis[&context=C][&namespace=N]                 through kubectl port-forward; host is not used
///
/// `rediss-sentinel://` speaks TLS to sentinels and servers alike.
struct ConnectionSpec
{
    enum class Topology { Single, Sentinel, Cluster };

    // No part of the URI. What a person calls it:
    std::string name;
    std::string group;
    std::string colour; ///< "#rrggbb"; empty: the default
    /// One without secrets had some: whoever dials it has to be asked for them.
    bool wantsSecrets = false;

    Topology topology = Topology::Single;
    /// How to be let in. Host and port: the server; with Sentinel or Cluster the first seed.
    RedisUrl redis;
    std::vector<HostPort> furtherSeeds; ///< sentinels or cluster nodes after the first
    std::string masterName;             ///< Sentinel only
    std::string sentinelUser;           ///< what the sentinels want, if anything
    std::string sentinelPassword;
    std::vector<AddressMapping> addressMap;
    std::optional<PortForwardSpec> portForward;

    /// Empty: everything of ToolHive's, `thv:`. Else the prefix of sessions, of either kind.
    std::string keyPrefix;

    /// InvalidInput, `where` being the part that does not read. Never repeats a password.
    static Result<ConnectionSpec> parse(std::string_view uri);

    std::string text() const;    ///< the URI with every password as `***`
    std::string address() const; ///< in a few words, for errors and titles: "mymaster via 10.0.0.1:26379"

    /// The seeds in order, mapped to where they can be reached.
    std::vector<HostPort> seeds() const;
    HostPort reachable(const HostPort &announced) const;

    /// This connection's way into one server of it: credentials and certificates as they are, another address.
    RedisUrl urlOf(const HostPort &server) const;
    RedisUrl sentinelUrlOf(const HostPort &sentinel) const;

    bool hasSecrets() const;
    ConnectionSpec withoutSecrets() const;

    bool operator==(const ConnectionSpec &) const = default;
};

const char *toText(ConnectionSpec::Topology topology); ///< "single", "sentinel", "cluster"

/// Saved connections: name, group, colour and URI of each. Secrets are never written.
nlohmann::json connectionsToJson(const std::vector<ConnectionSpec> &connections);

/// Reads what connectionsToJson() wrote. InvalidInput names the JSON path. Versions from the future are refused.
/// With `onBadEntry`, a connection that does not read is told and left out; without, the whole is refused.
Result<std::vector<ConnectionSpec>>
connectionsFromJson(std::string_view json, const std::function<void(const Error &)> &onBadEntry = {});

} // namespace sessionscope::inspect

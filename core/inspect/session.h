// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace sessionscope::inspect {

/// A text that many sessions share. Never changes, so that threads may share it too; null: absent.
using Text = std::shared_ptr<const std::string>;

inline std::string_view view(const Text &text)
{
    return text ? std::string_view(*text) : std::string_view();
}

/// What a record's `backend_url` says, judged by its form alone: `cluster-ip` needs Kubernetes' word (digest 5.4).
enum class PinKind : std::uint8_t { Service, ClusterIp, PodDns, PodIp, None };

const char *toText(PinKind kind); ///< "service", "cluster-ip", "pod-dns", "pod-ip", "none"

/// Whose record it is (digest 3.1, 3.3).
enum class SessionType : std::uint8_t {
    Mcp,        ///< the transparent proxy
    Streamable, ///< stdio behind streamable HTTP
    Sse,        ///< stdio behind SSE
    Vmcp,       ///< a flat map of a virtual MCP server
    Other,      ///< a record of a type that ToolHive does not write
};

const char *toText(SessionType type); ///< "mcp", "streamable", "sse", "vmcp", "other"

/// What a record's `init_body` tells. Shared by all sessions with the same body.
struct InitFacts
{
    std::string method; ///< "initialize", or else the record is poisoned (F-16); empty: no JSON-RPC request
    std::string clientName;
    std::string clientVersion;
    std::string protocolVersion;
    bool isRunnerProbe = false; ///< ToolHive's own readiness probe (digest 3.1 i)

    bool isInitialize() const { return method == "initialize"; }
    bool operator==(const InitFacts &) const = default;
};

/// What a vMCP session's map tells (digest 3.3).
enum class VmcpState : std::uint8_t {
    None,        ///< not a vMCP session
    Placeholder, ///< `{}`: phase 1, not yet finished
    Terminated,
    Full,
    Legacy,     ///< token hash and no identity binding: invalidated on read
    Incomplete, ///< no `vmcp.backend.ids`, or ids of backends that are not in it
};

/// One session as its record told it at one time: decoded, without the raw value.
struct Session
{
    static constexpr std::int64_t kNoTtl = -1;      ///< as PTTL says it
    static constexpr std::int64_t kTtlUnknown = -3; ///< PTTL was refused

    std::string key;                ///< whole, the prefix included
    std::uint16_t prefixLength = 0; ///< the id in the key begins here
    SessionType type = SessionType::Mcp;
    PinKind pin = PinKind::None;
    VmcpState vmcp = VmcpState::None;
    bool idDiffers = false;                ///< the record's `id` is not the key's
    bool updatedDiffers = false;           ///< `updated_at` is not `created_at` (Appendix A 5)
    std::int32_t ordinal = -1;             ///< of the pod that the pin names; -1: it names none
    std::uint32_t bytes = 0;               ///< size of the value
    Text backendUrl;                       ///< null: no metadata
    std::string backendSid;                ///< not empty: lost at least once (F-11)
    std::shared_ptr<const InitFacts> init; ///< null: no init_body, so no recovery
    WallTime createdAt;                    ///< 0 for vMCP sessions, which do not say
    std::int64_t ttlMs = kNoTtl;           ///< when observed
    WallTime observedAt;

    std::string_view id() const { return std::string_view(key).substr(prefixLength); }
    std::string_view prefix() const { return std::string_view(key).substr(0, prefixLength); }
    bool hasTtl() const { return ttlMs >= 0; }
    bool isProbe() const { return init && init->isRunnerProbe; }

    /// When it will expire unless it is used; only if hasTtl().
    WallTime expiresAt() const { return observedAt + Duration::milliseconds(ttlMs); }
    /// What is left at `now`: counts down from the observation, never below 0.
    Duration ttlLeft(WallTime now) const;
};

/// The form of a backend_url, and the ordinal in it (digest 3.1 a–f).
struct PinForm
{
    /// None: absent, or no URL, so that ToolHive silently uses its target. Loopback: `localhost`, 127.0.0.1, ::1.
    enum class Host : std::uint8_t { None, Name, Address, PodName, Empty, Loopback };

    PinKind kind = PinKind::None;
    Host host = Host::None;
    bool tls = false;
    std::string hostName;      ///< as it stands there, without the port
    std::string serviceName;   ///< of a Service or pod name: its Service
    std::string namespaceName; ///< the label behind the Service; empty: a short name has none
    std::string setName;       ///< of a pod name: its StatefulSet
    std::int32_t ordinal = -1; ///< of a pod name
};

PinForm readPin(std::string_view backendUrl);

} // namespace sessionscope::inspect

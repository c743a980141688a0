// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

/// Names and values of MCP's streamable HTTP transport (digest §0; clients' facts "Versions and headers").
namespace sessionscope::mcp {

inline constexpr std::string_view kSessionHeader = "Mcp-Session-Id";
inline constexpr std::string_view kProtocolHeader = "MCP-Protocol-Version";
inline constexpr std::string_view kLastEventIdHeader = "Last-Event-ID";

inline constexpr std::string_view kStatelessVersion = "2026-07-28"; ///< the revision without sessions
inline constexpr std::string_view kSessionsVersion = "2025-11-25";  ///< the latest revision with sessions

/// Whether a text can be the value of a header field (RFC 9110 5.5): what comes from elsewhere than a header may hold line
/// ends, which would begin another field, or another request.
constexpr bool isFieldValue(std::string_view text)
{
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\t') || byte == 0x7F)
            return false;
    }
    return true;
}

/// JSON-RPC error codes (digest §0).
enum class ErrorNumber {
    SessionNotFound = -32001,
    HeaderMismatch = -32020,
    MissingCapability = -32021,
    UnsupportedVersion = -32022,
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    Internal = -32603,
};

} // namespace sessionscope::mcp

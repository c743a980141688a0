// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::routing {

/// Where a proxy sends a request: scheme, host and port. What a record's `backend_url` says, and nothing more.
struct BackendUrl
{
    std::string scheme = "http";
    std::string host; ///< a name or a literal address
    std::uint16_t port = 80;

    /// Nothing if the text is no absolute http or https URL; ToolHive then silently uses its target (digest 4.1 step 4).
    /// Path and query are ignored, as ToolHive does when it applies a pin.
    static std::optional<BackendUrl> parse(std::string_view text);

    std::string text() const; ///< "http://myserver-0.mcp-myserver-headless.default.svc.cluster.local:8080"
    std::string authority() const; ///< "host:port", for the Host header

    bool operator==(const BackendUrl &) const = default;
};

} // namespace sessionscope::routing

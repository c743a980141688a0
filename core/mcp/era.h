// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/mcp/headers.h"
#include "core/mcp/rpc_peek.h"

#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::mcp {

/// Whether a client keeps a session (MCP ≤ 2025-11-25) or carries everything in each request (2026-07-28).
enum class Era { Sessions, Stateless };

const char *toText(Era era);

/// Either the era of a request, or why a stateless one is malformed (answered 400, digest 4.8).
struct EraDecision
{
    struct Refusal
    {
        ErrorNumber code;
        std::string message;
    };

    Era era = Era::Sessions;
    std::optional<Refusal> refusal;
};

/// Classifies one request in the order of digest 4.8. `headerVersion` is MCP-Protocol-Version, empty if
/// absent.
EraDecision classify(std::string_view headerVersion, const RpcPeek &body);

} // namespace sessionscope::mcp

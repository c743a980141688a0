// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::mcp {

/// What a proxy has to know of a JSON-RPC body, and nothing else: the body itself is forwarded byte for byte.
struct RpcPeek
{
    enum class Kind {
        Empty,        ///< no body
        NotJson,      ///< no JSON object or array, nested too deeply, or a method or id of a wrong type
        Request,      ///< method and a non-null id: an answer is owed
        Notification, ///< method without an id, or with a null one
        Response,     ///< a client's answer to a server's request: no method
        Batch,        ///< a JSON array; refused by every revision since 2025-06-18 (digest 4.1 step 5)
    };

    Kind kind = Kind::Empty;
    std::string method;
    std::string id; ///< the id as JSON text (`7`, `"a"`), empty unless non-null: for errors that echo it
    std::string protocolVersion; ///< initialize: `params.protocolVersion`
    std::string clientName;      ///< initialize: `params.clientInfo.name`
    std::string clientVersion;   ///< initialize: `params.clientInfo.version`
    std::string toolName;        ///< tools/call: `params.name`

    /// `params._meta`'s reserved keys, the body's signal of the stateless era (digest 4.8).
    struct Meta
    {
        bool present = false; ///< any of the three reserved keys
        std::optional<std::string>
            protocolVersion;                ///< `io.modelcontextprotocol/protocolVersion`, if it is a string
        bool hasClientCapabilities = false; ///< `…/clientCapabilities` is an object
    } meta;

    bool isInitialize() const { return kind == Kind::Request && method == "initialize"; }
};

/// Looks into a body in one pass without building it. Never fails: what is not understood is `NotJson`, and a
/// top-level array is a `Batch` even if its rest is broken. Of members with the same name the last one wins.
RpcPeek peek(std::string_view body);

} // namespace sessionscope::mcp

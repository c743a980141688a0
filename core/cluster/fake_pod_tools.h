// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/time.h"
#include "core/mcp/headers.h"

#include <nlohmann/json_fwd.hpp>
#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace sessionscope::cluster {

/// Why a JSON-RPC request has no result.
struct RpcFault
{
    mcp::ErrorNumber code;
    std::string message;
};

/// What a tool needs of its surroundings.
struct ToolContext
{
    const std::string &podName;
    std::uint64_t &counter; ///< of the session
};

/// A tool's result and how long it takes to get there.
struct ToolResult
{
    std::string result;   ///< the JSON of `result`
    Duration after{};     ///< thinking time; of a streaming tool since the last notification
    bool streams = false; ///< answers with an event stream
    std::vector<std::string>
        notifications{}; ///< JSON-RPC messages to send before the result, `interval` apart
    Duration interval{};
};

/// The JSON of tools/list's `result`.
const std::string &toolsListResult();

/// "counter", "echo" …: the tools in that list.
const std::vector<std::string> &toolNames();

/// Runs the tool that `params` of a tools/call names.
tl::expected<ToolResult, RpcFault> callTool(const nlohmann::json &params, ToolContext context);

} // namespace sessionscope::cluster

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/mcp/headers.h"

#include <string>
#include <string_view>

namespace sessionscope::mcp {

/// A JSON-RPC error body as ToolHive's proxy writes it: keys sorted, `id` echoed if the request had a
/// non-null one and otherwise left out, never `null` (digest 4.1, F-51). `id` is JSON text as in RpcPeek,
/// or empty.
std::string errorBody(ErrorNumber code, std::string_view message, std::string_view id);

/// `{"error":{"code":-32001,"message":"Session not found"},"id":<echo>,"jsonrpc":"2.0"}`
std::string sessionNotFoundBody(std::string_view id);

} // namespace sessionscope::mcp

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/mcp/errors.h"

#include "core/base/go_json.h"

#include <fmt/format.h>

namespace sessionscope::mcp {

std::string errorBody(ErrorNumber code, std::string_view message, std::string_view id)
{
    std::string body = fmt::format(R"({{"error":{{"code":{},"message":)", static_cast<int>(code));
    appendGoString(body, message);
    body += '}';
    if (!id.empty()) {
        body += R"(,"id":)";
        body += id;
    }
    body += R"(,"jsonrpc":"2.0"})";
    return body;
}

std::string sessionNotFoundBody(std::string_view id)
{
    return errorBody(ErrorNumber::SessionNotFound, "Session not found", id);
}

} // namespace sessionscope::mcp

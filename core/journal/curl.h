// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/message.h"
#include "core/journal/session_id_mask.h"

#include <string>
#include <string_view>

namespace sessionscope::journal {

/// The first line of an HTTP message, taken apart; what it lacks is empty.
struct StartLine
{
    std::string_view method;
    std::string_view target;
    std::string_view version;
    int status = 0;
    std::string_view reason;
};

/// `message.startLine` must stay where it is as long as the result is used.
StartLine startLineOf(const Message &message);

/// "http://127.77.128.1:4483/mcp": of the Host header, else of the peer it went to, else of the proxy's name.
std::string urlOf(const Message &request);

/// Headers that belong to one connection or follow from the body: whoever sends the request again makes his own.
bool belongsToConnection(std::string_view headerName);

/// The request as a shell command. Credentials were hidden at capture and stay so; a body that is no text goes through
/// base64. A body that was cut is sent as far as it was kept.
std::string curlCommand(const Message &request, const SessionIdMask &mask);

} // namespace sessionscope::journal

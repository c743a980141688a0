// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/curl.h"

#include "core/base/shell_word.h"
#include "core/base/utf8.h"
#include "core/journal/message_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace sessionscope::journal {

namespace {

/// Up to the next blank, which is taken too.
std::string_view takeWord(std::string_view &line)
{
    const std::size_t blank = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, blank);
    line.remove_prefix(std::min(blank + 1, line.size()));
    return word;
}

bool isText(std::string_view body)
{
    return isUtf8(body) && body.find('\0') == std::string_view::npos;
}

} // namespace

StartLine startLineOf(const Message &message)
{
    std::string_view rest = message.startLine;
    StartLine line;
    if (rest.starts_with("HTTP/")) {
        line.version = takeWord(rest);
        const std::string_view status = takeWord(rest);
        std::from_chars(status.data(), status.data() + status.size(), line.status);
        line.reason = rest;
    } else {
        line.method = takeWord(rest);
        line.target = takeWord(rest);
        line.version = rest;
    }
    return line;
}

std::string urlOf(const Message &request)
{
    std::string_view host = request.header("Host");
    if (host.empty() && request.leg == Leg::UpstreamRequest)
        host = request.peer;
    const std::string_view target = startLineOf(request).target;
    return fmt::format("http://{}{}", host.empty() ? toText(request.actor) : host, target);
}

bool belongsToConnection(std::string_view headerName)
{
    std::string name(headerName);
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::array<std::string_view, 7> kNames{
        "accept-encoding", "connection", "content-length", "host", "keep-alive", "te", "transfer-encoding"};
    return std::ranges::find(kNames, name) != kNames.end();
}

std::string curlCommand(const Message &request, const SessionIdMask &mask)
{
    const std::string method(startLineOf(request).method);
    std::string command
        = fmt::format("curl -i -N -X {} {}", shellWord(method), shellWord(mask.masked(urlOf(request))));
    for (const Message::Header &header : request.headers) {
        if (!belongsToConnection(header.name))
            command += " \\\n  -H " + shellWord(header.name + ": " + mask.masked(header.value));
    }
    if (request.body.empty())
        return command;
    if (isText(request.body))
        return command + " \\\n  --data-binary " + shellWord(mask.masked(request.body));
    return fmt::format("printf %s {} | base64 -d | {} \\\n  --data-binary @-",
                       shellWord(toBase64(mask.maskedInPlace(request.body))), command);
}

} // namespace sessionscope::journal

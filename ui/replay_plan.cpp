// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/replay_plan.h"

#include "core/journal/curl.h"
#include "core/mcp/headers.h"

#include <algorithm>
#include <cctype>

namespace sessionscope::ui {

namespace {

using journal::Message;

bool sameName(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](unsigned char left, unsigned char right) {
        return std::tolower(left) == std::tolower(right);
    });
}

ReplayRequest requestOf(const Message &message, const journal::ExchangeEntry &entry)
{
    ReplayRequest request;
    request.exchange = entry.exchange;
    request.method = journal::startLineOf(message).method;
    request.body = message.body;
    request.status = entry.status;
    for (const Message::Header &header : message.headers) {
        if (sameName(header.name, mcp::kSessionHeader))
            request.namesSession = true;
        else if (!journal::belongsToConnection(header.name)
                 && journal::maskedHeaderValue(header.name, header.value) == header.value)
            request.headers.push_back(header);
    }
    return request;
}

} // namespace

Result<std::vector<ReplayRequest>> replayOf(const journal::Journal &journal,
                                            const journal::ExchangeIndex &exchanges, journal::Symbol session)
{
    std::vector<ReplayRequest> requests;
    for (const std::uint32_t index : exchanges.ofSession(session)) {
        const journal::ExchangeEntry &entry = exchanges.entry(index);
        const auto messages = journal.messages().of(entry.exchange);
        const auto request = std::ranges::find(messages, journal::Leg::ClientRequest, &Message::leg);
        if (request == messages.end() || (*request)->dropped || (*request)->truncated()) {
            return fail(ErrorCode::NotFound, "the client's request was not kept whole",
                        std::string(journal.text(entry.what)),
                        "run the scenario again here: the window captures messages");
        }
        requests.push_back(requestOf(**request, entry));
    }
    if (requests.empty())
        return fail(ErrorCode::NotFound, "the session has no exchanges");
    return requests;
}

} // namespace sessionscope::ui

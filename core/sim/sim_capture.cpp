// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/sim/sim_capture.h"

#include "core/mcp/headers.h"

#include <fmt/format.h>

namespace sessionscope::sim {

using journal::Message;

namespace {

void addHeader(Message &message, std::string_view name, std::string_view value)
{
    if (!value.empty())
        message.headers.push_back({std::string(name), journal::maskedHeaderValue(name, value)});
}

} // namespace

void SimCapture::request(journal::Leg leg, ExchangeId exchange, const cluster::PodRequest &request,
                         const Headers &more)
{
    if (!m_lab->captures)
        return;
    Message message;
    message.startLine = fmt::format("{} {} HTTP/1.1", request.method, request.path);
    addHeader(message, "Accept", request.accept);
    addHeader(message, "Content-Type", request.contentType);
    addHeader(message, mcp::kSessionHeader, request.sessionId);
    addHeader(message, mcp::kProtocolHeader, request.protocolVersion);
    for (const auto &[name, value] : more)
        addHeader(message, name, value);
    message.body = request.body;
    append(leg, exchange, std::move(message));
}

void SimCapture::response(journal::Leg leg, ExchangeId exchange, const cluster::PodReply &reply,
                          const std::string &sessionId)
{
    if (!m_lab->captures)
        return;
    Message message;
    message.startLine = fmt::format("HTTP/1.1 {}", reply.status);
    for (const auto &[name, value] : reply.headers)
        addHeader(message, name, name == mcp::kSessionHeader && !sessionId.empty() ? sessionId : value);
    Instant arrival = m_lab->now();
    for (const auto &piece : reply.body) {
        arrival = arrival + piece.after;
        message.body += piece.bytes;
        if (reply.streams)
            message.arrivals.push_back({arrival, message.body.size()});
    }
    append(leg, exchange, std::move(message));
}

void SimCapture::append(journal::Leg leg, ExchangeId exchange, Message message)
{
    message.id = m_lab->journal.nextMessage();
    message.exchange = exchange;
    message.leg = leg;
    message.time = m_lab->now();
    message.actor = journal::proxyActor(m_proxy);
    message.bodySize = message.body.size();
    message.body.resize(std::min(message.body.size(), Message::kBodyBytesMax));
    message.complete = true;
    m_lab->journal.append(std::move(message));
}

} // namespace sessionscope::sim

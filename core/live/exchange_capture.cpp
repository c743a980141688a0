// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/exchange_capture.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace sessionscope::live {

using journal::Leg;
using journal::Message;

namespace {

void addHeader(Message &message, std::string_view name, std::string_view value)
{
    message.headers.push_back({std::string(name), journal::maskedHeaderValue(name, value)});
}

void addHeaders(Message &message, const MessageHead &head)
{
    for (const HeaderField &field : head.fields)
        addHeader(message, head.name(field), head.value(field));
}

/// A head that we wrote ourselves, as text.
void takeHead(Message &message, std::string_view head)
{
    constexpr std::string_view kLineEnd = "\r\n";
    constexpr std::string_view kColon = ": ";
    const auto takeLine = [&head, kLineEnd] {
        const std::size_t end = std::min(head.find(kLineEnd), head.size());
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(std::min(end + kLineEnd.size(), head.size()));
        return line;
    };
    message.startLine = takeLine();
    for (std::string_view line = takeLine(); !line.empty(); line = takeLine()) {
        const std::size_t colon = std::min(line.find(kColon), line.size());
        addHeader(message, line.substr(0, colon), line.substr(std::min(colon + kColon.size(), line.size())));
    }
}

} // namespace

ExchangeCapture::ExchangeCapture(Recorder &recorder, ProxyId proxy, ExchangeId exchange)
    : m_recorder(recorder)
    , m_proxy(proxy)
    , m_exchange(exchange)
{
}

ExchangeCapture::~ExchangeCapture()
{
    upstreamEnd(false);
    clientEnd(false);
}

void ExchangeCapture::clientRequest(const RequestHead &head, std::string_view body, Endpoint peer)
{
    Message message = begin(Leg::ClientRequest, peer);
    message.startLine
        = fmt::format("{} {} HTTP/{}.{}", head.method, head.target, head.version / 10, head.version % 10);
    addHeaders(message, head);
    writeWhole(std::move(message), body);
}

void ExchangeCapture::upstreamRequest(std::string_view head, std::string_view body, Endpoint peer)
{
    Message message = begin(Leg::UpstreamRequest, peer);
    takeHead(message, head);
    writeWhole(std::move(message), body);
}

void ExchangeCapture::upstreamHead(const ResponseHead &head, Endpoint peer)
{
    upstreamEnd(false);
    m_upstream = Open{begin(Leg::UpstreamResponse, peer), 0};
    m_upstream->part.startLine
        = fmt::format("HTTP/{}.{} {} {}", head.version / 10, head.version % 10, head.status, head.reason);
    addHeaders(m_upstream->part, head);
    m_isStream = m_upstream->part.header("Content-Type").starts_with("text/event-stream");
    m_events = mcp::SseParser();
    m_streamed = 0;
}

void ExchangeCapture::upstreamBody(std::string_view bytes)
{
    add(m_upstream, bytes, arrivalsIn(bytes));
}

void ExchangeCapture::upstreamEnd(bool complete)
{
    end(m_upstream, complete);
}

void ExchangeCapture::clientHead(std::string_view head)
{
    m_client = Open{begin(Leg::ClientResponse, {}), 0};
    takeHead(m_client->part, head);
}

void ExchangeCapture::clientBody(std::string_view bytes)
{
    add(m_client, bytes, {});
}

void ExchangeCapture::clientEnd(bool complete)
{
    end(m_client, complete);
}

void ExchangeCapture::clientResponse(std::string_view wholeResponse)
{
    constexpr std::string_view kHeadEnd = "\r\n\r\n";
    const std::size_t head = std::min(wholeResponse.find(kHeadEnd), wholeResponse.size() - kHeadEnd.size());
    clientHead(wholeResponse.substr(0, head));
    clientBody(wholeResponse.substr(head + kHeadEnd.size()));
    clientEnd(true);
}

void ExchangeCapture::relayed(std::string_view bytes)
{
    const Arrivals arrivals = arrivalsIn(bytes);
    add(m_upstream, bytes, arrivals);
    add(m_client, bytes, arrivals);
}

Message ExchangeCapture::begin(Leg leg, Endpoint peer)
{
    Message message;
    message.id = m_recorder.writer().nextMessage();
    message.exchange = m_exchange;
    message.leg = leg;
    message.time = m_recorder.now();
    message.actor = journal::proxyActor(m_proxy);
    if (peer != Endpoint())
        message.peer = peer.text();
    return message;
}

void ExchangeCapture::writeWhole(Message message, std::string_view body)
{
    message.body = body.substr(0, Message::kBodyBytesMax);
    message.bodySize = body.size();
    message.complete = true;
    m_recorder.writer().append(std::move(message));
}

void ExchangeCapture::add(std::optional<Open> &open, std::string_view bytes, const Arrivals &arrivals)
{
    if (!open || bytes.empty())
        return;
    Message &part = open->part;
    const std::string_view kept = bytes.substr(0, Message::kBodyBytesMax - open->kept);
    part.body += kept;
    open->kept += kept.size();
    part.bodySize += bytes.size();
    for (const auto &arrival : arrivals) {
        if (arrival.bodyEnd <= open->kept)
            part.arrivals.push_back(arrival);
    }
    if (part.arrivals.empty())
        return;
    // A stream may go on for hours: its readers want to see what has come.
    m_recorder.writer().append(part);
    part.startLine.clear();
    part.headers.clear();
    part.body.clear();
    part.arrivals.clear();
}

void ExchangeCapture::end(std::optional<Open> &open, bool complete)
{
    if (!open)
        return;
    open->part.complete = complete;
    m_recorder.writer().append(std::move(open->part));
    open.reset();
}

/// Where events of the stream end within the next `bytes`. Fed line by line, the parser tells after which one.
ExchangeCapture::Arrivals ExchangeCapture::arrivalsIn(std::string_view bytes)
{
    Arrivals arrivals;
    const std::uint64_t before = m_streamed;
    m_streamed += bytes.size();
    if (!m_isStream || before > Message::kBodyBytesMax)
        return arrivals;
    const Instant now = m_recorder.now();
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = std::min(bytes.find_first_of("\r\n", at), bytes.size() - 1) + 1;
        m_events.feed(bytes.substr(at, end - at));
        at = end;
        while (m_events.next())
            arrivals.push_back({now, before + end});
    }
    return arrivals;
}

} // namespace sessionscope::live

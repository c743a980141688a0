// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/pod_connection.h"

#include "core/live/sockets.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <array>
#include <iterator>
#include <utility>

namespace sessionscope::live {

namespace {

constexpr std::size_t kPieceBytes = 8U << 10U;
// More than this before an answer is read is a flood, not a pipeline.
constexpr std::size_t kUnreadBytesMax = 64U << 10U;

std::string headOf(const cluster::PodReply &reply, bool chunked, bool closes)
{
    std::string head = fmt::format("HTTP/1.1 {} {}\r\n", reply.status, reasonPhrase(reply.status));
    for (const auto &[name, value] : reply.headers)
        fmt::format_to(std::back_inserter(head), "{}: {}\r\n", name, value);
    if (chunked)
        head += "Transfer-Encoding: chunked\r\n";
    else if (!reply.streams) {
        std::size_t size = 0;
        for (const auto &piece : reply.body)
            size += piece.bytes.size();
        fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", size);
    }
    if (closes)
        head += "Connection: close\r\n";
    return head + "\r\n";
}

} // namespace

PodConnection::PodConnection(TcpSocket socket, Endpoint peer, Shared &shared)
    : m_socket(std::move(socket))
    , m_peer(peer)
    , m_shared(shared)
    , m_timer(m_socket.get_executor())
    , m_parser(RequestParser::Limits{})
{
}

Awaitable<void> PodConnection::run()
{
    while (!m_shared.closing && co_await readRequest()) {
        m_answering = true;
        const bool namedSession = !m_parser.head().valueOf(FieldKind::SessionId).empty();
        const auto reply = m_shared.pod.handle(request(), m_shared.recorder->now());
        const bool waited = co_await pause(reply.headAfter);
        if (!waited)
            break;
        record(reply, namedSession);
        const bool goesOn = co_await answer(reply);
        m_answering = false;
        if (!goesOn)
            break;
    }
    SystemError ignored;
    m_socket.close(ignored);
}

Awaitable<bool> PodConnection::readRequest()
{
    m_parser.reset();
    for (;;) {
        const Parsed parsed = m_parser.feed(m_received);
        m_received.erase(0, parsed.used);
        if (parsed.refusal != 0)
            co_return co_await refuse(parsed.refusal);
        if (parsed.done)
            co_return true;
        if (parsed.headDone && m_parser.head().expectsContinue
            && !co_await write("HTTP/1.1 100 Continue\r\n\r\n"))
            co_return false;
        if (parsed.headDone && !m_received.empty())
            continue;
        if (!co_await readMore())
            co_return false;
    }
}

Awaitable<bool> PodConnection::readMore()
{
    std::array<char, kPieceBytes> piece;
    const auto [error, size] = co_await m_socket.async_read_some(asio::buffer(piece), kAsTuple);
    m_received.append(piece.data(), size);
    co_return !error;
}

Awaitable<bool> PodConnection::refuse(int status)
{
    std::string response;
    appendLocal(response, {.status = status, .contentType = {}, .body = {}, .allow = {}, .closes = true});
    (void)co_await write(std::move(response));
    co_return false;
}

cluster::PodRequest PodConnection::request() const
{
    const RequestHead &head = m_parser.head();
    const auto target = head.path();
    return {.method = head.method,
            .path = target.substr(0, target.find('?')),
            .sessionId = head.valueOf(FieldKind::SessionId),
            .protocolVersion = head.valueOf(FieldKind::ProtocolVersion),
            .accept = head.valueOf(FieldKind::Accept),
            .contentType = head.valueOf(FieldKind::ContentType),
            .body = m_parser.body()};
}

void PodConnection::record(const cluster::PodReply &reply, bool namedSession)
{
    if (!m_shared.recorder->recordsExchanges())
        return;
    journal::Event event;
    event.kind = journal::EventKind::PodAnswered;
    event.actor = journal::podActor(m_shared.id);
    event.number = reply.status;
    event.other = namedSession ? (reply.knewSession ? 1 : 0) : -1;
    event.text = m_shared.recorder->intern(reply.what);
    if (const auto origin = m_shared.dataPath->origin(m_peer)) {
        event.exchange = origin->exchange;
        event.cause = origin->cause;
        event.session = origin->session;
    }
    m_shared.recorder->append(event);
}

Awaitable<bool> PodConnection::answer(const cluster::PodReply &reply)
{
    const RequestHead &head = m_parser.head();
    const bool chunked = reply.streams && head.version == 11;
    const bool closes = m_shared.closing || !head.keepsAlive || (reply.streams && !chunked);
    std::string bytes = headOf(reply, chunked, closes);
    if (!reply.streams) {
        for (const auto &piece : reply.body)
            bytes += piece.bytes;
        co_return co_await write(std::move(bytes)) && !closes;
    }
    if (!co_await write(std::move(bytes)) || !co_await sendPieces(reply, chunked))
        co_return false;
    if (reply.staysOpen) {
        const std::string sessionId(head.valueOf(FieldKind::SessionId));
        co_await stayOpen();
        m_shared.pod.streamClosed(sessionId);
        co_return false;
    }
    co_return (!chunked || co_await write("0\r\n\r\n")) && !closes;
}

Awaitable<bool> PodConnection::sendPieces(const cluster::PodReply &reply, bool chunked)
{
    for (const auto &piece : reply.body) {
        if (!co_await pause(piece.after))
            co_return false;
        auto bytes = chunked ? fmt::format("{:x}\r\n{}\r\n", piece.bytes.size(), piece.bytes) : piece.bytes;
        if (!piece.bytes.empty() && !co_await write(std::move(bytes)))
            co_return false;
    }
    co_return true;
}

Awaitable<void> PodConnection::stayOpen()
{
    m_answering = false; // an open stream owes nothing: a terminating pod may end it
    bool open = !m_shared.closing;
    while (open && m_received.size() < kUnreadBytesMax)
        open = co_await readMore();
}

Awaitable<bool> PodConnection::pause(Duration span)
{
    if (span > Duration()) {
        m_timer.expires_after(toChrono(span));
        co_await m_timer.async_wait(kAsTuple);
    }
    co_return m_socket.is_open();
}

Awaitable<bool> PodConnection::write(std::string bytes)
{
    const auto [error, size] = co_await asio::async_write(m_socket, asio::buffer(bytes), kAsTuple);
    co_return !error;
}

void PodConnection::closeIfIdle()
{
    if (m_answering)
        return;
    SystemError ignored;
    m_socket.close(ignored);
}

void PodConnection::reset()
{
    closeWithReset(m_socket);
    m_timer.cancel();
}

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/mcp_client.h"

#include "core/live/http_codec.h"
#include "core/live/mcp_answer.h"
#include "core/live/sockets.h"
#include "core/mcp/headers.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <array>
#include <iterator>
#include <optional>
#include <utility>

namespace sessionscope::live {

namespace {

constexpr Duration kDialLimit = Duration::seconds(5);
constexpr std::size_t kPieceBytes = 8U << 10U;

std::string bytesOf(const scenario::ClientRequest &request, Endpoint to)
{
    std::string bytes
        = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\n", request.method, request.path, to.text());
    for (const auto &[name, value] : request.headers)
        fmt::format_to(std::back_inserter(bytes), "{}: {}\r\n", name, value);
    if (!request.body.empty())
        fmt::format_to(std::back_inserter(bytes), "Content-Length: {}\r\n", request.body.size());
    return bytes + "\r\n" + request.body;
}

std::string_view sessionIdOf(const scenario::ClientRequest &request)
{
    for (const auto &[name, value] : request.headers) {
        if (equalsIgnoringCase(name, mcp::kSessionHeader))
            return value;
    }
    return {};
}

} // namespace

class McpClients::Connection : public std::enable_shared_from_this<Connection>
{
public:
    Connection(TcpSocket socket, DataPath &dataPath)
        : m_socket(std::move(socket))
        , m_limit(m_socket.get_executor())
        , m_dataPath(dataPath)
    {
        SystemError error;
        m_own = fromAsio(m_socket.local_endpoint(error));
    }

    ~Connection() { close(); }

    void carries(DataPath::Origin origin) { m_dataPath.carries(m_own, origin); }

    bool isConnected() const { return m_connected; }

    Awaitable<Result<void>> connect(Endpoint to)
    {
        const auto connected = co_await connectWithin(m_socket, to, kDialLimit);
        m_connected = connected.has_value();
        co_return connected;
    }

    /// Nothing has arrived and the peer has not ended it: a request may be sent on it.
    bool isGood()
    {
        if (!m_socket.is_open())
            return false;
        SystemError error;
        char unexpected = 0;
        m_socket.non_blocking(true, error);
        if (!error)
            m_socket.receive(asio::buffer(&unexpected, 1), asio::socket_base::message_peek, error);
        return error == asio::error::would_block;
    }

    Awaitable<Result<scenario::ClientAnswer>> exchange(std::string bytes, bool bodyless)
    {
        const auto number = ++m_exchanges;
        m_limit.expires_after(toChrono(kAnswerLimit));
        m_limit.async_wait([weak = weak_from_this(), number](SystemError error) {
            const auto connection = weak.lock();
            if (!error && connection && connection->m_awaited == number)
                connection->expire();
        });
        m_awaited = number;
        auto answer = co_await converse(std::move(bytes), bodyless);
        m_awaited = 0;
        m_limit.cancel();
        if (!answer && m_expired)
            answer = fail(ErrorCode::TimedOut, "no answer within the client's limit");
        if (!answer)
            close();
        co_return answer;
    }

    void close()
    {
        SystemError ignored;
        m_socket.close(ignored);
        m_dataPath.closed(m_own);
    }

private:
    void expire()
    {
        m_expired = true;
        close();
    }

    Awaitable<Result<scenario::ClientAnswer>> converse(std::string bytes, bool bodyless)
    {
        const auto [writeError, written]
            = co_await asio::async_write(m_socket, asio::buffer(bytes), kAsTuple);
        if (writeError)
            co_return fail(toError(writeError, {}));

        ResponseParser parser;
        parser.reset(bodyless);
        McpAnswerReader answer;
        std::string received;
        for (;;) {
            const Parsed parsed = parser.feed(received);
            received.erase(0, parsed.used);
            if (parsed.refusal != 0)
                co_return fail(ErrorCode::Protocol, parsed.reason);
            if (parsed.headDone)
                parser.decodeTo(answer.begin(parser.head()));
            answer.read();
            if (parsed.done && parser.head().isInterim())
                parser.reset(bodyless);
            else if (parsed.done)
                break;
            if (parsed.headDone && !received.empty())
                continue;
            std::array<char, kPieceBytes> piece;
            const auto [error, size] = co_await m_socket.async_read_some(asio::buffer(piece), kAsTuple);
            received.append(piece.data(), size);
            if (error == asio::error::eof && parser.finish().done)
                break;
            if (error)
                co_return fail(toError(error, {}));
        }
        if (!parser.head().keepsAlive || parser.head().endsWithConnection)
            close();
        co_return answer.take();
    }

    TcpSocket m_socket;
    Timer m_limit;
    DataPath &m_dataPath;
    Endpoint m_own;
    bool m_connected = false;
    std::uint64_t m_exchanges = 0;
    std::uint64_t m_awaited = 0; ///< the exchange whose answer is awaited, 0 for none
    bool m_expired = false;
};

McpClients::McpClients(Executor executor, Recorder &recorder, DataPath &dataPath)
    : m_executor(executor)
    , m_recorder(recorder)
    , m_dataPath(dataPath)
{
}

McpClients::~McpClients()
{
    closeAll();
}

Awaitable<Result<scenario::ClientAnswer>> McpClients::send(Delivery delivery, scenario::ClientRequest request)
{
    const auto connection = connectionFor(delivery);
    if (!connection)
        co_return fail(ErrorCode::Io, "no socket to dial with", delivery.to.text());
    connection->carries({ExchangeId(), delivery.cause, m_recorder.intern(sessionIdOf(request))});
    if (!connection->isConnected()) {
        const auto connected = co_await connection->connect(delivery.to);
        if (!connected) {
            connection->close();
            co_return fail(connected.error());
        }
    }
    co_return co_await connection->exchange(bytesOf(request, delivery.to), request.method == "HEAD");
}

std::shared_ptr<McpClients::Connection> McpClients::connectionFor(const Delivery &delivery)
{
    auto &kept = m_connections[{delivery.client, delivery.to}];
    if (kept && !delivery.onNewConnection && kept->isGood())
        return kept;
    auto socket = openDialler(m_executor, IpAddress(0x7F00'0001));
    kept = socket ? std::make_shared<Connection>(std::move(*socket), m_dataPath) : nullptr;
    return kept;
}

void McpClients::dropConnections(const std::vector<ClientId> &clients)
{
    for (const ClientId client : clients) {
        std::erase_if(m_connections, [&](const auto &entry) {
            if (entry.first.first != client)
                return false;
            if (entry.second)
                entry.second->close();
            return true;
        });
    }
}

void McpClients::closeAll()
{
    for (const auto &[key, connection] : m_connections) {
        if (connection)
            connection->close();
    }
}

} // namespace sessionscope::live

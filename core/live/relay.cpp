// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/relay.h"

#include "core/live/accept_loop.h"
#include "core/live/sockets.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <set>
#include <utility>

namespace sessionscope::live {

namespace {

constexpr std::size_t kPieceBytes = 16U << 10U;

struct Link
{
    Link(TcpSocket accepted, TcpSocket dialler)
        : client(std::move(accepted))
        , server(std::move(dialler))
    {
    }

    void reset()
    {
        closeWithReset(client);
        closeWithReset(server);
    }

    TcpSocket client;
    TcpSocket server;
    Endpoint own;
    int openDirections = 2;
    bool isBroken = false; ///< one direction is, and both are after what the other has yet to pass on
};

using LinkPtr = std::shared_ptr<Link>;

// The link outlives the coroutine: its completion handler holds it.
Awaitable<void> pump(Link *link, TcpSocket *from, TcpSocket *to)
{
    std::array<char, kPieceBytes> piece;
    for (;;) {
        const auto [readError, size] = co_await from->async_read_some(asio::buffer(piece), kAsTuple);
        if (readError == asio::error::eof && !link->isBroken) {
            SystemError ignored; // the other side may have gone meanwhile
            to->shutdown(asio::socket_base::shutdown_send, ignored);
            co_return;
        }
        if (readError)
            break;
        const auto [writeError, written]
            = co_await asio::async_write(*to, asio::buffer(piece.data(), size), kAsTuple);
        if (writeError) {
            // What that side said before it broke is still due to this one: the other direction passes it on, then resets.
            link->isBroken = true;
            if (link->openDirections > 1)
                co_return;
            break;
        }
    }
    link->reset();
}

} // namespace

class Relay::Core : public std::enable_shared_from_this<Core>
{
public:
    Core(Executor executor, Options options)
        : m_executor(executor)
        , m_options(std::move(options))
        , m_accepting(executor)
    {
    }

    Result<void> listen(Endpoint at)
    {
        return m_accepting.start(at, [weak = weak_from_this()](TcpSocket socket, Endpoint peer) {
            if (const auto core = weak.lock())
                core->accepted(std::move(socket), peer);
        });
    }

    void close()
    {
        m_accepting.stop();
        m_options.choose = {};
        m_options.dialling = {};
        m_options.ended = {};
        resetConnections();
    }

    void resetConnections()
    {
        for (const auto &link : m_links)
            link->reset();
    }

    AcceptLoop &accepting() { return m_accepting; }
    std::size_t connectionCount() const { return m_links.size(); }

private:
    void accepted(TcpSocket socket, Endpoint client)
    {
        const auto target = m_options.choose ? m_options.choose(client) : std::nullopt;
        auto dialler = openDialler(m_executor, m_options.dialsFrom);
        if (!target || !dialler) {
            closeWithReset(socket);
            return;
        }
        const auto link = std::make_shared<Link>(std::move(socket), std::move(*dialler));
        SystemError error;
        link->own = fromAsio(link->server.local_endpoint(error));
        if (m_options.dialling)
            m_options.dialling(client, link->own, *target);
        m_links.insert(link);
        asio::co_spawn(m_executor, dial(shared_from_this(), link, *target), Spawned{});
    }

    static Awaitable<void> dial(std::shared_ptr<Core> core, LinkPtr link, Endpoint target)
    {
        const auto connected = co_await connectWithin(link->server, target, core->m_options.dialTimeout);
        if (!connected || !link->client.is_open()) {
            link->reset();
            core->ended(link);
            co_return;
        }
        core->pass(link, &link->client, &link->server);
        core->pass(link, &link->server, &link->client);
    }

    void pass(const LinkPtr &link, TcpSocket *from, TcpSocket *to)
    {
        asio::co_spawn(m_executor, pump(link.get(), from, to),
                       [core = shared_from_this(), link](const std::exception_ptr &exception) {
                           Spawned{}(exception);
                           if (--link->openDirections == 0)
                               core->ended(link);
                       });
    }

    void ended(const LinkPtr &link)
    {
        m_links.erase(link);
        if (m_options.ended)
            m_options.ended(link->own);
    }

    Executor m_executor;
    Options m_options;
    AcceptLoop m_accepting;
    std::set<LinkPtr> m_links; // in no order that matters: only ever all of them
};

Relay::Relay(Executor executor, Options options)
    : m_core(std::make_shared<Core>(executor, std::move(options)))
{
}

Relay::~Relay()
{
    m_core->close();
}

Result<void> Relay::listen(Endpoint at)
{
    return m_core->listen(at);
}

void Relay::stopListening()
{
    m_core->accepting().stop();
}

bool Relay::isListening() const
{
    return m_core->accepting().running();
}

void Relay::resetConnections()
{
    m_core->resetConnections();
}

std::size_t Relay::connectionCount() const
{
    return m_core->connectionCount();
}

} // namespace sessionscope::live

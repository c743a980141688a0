// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/accept_loop.h"

#include "core/live/sockets.h"

#include <boost/asio/co_spawn.hpp>

#include <utility>

namespace sessionscope::live {

namespace {

// How long to leave waiting connections alone when there are no descriptors left for them.
constexpr Duration kShortagePause = Duration::milliseconds(20);

} // namespace

struct AcceptLoop::Listener
{
    Listener(TcpAcceptor opened, Accepted callback)
        : acceptor(std::move(opened))
        , accepted(std::move(callback))
        , pause(acceptor.get_executor())
    {
    }

    TcpAcceptor acceptor;
    Accepted accepted;
    Timer pause;
    bool stopped = false;
};

AcceptLoop::AcceptLoop(Executor executor)
    : m_executor(executor)
{
}

AcceptLoop::~AcceptLoop()
{
    stop();
}

Result<void> AcceptLoop::start(Endpoint at, Accepted accepted)
{
    stop();
    auto acceptor = openListener(m_executor, at);
    if (!acceptor)
        return fail(acceptor.error());
    SystemError error;
    m_address = fromAsio(acceptor->local_endpoint(error));
    m_listener = std::make_shared<Listener>(std::move(*acceptor), std::move(accepted));
    asio::co_spawn(m_executor, run(m_listener), Spawned{});
    return {};
}

void AcceptLoop::stop()
{
    if (!m_listener)
        return;
    m_listener->stopped = true;
    SystemError ignored;
    m_listener->acceptor.close(ignored);
    m_listener->pause.cancel();
    m_listener.reset();
}

Awaitable<void> AcceptLoop::run(std::shared_ptr<Listener> listener)
{
    while (!listener->stopped) {
        asio::ip::tcp::endpoint peer;
        auto [error, accepted] = co_await listener->acceptor.async_accept(peer, kAsTuple);
        if (listener->stopped)
            break;
        if (error) {
            listener->pause.expires_after(toChrono(kShortagePause));
            co_await listener->pause.async_wait(kAsTuple);
            continue;
        }
        TcpSocket socket(std::move(accepted));
        keepFromChildren(socket.native_handle());
        SystemError ignored; // latency suffers without it, nothing else
        socket.set_option(asio::ip::tcp::no_delay(true), ignored);
        listener->accepted(std::move(socket), fromAsio(peer));
    }
}

} // namespace sessionscope::live

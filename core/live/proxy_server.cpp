// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/proxy_server.h"

#include "core/live/proxy_connection.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <utility>

namespace sessionscope::live {

ProxyServer::ProxyServer(asio::io_context &context, ProxyOptions options, ProxyEnvironment environment)
    : m_core(std::make_shared<ProxyCore>(context, std::move(options), std::move(environment)))
{
}

ProxyServer::~ProxyServer()
{
    kill();
}

void ProxyServer::adopt(TcpSocket client)
{
    if (m_core->isDraining || m_core->isKilled)
        return;
    asio::co_spawn(m_core->context, ProxyConnection::serve(m_core, std::move(client)), asio::detached);
}

Result<Endpoint> ProxyServer::listen(Endpoint at)
{
    auto listener = std::make_unique<AcceptLoop>(m_core->context.get_executor());
    const auto started
        = listener->start(at, [this](TcpSocket client, Endpoint) { adopt(std::move(client)); });
    if (!started)
        return fail(started.error());
    m_listeners.push_back(std::move(listener));
    return m_listeners.back()->address();
}

Awaitable<void> ProxyServer::drain(Duration limit)
{
    const auto core = m_core;
    stopListening();
    core->isDraining = true;
    core->upstreams.closeIdle(false);
    for (ProxyConnection *connection : core->connections)
        connection->drain();
    Deadline deadline(core->deadlines, [core] { core->emptied.wakeLater(core->context.get_executor()); });
    deadline.set(limit);
    while (!core->connections.empty() && deadline.isSet() && !core->isKilled)
        co_await core->emptied.wait();
    deadline.clear();
    for (ProxyConnection *connection : core->connections)
        connection->kill();
    while (!core->connections.empty())
        co_await core->emptied.wait();
}

void ProxyServer::kill()
{
    stopListening();
    m_core->isKilled = true;
    m_core->upstreams.closeIdle(true);
    for (ProxyConnection *connection : m_core->connections)
        connection->kill();
    m_core->emptied.wakeLater(m_core->context.get_executor());
}

void ProxyServer::stopListening()
{
    m_listeners.clear();
}

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/proxy_connection.h"

#include "core/live/proxy_exchange.h"

#include <utility>

namespace sessionscope::live {

Awaitable<void> ProxyConnection::serve(std::shared_ptr<ProxyCore> core, TcpSocket socket)
{
    ProxyConnection connection(*core, std::move(socket));
    co_await connection.run();
}

ProxyConnection::ProxyConnection(ProxyCore &core, TcpSocket socket)
    : m_core(core)
    , m_client(std::move(socket), core.guard, core.deadlines, core.options.client)
{
    core.add(*this);
}

ProxyConnection::~ProxyConnection()
{
    if (m_core.environment.clients)
        m_core.environment.clients->disconnected(m_client.peer());
    m_core.remove(*this);
}

Awaitable<void> ProxyConnection::run()
{
    using Reading = HttpServerConnection::Reading;
    using Wait = ProxyExchange::Wait;
    bool goesOn = !m_core.isKilled;
    while (goesOn) {
        m_client.begin();
        Reading reading = m_client.read();
        while (reading == Reading::Awaited) {
            co_await m_client.stream().more();
            reading = m_client.read();
        }
        if (reading == Reading::Failed) {
            co_await m_client.dismiss();
            co_return;
        }
        if (m_core.isKilled)
            co_return;
        ProxyExchange exchange(m_core, m_client);
        m_exchange = &exchange;
        for (Wait wait = exchange.advance(); wait != Wait::None; wait = exchange.advance()) {
            // What waits for the client's next request is also what notices that it left.
            m_client.stream().receive();
            if (wait == Wait::Backend)
                co_await exchange.backend().more();
            else
                co_await exchange.goOn();
        }
        m_exchange = nullptr;
        goesOn = exchange.keepsClient();
    }
    if (!m_core.isKilled && !m_client.closesSoon())
        co_await m_client.finish();
}

void ProxyConnection::drain()
{
    m_client.closeSoon();
    if (m_exchange != nullptr && m_exchange->isStream())
        m_exchange->abandon(false);
}

void ProxyConnection::kill()
{
    m_client.stream().reset();
    if (m_exchange != nullptr)
        m_exchange->abandon(true);
}

} // namespace sessionscope::live

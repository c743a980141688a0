// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/http_server.h"
#include "core/live/proxy_core.h"

#include <cstddef>
#include <memory>

namespace sessionscope::live {

class ProxyExchange;

/// One client's connection to a proxy: one exchange after the other, in the order of the requests.
class ProxyConnection
{
public:
    /// Serves the connection until it ends. What `core` holds together lives at least as long.
    static Awaitable<void> serve(std::shared_ptr<ProxyCore> core, TcpSocket socket);

    ProxyConnection(ProxyCore &core, TcpSocket socket);
    ~ProxyConnection();

    ProxyConnection(const ProxyConnection &) = delete;
    ProxyConnection &operator=(const ProxyConnection &) = delete;

    /// Finishes the request under way, if any, and then closes; a stream that would go on for ever ends now.
    void drain();
    /// Breaks everything off with RST.
    void kill();

private:
    friend class ProxyCore;

    Awaitable<void> run();

    ProxyCore &m_core;
    HttpServerConnection m_client;
    ProxyExchange *m_exchange = nullptr; ///< under way
    std::size_t m_index = 0;             ///< in the core's list
};

} // namespace sessionscope::live

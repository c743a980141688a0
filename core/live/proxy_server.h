// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/accept_loop.h"
#include "core/live/proxy_core.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sessionscope::live {

/// One proxy process of the cluster: everything that a real one would lose when it dies lives and dies with this object.
///
/// Clients reach it through listen(), or through a front door that accepts for it and hands the connections over. Runs on
/// the thread of its io_context alone. Destroying it kills it; what unwinds afterwards touches only its environment.
class ProxyServer
{
public:
    ProxyServer(asio::io_context &context, ProxyOptions options, ProxyEnvironment environment);
    ~ProxyServer();

    ProxyServer(const ProxyServer &) = delete;
    ProxyServer &operator=(const ProxyServer &) = delete;

    /// Takes a connection that somebody else accepted for this proxy, as DNAT would bring it.
    void adopt(TcpSocket client);

    /// Accepts connections at `at` too; port 0 takes any free one. Gives the endpoint, or AddressInUse.
    Result<Endpoint> listen(Endpoint at);

    /// An orderly restart: accepts nothing more, ends streams, lets requests under way finish within `limit` and breaks
    /// off what is left then. Returns when no connection is open.
    Awaitable<void> drain(Duration limit);

    /// What a killed process looks like from outside: every connection is reset, now.
    void kill();

    /// What an operator's new RunConfig tells a proxy: how many pods there are to draw from, and how to name them in Host.
    void setBackendReplicas(std::uint32_t replicas) { m_core->options.target.headless.replicas = replicas; }
    void setPodHostHeader(std::string host) { m_core->options.podHostHeader = std::move(host); }

    const ProxyOptions &options() const { return m_core->options; }
    const ProxyCounters &counters() const { return m_core->counters; }
    std::size_t openConnections() const { return m_core->connections.size(); }
    std::size_t idleUpstreams() const { return m_core->upstreams.idle(); }

private:
    void stopListening();

    std::shared_ptr<ProxyCore> m_core;
    std::vector<std::unique_ptr<AcceptLoop>> m_listeners;
};

} // namespace sessionscope::live

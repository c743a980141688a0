// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/service.h"
#include "core/live/accept_loop.h"
#include "core/live/data_path.h"
#include "core/live/recorder.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace sessionscope::live {

/// The one address that clients use: `mcp-<name>-proxy`, in front of all proxies.
///
/// It hands the accepted connection itself to the proxy that cluster::Service picks; nothing is relayed. While no proxy
/// is ready its port is kept but nobody listens on it: clients are refused, as by a Service without endpoints.
class FrontDoor
{
public:
    /// Gives a connection to the proxy with that index.
    using HandOver = std::function<void(std::uint32_t proxy, TcpSocket socket)>;

    struct Options
    {
        Recorder *recorder; ///< outlives the door, as does the data path
        DataPath *dataPath;
        HandOver handOver;
    };

    FrontDoor(Executor executor, Options options, cluster::Service service);

    /// Takes the address, but lets nobody in yet. AddressInUse names it.
    Result<void> claim(Endpoint at);
    Endpoint address() const { return m_address; }

    /// Which proxies may be picked from now on. Fails if the port was lost to another process meanwhile.
    Result<void> setReady(std::vector<std::uint32_t> proxies);

private:
    void accepted(TcpSocket socket, Endpoint client);

    Executor m_executor;
    Options m_options;
    cluster::Service m_service;
    std::optional<TcpSocket> m_reservation;
    Endpoint m_address;
    AcceptLoop m_accepting;
};

} // namespace sessionscope::live

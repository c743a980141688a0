// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/live/io.h"

#include <functional>
#include <memory>

namespace sessionscope::live {

/// A listening socket that hands out every connection it gets, and survives a shortage of descriptors.
class AcceptLoop
{
public:
    using Accepted = std::function<void(TcpSocket socket, Endpoint peer)>;

    explicit AcceptLoop(Executor executor);
    ~AcceptLoop();
    AcceptLoop(const AcceptLoop &) = delete;
    AcceptLoop &operator=(const AcceptLoop &) = delete;

    /// Begins to listen; `accepted` is called for each connection. Replaces what it listened on before.
    Result<void> start(Endpoint at, Accepted accepted);
    /// Closes the listener: connections are refused from now on, and `accepted` is called no more.
    void stop();

    bool running() const { return m_listener != nullptr; }
    Endpoint address() const { return m_address; } ///< with the port that was found for port 0

private:
    struct Listener;

    static Awaitable<void> run(std::shared_ptr<Listener> listener);

    Executor m_executor;
    std::shared_ptr<Listener> m_listener;
    Endpoint m_address;
};

} // namespace sessionscope::live

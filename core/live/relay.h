// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/live/io.h"

#include <functional>
#include <memory>
#include <optional>

namespace sessionscope::live {

/// Passes TCP connections on, byte for byte, knowing nothing of what they carry.
///
/// Each direction ends on its own (half-close) and is read only as fast as the other side takes it; a reset on one side
/// becomes a reset on the other. Destroying a relay resets its connections.
class Relay
{
public:
    struct Options
    {
        /// Where a connection from `client` goes; nothing: it is reset.
        std::function<std::optional<Endpoint>(Endpoint client)> choose;
        /// The connection from `client` is about to be passed on from `own` to `to`. May be empty.
        std::function<void(Endpoint client, Endpoint own, Endpoint to)> dialling;
        /// The passed-on connection from `own` has ended. May be empty.
        std::function<void(Endpoint own)> ended;
        IpAddress dialsFrom; ///< the address of its own outgoing connections
        Duration dialTimeout = Duration::seconds(5);
    };

    Relay(Executor executor, Options options);
    ~Relay();
    Relay(const Relay &) = delete;
    Relay &operator=(const Relay &) = delete;

    Result<void> listen(Endpoint at);
    /// From now on connections are refused; those that exist stay.
    void stopListening();
    bool isListening() const;

    void resetConnections();
    std::size_t connectionCount() const;

private:
    class Core;
    std::shared_ptr<Core> m_core;
};

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/live/data_path.h"
#include "core/live/io.h"
#include "core/live/recorder.h"
#include "core/scenario/synthetic_client.h"

#include <map>
#include <memory>
#include <vector>

namespace sessionscope::live {

/// The connections of a plan's synthetic clients: carries a request to an address and its answer back.
///
/// Each client keeps one connection per address, as real ones do, and looks whether it is still good before it uses it
/// again. Answers are JSON bodies or event streams; an answer may take kAnswerLimit.
class McpClients
{
public:
    static constexpr Duration kAnswerLimit = Duration::seconds(60);

    /// `recorder` and `dataPath` outlive it.
    McpClients(Executor executor, Recorder &recorder, DataPath &dataPath);
    ~McpClients();
    McpClients(const McpClients &) = delete;
    McpClients &operator=(const McpClients &) = delete;

    struct Delivery
    {
        ClientId client;
        Endpoint to;
        bool onNewConnection = false;
        journal::Sequence cause; ///< the client's RequestSent
    };

    /// Errors: ConnectionRefused, Unreachable, ConnectionLost, TimedOut, Protocol, Cancelled (closeAll).
    Awaitable<Result<scenario::ClientAnswer>> send(Delivery delivery, scenario::ClientRequest request);

    void dropConnections(const std::vector<ClientId> &clients);
    /// Ends whatever is under way.
    void closeAll();

private:
    class Connection;
    using Key = std::pair<ClientId, Endpoint>;

    std::shared_ptr<Connection> connectionFor(const Delivery &delivery);

    Executor m_executor;
    Recorder &m_recorder;
    DataPath &m_dataPath;
    std::map<Key, std::shared_ptr<Connection>> m_connections;
};

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/journal/journal.h"
#include "core/scenario/plan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sessionscope::scenario {

/// A request as a synthetic client sends it; the driver adds Host and Content-Length.
struct ClientRequest
{
    std::string method = "POST";
    std::string path = "/mcp";
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

/// What came back. `message` is the JSON-RPC message that answers the request: the body, or the last event of a stream.
struct ClientAnswer
{
    int status = 0;
    std::string sessionId; ///< Mcp-Session-Id, empty if absent
    std::string message;
};

/// An MCP client without I/O: says what to send, is told what came back, and keeps the journal of what it saw.
///
/// It knows what its session's counter must be, so that a session that forgot is noticed from outside (`StateObserved`).
class SyntheticClient
{
public:
    SyntheticClient(ClientId id, ClientBehaviour behaviour);

    ClientId id() const { return m_id; }
    bool hasSession() const { return !m_sessionId.empty(); }

    void startInitialize(); ///< initialize, then notifications/initialized
    void startCall(const std::string &tool);
    void startClose(); ///< DELETE; the id is kept

    /// The next request of what was started; nothing when it is done. Appends `RequestSent`.
    std::optional<ClientRequest> next(journal::Writer &journal, Instant now);
    /// The request that next() gave was answered, or failed. Appends what was seen.
    void on(const Result<ClientAnswer> &answer, journal::Writer &journal, Instant now);

    /// The last `RequestSent`: the cause of what the proxy will see.
    journal::Sequence sent() const { return m_sent; }

private:
    // The implementer's to shape.
    ClientId m_id;
    ClientBehaviour m_behaviour;
    std::string m_sessionId;
    std::uint64_t m_expectedCount = 0;
    journal::Sequence m_sent;
};

} // namespace sessionscope::scenario

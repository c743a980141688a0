// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/journal/journal.h"
#include "core/scenario/plan.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <deque>
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
/// It takes a session id from a successful initialize only (clients' facts, "Session loss").
class SyntheticClient
{
public:
    SyntheticClient(ClientId id, ClientBehaviour behaviour);

    ClientId id() const { return m_id; }
    bool hasSession() const { return !m_sessionId.empty(); }
    const std::string &sessionId() const { return m_sessionId; }

    void startInitialize();                  ///< initialize, then notifications/initialized
    void startCall(const std::string &tool); ///< "tools/list" lists the tools, anything else is a tool's name
    void startClose();                       ///< DELETE; the id is kept

    /// What leads to the first request of what was started, e.g. the plan's step. The requests after it are caused by
    /// the answers to those before.
    void setCause(journal::Sequence cause) { m_cause = cause; }

    /// The next request of what was started; nothing when it is done. Appends `RequestSent`.
    std::optional<ClientRequest> next(journal::Writer &journal, Instant now);
    /// The request that next() gave was answered, or failed. Appends what was seen.
    void on(const Result<ClientAnswer> &answer, journal::Writer &journal, Instant now);

    /// The last `RequestSent`: the cause of what the proxy will see.
    journal::Sequence sent() const { return m_sent; }

private:
    enum class Task { Initialize, Initialized, Call, Close };

    void start(Task task);
    std::string what(Task task) const;
    ClientRequest requestFor(Task task);
    std::string bodyFor(Task task);
    journal::Event event(journal::EventKind kind, Instant now) const;

    void onAnswer(const ClientAnswer &answer, journal::Writer &journal, Instant now);
    void onFailure(const Error &error, journal::Writer &journal, Instant now);
    bool shallStartOver(int status) const;
    void adopt(const ClientAnswer &answer, const nlohmann::json &message);
    void observe(const nlohmann::json &message, journal::Writer &journal, Instant now);

    ClientId m_id;
    ClientBehaviour m_behaviour;
    std::string m_sessionId;
    std::string m_protocolVersion;
    std::uint64_t m_nextRpcId = 1;

    std::deque<Task> m_tasks;     ///< what is still to be sent
    std::optional<Task> m_flying; ///< sent, not answered
    std::string m_tool;
    bool m_startedOver = false; ///< since the last start…(): a client starts over once, not for ever

    std::uint64_t m_expectedCount = 1; ///< what the session's counter must answer next
    std::uint64_t m_unanswered
        = 0; ///< counter calls that failed since: the pod may or may not have counted them
    journal::Sequence m_cause;
    journal::Sequence m_sent;
};

} // namespace sessionscope::scenario

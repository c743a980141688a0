// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/rng.h"
#include "core/base/time.h"
#include "core/session/session_id.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sessionscope::cluster {

/// A request as it reaches a pod.
struct PodRequest
{
    std::string_view method;    ///< "POST", "GET", "DELETE" …
    std::string_view path;      ///< without the query
    std::string_view sessionId; ///< Mcp-Session-Id; empty if absent
    std::string_view protocolVersion;
    std::string_view accept;
    std::string_view contentType;
    std::string_view body;
};

/// A pod's answer as data: a head, and body pieces with the time that passes before each.
struct PodReply
{
    struct Piece
    {
        Duration after; ///< since the previous piece, the first since the head
        std::string bytes;
    };

    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers; ///< Content-Type, Mcp-Session-Id, Allow …
    Duration headAfter;                                       ///< a slow tool's thinking time
    std::vector<Piece> body;                                  ///< empty for 202 and for errors without a body
    bool streams = false;     ///< an event stream: send each piece at once, do not announce a length
    bool staysOpen = false;   ///< a GET stream: after the pieces it stays open until a side closes it
    bool knewSession = false; ///< the request named a session and this pod holds it
    std::string what;         ///< for the journal: "initialize", "tools/call counter" …
};

/// A correct small MCP server for 2025-03-26 … 2025-11-25 with state in memory, as real ones have it.
///
/// Tools: `echo`, `counter` (per-session state: what a session loses when it reaches another pod), `whoami` (the pod),
/// `slow` (progress over SSE), `sleep`. Unknown sessions are answered 404 / −32001. A value without I/O: the live pod
/// server and the simulator run the same object; destroying it destroys every session in it.
///
/// Statuses are the TypeScript SDK's where the specification leaves a choice: DELETE 200, no session id 400, a second
/// initialize on a session 400, a second GET stream 409. Answers of a session repeat its Mcp-Session-Id, as that SDK does
/// (the cause of F-17). A slash behind its path is redirected away with 307, as Starlette, and so FastMCP, does with slashes
/// (F-54). `initialize` with the id of a session that is not here is a 404 as any request is.
class FakePod
{
public:
    struct Options
    {
        std::string name = "myserver-0";
        session::IdStyle idStyle = session::IdStyle::Uuid;
        std::size_t sessionsMax = 100'000; ///< further ones are refused with 503
    };

    static constexpr std::string_view kPath = "/mcp";
    static constexpr std::int64_t kStepsMax = 1'000;     ///< of one `slow` call
    static constexpr std::int64_t kDelayMaxMs = 600'000; ///< of one `sleep`, and of one step of `slow`

    /// `rng` gives the session ids: a pod that starts again must get another stream, or it would repeat its ids.
    FakePod(Options options, Rng rng);

    /// Sessions made from now on get ids of that style.
    void setIdStyle(session::IdStyle style) { m_options.idStyle = style; }

    /// Answers one request. Replies depend on the requests alone; `now` is there for pods that forget idle sessions.
    PodReply handle(const PodRequest &request, Instant now);

    /// The stream that a GET of this session left open has ended; another may be opened (a second one gets 409).
    void streamClosed(std::string_view sessionId);

    /// False again after DELETE: the driver then ends the session's open GET stream.
    bool knows(std::string_view sessionId) const;
    std::size_t sessionCount() const;

private:
    struct Session
    {
        std::uint64_t counter = 0;
        bool streamOpen = false;
    };
    using Sessions = std::map<std::string, Session, std::less<>>;

    // Each takes the session that the request names, or end().
    PodReply answer(const PodRequest &request, Sessions::iterator session);
    PodReply post(const PodRequest &request, Sessions::iterator session);
    PodReply take(const PodRequest &request, Sessions::iterator session, const nlohmann::json &message,
                  bool owesAnswer);
    PodReply openStream(const PodRequest &request, Sessions::iterator session);
    PodReply terminate(const PodRequest &request, Sessions::iterator session);
    std::optional<PodReply> refuseSession(const PodRequest &request, Sessions::iterator session) const;

    PodReply initialize(const nlohmann::json &message);
    PodReply respond(Session &session, const nlohmann::json &message) const;

    Options m_options;
    Rng m_rng;
    Sessions m_sessions;
};

} // namespace sessionscope::cluster

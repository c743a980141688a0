// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/rng.h"
#include "core/base/time.h"
#include "core/mcp/rpc_peek.h"
#include "core/session/session_id.h"

#include <cstddef>
#include <map>
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
class FakePod
{
public:
    struct Options
    {
        std::string name = "myserver-0";
        session::IdStyle idStyle = session::IdStyle::Uuid;
    };

    FakePod(Options options, Rng rng);

    PodReply handle(const PodRequest &request, Instant now);

    /// The stream that a GET of this session left open has ended; another may be opened (a second one gets 409).
    void streamClosed(std::string_view sessionId);

    bool knows(std::string_view sessionId) const;
    std::size_t sessionCount() const;

private:
    struct Session
    {
        std::string protocolVersion;
        std::uint64_t counter = 0;
        bool initialized = false;
        bool streamOpen = false;
    };

    Options m_options;
    Rng m_rng;
    std::map<std::string, Session, std::less<>> m_sessions;
};

} // namespace sessionscope::cluster

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/mcp/rpc_peek.h"
#include "core/routing/backend_url.h"
#include "core/session/store_messages.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>

/// The words that an Exchange and its driver speak: what happened, and what to do next. Everything is data.
namespace sessionscope::routing {

/// What a proxy knows of a client's request once its head and body are in.
struct RequestFacts
{
    std::string method;                      ///< "POST", "GET", "DELETE" …
    std::string path = "/";                  ///< as sent, with its query
    std::optional<std::string> sessionId;    ///< Mcp-Session-Id as sent
    std::string protocolVersion;             ///< MCP-Protocol-Version, empty if absent
    mcp::RpcPeek rpc;                        ///< of the body
    std::shared_ptr<const std::string> body; ///< for `init_body`; null where none is to be recorded
    WallTime receivedAt;                     ///< becomes created_at of a record
};

/// What the driver shall do next. Everything is data; the driver decides nothing.
namespace step {

/// Ask the store; answer with Exchange::on(Result<StoreReply>).
struct AskStore
{
    session::StoreRequest request;
    enum class Why { Lookup, Created, Shadow, Reinitialized, Unpinned, Deleted } why = Why::Lookup;
};

/// Send the client's request to `to`, its body too if there is one: a driver keeps it until the exchange is over. Answer
/// with on(ResponseHead) or on(ForwardFailed). Before a Redirect, drain the response at hand.
struct Forward
{
    enum class Why { Target, Pin, DrawnPod, Redirect, Replay };

    BackendUrl to;
    std::optional<std::string> sessionId; ///< Mcp-Session-Id to send; none: send without
    Why why = Why::Target;
    std::string path = {}; ///< with its query; empty: as the client sent it
};

/// Keep the response at hand aside and send `body` as a POST without a session id; drain what comes back; answer with
/// on(Reinitialized) or on(ForwardFailed).
struct Reinitialize
{
    BackendUrl to;
    std::string body;
    bool keepsClientAccept = false;
};

/// Send notifications/initialized for the new backend session; answer with on(InitializedSent), whatever became of it.
struct SendInitialized
{
    BackendUrl to;
    std::string sessionId;
};

/// Ask for `/` at `to`, without any of the client's fields and for at most `limit` until the head is there; answer with
/// on(Pinged).
struct Ping
{
    BackendUrl to;
    Duration limit;
};

/// Pass the upstream's response on to the client as it streams; answer with on(Relayed).
struct Relay
{
    bool held = false;                      ///< the one kept aside by Reinitialize, else the current one
    std::optional<std::string> sessionIdAs; ///< replaces the response's Mcp-Session-Id, where it has one
};

/// Answer the client from here; the exchange is over.
struct Respond
{
    int status = 502;
    std::string contentType; ///< empty: none
    std::string body;
    std::string allow;       ///< 405's Allow header
    const char *reason = ""; ///< for the journal: "guard", "store", "batch", "bad gateway" …
};

/// Nothing more to do.
struct Finish
{
};

} // namespace step

using Step = std::variant<step::AskStore, step::Forward, step::Reinitialize, step::SendInitialized,
                          step::Ping, step::Relay, step::Respond, step::Finish>;

/// A forward that produced no response.
struct ForwardFailed
{
    bool dialing = false; ///< true: nothing was sent; only then may anything be tried again (digest 4.3)
    ErrorCode code = ErrorCode::ConnectionRefused;
};

/// The head of an upstream response.
struct ResponseHead
{
    int status = 200;
    std::optional<std::string> sessionId; ///< its Mcp-Session-Id
    Endpoint peer;                        ///< the address that the proxy sees as its peer (digest 5.4)
    std::string location = {};            ///< its Location; empty: none
};

/// The drained answer to a Reinitialize. Its status is not looked at, only whether it names a session (digest 4.3).
struct Reinitialized
{
    std::optional<std::string> sessionId;
    Endpoint peer;
};

struct InitializedSent
{
};

/// How a ping ended.
struct Pinged
{
    std::optional<int> status;  ///< of the answer, if one came
    ForwardFailed failure = {}; ///< why none did
    Endpoint peer = {};
    Duration took = {};
};

struct Relayed
{
};

} // namespace sessionscope::routing

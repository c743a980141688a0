// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/rng.h"
#include "core/base/time.h"
#include "core/mcp/era.h"
#include "core/mcp/rpc_peek.h"
#include "core/routing/policy.h"
#include "core/session/store_messages.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace sessionscope::routing {

/// What a proxy knows of a client's request once its head and body are in.
struct RequestFacts
{
    std::string method;                      ///< "POST", "GET", "DELETE" …
    std::optional<std::string> sessionId;    ///< Mcp-Session-Id as sent
    std::string protocolVersion;             ///< MCP-Protocol-Version, empty if absent
    mcp::RpcPeek rpc;                        ///< of the body
    std::shared_ptr<const std::string> body; ///< kept for `init_body`; null without one
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

/// Send the client's request to `to`; answer with on(ResponseHead) or on(ForwardFailed).
struct Forward
{
    enum class Why { Target, Pin, DrawnPod, Replay };

    BackendUrl to;
    std::optional<std::string> sessionId; ///< Mcp-Session-Id to send; none: send without
    Why why = Why::Target;
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
                          step::Relay, step::Respond, step::Finish>;

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

struct Relayed
{
};

/// The routing core: one client request, from its arrival to its answer, as a state machine without I/O.
///
/// It is told what happened and answers with what to do next, in the order of decisions of digest 4.1 and 4.3. It sees no
/// socket, clock or thread. The record is loaded once; ToolHive loads it three times for the same answer.
class Exchange
{
public:
    /// `policy` and `target` must outlive the exchange. `keyPrefix` as in ClusterSpec.
    struct Context
    {
        const Policy *policy;
        const Target *target;
        const std::string *keyPrefix;
    };

    Exchange(Context context, RequestFacts facts, Rng rng);

    Step begin();
    Step on(const Result<session::StoreReply> &reply);
    Step on(const ForwardFailed &failure);
    Step on(const ResponseHead &head);
    Step on(const Reinitialized &answer);
    Step on(InitializedSent);
    Step on(Relayed);

    const RequestFacts &facts() const { return m_facts; }
    mcp::Era era() const { return m_era; }
    const session::RecordPtr &record() const { return m_record; }

private:
    enum class State {
        New,
        Looking,
        Forwarding,
        SavingNew,
        Deleting,
        Reinitializing,
        SavingReinitialized,
        SendingInitialized,
        Unpinning,
        Replaying,
        Relaying,
        Done,
    };

    Step start();
    Step afterLookup(const Result<session::StoreReply> &reply);
    Step forward();
    Step afterResponse(const ResponseHead &head);
    Step saveNew(const ResponseHead &head, bool shadow);
    Step recover();
    Step replay();
    Step unpin();
    Step afterUnpinning();
    Step relay(bool held);
    Step respond(step::Respond response);
    Step badGateway();
    Step sessionNotFound();

    BackendUrl initializeTarget(const std::optional<BackendUrl> &avoid = {});
    std::string pinFor(const BackendUrl &sentTo, Endpoint peer);
    std::optional<std::uint32_t> drawOrdinal(const std::optional<BackendUrl> &avoid);
    Step save(session::Record record, step::AskStore::Why why, session::SaveRecord::Mode mode);
    session::SaveRecord::Mode updateMode() const;
    std::string keyOf(std::string_view sessionId) const;
    bool isInitialize() const { return m_facts.rpc.isInitialize(); }
    bool recovers() const { return m_context.policy->recovery == Recovery::Reinitialize; }

    Context m_context;
    RequestFacts m_facts;
    Rng m_rng;
    State m_state = State::New;
    mcp::Era m_era = mcp::Era::Sessions;
    session::RecordPtr m_record;
    BackendUrl m_sentTo;
    BackendUrl m_replayTo;
    std::string m_newBackendSid;
    bool m_hasResponse = false; ///< a backend's 404 is at hand while recovery is tried
    bool m_isAside = false;     ///< …and a Reinitialize has put it aside
};

} // namespace sessionscope::routing

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/rng.h"
#include "core/mcp/era.h"
#include "core/routing/exchange_words.h"
#include "core/routing/policy.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::routing {

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

    Exchange(Context context, RequestFacts &&facts, Rng rng);

    Step begin();
    Step on(const Result<session::StoreReply> &reply);
    Step on(const ForwardFailed &failure);
    Step on(const ResponseHead &head);
    Step on(const Reinitialized &answer);
    Step on(InitializedSent);
    Step on(const Pinged &ping);
    Step on(Relayed);

    const RequestFacts &facts() const { return m_facts; }
    mcp::Era era() const { return m_era; }
    const session::RecordPtr &record() const { return m_record; }
    int redirects() const { return m_redirects; } ///< that were followed

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
        Pinging,
        Unpinning,
        Replaying,
        Relaying,
        Done,
    };

    std::optional<Step> ownAnswer();
    Step start();
    Step afterLookup(const Result<session::StoreReply> &reply);
    Step forward();
    bool follow(const ResponseHead &head);
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
    step::Forward m_sent; ///< the latest; a Reinitialize leaves its target here as well
    int m_redirects = 0;
    BackendUrl m_replayTo;
    std::string m_newBackendSid;
    bool m_hasResponse = false; ///< a backend's 404 is at hand while recovery is tried
    bool m_isAside = false;     ///< …and a Reinitialize has put it aside
};

} // namespace sessionscope::routing

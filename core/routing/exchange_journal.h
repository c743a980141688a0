// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"
#include "core/routing/exchange.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::routing {

/// An Exchange that writes down what it is told and what it answers. Both drivers run this one, so that a live and a
/// simulated run tell the same story in the same words.
class JournaledExchange
{
public:
    /// What the exchange is in the journal.
    struct Identity
    {
        journal::Writer *journal = nullptr; ///< null: nothing is written (a proxy that only works)
        ProxyId proxy;
        ExchangeId exchange;
        journal::Sequence cause;      ///< the client's RequestSent or ClientAttached, if one is known
        bool capturesRecords = false; ///< also as messages, see journal::Message
    };

    struct Arrival
    {
        std::string_view clientAddress; ///< read by the constructor alone
        Instant at;
    };

    /// Appends RequestReceived.
    JournaledExchange(Exchange::Context context, RequestFacts &&facts, Rng rng, Identity identity,
                      Arrival arrival);

    Step begin(Instant now);
    Step on(const Result<session::StoreReply> &reply, Instant now);
    Step on(const ForwardFailed &failure, Instant now);
    Step on(const ResponseHead &head, Instant now);
    Step on(const Reinitialized &answer, Instant now);
    Step on(InitializedSent sent, Instant now);
    Step on(const Pinged &ping, Instant now);
    Step on(Relayed relayed, Instant now);

    // What the driver meets between two steps.
    void nameNotFound(std::string_view host, Instant now);
    void connected(Endpoint address, ConnectionId connection, bool reused, Instant now);
    void answeredBy(PodId pod); ///< the pod behind the current response, where the driver knows

    /// The latest event of this exchange: the cause of whatever its step leads to elsewhere.
    journal::Sequence last() const { return m_last; }
    ExchangeId id() const { return m_identity.exchange; }
    const Exchange &exchange() const { return m_exchange; }

private:
    /// What an event tells beyond the step that it is about.
    struct Notes
    {
        step::AskStore asked;  ///< what the next store reply answers
        std::string dialling;  ///< what the next dial failure is about
        ResponseHead head;     ///< the response that a Relay passes on
        ResponseHead heldHead; ///< the one kept aside by a Reinitialize
        std::optional<PodId> answeredBy;
    };

    Step noted(Step step, Instant now);
    void note(journal::EventKind kind, Instant now, journal::Event fields);
    void noteFailure(const ForwardFailed &failure, Instant now);
    void noteStoreReply(const Result<session::StoreReply> &reply, Instant now);
    void captureRecord(journal::Leg leg, std::string command, const session::Record *record, Instant now);
    void noteAnswer(int status, std::string_view reason, Instant now);
    void noteSessionCreated(Instant now);
    journal::Symbol intern(std::string_view text);

    Exchange m_exchange;
    Identity m_identity;
    Instant m_receivedAt;
    journal::Sequence m_last;
    journal::Symbol m_session;
    std::unique_ptr<Notes> m_notes; ///< null without a journal
};

} // namespace sessionscope::routing

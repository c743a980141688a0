// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"
#include "core/journal/pin.h"
#include "core/journal/session_outcomes.h"

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace sessionscope::journal {

/// What one pass over the journal gathers about a session, and the cluster around it, up to the event that decided.
/// The pointers are into the journal; null where there is no such event.
struct CaseFile
{
    struct PodHistory
    {
        std::string_view address;
        const Event *changed = nullptr; ///< its last PodStarted, PodReady or PodStopped
        bool isRunning = false;
        bool isReady = false;
    };

    const Journal *journal = nullptr;
    Outcome outcome = Outcome::Intact;
    const Event *decider = nullptr;      ///< an intact session's: its last answer
    std::vector<const Event *> creation; ///< the exchange that made the session
    std::vector<const Event *> last;     ///< the deciding exchange, up to the decider

    // The session
    std::int64_t home = -1; ///< ordinal of the pod that holds it in memory; −1 unknown
    Sequence homeSince{};
    const Event *saved = nullptr;    ///< the latest RecordSaved
    const Event *lastSeen = nullptr; ///< the latest event by which a proxy had its record in hand
    const Event *repinned = nullptr; ///< the RecordSaved that moved its pin on purpose, while that pin holds
    const Event *deleted = nullptr;  ///< the latest RecordDeleted that was not a proxy's
    const Event *closed = nullptr;
    std::vector<const Event *> forgotten; ///< every SessionForgotten, also after the decider

    // The cluster
    std::map<std::int64_t, PodHistory> pods;
    PodAddresses addresses;           ///< also of addresses no longer in use
    const Event *storeKind = nullptr; ///< the first StoreStarted that names a kind
    const Event *storeStarted = nullptr;
    const Event *storeStopped = nullptr;
    const Event *flushed = nullptr;
    const Event *scaled = nullptr; ///< the latest FaultRequested that scaled the backend
    bool podNameWasReached = false;

    std::string_view text(Symbol symbol) const { return journal->text(symbol); }
    /// The first event of that kind and actor after `since`, up to the decider.
    const Event *firstAfter(Sequence since, EventKind kind, Actor actor) const;
    /// The last event of that kind in the deciding exchange, and in the one that made the session.
    const Event *lastOf(EventKind kind) const;
    const Event *creationOf(EventKind kind) const;

    Pin pinOf(std::string_view backendUrl) const { return addresses.pinOf(backendUrl); }
    Pin pinAtTheEnd() const; ///< of the record that the deciding exchange loaded, else of the one saved
    std::int64_t podThatAnswered(const std::vector<const Event *> &exchange) const; ///< −1 unknown
    /// The first stop of the pod that holds the session, since it does: nothing can be remembered past it.
    const Event *homeStopped() const;
};

CaseFile openCase(const Journal &journal, const SessionFate &fate);

} // namespace sessionscope::journal

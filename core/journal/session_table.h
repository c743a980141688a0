// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"
#include "core/journal/pin.h"
#include "core/journal/session_outcomes.h"
#include "core/journal/shared_vector.h"

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace sessionscope::journal {

/// What a session is for people at one instant. At the end of a run it equals the outcome.
enum class SessionState : std::uint8_t {
    Waiting, ///< a request is under way, and nothing bad is known
    Intact,
    Amnesia,
    Lost,
    Closed,
};

inline constexpr int kSessionStateCount = static_cast<int>(SessionState::Closed) + 1;

const char *toText(SessionState state);

/// One session at one instant. Symbols are texts of the journal.
struct SessionRow
{
    Symbol session{};
    std::optional<ClientId> client{}; ///< who made it; none for a foreign client that did not attach
    bool attached = false;            ///< that is a foreign client, not the plan's
    Symbol clientName{};              ///< "claude-code 2.1", as it called itself in initialize
    Symbol clientAddress{};           ///< as its proxy saw it
    Symbol era{};                     ///< "sessions"
    Instant createdAt{};

    Symbol backendUrl{};   ///< of the record as last seen or saved; empty without a record
    Pin pin{};             ///< what the URL means: where the record says that the session lives
    bool recorded = false; ///< as far as the journal tells, the store holds a record of it now
    std::optional<Instant>
        expiry{}; ///< when the record goes unless used: each load slides it (GETEX, digest 3.2)

    std::int64_t home = -1; ///< ordinal of the pod that really holds its state; −1 when nowhere or unknown
    std::int64_t servedBy = -1;  ///< ordinal of the pod that answered last; −1 unknown
    std::int64_t lastStatus = 0; ///< of the last answer, 0 without one
    Sequence lastError{}; ///< the last answer or failure that told of trouble; eventText() puts it into words
    Instant lastActivity{};
    std::uint32_t inFlight = 0; ///< requests that a proxy has not answered yet
    std::int64_t holder = -1;   ///< the proxy that alone holds the record, −1 if the store is shared

    SessionFate fate{}; ///< createdOn, answered, failed …

    SessionState state() const;
    /// The record names a pod and the state is elsewhere or nowhere, or it names none and there is no state left.
    bool mismatch() const { return recorded && (home < 0 || (pin.pod >= 0 && pin.pod != home)); }
};

/// The sessions of a run at one instant, a fold over its journal: O(1) per event, but O(sessions) for what hits all of
/// them (a pod stops, the store is flushed). Rows are in order of creation and never go away. Cheap to copy.
class SessionTable
{
public:
    void apply(const Event &event, const Journal &journal);

    std::size_t size() const { return m_rows.size(); }
    const SessionRow &row(std::size_t index) const { return m_rows[index]; }
    std::optional<std::size_t> indexOf(Symbol session) const;
    const SessionRow *find(Symbol session) const;

    /// What changed among rows [first, last] since the last call: one dataChanged() for a model, after it has inserted
    /// the rows that are new. Nothing if no row changed.
    struct Range
    {
        std::size_t first = 0;
        std::size_t last = 0;

        bool operator==(const Range &) const = default;
        void include(Range other);
    };
    std::optional<Range> takeChanged();

    // Counts over all rows, kept up to date.
    std::uint32_t heldBy(std::int64_t ordinal) const; ///< sessions whose state that pod really holds
    std::uint32_t records() const { return m_records; }
    std::uint32_t recordsPinnedTo(Pin::Kind kind) const;
    std::uint32_t inState(SessionState state) const; ///< replacements too
    SessionOutcomes::Totals totals() const;          ///< as SessionOutcomes counts

    const PodAddresses &addresses() const { return m_addresses; }
    std::optional<Duration> timeToLive() const { return m_timeToLive; }

private:
    /// What is known of an exchange that is not answered yet.
    struct Open
    {
        std::uint32_t proxy = 0;
        std::int64_t answeredBy = -1; ///< the pod that answered 200
        bool podKnew = false;         ///< the last pod that was told the session knew it
        std::optional<ClientId> client{};
        bool attached = false;
        Symbol clientAddress{};
        Symbol session{};
        Event saved{}; ///< its RecordSaved, if it came before the session was known
    };

    template <class Change> void edit(std::size_t index, Change change);
    template <class Is, class Change> void editAll(Is is, Change change);
    void count(const SessionRow &row, std::uint32_t by);

    void create(const Event &event, const Journal &journal);
    void applyToAll(const Event &event, const Journal &journal);
    void applyToOpen(const Event &event, const Journal &journal);
    void applyToRow(SessionRow &row, const Event &event, const Journal &journal) const;
    void applyToRecord(SessionRow &row, const Event &event, const Journal &journal) const;
    void podStarted(const Event &event, const Journal &journal);
    void proxyStopped(const Event &event);
    void close(const Event &event);

    SharedVector<SessionRow> m_rows;
    SharedVector<std::uint32_t, 1024> m_rowOfSymbol; ///< index + 1, by symbol; 0: no session
    std::unordered_map<ExchangeId, Open> m_open;
    PodAddresses m_addresses;
    std::optional<Duration> m_timeToLive;
    bool m_storeIsLocal = false;
    std::optional<Range> m_changed;

    std::vector<std::uint32_t> m_heldBy;
    std::array<std::uint32_t, kPinKindCount> m_pins{};
    std::array<std::uint32_t, kSessionStateCount> m_states{};
    std::array<std::uint32_t, 4> m_outcomes{}; ///< without replacements
    std::uint32_t m_records = 0;
};

} // namespace sessionscope::journal

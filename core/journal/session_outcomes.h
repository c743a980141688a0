// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace sessionscope::journal {

/// What became of a session (architecture §2).
enum class Outcome {
    Intact,  ///< answered, and the pod still had its state
    Amnesia, ///< answered, but the state was rebuilt empty
    Lost,    ///< its client was told that it is gone (404), or its last request got no proper answer
    Closed,  ///< its client ended it with DELETE
};

const char *toText(Outcome outcome);

/// One session as the journal tells it.
struct SessionFate
{
    Symbol session{};
    Sequence created{};
    std::int64_t createdOn = -1; ///< ordinal of the pod that answered initialize, −1 unknown
    bool replacement = false; ///< made by a client that started over; not counted beside the one it replaces
    std::uint32_t answered = 0;
    std::uint32_t failed = 0; ///< answers that told of loss or trouble, and requests without an answer

    // The first event of each kind; none if it did not happen.
    Sequence closed{};     ///< DELETE was honoured
    Sequence toldGone{};   ///< a 404: final, because real clients never come back from it
    Sequence unanswered{}; ///< the first of the failures at the end, none once a proper answer follows
    Sequence forgot{};     ///< the state was seen to be rebuilt empty

    /// Takes up an event that names this session; `podKnew` says whether the pod of the event's exchange knew it.
    void apply(const Event &event, bool podKnew);

    Outcome outcome() const;
    /// The event that made the outcome what it is; none for an intact session.
    Sequence decidedBy() const;

private:
    void takeAnswer(const Event &event, bool podKnew);
    void takeFailure(const Event &event);
};

/// A fold over the journal: feed events in order, ask at any time.
///
/// A 404 is final. A 400, a 5xx or no answer at all counts only while nothing better follows, because a client keeps
/// its session over a 503 (digest 4.1 step 7). So does a 401, 403 or 421: its pod lets nobody at the session (F-25).
/// Other client errors (405, 409 …) say nothing about the session, and neither does a 400 or 404 of a pod that knew it
/// (F-20).
class SessionOutcomes
{
public:
    void apply(const Event &event);

    const std::vector<SessionFate> &sessions() const { return m_sessions; } ///< in order of creation
    const SessionFate *find(Symbol session) const;

    struct Totals
    {
        std::uint32_t total = 0;
        std::uint32_t intact = 0;
        std::uint32_t amnesia = 0;
        std::uint32_t lost = 0;
        std::uint32_t closed = 0;

        bool operator==(const Totals &) const = default;
        Totals &operator+=(const Totals &more);
    };
    Totals totals() const; ///< without replacements

private:
    /// What the pods of an exchange said.
    struct PodWord
    {
        std::int64_t answeredBy = -1; ///< ordinal of the last that answered 200
        bool knew = false;            ///< the last that was told a session knew it
    };

    void hear(const Event &podAnswered);
    PodWord podOf(ExchangeId exchange) const;
    void create(const Event &event);

    std::vector<SessionFate> m_sessions;
    std::map<Symbol, std::size_t> m_index;
    std::map<ExchangeId, PodWord> m_pods; ///< of exchanges that are not answered yet
};

SessionOutcomes outcomesOf(const Journal &journal);

} // namespace sessionscope::journal

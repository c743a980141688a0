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

const char *toString(Outcome outcome);

/// One session as the journal tells it.
struct SessionFate
{
    Symbol session;
    Outcome outcome = Outcome::Intact;
    Sequence created;
    Sequence decidedBy;       ///< the event that made it lost, amnesiac or closed; none for intact
    bool replacement = false; ///< made by a client that started over; not counted beside the one it replaces
    std::int64_t createdOn = -1; ///< ordinal, −1 unknown
    std::uint32_t answered = 0;
    std::uint32_t failed = 0; ///< answers that were errors, and requests without an answer
};

/// A fold over the journal: feed events in order, ask at any time.
///
/// A 404 is final, because real clients never come back from it; any other failure counts only while nothing better
/// follows, because a client keeps its session over a 503 (digest 4.1 step 7).
class SessionOutcomes
{
public:
    void apply(const Event &event);

    const std::vector<SessionFate> &sessions() const { return m_sessions; } ///< in order of creation
    const SessionFate *find(Symbol session) const;

    struct Totals
    {
        std::uint32_t total = 0, intact = 0, amnesia = 0, lost = 0, closed = 0;
        bool operator==(const Totals &) const = default;
    };
    Totals totals() const; ///< without replacements

private:
    std::vector<SessionFate> m_sessions;
    std::map<Symbol, std::size_t> m_index;
};

SessionOutcomes outcomesOf(const Journal &journal);

} // namespace sessionscope::journal

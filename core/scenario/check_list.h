// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/check.h"

/// The built-in checks, grouped by what they look at. check.cpp lists them under their ids.
namespace sessionscope::scenario {

// What became of sessions: outcome_checks.cpp.
CheckResult noSessionLost(const journal::Journal &journal, const RunSpec &run);
CheckResult stateIntact(const journal::Journal &journal, const RunSpec &run);
CheckResult loadSpread(const journal::Journal &journal, const RunSpec &run);

// Sessions as their clients saw them: session_checks.cpp.
CheckResult everyClientGotASession(const journal::Journal &journal, const RunSpec &run);
CheckResult noCrossSessionAnswer(const journal::Journal &journal, const RunSpec &run);
CheckResult closedStaysClosed(const journal::Journal &journal, const RunSpec &run);

// Where sessions live, and what the store is asked: routing_checks.cpp.
CheckResult pinIsTrue(const journal::Journal &journal, const RunSpec &run);
CheckResult storeRoundTrips(const journal::Journal &journal, const RunSpec &run);
CheckResult storeOutageIs503(const journal::Journal &journal, const RunSpec &run);

// What clients were told: not_found.cpp.
CheckResult notFoundHasAnOwner(const journal::Journal &journal, const RunSpec &run);

/// The first few characters of a session's id: enough to find it, too little to use it (sessions are credentials).
std::string maskedId(std::string_view session);

/// A result under construction: passed until something is counted against somebody.
class Judgement
{
public:
    /// Somebody broke the rule. The first culprit counts; the first few events are kept.
    void blame(std::string_view culprit, journal::Sequence event);
    std::size_t count() const { return m_count; }

    /// Failed with `failed` if anything was blamed, else passed with `passed`. `evidence` is one sentence.
    CheckResult passedOrFailed(std::string passed, std::string failed) const;

private:
    static constexpr std::size_t kEventsKept = 5;

    std::string m_culprit;
    std::vector<journal::Sequence> m_events;
    std::size_t m_count = 0;
};

} // namespace sessionscope::scenario

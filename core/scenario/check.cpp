// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/check.h"

#include "core/scenario/check_list.h"

#include <algorithm>
#include <array>

namespace sessionscope::scenario {

namespace {

constexpr std::array kChecks{
    Check{"every-client-got-a-session", "Every client got a session", everyClientGotASession},
    Check{"no-session-lost", "No session was lost", noSessionLost},
    Check{"state-intact", "Every answered session kept its state", stateIntact},
    Check{"pin-is-true", "The record names the pod that holds the session", pinIsTrue},
    Check{"no-cross-session-answer", "No client was given another session's answer", noCrossSessionAnswer},
    Check{"store-round-trips", "The store is asked for a record at most once per request", storeRoundTrips},
    Check{"store-outage-is-503", "A store that is down is told as 503, not as a lost session",
          storeOutageIs503},
    Check{"closed-stays-closed", "A closed session stays closed", closedStaysClosed},
    Check{"not-found-has-an-owner", "Every 404 is the guard's or a backend's", notFoundHasAnOwner},
    Check{"load-spread", "Sessions are spread over the pods", loadSpread},
};

} // namespace

std::span<const Check> checks()
{
    return kChecks;
}

const Check *findCheck(std::string_view id)
{
    const auto it = std::ranges::find(kChecks, id, &Check::id);
    return it == kChecks.end() ? nullptr : &*it;
}

std::string maskedId(std::string_view session)
{
    constexpr std::size_t kShown = 8;
    return session.size() <= kShown ? std::string(session) : std::string(session.substr(0, kShown)) + "…";
}

void Judgement::blame(std::string_view culprit, journal::Sequence event)
{
    if (m_count++ == 0)
        m_culprit = culprit;
    if (m_events.size() < kEventsKept)
        m_events.push_back(event);
}

CheckResult Judgement::passedOrFailed(std::string passed, std::string failed) const
{
    CheckResult result;
    result.status = m_count == 0 ? CheckResult::Status::Passed : CheckResult::Status::Failed;
    result.culprit = m_culprit;
    result.evidence = m_count == 0 ? std::move(passed) : std::move(failed);
    result.events = m_events;
    return result;
}

} // namespace sessionscope::scenario

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/session_outcomes.h"

namespace sessionscope::journal {

namespace {

void setOnce(Sequence &first, Sequence now)
{
    if (first == Sequence())
        first = now;
}

bool isNoProperAnswer(std::int64_t status)
{
    return status == 400 || status == 401 || status == 403 || status == 404 || status == 421 || status >= 500;
}

} // namespace

const char *toText(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Intact:
        return "intact";
    case Outcome::Amnesia:
        return "amnesia";
    case Outcome::Lost:
        return "lost";
    case Outcome::Closed:
        return "closed";
    }
    return "unknown";
}

Outcome SessionFate::outcome() const
{
    if (toldGone != Sequence() && (closed == Sequence() || toldGone < closed))
        return Outcome::Lost;
    if (closed != Sequence())
        return Outcome::Closed;
    if (unanswered != Sequence())
        return Outcome::Lost;
    return forgot != Sequence() ? Outcome::Amnesia : Outcome::Intact;
}

Sequence SessionFate::decidedBy() const
{
    switch (outcome()) {
    case Outcome::Intact:
        return {};
    case Outcome::Amnesia:
        return forgot;
    case Outcome::Lost:
        return toldGone != Sequence() ? toldGone : unanswered;
    case Outcome::Closed:
        return closed;
    }
    return {};
}

void SessionFate::apply(const Event &event, bool podKnew)
{
    if (event.kind == EventKind::AnswerSent)
        takeAnswer(event, podKnew);
    else if (event.kind == EventKind::RequestFailed)
        takeFailure(event);
    else if (event.kind == EventKind::SessionReplaced)
        replacement = true;
    else if (event.kind == EventKind::SessionClosed)
        setOnce(closed, event.sequence);
    else if (event.kind == EventKind::SessionForgotten
             || (event.kind == EventKind::StateObserved && event.other < event.number))
        setOnce(forgot, event.sequence);
}

void SessionFate::takeAnswer(const Event &event, bool podKnew)
{
    const std::int64_t status = event.number;
    if (status >= 200 && status < 300) {
        ++answered;
        unanswered = {};
    } else if (podKnew && (status == 400 || status == 404)) {
        ++failed;
    } else if (isNoProperAnswer(status)) {
        takeFailure(event);
        if (status == 404)
            setOnce(toldGone, event.sequence);
    }
}

void SessionFate::takeFailure(const Event &event)
{
    ++failed;
    setOnce(unanswered, event.sequence);
}

void SessionOutcomes::apply(const Event &event)
{
    if (event.kind == EventKind::PodAnswered)
        hear(event);
    if (event.kind == EventKind::SessionCreated)
        create(event);
    if (const auto known = m_index.find(event.session); known != m_index.end())
        m_sessions[known->second].apply(event, podOf(event.exchange).knew);
    if (event.kind == EventKind::AnswerSent)
        m_pods.erase(event.exchange);
}

void SessionOutcomes::hear(const Event &podAnswered)
{
    PodWord &pod = m_pods[podAnswered.exchange];
    if (podAnswered.number == 200)
        pod.answeredBy = podAnswered.actor.index;
    if (podAnswered.other >= 0)
        pod.knew = podAnswered.other == 1;
}

SessionOutcomes::PodWord SessionOutcomes::podOf(ExchangeId exchange) const
{
    const auto heard = m_pods.find(exchange);
    return heard == m_pods.end() ? PodWord() : heard->second;
}

void SessionOutcomes::create(const Event &event)
{
    if (event.session == Symbol() || m_index.contains(event.session))
        return;
    SessionFate fate;
    fate.session = event.session;
    fate.created = event.sequence;
    const std::int64_t answeredBy = podOf(event.exchange).answeredBy;
    fate.createdOn = answeredBy < 0 ? event.number : answeredBy;
    m_index.emplace(event.session, m_sessions.size());
    m_sessions.push_back(fate);
}

const SessionFate *SessionOutcomes::find(Symbol session) const
{
    const auto known = m_index.find(session);
    return known == m_index.end() ? nullptr : &m_sessions[known->second];
}

SessionOutcomes::Totals SessionOutcomes::totals() const
{
    Totals totals;
    for (const SessionFate &fate : m_sessions) {
        if (fate.replacement)
            continue;
        ++totals.total;
        switch (fate.outcome()) {
        case Outcome::Intact:
            ++totals.intact;
            break;
        case Outcome::Amnesia:
            ++totals.amnesia;
            break;
        case Outcome::Lost:
            ++totals.lost;
            break;
        case Outcome::Closed:
            ++totals.closed;
            break;
        }
    }
    return totals;
}

SessionOutcomes::Totals &SessionOutcomes::Totals::operator+=(const Totals &more)
{
    total += more.total;
    intact += more.intact;
    amnesia += more.amnesia;
    lost += more.lost;
    closed += more.closed;
    return *this;
}

SessionOutcomes outcomesOf(const Journal &journal)
{
    SessionOutcomes outcomes;
    for (const Event &event : journal.events())
        outcomes.apply(event);
    return outcomes;
}

} // namespace sessionscope::journal

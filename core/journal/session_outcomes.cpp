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

} // namespace

const char *toString(Outcome outcome)
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

void SessionFate::apply(const Event &event)
{
    if (event.kind == EventKind::AnswerSent)
        takeAnswer(event);
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

void SessionFate::takeAnswer(const Event &event)
{
    const std::int64_t status = event.number;
    if (status >= 200 && status < 300) {
        ++answered;
        unanswered = {};
    } else if (status == 400 || status == 404 || status >= 500) {
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
    if (event.kind == EventKind::PodAnswered && event.number == 200)
        m_podOfExchange.insert_or_assign(event.exchange, event.actor.index);
    if (event.kind == EventKind::SessionCreated)
        create(event);
    if (const auto known = m_index.find(event.session); known != m_index.end())
        m_sessions[known->second].apply(event);
    if (event.kind == EventKind::AnswerSent)
        m_podOfExchange.erase(event.exchange);
}

void SessionOutcomes::create(const Event &event)
{
    if (event.session == Symbol() || m_index.contains(event.session))
        return;
    SessionFate fate;
    fate.session = event.session;
    fate.created = event.sequence;
    const auto pod = m_podOfExchange.find(event.exchange);
    fate.createdOn = pod == m_podOfExchange.end() ? event.number : pod->second;
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

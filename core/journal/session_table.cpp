// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/session_table.h"

#include "core/journal/causes.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace sessionscope::journal {

namespace {

constexpr std::string_view kShadow = "shadow"; // a record for another id than the session's (F-16)
constexpr std::string_view kLocal = "local";   // each proxy has a store of its own

template <class Counters> auto &counterOf(Counters &counters, auto index)
{
    return counters[static_cast<std::size_t>(index)];
}

bool isTrouble(const Event &event)
{
    if (event.kind == EventKind::AnswerSent)
        return event.number >= 400;
    return event.kind == EventKind::RequestFailed || event.kind == EventKind::SessionForgotten
        || (event.kind == EventKind::StateObserved && event.other < event.number);
}

} // namespace

const char *toText(SessionState state)
{
    switch (state) {
    case SessionState::Waiting:
        return "waiting";
    case SessionState::Intact:
        return "intact";
    case SessionState::Amnesia:
        return "amnesia";
    case SessionState::Lost:
        return "lost";
    case SessionState::Closed:
        return "closed";
    }
    return "unknown";
}

SessionState SessionRow::state() const
{
    switch (fate.outcome()) {
    case Outcome::Intact:
        return inFlight > 0 ? SessionState::Waiting : SessionState::Intact;
    case Outcome::Amnesia:
        return SessionState::Amnesia;
    case Outcome::Lost:
        return SessionState::Lost;
    case Outcome::Closed:
        return SessionState::Closed;
    }
    return SessionState::Intact;
}

void SessionTable::apply(const Event &event, const Journal &journal)
{
    applyToAll(event, journal);
    if (event.exchange != ExchangeId())
        applyToOpen(event, journal);
    if (event.kind == EventKind::SessionCreated)
        create(event, journal);
    if (const auto index = indexOf(event.session))
        edit(*index, [&](SessionRow &row) { applyToRow(row, event, journal); });
    if (event.kind == EventKind::AnswerSent)
        m_open.erase(event.exchange);
}

void SessionTable::applyToAll(const Event &event, const Journal &journal)
{
    switch (event.kind) {
    case EventKind::PodStarted:
        podStarted(event, journal);
        break;
    case EventKind::PodStopped:
        editAll([&](const SessionRow &row) { return row.home == event.actor.index; },
                [](SessionRow &row) { row.home = -1; });
        break;
    case EventKind::ProxyStopped:
        proxyStopped(event);
        break;
    case EventKind::StoreStarted:
        if (event.number > 0)
            m_timeToLive = Duration::nanoseconds(event.number);
        if (event.text != Symbol())
            m_storeIsLocal = journal.text(event.text) == kLocal;
        break;
    case EventKind::StoreFlushed:
        editAll([](const SessionRow &row) { return row.recorded; },
                [](SessionRow &row) {
                    row.recorded = false;
                    row.expiry.reset();
                });
        break;
    case EventKind::RunFinished:
        editAll([](const SessionRow &row) { return row.inFlight > 0; },
                [](SessionRow &row) { row.inFlight = 0; });
        break;
    default:
        break;
    }
}

void SessionTable::podStarted(const Event &event, const Journal &journal)
{
    // What a literal pin means hangs on who has the address: rows may have to be read anew (F-14).
    if (!m_addresses.note(journal.text(event.text), event.actor.index))
        return;
    editAll([&](const SessionRow &row) { return row.pin != m_addresses.pinOf(journal.text(row.backendUrl)); },
            [&](SessionRow &row) { row.pin = m_addresses.pinOf(journal.text(row.backendUrl)); });
}

void SessionTable::proxyStopped(const Event &event)
{
    const std::uint32_t proxy = event.actor.index;
    for (auto open = m_open.begin(); open != m_open.end();) {
        if (open->second.proxy != proxy) {
            ++open;
            continue;
        }
        if (const auto index = indexOf(open->second.session))
            edit(*index, [](SessionRow &row) { row.inFlight -= row.inFlight > 0 ? 1 : 0; });
        open = m_open.erase(open);
    }
    editAll([&](const SessionRow &row) { return row.recorded && row.holder == proxy; },
            [](SessionRow &row) {
                row.recorded = false;
                row.expiry.reset();
            });
}

void SessionTable::applyToOpen(const Event &event, const Journal &journal)
{
    if (event.kind == EventKind::RequestReceived) {
        Open open;
        open.proxy = event.actor.index;
        if (const Event *caller = callerBehind(journal, event);
            caller && caller->actor.kind == Actor::Kind::Client) {
            open.client = ClientId(caller->actor.index);
            open.attached = caller->kind == EventKind::ClientAttached;
        }
        open.clientAddress = event.detail;
        open.session = event.session;
        m_open.insert_or_assign(event.exchange, open);
        return;
    }
    const auto open = m_open.find(event.exchange);
    if (open == m_open.end())
        return;
    if (event.kind == EventKind::PodAnswered && event.number == 200)
        open->second.answeredBy = event.actor.index;
    if (event.kind == EventKind::PodAnswered && event.other >= 0)
        open->second.podKnew = event.other == 1;
    if (event.kind == EventKind::RecordSaved && event.number == 1)
        open->second.saved = event;
}

void SessionTable::create(const Event &event, const Journal &journal)
{
    if (event.session == Symbol() || indexOf(event.session))
        return;
    SessionRow row;
    row.session = event.session;
    row.clientName = event.text;
    row.era = event.detail;
    row.createdAt = event.time;
    row.fate.session = event.session;
    row.fate.created = event.sequence;
    row.fate.createdOn = event.number;
    if (const auto open = m_open.find(event.exchange); open != m_open.end()) {
        row.client = open->second.client;
        row.attached = open->second.attached;
        row.clientAddress = open->second.clientAddress;
        if (open->second.answeredBy >= 0)
            row.fate.createdOn = row.servedBy = open->second.answeredBy;
        if (open->second.saved.sequence != Sequence())
            applyToRecord(row, open->second.saved, journal);
        open->second.session = event.session;
        row.inFlight = 1; // its initialize is still to be answered
    }
    row.home = row.fate.createdOn;
    m_rowOfSymbol.growTo(event.session.value() + 1);
    m_rowOfSymbol.edit(event.session.value()) = static_cast<std::uint32_t>(m_rows.size() + 1);
    m_rows.push_back(row);
    count(row, 1);
}

void SessionTable::applyToRow(SessionRow &row, const Event &event, const Journal &journal) const
{
    const auto open = m_open.find(event.exchange);
    row.fate.apply(event, open != m_open.end() && open->second.podKnew);
    row.lastActivity = event.time;
    if (isTrouble(event))
        row.lastError = event.sequence;
    switch (event.kind) {
    case EventKind::RequestReceived:
        ++row.inFlight;
        break;
    case EventKind::AnswerSent:
        row.lastStatus = event.number;
        row.inFlight -= row.inFlight > 0 ? 1 : 0;
        break;
    case EventKind::RequestFailed:
        row.lastStatus = 0;
        break;
    case EventKind::PodAnswered:
        row.servedBy = event.actor.index;
        if (event.other == 1 && event.number < 400)
            row.home = event.actor.index;
        else if (event.other == 0 && row.home == event.actor.index)
            row.home = -1;
        break;
    case EventKind::SessionForgotten:
        if (open != m_open.end() && open->second.answeredBy >= 0)
            row.home = open->second.answeredBy;
        break;
    case EventKind::SessionClosed:
        row.home = -1;
        break;
    default:
        applyToRecord(row, event, journal);
    }
}

void SessionTable::applyToRecord(SessionRow &row, const Event &event, const Journal &journal) const
{
    const bool saved
        = event.kind == EventKind::RecordSaved && event.number == 1 && journal.text(event.detail) != kShadow;
    if (saved || (event.kind == EventKind::RecordLoaded && event.number == 1)) {
        if (row.backendUrl != event.text)
            row.pin = m_addresses.pinOf(journal.text(event.text));
        row.backendUrl = event.text;
        row.recorded = true;
        row.holder = m_storeIsLocal ? event.actor.index : -1;
        if (m_timeToLive)
            row.expiry = event.time + *m_timeToLive;
    } else if (event.kind == EventKind::RecordDeleted
               || (event.kind == EventKind::RecordLoaded
                   && (!m_storeIsLocal || row.holder == event.actor.index))) {
        row.recorded = false;
        row.expiry.reset();
    }
}

template <class Change> void SessionTable::edit(std::size_t index, Change change)
{
    SessionRow &row = m_rows.edit(index);
    count(row, -1U);
    change(row);
    count(row, 1);
    const Range changed{index, index};
    if (m_changed)
        m_changed->include(changed);
    else
        m_changed = changed;
}

template <class Is, class Change> void SessionTable::editAll(Is is, Change change)
{
    for (std::size_t index = 0; index < m_rows.size(); ++index) {
        if (is(m_rows[index]))
            edit(index, change);
    }
}

void SessionTable::count(const SessionRow &row, std::uint32_t by)
{
    // Wraps around on purpose: -1U takes one away.
    if (row.home >= 0) {
        const auto pod = static_cast<std::size_t>(row.home);
        if (pod >= m_heldBy.size())
            m_heldBy.resize(pod + 1);
        m_heldBy[pod] += by;
    }
    if (row.recorded) {
        m_records += by;
        counterOf(m_pins, row.pin.kind) += by;
    }
    counterOf(m_states, row.state()) += by;
    if (!row.fate.replacement)
        counterOf(m_outcomes, row.fate.outcome()) += by;
}

std::optional<std::size_t> SessionTable::indexOf(Symbol session) const
{
    if (session == Symbol() || session.value() >= m_rowOfSymbol.size() || m_rowOfSymbol[session.value()] == 0)
        return std::nullopt;
    return m_rowOfSymbol[session.value()] - 1;
}

const SessionRow *SessionTable::find(Symbol session) const
{
    const auto index = indexOf(session);
    return index ? &m_rows[*index] : nullptr;
}

void SessionTable::Range::include(Range other)
{
    first = std::min(first, other.first);
    last = std::max(last, other.last);
}

std::optional<SessionTable::Range> SessionTable::takeChanged()
{
    return std::exchange(m_changed, std::nullopt);
}

std::uint32_t SessionTable::heldBy(std::int64_t ordinal) const
{
    const auto pod = static_cast<std::size_t>(ordinal);
    return ordinal >= 0 && pod < m_heldBy.size() ? m_heldBy[pod] : 0;
}

std::uint32_t SessionTable::recordsPinnedTo(Pin::Kind kind) const
{
    return counterOf(m_pins, kind);
}

std::uint32_t SessionTable::inState(SessionState state) const
{
    return counterOf(m_states, state);
}

SessionOutcomes::Totals SessionTable::totals() const
{
    SessionOutcomes::Totals totals;
    totals.intact = counterOf(m_outcomes, Outcome::Intact);
    totals.amnesia = counterOf(m_outcomes, Outcome::Amnesia);
    totals.lost = counterOf(m_outcomes, Outcome::Lost);
    totals.closed = counterOf(m_outcomes, Outcome::Closed);
    totals.total = totals.intact + totals.amnesia + totals.lost + totals.closed;
    return totals;
}

} // namespace sessionscope::journal

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/session_inventory.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace sessionscope::inspect {

namespace {

constexpr std::size_t kEventsKept = 100;
constexpr std::int64_t kSlideLeastMs = 1'000; ///< less is the jitter of asking

} // namespace

const char *toText(SessionEvent::Kind kind)
{
    switch (kind) {
    case SessionEvent::Kind::Appeared:
        return "appeared";
    case SessionEvent::Kind::Slid:
        return "slid";
    case SessionEvent::Kind::PinMoved:
        return "pin moved";
    case SessionEvent::Kind::SidChanged:
        return "backend_sid changed";
    case SessionEvent::Kind::Gone:
        return "gone";
    case SessionEvent::Kind::Resurrected:
        return "resurrected";
    case SessionEvent::Kind::Malformed:
        return "malformed";
    }
    return "appeared";
}

std::optional<SessionInventory::Row> SessionInventory::apply(Observation observation)
{
    return std::visit([this](auto &&what) { return take(std::forward<decltype(what)>(what)); },
                      std::move(observation));
}

SessionInventory::Row SessionInventory::restore(Session session, State state)
{
    const Row row = *take(std::move(session));
    m_present -= state.goneAt && isPresent(row) ? 1 : 0;
    m_rows[row].state = state;
    return row;
}

std::optional<SessionInventory::Row> SessionInventory::find(std::string_view key) const
{
    if (m_table.empty())
        return std::nullopt;
    const Row entry = m_table[slotOf(key, hashOf(key))].entry;
    return entry == 0 ? std::nullopt : std::optional<Row>(entry - 1);
}

const std::vector<SessionEvent> &SessionInventory::history(Row row) const
{
    static const std::vector<SessionEvent> kNone;
    const auto known = m_history.find(row);
    return known == m_history.end() ? kNone : known->second;
}

SessionInventory::Counts SessionInventory::counts() const
{
    Counts counts;
    forEachPresent([&counts](Row, const Session &session) {
        ++(session.type == SessionType::Vmcp ? counts.vmcp : counts.sessions);
    });
    for (const auto &[key, other] : m_others)
        ++(other.key.kind == KeyKind::Malformed ? counts.malformed : counts.other);
    counts.total = counts.sessions + counts.vmcp + counts.other + counts.malformed;
    return counts;
}

std::optional<SessionInventory::Row> SessionInventory::take(Session session)
{
    if (!m_others.empty())
        m_others.erase(session.key);
    if ((m_rows.size() + 1) * 3 > m_table.size() * 2)
        growTable();
    const std::uint32_t hash = hashOf(session.key);
    Slot &slot = m_table[slotOf(session.key, hash)];
    if (slot.entry != 0) {
        const Row row = slot.entry - 1;
        update(row, std::move(session));
        return row;
    }
    const Row row = static_cast<Row>(m_rows.size());
    slot = {hash, row + 1};
    const WallTime at = session.observedAt;
    m_rows.push_back(Entry{std::move(session), State(), m_scan});
    ++m_present;
    note(row, SessionEvent::Kind::Appeared, at);
    return row;
}

std::optional<SessionInventory::Row> SessionInventory::take(OtherKey other)
{
    const auto row = find(other.key);
    if (row && isPresent(*row))
        markGone(*row, other.observedAt, SessionEvent::Kind::Malformed, other.detail);
    std::string key = other.key;
    m_others.insert_or_assign(std::move(key), OtherEntry{std::move(other), m_scan});
    return row;
}

std::optional<SessionInventory::Row> SessionInventory::take(const ScanStarted &)
{
    ++m_scan;
    return std::nullopt;
}

std::optional<SessionInventory::Row> SessionInventory::take(const ScanFinished &finished)
{
    if (!finished.complete)
        return std::nullopt;
    m_scannedOnce = true;
    for (Row row = 0; row < m_rows.size(); ++row) {
        if (isPresent(row) && m_rows[row].scan != m_scan)
            markGone(row, finished.at);
    }
    std::erase_if(m_others, [this](const auto &entry) { return entry.second.scan != m_scan; });
    return std::nullopt;
}

std::optional<SessionInventory::Row> SessionInventory::take(const KeyGone &gone)
{
    m_others.erase(gone.key);
    const auto row = find(gone.key);
    if (row && isPresent(*row)) {
        markGone(*row, gone.at);
        m_rows[*row].state.deleted = true;
    }
    return row;
}

std::optional<SessionInventory::Row> SessionInventory::take(const EverythingGone &gone)
{
    for (Row row = 0; row < m_rows.size(); ++row) {
        if (isPresent(row))
            markGone(row, gone.at);
    }
    m_others.clear();
    return std::nullopt;
}

void SessionInventory::update(Row row, Session session)
{
    Entry &entry = m_rows[row];
    entry.scan = m_scan;
    const WallTime at = session.observedAt;
    const Session &before = entry.session;
    if (entry.state.goneAt) {
        const bool sameSession = entry.state.deleted && before.createdAt == session.createdAt
            && session.createdAt.unixNanoseconds != 0;
        entry.state.goneAt.reset();
        ++m_present;
        entry.state.deleted = false;
        entry.state.resurrected |= sameSession;
        note(row, sameSession ? SessionEvent::Kind::Resurrected : SessionEvent::Kind::Appeared, at);
    } else if (session.hasTtl() && session.ttlMs > before.ttlLeft(at).inMilliseconds() + kSlideLeastMs) {
        note(row, SessionEvent::Kind::Slid, at);
    }
    if (view(before.backendUrl) != view(session.backendUrl))
        note(row, SessionEvent::Kind::PinMoved, at, std::string(view(session.backendUrl)));
    if (before.backendSid != session.backendSid) {
        ++entry.state.sidChanges;
        note(row, SessionEvent::Kind::SidChanged, at, session.backendSid);
    }
    entry.session = std::move(session);
}

void SessionInventory::markGone(Row row, WallTime at, SessionEvent::Kind how, std::string text)
{
    m_rows[row].state.goneAt = at;
    --m_present;
    note(row, how, at, std::move(text));
}

void SessionInventory::note(Row row, SessionEvent::Kind kind, WallTime at, std::string text)
{
    // Until all was seen once, nobody knows what is new; whatever else happens to a session is known.
    if (!m_scannedOnce && kind == SessionEvent::Kind::Appeared)
        return;
    auto &events = m_history[row];
    if (events.size() == kEventsKept)
        events.erase(events.begin());
    events.push_back(SessionEvent{kind, at, std::move(text), ++m_events});
}

/// Where `key` is in the table, or would be.
std::uint32_t SessionInventory::hashOf(std::string_view key)
{
    return static_cast<std::uint32_t>(std::hash<std::string_view>{}(key));
}

std::size_t SessionInventory::slotOf(std::string_view key, std::uint32_t hash) const
{
    const std::size_t mask = m_table.size() - 1;
    const auto isOther = [&](const Slot &slot) {
        return slot.entry != 0 && (slot.hash != hash || m_rows[slot.entry - 1].session.key != key);
    };
    std::size_t slot = hash & mask;
    while (isOther(m_table[slot]))
        slot = (slot + 1) & mask;
    return slot;
}

void SessionInventory::growTable()
{
    constexpr std::size_t kLeast = 64;
    const auto before = std::exchange(m_table, std::vector<Slot>(std::max(kLeast, m_table.size() * 2)));
    const std::size_t mask = m_table.size() - 1;
    for (const Slot &moved : before) {
        if (moved.entry == 0)
            continue;
        std::size_t slot = moved.hash & mask;
        while (m_table[slot].entry != 0)
            slot = (slot + 1) & mask;
        m_table[slot] = moved;
    }
}

} // namespace sessionscope::inspect

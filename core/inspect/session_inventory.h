// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/record_classifier.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sessionscope::inspect {

/// What was seen of a store, in the order in which it was seen.
struct ScanStarted
{
};
struct ScanFinished
{
    bool complete
        = true; ///< false: cancelled, or the link broke; then nothing is known about the keys that were not seen
    WallTime at;
};
struct KeyGone
{
    std::string key;
    WallTime at;
};
struct EverythingGone ///< FLUSHALL
{
    WallTime at;
};

using Observation = std::variant<ScanStarted, Session, OtherKey, KeyGone, EverythingGone, ScanFinished>;

/// What happened to one session while it was watched.
struct SessionEvent
{
    enum class Kind : std::uint8_t {
        Appeared, ///< after the first scan
        Slid,     ///< its time to live began anew: it was used
        PinMoved,
        SidChanged,  ///< lost and re-initialised (F-11)
        Gone,        ///< deleted, expired or evicted
        Resurrected, ///< came back with its old creation time (F-23)
        Malformed,   ///< the key is still there, but holds no session any more
    };

    Kind kind = Kind::Appeared;
    WallTime at;
    std::string text;         ///< the new backend_url or backend_sid; what is wrong with a malformed one
    std::uint64_t number = 0; ///< over all sessions, from 1
};

const char *toText(SessionEvent::Kind kind); ///< "appeared", "slid" …

/// Every key that was seen, and what became of it. A row never moves and never goes away: what is gone stays in view,
/// marked. About 350 bytes per ordinary session (tests/bench/inspect_bench).
class SessionInventory
{
public:
    using Row = std::uint32_t;

    struct State
    {
        std::optional<WallTime> goneAt;
        std::uint16_t sidChanges = 0; ///< of backend_sid, while watched
        bool deleted = false;         ///< it went by itself, not with everything else
        bool resurrected = false;     ///< it came back after that with its old creation time
    };

    struct Counts
    {
        std::size_t total = 0;
        std::size_t sessions = 0; ///< of proxies
        std::size_t vmcp = 0;
        std::size_t other = 0; ///< rate limits, the OAuth server, unknown
        std::size_t malformed = 0;
    };

    /// Returns the row that changed or was appended, if it was a session.
    std::optional<Row> apply(Observation observation);

    /// Puts a session in as a snapshot tells it.
    Row restore(Session session, State state);

    std::size_t size() const { return m_rows.size(); } ///< sessions, the gone ones included
    std::size_t present() const { return m_present; }  ///< sessions without those
    const Session &session(Row row) const { return m_rows[row].session; }
    const State &state(Row row) const { return m_rows[row].state; }
    bool isPresent(Row row) const { return !m_rows[row].state.goneAt; }
    std::optional<Row> find(std::string_view key) const;

    /// Kept for sessions that changed while seen: the last 100 of each.
    const std::vector<SessionEvent> &history(Row row) const;

    template <class Visit> void forEachOther(Visit visit) const
    {
        for (const auto &[key, other] : m_others)
            visit(other.key);
    }

    Counts counts() const; ///< of what is present

    /// Calls `visit(row, session)` for each session that is present.
    template <class Visit> void forEachPresent(Visit visit) const
    {
        for (Row row = 0; row < m_rows.size(); ++row) {
            if (isPresent(row))
                visit(row, m_rows[row].session);
        }
    }

private:
    struct Entry
    {
        Session session;
        State state;
        std::uint32_t scan = 0; ///< in which it was last seen
    };

    std::optional<Row> take(Session session);
    std::optional<Row> take(OtherKey other);
    std::optional<Row> take(const ScanStarted &);
    std::optional<Row> take(const ScanFinished &finished);
    std::optional<Row> take(const KeyGone &gone);
    std::optional<Row> take(const EverythingGone &gone);

    void update(Row row, Session session);
    void markGone(Row row, WallTime at, SessionEvent::Kind how = SessionEvent::Kind::Gone,
                  std::string text = {});
    void note(Row row, SessionEvent::Kind kind, WallTime at, std::string text = {});

    struct OtherEntry
    {
        OtherKey key;
        std::uint32_t scan = 0;
    };

    struct Slot
    {
        std::uint32_t hash = 0; ///< of the key, so that few other keys are ever looked at
        Row entry = 0;          ///< a row + 1, or 0
    };

    static std::uint32_t hashOf(std::string_view key);
    std::size_t slotOf(std::string_view key, std::uint32_t hash) const;
    void growTable();

    std::deque<Entry> m_rows;
    std::size_t m_present = 0;
    std::vector<Slot> m_table; ///< open addressing by key
    std::map<std::string, OtherEntry, std::less<>> m_others;
    std::map<Row, std::vector<SessionEvent>> m_history;
    std::uint64_t m_events = 0;
    std::uint32_t m_scan = 0;
    bool m_scannedOnce = false;
};

} // namespace sessionscope::inspect

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/string_hash.h"
#include "core/live/wakeup.h"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sessionscope::live {

/// Keeps the requests of a session in the order of their arrival on their way to the backend.
///
/// A client sends its GET and its next POST together, on two connections. If the POST overtakes the GET, the backend has
/// nowhere to send what it wants to say, and the call hangs until it times out (clients' facts, "Streams"). So each
/// exchange waits for its turn, and gives it up as soon as its request is written.
class SessionTurns
{
public:
    class Turn;

    explicit SessionTurns(Executor executor);

    /// Joins the line of `session`. If the turn is not taken then, `co_await turn.wait()`.
    void join(Turn &turn, std::string_view session);

private:
    struct Line
    {
        Turn *first = nullptr;
        Turn *last = nullptr;
    };
    using Lines = std::unordered_map<std::string, Line, StringHash, std::equal_to<>>;

    void leave(Turn &turn);

    Executor m_executor;
    Lines m_lines;            ///< looked up, never iterated
    Lines::node_type m_spare; ///< a line without anybody, kept to spare allocations
};

/// One exchange's place in the line of its session. Leaves the line when it is destroyed.
class SessionTurns::Turn
{
public:
    Turn() = default;
    ~Turn() { leave(); }
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;

    bool isTaken() const { return m_turns != nullptr && m_isFirst; }
    /// Whether others of the session come first.
    bool waits() const { return m_turns != nullptr && !m_isFirst; }
    /// Gives the turn, or the place in the line, to who comes next.
    void leave();
    /// Wakes who sleeps in `wait()` although it is not its turn.
    void interrupt(const Executor &executor) { m_wakeup.wakeLater(executor); }
    auto wait() { return m_wakeup.wait(); }

private:
    friend class SessionTurns;

    SessionTurns *m_turns = nullptr;
    Lines::value_type *m_line = nullptr; ///< the session's
    Turn *m_next = nullptr;
    bool m_isFirst = false;
    Wakeup m_wakeup;
};

} // namespace sessionscope::live

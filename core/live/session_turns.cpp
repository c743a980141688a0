// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/session_turns.h"

#include <cassert>
#include <utility>

namespace sessionscope::live {

void SessionTurns::Turn::leave()
{
    if (m_turns != nullptr)
        std::exchange(m_turns, nullptr)->leave(*this);
}

SessionTurns::SessionTurns(Executor executor)
    : m_executor(std::move(executor))
{
}

void SessionTurns::join(Turn &turn, std::string_view session)
{
    assert(turn.m_turns == nullptr);
    turn.m_turns = this;
    turn.m_next = nullptr;
    if (const auto it = m_lines.find(session); it != m_lines.end()) {
        turn.m_line = &*it;
        turn.m_isFirst = false;
        it->second.last->m_next = &turn;
        it->second.last = &turn;
        return;
    }
    turn.m_isFirst = true;
    if (m_spare) {
        m_spare.key() = session;
        m_spare.mapped() = Line{&turn, &turn};
        turn.m_line = &*m_lines.insert(std::move(m_spare)).position;
    } else {
        turn.m_line = &*m_lines.emplace(session, Line{&turn, &turn}).first;
    }
}

void SessionTurns::leave(Turn &turn)
{
    Line &line = turn.m_line->second;
    if (line.first == &turn) {
        line.first = turn.m_next;
        if (line.first == nullptr) {
            m_spare = m_lines.extract(turn.m_line->first);
            return;
        }
        line.first->m_isFirst = true;
        line.first->m_wakeup.wakeLater(m_executor);
        return;
    }
    Turn *before = line.first;
    while (before->m_next != &turn)
        before = before->m_next;
    before->m_next = turn.m_next;
    if (line.last == &turn)
        line.last = before;
}

} // namespace sessionscope::live

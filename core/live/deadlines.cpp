// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/deadlines.h"

#include <utility>

namespace sessionscope::live {

Deadlines::Deadlines(asio::io_context &context, Duration resolution)
    : m_timer(context)
    , m_resolution(toChrono(resolution))
    , m_self(std::make_shared<Deadlines *>(this))
{
}

Deadlines::~Deadlines() = default;

void Deadlines::startSweeping()
{
    m_isSweeping = true;
    m_timer.expires_after(m_resolution);
    m_timer.async_wait([self = std::weak_ptr(m_self)](const SystemError &) {
        if (const auto alive = self.lock())
            (*alive)->sweep();
    });
}

void Deadlines::sweep()
{
    const auto now = Deadline::Clock::now();
    bool isAnySet = false;
    for (std::size_t i = 0; i < m_deadlines.size();) {
        Deadline &deadline = *m_deadlines[i];
        if (deadline.m_at > now) {
            isAnySet = isAnySet || deadline.isSet();
            ++i;
            continue;
        }
        deadline.clear();
        // The callback may add and remove deadlines, this one included: begin again.
        const auto onOverdue = deadline.m_onOverdue;
        onOverdue();
        isAnySet = false;
        i = 0;
    }
    m_isSweeping = false;
    if (isAnySet)
        startSweeping();
}

Deadline::Deadline(Deadlines &owner, std::function<void()> onOverdue)
    : m_owner(owner)
    , m_onOverdue(std::move(onOverdue))
{
}

Deadline::~Deadline()
{
    if (m_index == kUnlisted)
        return;
    auto &all = m_owner.m_deadlines;
    all[m_index] = all.back();
    all[m_index]->m_index = m_index;
    all.pop_back();
}

void Deadline::set(Duration fromNow)
{
    m_at = Clock::now() + toChrono(fromNow);
    if (m_index == kUnlisted) {
        m_index = m_owner.m_deadlines.size();
        m_owner.m_deadlines.push_back(this);
    }
    if (!m_owner.m_isSweeping)
        m_owner.startSweeping();
}

} // namespace sessionscope::live

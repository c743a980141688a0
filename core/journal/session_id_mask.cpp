// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/session_id_mask.h"

#include "core/base/mask.h"

#include <algorithm>

namespace sessionscope::journal {

namespace {

constexpr std::size_t kShortest = 8;

/// The field of an event that holds a pod's id for the session.
Symbol backendSessionOf(const Event &event)
{
    if (event.kind == EventKind::RecordLoaded || event.kind == EventKind::ResponseReceived)
        return event.detail;
    if (event.kind == EventKind::SessionForgotten || event.kind == EventKind::SessionReplaced)
        return event.text;
    return {};
}

} // namespace

void SessionIdMask::add(std::string_view id)
{
    if (id.size() < kShortest || std::ranges::find(m_ids, id) != m_ids.end())
        return;
    const auto shorter = [id](const std::string &other) { return other.size() < id.size(); };
    m_ids.emplace(std::ranges::find_if(m_ids, shorter), id);
}

template <class Hide> std::string SessionIdMask::replaced(std::string text, Hide hide) const
{
    for (const std::string &id : m_ids) {
        const std::string hidden = hide(id);
        for (auto at = text.find(id); at != std::string::npos; at = text.find(id, at + hidden.size()))
            text.replace(at, id.size(), hidden);
    }
    return text;
}

std::string SessionIdMask::masked(std::string text) const
{
    return replaced(std::move(text), [](const std::string &id) { return maskedSessionId(id); });
}

std::string SessionIdMask::maskedInPlace(std::string bytes) const
{
    return replaced(std::move(bytes), [](const std::string &id) { return std::string(id.size(), '*'); });
}

SessionIdMask sessionIdMaskOf(const Journal &journal, const ExchangeEntry &entry)
{
    SessionIdMask mask;
    mask.add(journal.text(entry.session));
    if (entry.first == Sequence())
        return mask;
    for (auto at = entry.first.value(); at <= entry.last.value(); ++at) {
        const Event *event = journal.find(Sequence(at));
        if (!event || event->exchange != entry.exchange)
            continue;
        mask.add(journal.text(event->session));
        mask.add(journal.text(backendSessionOf(*event)));
    }
    return mask;
}

} // namespace sessionscope::journal

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/run_index.h"

#include "core/journal/causes.h"

#include <algorithm>
#include <set>

namespace sessionscope::scenario {

using journal::Event;
using journal::EventKind;
using journal::Journal;
using journal::Sequence;

const Event *ExchangeTrace::first(EventKind kind) const
{
    const auto it = std::ranges::find(events, kind, [](const Event *event) { return event->kind; });
    return it == events.end() ? nullptr : *it;
}

const Event *ExchangeTrace::last(EventKind kind) const
{
    const auto it = std::find_if(events.rbegin(), events.rend(),
                                 [kind](const Event *event) { return event->kind == kind; });
    return it == events.rend() ? nullptr : *it;
}

RunIndex::RunIndex(const Journal &journal)
{
    for (const Event &event : journal.events())
        take(journal, event);
}

void RunIndex::take(const Journal &journal, const Event &event)
{
    if (event.kind == EventKind::PodReady || event.kind == EventKind::PodStopped)
        m_podChanges.push_back(&event);
    if (event.exchange == ExchangeId())
        return;
    ExchangeTrace &trace = m_exchanges[event.exchange];
    trace.events.push_back(&event);
    if (event.session != journal::Symbol())
        trace.session = event.session;
    if (event.kind == EventKind::RequestReceived) {
        if (const Event *sent = requestBehind(journal, event))
            m_exchangeOfSent.emplace(sent->sequence, event.exchange);
    }
}

const ExchangeTrace *RunIndex::exchangeOf(const Event &event) const
{
    const auto it = m_exchanges.find(event.exchange);
    return it == m_exchanges.end() ? nullptr : &it->second;
}

const ExchangeTrace *RunIndex::exchangeOf(Sequence sent) const
{
    const auto it = m_exchangeOfSent.find(sent);
    return sent == Sequence() || it == m_exchangeOfSent.end() ? nullptr : &m_exchanges.at(it->second);
}

std::size_t RunIndex::podCountAt(Sequence when, std::size_t otherwise) const
{
    std::set<std::uint32_t> pods;
    for (const Event *change : m_podChanges) {
        if (change->sequence > when)
            break;
        if (change->kind == EventKind::PodReady)
            pods.insert(change->actor.index);
        else
            pods.erase(change->actor.index);
    }
    return pods.empty() ? otherwise : pods.size();
}

journal::Symbol RunIndex::addressAt(std::uint32_t ordinal, Sequence when) const
{
    journal::Symbol address;
    for (const Event *change : m_podChanges) {
        if (change->sequence > when)
            break;
        if (change->kind == EventKind::PodReady && change->actor.index == ordinal)
            address = change->text;
    }
    return address;
}

} // namespace sessionscope::scenario

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/stateful_set.h"

#include <algorithm>
#include <utility>

namespace sessionscope::cluster {

StatefulSet::StatefulSet(Options options, AddressPlan &addresses)
    : m_options(options)
    , m_addresses(&addresses)
    , m_wanted(options.replicas)
{
}

void StatefulSet::scale(std::uint32_t replicas)
{
    m_wanted = replicas;
    m_commanded = true;
}

void StatefulSet::restart(PodId pod)
{
    command(Command::Restart, pod);
}

void StatefulSet::kill(PodId pod)
{
    command(Command::Kill, pod);
}

void StatefulSet::reschedule(PodId pod)
{
    command(Command::Reschedule, pod);
}

void StatefulSet::rollingUpdate()
{
    command(Command::RollingUpdate, PodId());
}

void StatefulSet::command(Command::Kind kind, PodId pod)
{
    m_commands.push_back({kind, pod});
    m_commanded = true;
}

std::vector<PodChange> StatefulSet::advance(Instant now)
{
    m_now = now;
    m_commanded = false;
    std::vector<PodChange> changes;
    for (const Command &each : std::exchange(m_commands, {}))
        obey(each, changes);
    // With delays of zero one step makes the next one due at once.
    do {
        passTimers(changes);
        reconcile(changes);
        rollOn(changes);
    } while (deadline() && *deadline() <= now);
    return changes;
}

std::optional<Instant> StatefulSet::deadline() const
{
    if (m_commanded)
        return m_now;
    std::optional<Instant> earliest;
    for (const auto &[id, timer] : m_timers)
        earliest = earliest ? std::min(*earliest, timer.due) : timer.due;
    return earliest;
}

bool StatefulSet::settled() const
{
    return !m_commanded && m_rollBelow == 0 && allReady();
}

const Pod *StatefulSet::find(PodId pod) const
{
    const auto it = std::ranges::lower_bound(m_pods, pod, {}, &Pod::id);
    return it != m_pods.end() && it->id == pod ? &*it : nullptr;
}

Pod *StatefulSet::findMutable(PodId pod)
{
    const auto it = std::ranges::lower_bound(m_pods, pod, {}, &Pod::id);
    return it != m_pods.end() && it->id == pod ? &*it : nullptr;
}

std::vector<std::uint32_t> StatefulSet::ready() const
{
    std::vector<std::uint32_t> ordinals;
    for (const Pod &pod : m_pods) {
        if (pod.phase == Pod::Phase::Ready)
            ordinals.push_back(pod.id.value());
    }
    return ordinals;
}

bool StatefulSet::allReady() const
{
    return m_pods.size() == m_wanted && ready().size() == m_wanted;
}

void StatefulSet::obey(const Command &command, std::vector<PodChange> &changes)
{
    if (command.kind == Command::RollingUpdate) {
        m_rollBelow = m_wanted;
        return;
    }
    Pod *const pod = findMutable(command.pod);
    if (pod == nullptr)
        return;
    switch (command.kind) {
    case Command::Restart:
        // One that is starting or stopping already comes back without its memory, as was asked for.
        if (pod->phase == Pod::Phase::Ready)
            stop(*pod, KeepsAddress::Yes, changes);
        break;
    case Command::Kill:
        kill(*pod, changes);
        break;
    case Command::Reschedule:
        stop(*pod, KeepsAddress::No, changes);
        break;
    case Command::RollingUpdate:
        break;
    }
}

void StatefulSet::start(Pod &pod, std::vector<PodChange> &changes)
{
    if (m_incarnations.size() <= pod.id.value())
        m_incarnations.resize(pod.id.value() + 1);
    pod.incarnation = ++m_incarnations[pod.id.value()];
    pod.phase = Pod::Phase::Starting;
    m_timers.insert_or_assign(pod.id, Timer{m_now + m_options.startDelay, KeepsAddress::Yes});
    changes.push_back({PodChange::Kind::Start, pod});
}

void StatefulSet::stop(Pod &pod, KeepsAddress keeps, std::vector<PodChange> &changes)
{
    if (pod.phase == Pod::Phase::Stopping) {
        // Asked twice: a deletion outweighs a restart, and the time already served counts.
        if (keeps == KeepsAddress::No)
            m_timers.at(pod.id).keepsAddress = KeepsAddress::No;
        return;
    }
    pod.phase = Pod::Phase::Stopping;
    m_timers.insert_or_assign(pod.id, Timer{m_now + m_options.stopDelay, keeps});
    changes.push_back({PodChange::Kind::Terminate, pod});
}

void StatefulSet::kill(Pod &pod, std::vector<PodChange> &changes)
{
    Pod dead = pod;
    dead.phase = Pod::Phase::Gone;
    changes.push_back({PodChange::Kind::Kill, dead});
    if (pod.phase == Pod::Phase::Stopping)
        m_timers.at(pod.id).due = m_now;
    else
        start(pod, changes);
}

void StatefulSet::passTimers(std::vector<PodChange> &changes)
{
    std::vector<std::pair<Instant, PodId>> due;
    for (const auto &[id, timer] : m_timers) {
        if (timer.due <= m_now)
            due.emplace_back(timer.due, id);
    }
    std::ranges::sort(due);
    for (const auto &[instant, id] : due)
        passTimer(*findMutable(id), changes);
}

void StatefulSet::passTimer(Pod &pod, std::vector<PodChange> &changes)
{
    const Timer timer = m_timers.extract(pod.id).mapped();
    if (pod.phase == Pod::Phase::Starting) {
        pod.phase = Pod::Phase::Ready;
        changes.push_back({PodChange::Kind::BecameReady, pod});
    } else if (pod.id.value() < m_wanted && timer.keepsAddress == KeepsAddress::Yes) {
        start(pod, changes);
    } else {
        // Deleted; reconcile() creates it anew if it is still wanted.
        std::erase_if(m_pods, [id = pod.id](const Pod &each) { return each.id == id; });
    }
}

void StatefulSet::reconcile(std::vector<PodChange> &changes)
{
    for (auto pod = m_pods.rbegin(); pod != m_pods.rend() && pod->id.value() >= m_wanted; ++pod)
        stop(*pod, KeepsAddress::No, changes);
    for (std::uint32_t ordinal = 0; ordinal < m_wanted; ++ordinal) {
        if (ordinal < m_pods.size() && m_pods[ordinal].id == PodId(ordinal))
            continue;
        const auto place = m_pods.begin() + static_cast<std::ptrdiff_t>(ordinal);
        start(*m_pods.insert(place, Pod{PodId(ordinal), freeAddress(), Pod::Phase::Gone, 0}), changes);
    }
}

void StatefulSet::rollOn(std::vector<PodChange> &changes)
{
    m_rollBelow = std::min(m_rollBelow, m_wanted);
    if (m_rollBelow == 0 || !allReady())
        return;
    --m_rollBelow;
    stop(m_pods[m_rollBelow], KeepsAddress::No, changes);
}

IpAddress StatefulSet::freeAddress()
{
    // A plan that has come round may offer the address of a pod that stayed all the while.
    for (;;) {
        const IpAddress address = m_addresses->nextPod();
        if (std::ranges::find(m_pods, address, &Pod::ip) == m_pods.end())
            return address;
    }
}

} // namespace sessionscope::cluster

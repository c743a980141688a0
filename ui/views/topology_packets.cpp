// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/topology_packets.h"

#include "core/journal/pin.h"

#include <algorithm>

namespace sessionscope::ui {

using journal::Actor;
using journal::EventKind;

TopologyPackets::TopologyPackets()
{
    m_clock.start();
}

void TopologyPackets::reset(const journal::Journal *journal)
{
    m_open.clear();
    m_packets.clear();
    m_read = journal ? journal->events().size() : 0;
}

void TopologyPackets::read(const journal::Journal &journal, const Topology &topology)
{
    for (const std::size_t end = journal.events().size(); m_read < end; ++m_read)
        follow(journal.events()[m_read], journal, topology);
}

void TopologyPackets::follow(const journal::Event &event, const journal::Journal &journal,
                             const Topology &topology)
{
    if (event.exchange == ExchangeId())
        return;
    if (event.kind == EventKind::RequestReceived) {
        std::vector<std::size_t> path{0};
        if (const auto proxy = topology.find(event.actor))
            path.push_back(*proxy);
        m_open[event.exchange] = std::move(path);
        return;
    }
    const auto open = m_open.find(event.exchange);
    if (open == m_open.end())
        return;
    if (event.kind == EventKind::ForwardStarted) {
        const bool named = journal::ordinalOfPodName(journal::hostOf(journal.text(event.text))).has_value();
        const auto service = topology.find({Actor::Kind::Service, 0});
        open->second.resize(std::min<std::size_t>(open->second.size(), 2));
        if (!named && service)
            open->second.push_back(*service);
    } else if (event.kind == EventKind::PodAnswered) {
        if (const auto pod = topology.find(event.actor))
            open->second.push_back(*pod);
    } else if (event.kind == EventKind::AnswerSent) {
        if (m_packets.size() < kMax && open->second.size() > 1)
            m_packets.push_back({std::move(open->second), m_clock.elapsed(), event.number});
        m_open.erase(open);
    }
}

std::vector<TopologyPackets::Spot> TopologyPackets::spots(const std::vector<QPointF> &centers,
                                                          double slowness)
{
    const qint64 now = m_clock.elapsed();
    const auto travel = static_cast<qint64>(static_cast<double>(kTravelMs) * slowness);
    const auto failure = static_cast<qint64>(static_cast<double>(kFailureMs) * slowness);
    const auto life = [&](const Packet &packet) { return travel + (packet.status >= 400 ? failure : 0); };
    std::erase_if(m_packets, [&](const Packet &packet) {
        return now - packet.startedAt > life(packet)
            || std::any_of(packet.path.begin(), packet.path.end(),
                           [&](std::size_t node) { return node >= centers.size(); });
    });
    std::vector<Spot> spots;
    for (const Packet &packet : m_packets) {
        const qint64 age = now - packet.startedAt;
        if (age >= travel) {
            const double left = 1.0 - static_cast<double>(age - travel) / static_cast<double>(failure);
            spots.push_back({centers[packet.path.back()], Tone::Bad,
                             QStringLiteral("✗ %1").arg(packet.status), std::clamp(left, 0.0, 1.0)});
            continue;
        }
        const double along = static_cast<double>(age) / static_cast<double>(travel)
            * static_cast<double>(packet.path.size() - 1);
        const auto leg = std::min(static_cast<std::size_t>(along), packet.path.size() - 2);
        const QPointF from = centers[packet.path[leg]];
        const QPointF to = centers[packet.path[leg + 1]];
        spots.push_back({from + (to - from) * (along - static_cast<double>(leg)),
                         packet.status >= 400 ? Tone::Bad : Tone::Good,
                         packet.status >= 400 ? QStringLiteral("✗") : QStringLiteral("●"), 1.0});
    }
    return spots;
}

} // namespace sessionscope::ui

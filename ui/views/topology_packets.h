// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"
#include "ui/theme.h"
#include "ui/topology.h"

#include <QElapsedTimer>
#include <QPointF>
#include <QString>

#include <unordered_map>
#include <vector>

namespace sessionscope::ui {

/// Requests on their way over the topology: read from the journal, one dot each, at most so many at a time. A request
/// that failed ends as a cross with its status that stays a while.
class TopologyPackets
{
public:
    static constexpr std::size_t kMax = 60; ///< more than that nobody can follow
    static constexpr qint64 kTravelMs = 420;
    static constexpr qint64 kFailureMs = 1800;

    struct Spot
    {
        QPointF point;
        Tone tone = Tone::Info;
        QString text; ///< "●", or "✗ 404"
        double opacity = 1.0;
    };

    TopologyPackets();

    /// Reads what is new in the journal. Whatever is older than the last call is on its way already or over.
    void read(const journal::Journal &journal, const Topology &topology);
    /// Forgets everything and begins at the journal's end.
    void reset(const journal::Journal *journal);
    /// What is to be drawn now; `slowness` stretches the time that it takes.
    std::vector<Spot> spots(const std::vector<QPointF> &centers, double slowness);
    bool isIdle() const { return m_packets.empty(); }

private:
    struct Packet
    {
        std::vector<std::size_t> path; ///< nodes of the topology
        qint64 startedAt = 0;
        std::int64_t status = 0;
    };

    void follow(const journal::Event &event, const journal::Journal &journal, const Topology &topology);

    std::unordered_map<ExchangeId, std::vector<std::size_t>> m_open;
    std::vector<Packet> m_packets;
    std::size_t m_read = 0;
    QElapsedTimer m_clock;
};

} // namespace sessionscope::ui

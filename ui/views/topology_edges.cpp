// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/topology_edges.h"

#include <QPainter>

#include <cmath>
#include <set>

namespace sessionscope::ui {

namespace {

QPen penOf(TopologyEdge::Kind kind, const Theme &theme)
{
    switch (kind) {
    case TopologyEdge::Kind::Path:
        return QPen(theme.color(Tone::Border), 1.4);
    case TopologyEdge::Kind::Store:
        return QPen(theme.color(Tone::MutedText), 1.2, Qt::DashLine);
    case TopologyEdge::Kind::Record:
        return QPen(theme.color(Tone::Warning), 2.0, Qt::DashLine);
    case TopologyEdge::Kind::Truth:
        return QPen(theme.color(Tone::Good), 2.0, Qt::DotLine);
    }
    return {};
}

/// Where an edge leaves a card on its way to a point.
QPointF edgePoint(const QRectF &card, QPointF towards)
{
    const QPointF way = towards - card.center();
    if (std::abs(way.x()) * card.height() >= std::abs(way.y()) * card.width())
        return {way.x() > 0 ? card.right() : card.left(), card.center().y()};
    return {card.center().x(), way.y() > 0 ? card.bottom() : card.top()};
}

bool isAmongPods(const Topology &topology, const TopologyEdge &edge)
{
    return edge.kind == TopologyEdge::Kind::Path
        && topology.nodes[edge.to].actor.kind == journal::Actor::Kind::Pod;
}

/// A hundred curves into a grid would say no more than one to its frame.
void paintEdgesOfCrowd(QPainter &painter, const Topology &topology, const std::vector<QRectF> &places)
{
    constexpr double kMargin = 5.0;
    QRectF frame;
    for (std::size_t node = 0; node < places.size(); ++node) {
        if (topology.nodes[node].actor.kind == journal::Actor::Kind::Pod)
            frame |= places[node];
    }
    frame.adjust(-kMargin, -kMargin, kMargin, kMargin);
    painter.drawRoundedRect(frame, 8, 8);
    std::set<std::size_t> sources;
    for (const TopologyEdge &edge : topology.edges) {
        if (isAmongPods(topology, edge) && sources.insert(edge.from).second)
            painter.drawPath(edgePath(places[edge.from], frame));
    }
}

} // namespace

QPainterPath edgePath(const QRectF &from, const QRectF &to)
{
    const QPointF start = edgePoint(from, to.center());
    const QPointF end = edgePoint(to, from.center());
    QPainterPath path(start);
    const double bend = std::abs(end.x() - start.x()) / 2;
    const double side = end.x() >= start.x() ? 1.0 : -1.0;
    if (bend > 1.0)
        path.cubicTo(start + QPointF(bend * side, 0), end - QPointF(bend * side, 0), end);
    else
        path.lineTo(end);
    return path;
}

void paintEdges(QPainter &painter, const Topology &topology, const std::vector<QRectF> &places,
                const Theme &theme)
{
    painter.setBrush(Qt::NoBrush);
    const bool crowd = topology.isCrowd();
    if (crowd) {
        painter.setPen(penOf(TopologyEdge::Kind::Path, theme));
        paintEdgesOfCrowd(painter, topology, places);
    }
    for (const TopologyEdge &edge : topology.edges) {
        if (crowd && isAmongPods(topology, edge))
            continue;
        painter.setPen(penOf(edge.kind, theme));
        painter.drawPath(edgePath(places[edge.from], places[edge.to]));
    }
}

} // namespace sessionscope::ui

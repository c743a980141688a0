// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/topology.h"

#include <QPainterPath>
#include <QRectF>

class QPainter;

namespace sessionscope::ui {

/// The way of an edge from the side of one card to that of another.
QPainterPath edgePath(const QRectF &from, const QRectF &to);

/// The edges of a topology whose cards stand at `places`.
void paintEdges(QPainter &painter, const Topology &topology, const std::vector<QRectF> &places,
                const Theme &theme);

} // namespace sessionscope::ui

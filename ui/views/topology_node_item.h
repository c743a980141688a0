// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/topology.h"

#include <QGraphicsItem>

namespace sessionscope::ui {

/// Draws one card of the topology, chips included: an item per chip would be thousands.
class TopologyNodeItem : public QGraphicsItem
{
public:
    explicit TopologyNodeItem(const Theme &theme);

    void show(const TopologyNode &node, QSizeF size);
    void setMarks(bool selected, bool focused, std::optional<journal::Symbol> session);
    const TopologyNode &node() const { return m_node; }

    /// The chip at a point of the item; nothing where chips are counted instead of drawn.
    std::optional<journal::Symbol> chipAt(QPointF point) const;

    QRectF boundingRect() const override { return QRectF(QPointF(), m_size).adjusted(-2, -2, 2, 2); }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    bool isSmall() const { return m_size.width() < 70.0 || m_size.height() < 34.0; }
    void paintSmall(QPainter *painter) const;
    double paintTexts(QPainter *painter) const;
    std::size_t chipRoom(double top) const;
    void paintChips(QPainter *painter, double top);
    void paintCounts(QPainter *painter, double top) const;

    const Theme &m_theme;
    TopologyNode m_node;
    QSizeF m_size;
    bool m_selected = false;
    bool m_focused = false;
    std::optional<journal::Symbol> m_session;
    std::vector<std::pair<QRectF, journal::Symbol>> m_chipPlaces;
};

} // namespace sessionscope::ui

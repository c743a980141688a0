// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/paced.h"
#include "ui/topology.h"
#include "ui/views/topology_packets.h"

#include <QGraphicsView>
#include <QPainterPath>
#include <QTimer>

#include <optional>

namespace sessionscope::ui {

class TopologyNodeItem;
class Workspace;

/// Where the topology is drawn and touched: cards, edges, requests on their way; zoom, pan, keyboard, menus, and chips
/// that can be dragged to another pod.
class TopologyCanvas : public QGraphicsView
{
    Q_OBJECT

public:
    explicit TopologyCanvas(Workspace &workspace, QWidget *parent = nullptr);

    const Topology &topology() const { return m_topology; }
    /// Where a card is, in this widget's coordinates.
    QRect placeOf(journal::Actor actor) const;
    void zoomBy(double factor);
    void fit();

signals:
    void sessionDropped(journal::Symbol session, std::uint32_t ordinal);

protected:
    void paintEvent(QPaintEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void restart();
    void advance();
    void follow();
    void build();
    void place();
    void mark();
    void animate();
    void moveFocus(int by);
    void select(const TopologyNodeItem &item, std::optional<journal::Symbol> chip);
    void openMenu(journal::Actor actor, QPoint where);
    TopologyNodeItem *itemUnder(QPoint point) const;

    Workspace &m_workspace;
    QGraphicsScene m_scene;
    Topology m_topology;
    std::vector<QRectF> m_places;
    std::vector<TopologyNodeItem *> m_items;
    TopologyPackets m_packets;
    Paced m_build;
    QTimer m_frame;
    std::optional<std::size_t> m_focus;
    bool m_fitted = true;

    struct Drag
    {
        journal::Symbol session{};
        QPoint from;
        QPoint at;
        bool moving = false;
    };
    std::optional<Drag> m_drag;
};

} // namespace sessionscope::ui

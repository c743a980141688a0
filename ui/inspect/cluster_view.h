// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/topology.h"
#include "ui/view.h"

#include <QGraphicsView>

class QComboBox;
class QLabel;
class QStackedLayout;

namespace sessionscope::ui {

class TopologyNodeItem;

/// Draws a topology that stands still.
class StillTopology : public QGraphicsView
{
    Q_OBJECT

public:
    explicit StillTopology(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    void show(Topology topology);
    const Topology &topology() const { return m_topology; }

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();

    const Theme &m_theme;
    QGraphicsScene m_scene;
    Topology m_topology;
    std::vector<QRectF> m_places;
    std::vector<TopologyNodeItem *> m_items;
};

/// The cluster doctor's picture: an MCP server as Kubernetes' objects describe it, crossed with the records in Redis.
class InspectedClusterView : public View
{
    Q_OBJECT

public:
    explicit InspectedClusterView(Workspace &workspace);

    const Topology &topology() const { return m_canvas->topology(); }

private:
    void update();

    QStackedLayout *m_pages;
    QComboBox *m_servers;
    QLabel *m_source;
    QLabel *m_missing;
    StillTopology *m_canvas;
};

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/topology_canvas.h"

#include "ui/fault_actions.h"
#include "ui/views/label_place.h"
#include "ui/views/topology_edges.h"
#include "ui/views/topology_node_item.h"
#include "ui/workspace.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QMenu>

#include <algorithm>

namespace sessionscope::ui {

namespace {

constexpr int kFrameMs = 33;

} // namespace

TopologyCanvas::TopologyCanvas(Workspace &workspace, QWidget *parent)
    : QGraphicsView(parent)
    , m_workspace(workspace)
    , m_build([this] { follow(); }, this, this)
{
    setScene(&m_scene);
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
    setDragMode(QGraphicsView::ScrollHandDrag);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setMinimumSize(260, 110);
    setAccessibleName(tr("Topology"));
    m_frame.setInterval(kFrameMs);
    connect(&m_frame, &QTimer::timeout, this, &TopologyCanvas::animate);
    connect(&m_workspace.state(), &RunState::reset, this, &TopologyCanvas::restart);
    connect(&m_workspace.state(), &RunState::advanced, this, &TopologyCanvas::advance);
    connect(&m_workspace.selection(), &Selection::changed, this, &TopologyCanvas::build);
    connect(&m_workspace.theme(), &Theme::changed, this, [this] { viewport()->update(); });
}

QRect TopologyCanvas::placeOf(journal::Actor actor) const
{
    const auto node = m_topology.find(actor);
    return node ? mapFromScene(m_places[*node]).boundingRect() : QRect();
}

void TopologyCanvas::zoomBy(double factor)
{
    const double now = transform().m11() * factor;
    if (now < 0.3 || now > 6.0)
        return;
    m_fitted = false;
    scale(factor, factor);
}

void TopologyCanvas::fit()
{
    m_fitted = true;
    resetTransform();
    place();
}

void TopologyCanvas::restart()
{
    const Run *run = m_workspace.run();
    m_packets.reset(run ? &run->journal() : nullptr);
    build();
}

void TopologyCanvas::advance()
{
    m_build.ask();
}

void TopologyCanvas::follow()
{
    build();
    if (const Run *run = m_workspace.run()) {
        m_packets.read(run->journal(), m_topology);
        if (m_workspace.theme().isAnimated() && isVisible() && !m_packets.isIdle())
            m_frame.start();
    }
}

void TopologyCanvas::build()
{
    const Run *run = m_workspace.run();
    m_topology = run ? topologyOf(m_workspace.state().picture(), run->spec().cluster, run->journal(),
                                  m_workspace.selection().value().session)
                     : Topology();
    setAccessibleDescription(m_topology.text());
    while (m_items.size() > m_topology.nodes.size()) {
        delete m_items.back();
        m_items.pop_back();
    }
    while (m_items.size() < m_topology.nodes.size()) {
        m_items.push_back(new TopologyNodeItem(m_workspace.theme()));
        m_scene.addItem(m_items.back());
    }
    place();
}

void TopologyCanvas::place()
{
    // While fitted, the scene is as large as the widget: texts keep their size, and cards share the room.
    if (m_fitted)
        m_scene.setSceneRect(QRectF(QPointF(), viewport()->size()));
    m_places = layoutOf(m_topology, m_scene.sceneRect().size());
    for (std::size_t node = 0; node < m_items.size(); ++node) {
        m_items[node]->setPos(m_places[node].topLeft());
        m_items[node]->show(m_topology.nodes[node], m_places[node].size());
    }
    mark();
    viewport()->update();
}

void TopologyCanvas::mark()
{
    const Selection::Value &selected = m_workspace.selection().value();
    if (m_focus && *m_focus >= m_items.size())
        m_focus.reset();
    for (std::size_t node = 0; node < m_items.size(); ++node) {
        m_items[node]->setMarks(selected.actor == m_topology.nodes[node].actor, hasFocus() && m_focus == node,
                                selected.session);
    }
}

void TopologyCanvas::animate()
{
    if (m_packets.isIdle())
        m_frame.stop();
    viewport()->update();
}

void TopologyCanvas::paintEvent(QPaintEvent *event)
{
    QElapsedTimer clock;
    clock.start();
    QGraphicsView::paintEvent(event);
    m_build.addCost(clock.nsecsElapsed());
}

void TopologyCanvas::drawBackground(QPainter *painter, const QRectF &rect)
{
    painter->fillRect(rect, m_workspace.theme().color(Tone::Field));
    painter->setRenderHint(QPainter::Antialiasing);
    paintEdges(*painter, m_topology, m_places, m_workspace.theme());
}

void TopologyCanvas::drawForeground(QPainter *painter, const QRectF &)
{
    const Theme &theme = m_workspace.theme();
    const QFontMetricsF metrics(painter->font());
    const auto sizeOf = [&](const QString &text) {
        return QSizeF(metrics.horizontalAdvance(text) + 10, metrics.height() + 2);
    };
    const auto labelIn = [&](const QRectF &box, const QString &text, Tone tone) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.color(Tone::Field));
        painter->drawRoundedRect(box, 4, 4);
        painter->setPen(theme.color(tone));
        painter->drawText(box, Qt::AlignCenter, text);
    };
    const auto label = [&](QPointF at, const QString &text, Tone tone) {
        QRectF box(QPointF(), sizeOf(text));
        box.moveCenter(at);
        labelIn(box, text, tone);
    };
    std::vector<QRectF> taken = m_places;
    for (const TopologyEdge &edge : m_topology.edges) {
        const bool isRecord = edge.kind == TopologyEdge::Kind::Record;
        if (!isRecord && edge.kind != TopologyEdge::Kind::Truth)
            continue;
        const QString text = isRecord ? tr("record says here") : tr("state lives here");
        const QPainterPath path = edgePath(m_places[edge.from], m_places[edge.to]);
        taken.push_back(labelPlace(path, sizeOf(text), taken, sceneRect()));
        labelIn(taken.back(), text, isRecord ? Tone::Warning : Tone::Good);
    }
    std::vector<QPointF> centers;
    for (const QRectF &card : m_places)
        centers.push_back(card.center());
    for (const TopologyPackets::Spot &spot : m_packets.spots(centers, m_workspace.theme().slowness())) {
        if (!theme.isAnimated())
            break; // what has arrived is told by the cards
        painter->setOpacity(spot.opacity);
        label(spot.point, spot.text, spot.tone);
    }
    painter->setOpacity(1.0);
    if (m_drag && m_drag->moving)
        label(mapToScene(m_drag->at), tr("pin this session here"), Tone::Accent);
}

void TopologyCanvas::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    if (m_fitted)
        place();
}

void TopologyCanvas::wheelEvent(QWheelEvent *event)
{
    zoomBy(event->angleDelta().y() > 0 ? 1.15 : 1 / 1.15);
    event->accept();
}

void TopologyCanvas::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Down:
        moveFocus(1);
        return;
    case Qt::Key_Left:
    case Qt::Key_Up:
        moveFocus(-1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_focus)
            select(*m_items[*m_focus], std::nullopt);
        return;
    case Qt::Key_F:
    case Qt::Key_0:
        fit();
        return;
    case Qt::Key_Plus:
        zoomBy(1.15);
        return;
    case Qt::Key_Minus:
        zoomBy(1 / 1.15);
        return;
    default:
        QGraphicsView::keyPressEvent(event);
    }
}

void TopologyCanvas::moveFocus(int by)
{
    if (m_items.empty())
        return;
    const auto count = static_cast<int>(m_items.size());
    const int now = m_focus ? static_cast<int>(*m_focus) : (by > 0 ? -1 : 0);
    m_focus = static_cast<std::size_t>((now + by + count) % count);
    mark();
}

void TopologyCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    const TopologyNodeItem *item = event->reason() == QContextMenuEvent::Keyboard
        ? (m_focus ? m_items[*m_focus] : nullptr)
        : itemUnder(event->pos());
    if (!item)
        return;
    const QPoint where = event->reason() == QContextMenuEvent::Keyboard
        ? viewport()->mapToGlobal(placeOf(item->node().actor).center())
        : event->globalPos();
    select(*item, std::nullopt);
    openMenu(item->node().actor, where);
}

void TopologyCanvas::openMenu(journal::Actor actor, QPoint where)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    FaultActions::fillMenu(*menu, m_workspace, actor);
    menu->popup(where);
}

void TopologyCanvas::select(const TopologyNodeItem &item, std::optional<journal::Symbol> chip)
{
    if (chip)
        m_workspace.selection().selectSession(*chip);
    else
        m_workspace.selection().selectActor(item.node().actor);
}

TopologyNodeItem *TopologyCanvas::itemUnder(QPoint point) const
{
    return dynamic_cast<TopologyNodeItem *>(itemAt(point));
}

void TopologyCanvas::mousePressEvent(QMouseEvent *event)
{
    TopologyNodeItem *item = itemUnder(event->pos());
    if (event->button() != Qt::LeftButton || !item) {
        QGraphicsView::mousePressEvent(event);
        return;
    }
    const auto chip = item->chipAt(item->mapFromScene(mapToScene(event->pos())));
    m_focus = m_topology.find(item->node().actor);
    if (chip)
        m_drag = Drag{*chip, event->pos(), event->pos(), false};
    select(*item, chip);
}

void TopologyCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_drag) {
        QGraphicsView::mouseMoveEvent(event);
        return;
    }
    m_drag->at = event->pos();
    if ((event->pos() - m_drag->from).manhattanLength() >= QApplication::startDragDistance())
        m_drag->moving = true;
    viewport()->update();
}

void TopologyCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_drag) {
        QGraphicsView::mouseReleaseEvent(event);
        return;
    }
    const Drag drag = *m_drag;
    m_drag.reset();
    viewport()->update();
    const TopologyNodeItem *item = itemUnder(event->pos());
    if (drag.moving && item && item->node().actor.kind == journal::Actor::Kind::Pod)
        emit sessionDropped(drag.session, item->node().actor.index);
}

} // namespace sessionscope::ui

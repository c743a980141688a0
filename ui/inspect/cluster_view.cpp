// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/cluster_view.h"

#include "ui/inspect/cluster_topology.h"
#include "ui/inspect/inspect_text.h"
#include "ui/inspect/inspection.h"
#include "ui/views/topology_edges.h"
#include "ui/views/topology_node_item.h"
#include "ui/workspace.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QToolButton>

namespace sessionscope::ui {

StillTopology::StillTopology(const Theme &theme, const QString &name, QWidget *parent)
    : QGraphicsView(parent)
    , m_theme(theme)
{
    setScene(&m_scene);
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setAccessibleName(name);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void StillTopology::show(Topology topology)
{
    m_topology = std::move(topology);
    setAccessibleDescription(m_topology.text());
    while (m_items.size() > m_topology.nodes.size()) {
        delete m_items.back();
        m_items.pop_back();
    }
    while (m_items.size() < m_topology.nodes.size()) {
        m_items.push_back(new TopologyNodeItem(m_theme));
        m_scene.addItem(m_items.back());
    }
    place();
}

void StillTopology::place()
{
    m_scene.setSceneRect(QRectF(QPointF(), viewport()->size()));
    m_places = layoutOf(m_topology, m_scene.sceneRect().size());
    for (std::size_t node = 0; node < m_items.size(); ++node) {
        m_items[node]->setPos(m_places[node].topLeft());
        m_items[node]->show(m_topology.nodes[node], m_places[node].size());
        m_items[node]->setToolTip(m_topology.nodes[node].text());
    }
    viewport()->update();
}

void StillTopology::drawBackground(QPainter *painter, const QRectF &rect)
{
    painter->fillRect(rect, m_theme.color(Tone::Field));
    paintEdges(*painter, m_topology, m_places, m_theme);
}

void StillTopology::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    place();
}

InspectedClusterView::InspectedClusterView(Workspace &workspace)
    : View(QStringLiteral("inspect-cluster"), tr("Live cluster"), workspace)
    , m_pages(new QStackedLayout(this))
    , m_servers(new QComboBox)
    , m_source(new QLabel)
    , m_missing(new QLabel)
    , m_canvas(new StillTopology(workspace.theme(), tr("The cluster as Kubernetes describes it")))
{
    auto *welcome = new QWidget;
    auto *column = new QVBoxLayout(welcome);
    auto *hint = new QLabel(
        tr("Kubernetes' word tells more: whether pods have names and are ready, whose an address "
           "is, and what the proxies are. Nothing is changed there either."));
    hint->setWordWrap(true);
    hint->setAlignment(Qt::AlignCenter);
    hint->setProperty("role", QStringLiteral("muted"));
    column->addStretch();
    column->addWidget(hint);
    auto *row = new QHBoxLayout;
    row->addStretch();
    for (const char *id : {"inspect.read-objects", "inspect.open-objects"}) {
        QAction *action = workspace.actions().find(QLatin1String(id));
        auto *button = new QPushButton(action->text());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        row->addWidget(button);
    }
    row->addStretch();
    column->addLayout(row);
    column->addStretch();
    m_pages->addWidget(welcome);

    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(8, 4, 8, 4);
    auto *bar = new QHBoxLayout;
    m_servers->setAccessibleName(tr("MCP server"));
    bar->addWidget(m_servers);
    m_source->setProperty("role", QStringLiteral("muted"));
    bar->addWidget(m_source, 1);
    auto *resolve = new QToolButton;
    resolve->setDefaultAction(workspace.actions().find(QStringLiteral("inspect.resolve-names")));
    resolve->setFocusPolicy(Qt::TabFocus);
    bar->addWidget(resolve);
    layout->addLayout(bar);
    layout->addWidget(m_canvas, 1);
    m_missing->setObjectName(QStringLiteral("cluster.missing"));
    m_missing->setWordWrap(true);
    m_missing->setProperty("role", QStringLiteral("error"));
    layout->addWidget(m_missing);
    m_pages->addWidget(page);
    setMainControl(m_canvas);
    connect(m_servers, &QComboBox::activated, this, &InspectedClusterView::update);
    for (const auto signal : {&Inspection::reset, &Inspection::clusterChanged, &Inspection::judged})
        connect(&workspace.inspection(), signal, this, &InspectedClusterView::update);
    update();
}

void InspectedClusterView::update()
{
    const Inspection &inspection = workspace().inspection();
    const inspect::ClusterView *cluster = inspection.sight().cluster();
    m_pages->setCurrentIndex(cluster ? 1 : 0);
    if (!cluster) {
        m_canvas->show({});
        return;
    }
    const QString chosen = m_servers->currentText();
    m_servers->clear();
    for (const inspect::ServerView &server : cluster->servers())
        m_servers->addItem(toQString(server.id.namespaceName + "/" + server.id.name));
    m_servers->setCurrentIndex(std::max(0, m_servers->findText(chosen)));
    m_servers->setVisible(m_servers->count() > 1);
    m_source->setText(
        m_servers->count() == 0
            ? tr("No MCP server is among these objects.")
            : tr("%1 · from kubectl, %2").arg(m_servers->currentText(), timeText(cluster->facts().takenAt)));
    QStringList missing;
    for (const std::string &one : cluster->facts().missing)
        missing.append(tr("not read: %1").arg(toQString(one)));
    for (const inspect::UnseenSessions &unseen : inspection.judgement().unseen()) {
        missing.append(tr("not looked at: the sessions of %1; connect with the key prefix %2")
                           .arg(toQString(unseen.server.namespaceName + "/" + unseen.server.name),
                                toQString(unseen.prefix)));
    }
    m_missing->setText(missing.join(u'\n'));
    m_missing->setVisible(!missing.isEmpty());
    m_canvas->show(
        m_servers->count() == 0
            ? Topology()
            : clusterTopologyOf(cluster->servers()[static_cast<std::size_t>(m_servers->currentIndex())],
                                inspection.judgement().summary(),
                                inspection.sight().names ? &*inspection.sight().names : nullptr));
}

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/topology_view.h"

#include "ui/clip_export.h"
#include "ui/views/topology_canvas.h"
#include "ui/workspace.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace sessionscope::ui {

TopologyView::TopologyView(Workspace &workspace)
    : View(QStringLiteral("topology"), tr("Topology"), workspace)
    , m_pages(new QStackedWidget(this))
    , m_canvas(new TopologyCanvas(workspace))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);

    auto *welcome = new QWidget(m_pages);
    auto *hint
        = new QLabel(tr("Clients, proxy, Service, pods and store stand here once a run has begun."), welcome);
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    hint->setProperty("role", QStringLiteral("muted"));
    auto *button = new QPushButton(tr("▶  Show bug and fix"), welcome);
    button->setObjectName(QStringLiteral("welcome.demonstrate"));
    button->setProperty("primary", true);
    connect(button, &QPushButton::clicked, &workspace.demonstration(), &Demonstration::start);
    auto *column = new QVBoxLayout(welcome);
    column->addStretch();
    column->addWidget(button, 0, Qt::AlignHCenter);
    column->addSpacing(8);
    column->addWidget(hint);
    column->addStretch();
    m_pages->addWidget(welcome);
    m_pages->addWidget(m_canvas);

    addActions();
    connect(m_canvas, &TopologyCanvas::sessionDropped, this, &TopologyView::repin);
    connect(&workspace.runs(), &RunList::currentChanged, this, &TopologyView::update);
    setMainControl(m_canvas);
    update();
}

void TopologyView::addActions()
{
    ActionRegistry &actions = workspace().actions();
    const QString category = tr("Topology");
    actions.add({QStringLiteral("topology.zoom-in"), category, tr("Zoom in"), {}, tr("Enlarge the topology")},
                [this] { m_canvas->zoomBy(1.25); });
    actions.add(
        {QStringLiteral("topology.zoom-out"), category, tr("Zoom out"), {}, tr("Shrink the topology")},
        [this] { m_canvas->zoomBy(0.8); });
    actions.add(
        {QStringLiteral("topology.fit"), category, tr("Fit"), {}, tr("Fit the topology into its view")},
        [this] { m_canvas->fit(); });
}

/// The picture comes first: it is what Copy copies.
QList<View::Export> TopologyView::exports()
{
    return View::exports() + tableExports([this](TableFormat format) { return toTable(format); });
}

/// A row a card.
QByteArray TopologyView::toTable(TableFormat format) const
{
    const std::vector<TopologyNode> &nodes = m_canvas->topology().nodes;
    QStandardItemModel table(static_cast<int>(nodes.size()), 4);
    table.setHorizontalHeaderLabels({tr("Name"), tr("Facts"), tr("Trouble"), tr("Sessions")});
    QList<int> rows;
    for (const TopologyNode &node : nodes) {
        const auto row = static_cast<int>(rows.size());
        const auto held = std::count_if(node.chips.begin(), node.chips.end(),
                                        [](const TopologyChip &chip) { return !chip.ghost; });
        const bool holds
            = node.actor.kind == journal::Actor::Kind::Pod || node.actor.kind == journal::Actor::Kind::Client;
        const QStringList cells{node.title, node.facts.join(QStringLiteral(" · ")), node.alarm,
                                holds ? QString::number(held) : QString()};
        for (int column = 0; column < cells.size(); ++column)
            table.setItem(row, column, new QStandardItem(cells[column]));
        rows.append(row);
    }
    return renderTable(table, rows, {0, 1, 2, 3}, format);
}

void TopologyView::repin(journal::Symbol session, std::uint32_t ordinal)
{
    const Run *run = workspace().run();
    if (!run || run != workspace().lab().run() || !workspace().lab().isUp()) {
        emit workspace().problem({ErrorCode::NotFound,
                                  tr("The pin of this session cannot be changed").toStdString(),
                                  {},
                                  tr("Its cluster is no longer up. Run the scenario again.").toStdString()});
        return;
    }
    workspace().lab().command(
        control::RepinSession{std::string(run->journal().text(session)), ordinal, "topology"});
}

void TopologyView::update()
{
    m_pages->setCurrentIndex(workspace().run() ? 1 : 0);
}

} // namespace sessionscope::ui

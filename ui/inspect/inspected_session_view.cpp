// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/inspected_session_view.h"

#include "ui/clip_export.h"
#include "ui/filter_bar.h"
#include "ui/inspect/inspect_text.h"
#include "ui/inspect/inspected_session_model.h"
#include "ui/views/filtered_table.h"
#include "ui/views/list_table.h"
#include "ui/workspace.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QMenu>
#include <QScrollBar>
#include <QVBoxLayout>

namespace sessionscope::ui {

namespace {

/// What a filter says for the value of a cell; the field is empty where there is none.
std::pair<QString, QString> termOf(const inspect::Session &session, const inspect::PinTruth &pin, int column)
{
    switch (static_cast<InspectedSessionModel::Column>(column)) {
    case InspectedSessionModel::Session:
        return {QStringLiteral("session"), sessionTerm(session.id())};
    case InspectedSessionModel::Client:
        return {QStringLiteral("client"), session.init ? toQString(session.init->clientName) : QString()};
    case InspectedSessionModel::Pin:
        return {QStringLiteral("pin"), QLatin1String(toText(pin.kind))};
    case InspectedSessionModel::Ordinal:
        return {QStringLiteral("pod"), pin.ordinal < 0 ? QString() : QString::number(pin.ordinal)};
    case InspectedSessionModel::PointsAt:
        return {QStringLiteral("text"), toQString(inspect::view(session.backendUrl))};
    case InspectedSessionModel::Protocol:
        return {QStringLiteral("text"), session.init ? toQString(session.init->protocolVersion) : QString()};
    case InspectedSessionModel::BackendSid:
        return {QStringLiteral("state"), session.backendSid.empty() ? QString() : QStringLiteral("lost")};
    case InspectedSessionModel::Type:
        return {QStringLiteral("text"), QLatin1String(toText(session.type))};
    case InspectedSessionModel::Age:
    case InspectedSessionModel::Ttl:
    case InspectedSessionModel::Findings:
    case InspectedSessionModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace

InspectedSessionView::InspectedSessionView(Workspace &workspace)
    : View(QStringLiteral("inspect-sessions"), tr("Live sessions"), workspace)
    , m_model(new InspectedSessionModel(workspace, this))
    , m_list(new FilteredTable(
          tr("Live sessions"),
          new FilterBar(tr("sessions"), QStringLiteral("pin:service  client:claude*  ttl<30m  mode:F-01"))))
    , m_table(&m_list->table())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list, 1);
    setMainControl(m_table);
    m_table->setModel(m_model);
    m_table->setWidths({10, 17, 10, 23, 11, 9, 12, 5, 11, 11, 8});
    m_table->sortByTitles();
    Inspection &inspection = workspace.inspection();
    FilterBar &filter = m_list->filter();
    connect(&filter, &FilterBar::filterChanged, this,
            [this] { m_model->setFilter(m_list->filter().filter()); });
    connect(&inspection, &Inspection::filterWanted, &filter, &FilterBar::setText);
    connect(m_table, &ListTable::rowChosen, this,
            [this](int row) { this->workspace().inspection().select(m_model->session(row)); });
    connect(m_table, &ListTable::endPressed, this, [this] { m_table->selectRow(m_model->rowCount() - 1); });
    connect(m_table, &ListTable::menuWanted, this, &InspectedSessionView::openMenu);
    connect(&inspection, &Inspection::selectionChanged, this, &InspectedSessionView::showSelection);
    connect(&inspection, &Inspection::stateChanged, this, &InspectedSessionView::update);
    connect(m_model, &QAbstractItemModel::modelReset, this, &InspectedSessionView::update);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &InspectedSessionView::keepPlace);
    connect(m_model, &QAbstractItemModel::modelReset, this, &InspectedSessionView::restorePlace);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &InspectedSessionView::update);
    m_seconds.setInterval(1000);
    connect(&m_seconds, &QTimer::timeout, this, [this] {
        if (isVisible() && !this->workspace().inspection().isOffline())
            m_model->tick();
    });
    m_seconds.start();
    update();
}

QList<View::Export> InspectedSessionView::exports()
{
    return tableExports(*m_table) + View::exports();
}

void InspectedSessionView::update()
{
    const Inspection &inspection = workspace().inspection();
    QString text = tr("No session matches the filter.");
    if (m_model->total() == 0) {
        const bool ended = inspection.scan().complete || inspection.isOffline();
        text = inspection.isEmpty()
            ? tr("Every session of the installation will stand here, with what its record "
                 "says.\nConnect to its Redis, or open a snapshot.")
            : ended ? tr("There is no session in this store.")
                    : tr("%1 – nothing was found yet.").arg(linkText(inspection.link()));
    }
    m_list->showCount(m_model->rowCount(), m_model->total(), text);
}

void InspectedSessionView::showSelection()
{
    const auto selected = workspace().inspection().selected();
    m_table->showRow(selected ? m_model->positionOf(*selected) : -1);
}

void InspectedSessionView::keepPlace()
{
    constexpr qsizetype kMost = 1'000; // who has chosen more means all
    const QModelIndexList chosen = m_table->selectionModel()->selectedRows();
    m_chosen.clear();
    for (const QModelIndex &index : chosen.mid(0, kMost))
        m_chosen.insert(m_model->session(index.row()));
    m_scroll = m_table->verticalScrollBar()->value();
}

void InspectedSessionView::restorePlace()
{
    showSelection();
    QItemSelection chosen;
    for (int row = 0; m_chosen.size() > 1 && row < m_model->rowCount(); ++row) {
        if (m_chosen.contains(m_model->session(row)))
            chosen.select(m_model->index(row, 0), m_model->index(row, 0));
    }
    m_table->selectionModel()->select(chosen, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_table->verticalScrollBar()->setValue(m_scroll);
}

void InspectedSessionView::openMenu(const QModelIndex &index, const QPoint &position)
{
    const Inspection &inspection = workspace().inspection();
    const inspect::Session &session = inspection.inventory().session(m_model->session(index.row()));
    const auto [field, value]
        = termOf(session, inspect::pinTruth(session, inspection.sight().cluster()), index.column());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_list->offerTerm(*menu, field, value);
    for (const char *id : {"edit.copy", "view.inspect-session", "view.inspect-findings"}) {
        if (QAction *action = workspace().actions().find(QLatin1String(id)))
            menu->addAction(action);
    }
    menu->popup(position);
}

} // namespace sessionscope::ui

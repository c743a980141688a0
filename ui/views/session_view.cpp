// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/session_view.h"

#include "ui/clip_export.h"
#include "ui/filter_bar.h"
#include "ui/models/session_model.h"
#include "ui/to_qstring.h"
#include "ui/views/filtered_table.h"
#include "ui/views/list_table.h"
#include "ui/workspace.h"

#include <QAction>
#include <QMenu>
#include <QVBoxLayout>

namespace sessionscope::ui {

namespace {

/// What a filter says for the value of a cell; the field is empty where there is none.
struct Term
{
    QString field;
    QString value;
};

Term termOf(const journal::SessionRow &row, int column, const journal::Journal &journal)
{
    const auto text = [&journal](journal::Symbol symbol) { return toQString(journal.text(symbol)); };
    switch (static_cast<SessionModel::Column>(column)) {
    case SessionModel::Session:
        return {QStringLiteral("session"), sessionTerm(journal.text(row.session))};
    case SessionModel::State:
        return {QStringLiteral("state"), QLatin1String(journal::toText(row.state()))};
    case SessionModel::Client:
        return {QStringLiteral("client"), text(row.clientName)};
    case SessionModel::Era:
        return {QStringLiteral("era"), text(row.era)};
    case SessionModel::BackendUrl:
        return {QStringLiteral("text"), text(row.backendUrl)};
    case SessionModel::Pin:
        return {QStringLiteral("pin"), QLatin1String(journal::toText(row.pin.kind))};
    case SessionModel::CreatedOn:
    case SessionModel::ServedBy:
    case SessionModel::Requests:
    case SessionModel::Ttl:
    case SessionModel::LastError:
    case SessionModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace

SessionView::SessionView(Workspace &workspace)
    : View(QStringLiteral("sessions"), tr("Sessions"), workspace)
    , m_model(new SessionModel(workspace, this))
    , m_list(new FilteredTable(tr("Sessions"), new FilterBar(tr("sessions"))))
    , m_table(&m_list->table())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list, 1);
    setMainControl(m_table);
    m_table->setModel(m_model);
    m_table->setWidths({10, 9, 18, 10, 24, 13, 18, 10, 9, 9, 30});
    m_table->sortByTitles();
    connect(&m_list->filter(), &FilterBar::filterChanged, this,
            [this] { m_model->setFilter(m_list->filter().filter()); });
    connect(m_table, &ListTable::rowChosen, this,
            [this](int row) { this->workspace().selection().selectSession(m_model->session(row).session); });
    connect(m_table, &ListTable::endPressed, this, [this] { m_table->selectRow(m_model->rowCount() - 1); });
    connect(m_table, &ListTable::menuWanted, this, &SessionView::openMenu);
    connect(&workspace.selection(), &Selection::changed, this, &SessionView::showSelection);
    connect(m_model, &SessionModel::modelReset, this, &SessionView::update);
    connect(m_model, &SessionModel::rowsInserted, this, &SessionView::update);
    m_seconds.setInterval(1000);
    connect(&m_seconds, &QTimer::timeout, m_model, &SessionModel::tick);
    m_seconds.start();
    update();
}

QList<View::Export> SessionView::exports()
{
    return tableExports(*m_table) + View::exports();
}

void SessionView::update()
{
    m_list->showCount(m_model->rowCount(), m_model->total(),
                      m_model->total() > 0
                          ? tr("No session matches the filter.")
                          : tr("Every session will stand here, with what its record says and who "
                               "served it last.\nRun the scenario to see some."));
    showSelection();
}

void SessionView::showSelection()
{
    const auto &session = workspace().selection().value().session;
    m_table->showRow(session ? m_model->rowOf(*session) : -1);
}

void SessionView::openMenu(const QModelIndex &index, const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const int row = index.row();
    const Term term = termOf(m_model->session(row), index.column(), workspace().run()->journal());
    m_list->offerTerm(*menu, term.field, term.value);
    for (const char *id : {"edit.copy", "view.explain", "view.topology"}) {
        if (QAction *action = workspace().actions().find(QLatin1String(id)))
            menu->addAction(action);
    }
    menu->addSeparator();
    QAction *forget = menu->addAction(tr("&Delete record"), this, [this, row] { deleteRecord(row); });
    const Lab &lab = workspace().lab();
    forget->setEnabled(lab.isUp() && lab.run() == workspace().run() && m_model->session(row).recorded);
    menu->popup(position);
}

void SessionView::deleteRecord(int row)
{
    const std::string_view id = workspace().run()->journal().text(m_model->session(row).session);
    control::DeleteSessionRecord command;
    command.session = std::string(id);
    command.askedBy = "sessions";
    workspace().lab().command(command);
}

} // namespace sessionscope::ui

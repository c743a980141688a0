// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/check_view.h"

#include "ui/clip_export.h"
#include "ui/models/check_model.h"
#include "ui/views/list_table.h"
#include "ui/workspace.h"

#include <QLabel>
#include <QVBoxLayout>

namespace sessionscope::ui {

CheckView::CheckView(Workspace &workspace)
    : View(QStringLiteral("checks"), tr("Checks"), workspace)
    , m_model(new CheckModel(workspace, this))
    , m_summary(new QLabel)
    , m_table(new ListTable(tr("Checks of the run")))
{
    m_summary->setObjectName(QStringLiteral("checks.summary"));
    m_summary->setWordWrap(true);
    m_summary->setContentsMargins(8, 6, 8, 6);
    m_table->setObjectName(QStringLiteral("checks.table"));
    m_table->setModel(m_model);
    m_table->setWidths({16, 26, 10, 60});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    setMainControl(m_table);
    connect(m_table, &ListTable::rowChosen, this, [this](int row) {
        if (const journal::Event *event = blamed(row))
            this->workspace().selection().selectEvent(*event);
    });
    connect(m_table, &ListTable::rowActivated, this, [this](int row) {
        if (const journal::Event *event = blamed(row)) {
            this->workspace().cursor().moveTo(event->sequence);
            this->workspace().selection().selectEvent(*event);
        }
    });
    connect(m_table, &ListTable::endPressed, this, [this] { m_table->selectRow(m_model->rowCount() - 1); });
    connect(m_model, &CheckModel::modelReset, this, &CheckView::update);
    update();
}

QList<View::Export> CheckView::exports()
{
    return tableExports(*m_table) + View::exports();
}

void CheckView::update()
{
    const int failed = m_model->failed();
    if (!m_model->isJudged())
        m_summary->setText(tr("These rules are judged once the plan is through."));
    else if (failed == 0)
        m_summary->setText(tr("✓ All %n check(s) passed.", nullptr, m_model->rowCount()));
    else
        m_summary->setText(
            tr("✗ %1 of %2 checks failed. Choose one to select whom it blames; Enter goes to that instant.")
                .arg(failed)
                .arg(m_model->rowCount()));
}

/// The first event that a failed check blames; null if there is none.
const journal::Event *CheckView::blamed(int row) const
{
    const Run *run = workspace().run();
    if (!run || !m_model->isJudged() || m_model->result(row).events.empty())
        return nullptr;
    return run->journal().find(m_model->result(row).events.front());
}

} // namespace sessionscope::ui

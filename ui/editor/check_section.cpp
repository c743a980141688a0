// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/editor/check_section.h"

#include "core/scenario/check.h"
#include "ui/to_qstring.h"
#include "ui/views/fit_rows.h"

#include <QLabel>
#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace sessionscope::ui {

CheckSection::CheckSection(const RunSetup &setup, PlanEdits &edits, QWidget *parent)
    : PlanSection(setup, edits, parent)
    , m_list(new QListWidget(this))
    , m_note(new QLabel(this))
{
    m_list->setObjectName(QStringLiteral("plan.checks"));
    m_list->setAccessibleName(tr("Checks of the plan"));
    m_list->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const scenario::Check &check : scenario::checks()) {
        auto *item = new QListWidgetItem(toQString(check.id), m_list);
        item->setToolTip(toQString(check.title));
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    fitRows(*m_list, m_list->count());
    m_note->setWordWrap(true);
    m_note->setProperty("role", QStringLiteral("muted"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    layout->addWidget(m_note);
    connect(m_list, &QListWidget::itemChanged, this,
            [this](QListWidgetItem *item) { take(m_list->row(item)); });
}

void CheckSection::show(const scenario::Plan &plan, const std::optional<Error> &)
{
    const QSignalBlocker quiet(m_list);
    for (int row = 0; row < m_list->count(); ++row) {
        const std::string id = m_list->item(row)->text().toStdString();
        const bool chosen = std::find(plan.checks.begin(), plan.checks.end(), id) != plan.checks.end();
        m_list->item(row)->setCheckState(chosen ? Qt::Checked : Qt::Unchecked);
    }
    m_note->setText(tr("None is chosen: all are judged."));
    m_note->setVisible(plan.checks.empty());
}

void CheckSection::take(int row)
{
    scenario::Plan changed = plan();
    const std::string id = m_list->item(row)->text().toStdString();
    std::erase(changed.checks, id);
    if (m_list->item(row)->checkState() == Qt::Checked)
        changed.checks.push_back(id);
    change(tr("choose checks"), std::move(changed));
}

} // namespace sessionscope::ui

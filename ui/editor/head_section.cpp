// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/editor/head_section.h"

#include "ui/editor/json_form.h"

#include <QVBoxLayout>

namespace sessionscope::ui {

HeadSection::HeadSection(const RunSetup &setup, PlanEdits &edits, QWidget *parent)
    : PlanSection(setup, edits, parent)
    , m_form(new JsonForm(QStringLiteral("plan"), this))
{
    m_form->addText(QStringLiteral("id"), tr("Id"), QStringLiteral("restart"));
    m_form->addText(QStringLiteral("title"), tr("Title"));
    m_form->addText(QStringLiteral("purpose"), tr("Purpose"));
    m_form->addText(QStringLiteral("seed"), tr("Seed"), QStringLiteral("42"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_form);
    connect(m_form, &JsonForm::edited, this, &HeadSection::take);
}

void HeadSection::show(const scenario::Plan &plan, const std::optional<Error> &trouble)
{
    m_form->setValue(QStringLiteral("id"), plan.id);
    m_form->setValue(QStringLiteral("title"), plan.title);
    m_form->setValue(QStringLiteral("purpose"), plan.purpose);
    m_form->setValue(QStringLiteral("seed"), std::to_string(plan.seed));
    m_form->showTrouble(trouble, QStringLiteral("$"));
}

void HeadSection::take(const QString &field)
{
    scenario::Plan changed = plan();
    const std::string text = m_form->value(field).get<std::string>();
    if (field == QLatin1String("id")) {
        changed.id = text;
    } else if (field == QLatin1String("title")) {
        changed.title = text;
    } else if (field == QLatin1String("purpose")) {
        changed.purpose = text;
    } else {
        bool isNumber = false;
        changed.seed = QString::fromStdString(text).toULongLong(&isNumber);
        if (!isNumber) {
            m_form->showTrouble(Error{ErrorCode::InvalidInput,
                                      tr("must be a whole number from 0 up").toStdString(),
                                      "$.seed",
                                      {}},
                                QStringLiteral("$"));
            return;
        }
    }
    m_form->showTrouble(std::nullopt, QStringLiteral("$")); // also where the plan is the same as before
    change(tr("change %1").arg(field), std::move(changed), field);
}

} // namespace sessionscope::ui

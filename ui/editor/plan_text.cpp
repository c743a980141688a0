// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/editor/plan_text.h"

#include "ui/editor/plan_section.h"
#include "ui/plan_edits.h"
#include "ui/run_setup.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace sessionscope::ui {

PlanText::PlanText(const RunSetup &setup, PlanEdits &edits, QWidget *parent)
    : QWidget(parent)
    , m_setup(setup)
    , m_edits(edits)
    , m_text(new QPlainTextEdit(this))
    , m_trouble(new QLabel(this))
    , m_apply(new QPushButton(tr("&Apply"), this))
    , m_revert(new QPushButton(tr("Re&vert"), this))
{
    m_text->setObjectName(QStringLiteral("plan.json"));
    m_text->setAccessibleName(tr("Plan as JSON"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_trouble->setObjectName(QStringLiteral("trouble"));
    m_trouble->setWordWrap(true);
    m_trouble->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_trouble->hide();
    m_apply->setObjectName(QStringLiteral("plan.json.apply"));
    m_apply->setToolTip(tr("Make what is typed the plan"));
    m_revert->setObjectName(QStringLiteral("plan.json.revert"));
    m_revert->setToolTip(tr("Forget what was typed"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_apply);
    buttons->addWidget(m_revert);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_trouble);
    layout->addLayout(buttons);
    connect(m_apply, &QPushButton::clicked, this, &PlanText::apply);
    connect(m_revert, &QPushButton::clicked, this, &PlanText::revert);
    connect(&m_edits, &PlanEdits::begun, this, &PlanText::onBegun);
    connect(m_text->document(), &QTextDocument::modificationChanged, this, &PlanText::update);
    revert();
}

void PlanText::show(const scenario::Plan &plan)
{
    if (m_text->document()->isModified())
        return;
    const QString text = QString::fromStdString(scenario::toJson(plan).dump(2));
    if (m_text->toPlainText() != text)
        m_text->setPlainText(text);
    m_text->document()->setModified(false);
    m_isOfAnother = false;
    m_trouble->hide();
    update();
}

/// What is typed stays to be read and copied, but would overwrite a plan that it has nothing to do with.
void PlanText::onBegun()
{
    if (!m_text->document()->isModified())
        return;
    m_isOfAnother = true;
    m_trouble->setText(tr("✗ This was typed for another plan. Revert shows the one that is open."));
    m_trouble->show();
    update();
}

void PlanText::apply()
{
    auto plan = readPlan(m_text->toPlainText().toUtf8());
    if (!plan) {
        tell(plan.error());
        return;
    }
    m_text->document()->setModified(false);
    m_edits.change(tr("edit JSON"), std::move(*plan));
    show(m_setup.plan());
}

void PlanText::revert()
{
    m_text->document()->setModified(false);
    show(m_setup.plan());
}

void PlanText::update()
{
    const bool typed = m_text->document()->isModified();
    m_apply->setEnabled(typed && !m_isOfAnother);
    m_revert->setEnabled(typed || m_isOfAnother);
}

void PlanText::tell(const Error &error)
{
    m_trouble->setText(troubleText(error));
    m_trouble->show();
}

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/plan_view.h"

#include "ui/editor/check_section.h"
#include "ui/editor/client_section.h"
#include "ui/editor/head_section.h"
#include "ui/editor/plan_text.h"
#include "ui/editor/step_section.h"
#include "ui/workspace.h"

#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace sessionscope::ui {

PlanView::PlanView(Workspace &workspace)
    : View(QStringLiteral("plan"), tr("Plan"), workspace)
    , m_text(new PlanText(workspace.setup(), workspace.planEdits()))
    , m_file(new QLabel)
    , m_trouble(new QLabel)
    , m_pages(new QTabWidget)
{
    m_file->setObjectName(QStringLiteral("plan.file"));
    m_file->setProperty("role", QStringLiteral("muted"));
    m_file->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_trouble->setObjectName(QStringLiteral("trouble"));
    m_trouble->setWordWrap(true);
    m_trouble->setContentsMargins(12, 0, 12, 4);
    m_pages->setObjectName(QStringLiteral("plan.pages"));
    m_pages->setAccessibleName(tr("Plan"));
    m_pages->setDocumentMode(true);
    m_pages->tabBar()->setDrawBase(false);
    m_pages->addTab(makeForm(), tr("Form"));
    m_pages->addTab(m_text, tr("JSON"));
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 6);
    bar->setSpacing(4);
    bar->addWidget(m_file, 1);
    for (const char *id : {"plan.save", "edit.undo", "edit.redo"}) {
        auto *button = new QToolButton;
        QAction *action = workspace.actions().find(QLatin1String(id));
        // The action's own text tells what would be undone, which is too long for a button.
        button->setText(QLatin1String(id) == QLatin1String("plan.save")       ? tr("Save")
                            : QLatin1String(id) == QLatin1String("edit.undo") ? QStringLiteral("↶")
                                                                              : QStringLiteral("↷"));
        button->setFocusPolicy(Qt::StrongFocus);
        connect(button, &QToolButton::clicked, action, &QAction::trigger);
        const auto follow = [button, action] {
            button->setEnabled(action->isEnabled());
            button->setToolTip(action->toolTip());
            button->setAccessibleName(QString(action->text()).remove(QLatin1Char('&')));
        };
        connect(action, &QAction::changed, button, follow);
        follow();
        bar->addWidget(button);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_trouble);
    layout->addWidget(m_pages, 1);
    setMainControl(findChild<QListWidget *>(QStringLiteral("plan.steps")));
    connect(&workspace.setup(), &RunSetup::changed, this, &PlanView::update);
    update();
}

QWidget *PlanView::makeForm()
{
    const RunSetup &setup = workspace().setup();
    PlanEdits &edits = workspace().planEdits();
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(8);
    addSection(column, tr("Steps"), new StepSection(setup, edits));
    addSection(column, tr("Clients"), new ClientSection(setup, edits));
    addSection(column, tr("Checks"), new CheckSection(setup, edits));
    addSection(column, tr("Name and purpose"), new HeadSection(setup, edits));
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setAccessibleName(tr("Plan as a form"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    return scroll;
}

void PlanView::addSection(QLayout *column, const QString &title, PlanSection *section)
{
    auto *heading = new QLabel(title);
    heading->setProperty("role", QStringLiteral("heading"));
    column->addWidget(heading);
    column->addWidget(section);
    m_sections.append(section);
}

QList<View::Export> PlanView::exports()
{
    QList<Export> all = View::exports();
    all.prepend({tr("Plan (JSON)"), QStringLiteral("json"), [this] {
                     return QByteArray::fromStdString(scenario::toJson(workspace().setup().plan()).dump(2));
                 }});
    return all;
}

void PlanView::showEvent(QShowEvent *event)
{
    View::showEvent(event);
    update();
}

/// Not while nobody looks; showEvent() makes up for it.
void PlanView::update()
{
    if (!isVisible())
        return;
    const RunSetup &setup = workspace().setup();
    const std::optional<Error> trouble = planTrouble(setup);
    for (PlanSection *section : std::as_const(m_sections))
        section->show(setup.plan(), trouble);
    m_text->show(setup.plan());
    m_trouble->setText(trouble ? troubleText(*trouble) : QString());
    m_trouble->setVisible(trouble.has_value());
    const QString file = setup.file().isEmpty() ? tr("built in") : QFileInfo(setup.file()).fileName();
    m_file->setText(workspace().planEdits().isDirty() ? tr("%1 · changed").arg(file) : file);
    m_file->setToolTip(setup.file());
}

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/plan_actions.h"

#include "ui/workspace.h"

#include <QAction>
#include <QFileDialog>

namespace sessionscope::ui {

PlanActions::PlanActions(Workspace &workspace, QWidget *window)
    : QObject(window)
    , m_workspace(workspace)
    , m_window(window)
{
    addEditing();
    addFiles();
    addPace();
}

void PlanActions::addEditing()
{
    ActionRegistry &actions = m_workspace.actions();
    QUndoStack &stack = m_workspace.planEdits().stack();
    const QString category = tr("Edit");
    QAction *undo = actions.add({QStringLiteral("edit.undo"), category, tr("&Undo"), QKeySequence::Undo,
                                 tr("Take back the last change of the plan")},
                                [&stack] { stack.undo(); });
    QAction *redo = actions.add({QStringLiteral("edit.redo"), category, tr("&Redo"),
                                 QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
                                 tr("Make the change of the plan again")},
                                [&stack] { stack.redo(); });
    const auto update = [&stack, undo, redo] {
        undo->setEnabled(stack.canUndo());
        redo->setEnabled(stack.canRedo());
        undo->setText(stack.canUndo() ? tr("&Undo: %1").arg(stack.undoText()) : tr("&Undo"));
        redo->setText(stack.canRedo() ? tr("&Redo: %1").arg(stack.redoText()) : tr("&Redo"));
    };
    connect(&stack, &QUndoStack::indexChanged, undo, update);
    connect(&stack, &QUndoStack::canUndoChanged, undo, update);
    connect(&stack, &QUndoStack::canRedoChanged, undo, update);
    update();
}

void PlanActions::addFiles()
{
    ActionRegistry &actions = m_workspace.actions();
    const QString category = tr("Plan");
    actions.add({QStringLiteral("plan.save"), category, tr("&Save plan"), QKeySequence::Save,
                 tr("Save the scenario to its file")},
                [this] {
                    const QString file = m_workspace.setup().file();
                    if (file.isEmpty())
                        askForFile();
                    else
                        save(file);
                });
    actions.add({QStringLiteral("plan.save-as"), category, tr("Save plan &as…"),
                 QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), tr("Save the scenario to another file")},
                [this] { askForFile(); });
}

void PlanActions::addPace()
{
    ActionRegistry &actions = m_workspace.actions();
    Pace &pace = m_workspace.pace();
    const QString category = tr("Run");
    const QString pauseHint = tr("Hold the scenario before its next request; other clients go on");
    const QString stepHint = tr("Do the scenario's next request or deed, then hold again");
    QAction *pause = actions.add(
        {QStringLiteral("run.pause"), category, tr("&Pause"), QKeySequence(Qt::Key_F8), pauseHint}, {});
    pause->setCheckable(true);
    connect(pause, &QAction::toggled, &pace, &Pace::setPaused);
    QAction *step = actions.add(
        {QStringLiteral("run.step"), category, tr("S&tep"), QKeySequence(Qt::Key_F10), stepHint},
        [&pace] { pace.step(); });
    const auto update = [&pace, pause, step, pauseHint, stepHint] {
        const QString why
            = tr("The simulator needs no time: choose the live engine to slow down, pause and step");
        pause->setChecked(pace.isPaused());
        for (QAction *action : {pause, step}) {
            action->setEnabled(pace.isPossible());
            const QString hint = action == pause ? pauseHint : stepHint;
            action->setToolTip(pace.isPossible()
                                   ? QStringLiteral("%1 (%2)").arg(
                                         hint, action->shortcut().toString(QKeySequence::NativeText))
                                   : why);
        }
    };
    connect(&pace, &Pace::changed, pause, update);
    update();
}

void PlanActions::askForFile()
{
    auto *dialog = new QFileDialog(m_window, tr("Save plan"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({tr("Plans (*.json)"), tr("All files (*)")});
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(QString::fromStdString(m_workspace.setup().plan().id) + QStringLiteral(".json"));
    connect(dialog, &QFileDialog::fileSelected, this, &PlanActions::save);
    dialog->open();
}

void PlanActions::save(const QString &file)
{
    if (const auto saved = m_workspace.planEdits().save(file); !saved)
        emit m_workspace.problem(saved.error());
}

} // namespace sessionscope::ui

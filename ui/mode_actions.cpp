// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/mode_actions.h"

#include "ui/workspace.h"

#include <QAction>
#include <QActionGroup>
#include <QWidget>

#include <algorithm>
#include <array>

namespace sessionscope::ui {

namespace {

// What acts on a run or on the cluster of this machine, by the beginning of an action's id.
constexpr std::array kSimulateOnly{"run.", "fault.",    "plan.",     "setup.",    "topology.", "time.",
                                   "go.",  "edit.undo", "edit.redo", "file.save", "file.r"};
constexpr const char *kInspectOnly = "inspect.";

bool begins(const QAction &action, const char *prefix)
{
    return action.objectName().startsWith(QLatin1String(prefix));
}

void setThere(QObject *part, bool there)
{
    if (auto *action = qobject_cast<QAction *>(part))
        action->setVisible(there);
    else if (auto *widget = qobject_cast<QWidget *>(part))
        widget->setVisible(there);
}

} // namespace

ModeActions::ModeActions(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    ActionRegistry &actions = m_workspace.actions();
    const QString category = tr("View");
    m_simulate = actions.add({QStringLiteral("mode.simulate"), category, tr("&Simulate"),
                              QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_1),
                              tr("A cluster on this machine: run scenarios, do it faults")},
                             [this] { m_workspace.mode().set(Mode::Simulate); });
    m_inspect = actions.add({QStringLiteral("mode.inspect"), category, tr("&Inspect"),
                             QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_2),
                             tr("A real installation: look at its sessions, change nothing")},
                            [this] { m_workspace.mode().set(Mode::Inspect); });
    auto *group = new QActionGroup(this);
    for (QAction *action : {m_simulate, m_inspect}) {
        action->setCheckable(true);
        group->addAction(action);
    }
    for (const ActionRegistry::Entry &entry : actions.entries())
        place(entry.action);
    connect(&actions, &ActionRegistry::added, this,
            [this](const QString &id) { place(m_workspace.actions().find(id)); });
    connect(&m_workspace.mode(), &ModeSwitch::changed, this, &ModeActions::apply);
    apply();
}

void ModeActions::only(Mode mode, QAction *action)
{
    m_parts.append({mode, action});
    setThere(action, m_workspace.mode().mode() == mode);
}

void ModeActions::only(Mode mode, QWidget *widget)
{
    m_parts.append({mode, widget});
    setThere(widget, m_workspace.mode().mode() == mode);
}

void ModeActions::place(QAction *action)
{
    if (std::any_of(kSimulateOnly.begin(), kSimulateOnly.end(),
                    [action](const char *prefix) { return begins(*action, prefix); }))
        only(Mode::Simulate, action);
    else if (begins(*action, kInspectOnly))
        only(Mode::Inspect, action);
}

void ModeActions::apply()
{
    const Mode mode = m_workspace.mode().mode();
    (mode == Mode::Inspect ? m_inspect : m_simulate)->setChecked(true);
    for (const Part &part : std::as_const(m_parts)) {
        if (part.object)
            setThere(part.object, part.mode == mode);
    }
}

} // namespace sessionscope::ui

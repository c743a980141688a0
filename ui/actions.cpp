// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/actions.h"

#include <QAction>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

ActionRegistry::ActionRegistry(QObject *parent)
    : QObject(parent)
{
}

QAction *ActionRegistry::add(const Description &description, std::function<void()> triggered)
{
    Q_ASSERT_X(!find(description.id), "action", qPrintable(description.id));
    auto *action = new QAction(description.text, this);
    action->setObjectName(description.id);
    action->setShortcut(description.shortcut);
    if (!description.hint.isEmpty()) {
        const QString keys = description.shortcut.toString(QKeySequence::NativeText);
        action->setToolTip(keys.isEmpty() ? description.hint
                                          : QStringLiteral("%1 (%2)").arg(description.hint, keys));
        action->setStatusTip(description.hint);
    }
    if (triggered)
        connect(action, &QAction::triggered, this, [run = std::move(triggered)] { run(); });
    m_entries.append({description.id, description.category, action});
    emit added(description.id);
    return action;
}

QAction *ActionRegistry::find(const QString &id) const
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(),
                                 [&id](const Entry &entry) { return entry.id == id; });
    return it == m_entries.end() ? nullptr : it->action;
}

} // namespace sessionscope::ui

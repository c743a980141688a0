// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/mode_bar.h"

#include "ui/workspace.h"

#include <QAction>

namespace sessionscope::ui {

ModeBar::ModeBar(Workspace &workspace, QWidget *parent)
    : QToolBar(tr("Mode"), parent)
{
    setObjectName(QStringLiteral("bar.mode"));
    setMovable(false);
    for (const char *id : {"mode.simulate", "mode.inspect"}) {
        addAction(workspace.actions().find(QLatin1String(id)));
        widgetForAction(actions().last())->setFocusPolicy(Qt::TabFocus);
    }
}

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/mode.h"

#include <QList>
#include <QObject>
#include <QPointer>

class QAction;
class QWidget;

namespace sessionscope::ui {

class Workspace;

/// The two commands that change the mode, and what is there in one of the modes only.
class ModeActions : public QObject
{
    Q_OBJECT

public:
    ModeActions(Workspace &workspace, QObject *parent);

    /// There in that mode only, from now on. An action that is not there cannot be triggered by its shortcut either.
    void only(Mode mode, QAction *action);
    void only(Mode mode, QWidget *widget);

    /// Once more: a layout that was restored may know of other bars.
    void apply();

private:
    void place(QAction *action);

    struct Part
    {
        Mode mode;
        QPointer<QObject> object; ///< an action or a widget
    };

    Workspace &m_workspace;
    QAction *m_simulate = nullptr;
    QAction *m_inspect = nullptr;
    QList<Part> m_parts;
};

} // namespace sessionscope::ui

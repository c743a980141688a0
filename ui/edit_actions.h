// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

#include <functional>

class QAction;
class QMenu;
class QWidget;

namespace sessionscope::ui {

class View;
class Workspace;

/// Copy, export, find and reveal: what works alike in every view. Made before the views, which ask whether ids are
/// revealed.
class EditActions : public QObject
{
    Q_OBJECT

public:
    EditActions(Workspace &workspace, std::function<View *()> activeView, QWidget *window);

private:
    void copy();
    void fillExports(QMenu &menu);
    void save(View *view, qsizetype format);

    Workspace &m_workspace;
    std::function<View *()> m_activeView;
    QWidget *m_window;
};

/// The action that shows session ids whole while it is checked; null in a window without EditActions.
QAction *revealAction(Workspace &workspace);
bool revealsIds(Workspace &workspace);

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QMainWindow>

class QLabel;

namespace sessionscope::ui {

class DockSet;
class FileActions;
class HelpActions;
class LookActions;
class Workspace;

/// The window: bars, menus, docks and the status line around the views.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Workspace &workspace);

    DockSet &docks() const { return *m_docks; }
    FileActions &files() const { return *m_files; }
    LookActions &look() const { return *m_look; }
    HelpActions &help() const { return *m_help; }

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void addViewActions();
    void addMenus();
    void addStatusLine();
    void updateStatus();

    Workspace &m_workspace;
    DockSet *m_docks = nullptr;
    FileActions *m_files = nullptr;
    LookActions *m_look = nullptr;
    HelpActions *m_help = nullptr;
    QLabel *m_status = nullptr;
    QLabel *m_figures = nullptr;
    bool m_closing = false;
};

} // namespace sessionscope::ui

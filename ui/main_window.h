// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QMainWindow>

#include <initializer_list>

class QLabel;

namespace sessionscope::ui {

class DockSet;
class ConnectionBook;
class FileActions;
class HelpActions;
class InspectActions;
class LookActions;
class ModeActions;
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
    InspectActions &inspect() const { return *m_inspect; }
    ConnectionBook &connections() const { return *m_connections; }

signals:
    /// It was closed, and has still something to end: it is not there any more for anybody else.
    void leaving();

protected:
    void closeEvent(QCloseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool isBusy() const;
    void finishClosing();
    void addViewActions();
    void addBars();
    void fill(QMenu *menu, std::initializer_list<const char *> ids);
    void addMenus();
    void addSimulationMenus();
    void addBadge();
    void showMode();
    void addStatusLine();
    void updateStatus();
    void updateInspectStatus();

    Workspace &m_workspace;
    DockSet *m_docks = nullptr;
    FileActions *m_files = nullptr;
    LookActions *m_look = nullptr;
    ModeActions *m_modes = nullptr;
    ConnectionBook *m_connections = nullptr;
    InspectActions *m_inspect = nullptr;
    HelpActions *m_help = nullptr;
    QLabel *m_status = nullptr;
    QLabel *m_figures = nullptr;
    bool m_closing = false;
};

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/plan_recovery.h"
#include "ui/settings.h"

#include <QObject>
#include <QTimer>

namespace sessionscope::ui {

class MainWindow;
class Workspace;

/// Gives the window the settings of the last time, and writes down what is changed, soon after it was.
class WindowMemory : public QObject
{
    Q_OBJECT

public:
    static constexpr int kWriteAfterMs = 500;

    /// Applies what the file says; a file or layout that is no use is told as Workspace::problem(). The window is not
    /// shown yet.
    WindowMemory(Workspace &workspace, MainWindow &window, const QString &file = SettingsFile::defaultName());
    ~WindowMemory() override;

    const Settings &settings() const { return m_settings; }
    /// The plan that was not saved when the program ended, if any; told as Workspace::problem().
    void bringBackPlan();
    /// At the first start: the usual size and a window manager's frame do not fit on a small screen.
    void fillSmallScreen();
    /// Writes what is not written yet.
    void flush();

private:
    void apply();
    void note();
    bool eventFilter(QObject *watched, QEvent *event) override;

    Workspace &m_workspace;
    MainWindow &m_window;
    SettingsFile m_file;
    PlanRecovery m_recovery;
    Settings m_settings;
    Settings m_written;
    QTimer m_later;
};

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

namespace sessionscope::ui {
class MainWindow;
class Workspace;
} // namespace sessionscope::ui

namespace sessionscope::window {

/// Prints to standard error how long after the start of the process a person saw what they were waiting for: the first
/// picture of the window, and the verdict of "show bug and fix". Loading the program's libraries counts.
class Timings : public QObject
{
    Q_OBJECT

public:
    Timings(ui::Workspace &workspace, ui::MainWindow &window);

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void onDemonstration();

    ui::Workspace &m_workspace;
    bool m_painted = false;
};

} // namespace sessionscope::window

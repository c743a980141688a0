// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QToolBar>

class QComboBox;

namespace sessionscope::ui {

class Workspace;

/// The first row of the window: which scenario, run it, restart the proxy.
class RunBar : public QToolBar
{
    Q_OBJECT

public:
    explicit RunBar(Workspace &workspace, QWidget *parent = nullptr);

private:
    void addScenarios();
    void addRestart();
    void addPace();
    void showPlan();

    Workspace &m_workspace;
    QComboBox *m_scenarios;
    QComboBox *m_speed;
};

} // namespace sessionscope::ui

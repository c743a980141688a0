// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

class QAction;

namespace sessionscope::ui {

class Workspace;

/// The actions that run and stop things and do faults to the cluster as a whole, with when each may be used. Faults to
/// one pod, proxy or session are in fault_actions.h.
class RunActions : public QObject
{
    Q_OBJECT

public:
    explicit RunActions(Workspace &workspace, QObject *parent = nullptr);

private:
    void addRunning();
    void runAgain();
    void addFaults();
    void update();
    void updateStore();

    Workspace &m_workspace;
    QAction *m_demonstrate;
    QAction *m_run;
    QAction *m_again;
    QAction *m_open;
    QAction *m_stop;
    QList<QAction *> m_faults;
    QAction *m_stopStore = nullptr; ///< among the faults
    QAction *m_startStore = nullptr;
};

} // namespace sessionscope::ui

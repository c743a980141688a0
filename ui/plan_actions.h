// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

namespace sessionscope::ui {

class Workspace;

/// Puts what people do with the plan, and with the pace of its run, into the registry of actions.
class PlanActions : public QObject
{
    Q_OBJECT

public:
    /// `window` owns the file dialogs.
    PlanActions(Workspace &workspace, QWidget *window);

private:
    void addEditing();
    void addFiles();
    void addPace();
    void askForFile();
    void save(const QString &file);

    Workspace &m_workspace;
    QWidget *m_window;
};

} // namespace sessionscope::ui

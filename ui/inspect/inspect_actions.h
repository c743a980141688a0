// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/connection_spec.h"
#include "core/inspect/finding.h"

#include <QObject>
#include <QPointer>

#include <optional>
#include <string>

class QAction;
class QWidget;

namespace sessionscope::ui {

class ConnectionBook;
class Workspace;

/// The commands of the inspect mode: connecting, snapshots, what Kubernetes says. None of them writes to what is looked
/// at.
class InspectActions : public QObject
{
    Q_OBJECT

public:
    InspectActions(Workspace &workspace, ConnectionBook &connections, QWidget *window);

    /// Opens the dialog, with this connection in it if there is one.
    void connectTo(const std::optional<inspect::ConnectionSpec> &spec = std::nullopt);
    /// Looks at it at once. Trouble comes as Workspace::problem().
    void openConnection(const QString &uri);
    /// At once, unless it needs a password: then the dialog asks for it.
    void connectToSaved(const QString &name);
    /// The snapshot of an installation with several troubles, for those who have none at hand.
    static std::string example();
    /// Trouble comes as Workspace::problem().
    void openSnapshot(const QString &file);
    void saveSnapshot(const QString &file);
    /// Every session that is present, as the command line writes them: CSV, or JSON by the file's name. Ids are masked
    /// unless they are shown.
    void exportSessions(const QString &file);
    void openObjects(const QString &file); ///< what kubectl printed
    void compare(const QString &file);     ///< an earlier snapshot with what is shown

private:
    void add();
    void addSnapshots(const QString &category);
    void addCluster(const QString &category);
    void update();
    void askForCluster();
    void askForNames();
    void chooseTarget(const QString &title, const QString &filter, const QString &suffix,
                      void (InspectActions::*save)(const QString &));
    void chooseFile(const QString &title, const QString &filter,
                    void (InspectActions::*open)(const QString &));
    void complain(const Error &error, const QString &file);

    Workspace &m_workspace;
    ConnectionBook &m_connections;
    QWidget *m_window;
    QAction *m_close = nullptr;
    QAction *m_scan = nullptr;
    QAction *m_cancel = nullptr;
    QAction *m_save = nullptr;
    QAction *m_export = nullptr;
    QAction *m_compare = nullptr;
    QAction *m_resolve = nullptr;
    QAction *m_reproduce = nullptr;
};

/// Rebuilds what a finding is about as the plan of the setup, and goes to the simulate mode. What had to be guessed
/// stands in the plan's purpose.
void bringToLab(Workspace &workspace, const inspect::Finding &finding);

} // namespace sessionscope::ui

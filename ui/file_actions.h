// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>

class QAction;
class QMainWindow;
class QMenu;

namespace sessionscope::ui {

class DockSet;
class Run;
class Workspace;

/// Journals, plans and reports: opened by dialog, by dropping them on the window, or again; saved as files.
class FileActions : public QObject
{
    Q_OBJECT

public:
    static constexpr int kRecentMax = 10;

    FileActions(Workspace &workspace, DockSet &docks, QMainWindow *window);

    /// A plan if it ends in .json, a snapshot if in .snapshot, else a journal. What cannot be opened comes as
    /// Workspace::problem().
    void open(const QString &file);
    /// The run that is shown. Trouble comes as Workspace::problem().
    void saveJournal(const QString &file);
    bool isSaving() const { return m_savers > 0; } ///< journals
    /// By the name's ending: .html (with pictures), .md, .xml (JUnit) or .json.
    void saveReport(const QString &file);

    const QStringList &recentFiles() const { return m_recent; } ///< the latest first
    void setRecentFiles(const QStringList &files);
    /// Filled when it is about to be shown.
    QMenu *recentMenu() const { return m_recentMenu; }

signals:
    void snapshotWanted(const QString &file);
    void recentFilesChanged();
    void savingEnded(); ///< of one journal

private:
    void addActions();
    void update();
    void openPlan(const QString &file);
    void remember(const QString &file);
    void chooseAndOpen();
    void chooseAndSave(const QString &title, const QString &suggestion, const QString &filter,
                       void (FileActions::*save)(const QString &));
    QByteArray reportOf(const Run &run, const QString &file);
    QByteArray withPictures(QByteArray html) const;
    void write(const QString &file, const QByteArray &bytes);
    bool eventFilter(QObject *watched, QEvent *event) override;

    Workspace &m_workspace;
    DockSet &m_docks;
    QMainWindow *m_window;
    int m_savers = 0;
    QStringList m_recent;
    QMenu *m_recentMenu;
    QAction *m_save = nullptr;
    QAction *m_report = nullptr;
    QAction *m_reload = nullptr;
};

} // namespace sessionscope::ui

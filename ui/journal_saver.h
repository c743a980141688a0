// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QPointer>
#include <QSaveFile>
#include <QTimer>

namespace sessionscope::ui {

class Job;
class Run;
class Workspace;

/// Writes a run's journal to a file, some of it per frame: the journal is the gui thread's, and may still grow. The file
/// appears whole or not at all.
class JournalSaver : public QObject
{
    Q_OBJECT

public:
    static constexpr int kBudgetMs = 8; ///< of a frame

    JournalSaver(Workspace &workspace, Run &run, const QString &file, QObject *parent = nullptr);

    void start();

signals:
    void saved(const QString &file);
    void finished(); ///< saved, cancelled, or failed (Workspace::problem says why)

private:
    void writeSome();
    void finish();

    Workspace &m_workspace;
    QPointer<Run> m_run;
    QSaveFile m_file;
    QTimer m_frame;
    QPointer<Job> m_job;
    std::size_t m_events = 0;   ///< written so far
    std::size_t m_messages = 0; ///< likewise
};

} // namespace sessionscope::ui

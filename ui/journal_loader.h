// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/mailbox.h"
#include "core/journal/journal_file.h"
#include "core/scenario/verdict.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <memory>
#include <optional>
#include <stop_token>

namespace sessionscope::ui {

class Job;
class Run;
class Workspace;

/// Opens one journal file beside the gui thread. Its first rows are there at once, the rest follows frame by frame, and
/// in the end the run is judged as when it was made, if the file says what its plan was.
class JournalLoader : public QObject
{
    Q_OBJECT

public:
    static constexpr int kFrameMs = 16;
    static constexpr int kBudgetMs = 8; ///< of a frame, for taking events over
    static constexpr std::size_t kEventsOfFrameMin = 500;

    JournalLoader(Workspace &workspace, QString file, QObject *parent = nullptr);
    ~JournalLoader() override;

    void start();

signals:
    /// The header is read: the run is in the list, and its events are coming.
    void opened(const QString &file);
    /// All is read, cancelled, or failed (Workspace::problem says why).
    void finished();

private:
    /// From the reading thread.
    struct Letter
    {
        std::optional<journal::FileHeader> header;
        journal::Batch batch;
        int percent = 0;
        std::size_t eventsExpected = 0; ///< in all, with the header; a guess
        std::optional<Error> error;
        std::optional<scenario::Verdict> verdict;
        bool truncated = false;
        bool last = false;
    };
    using Letters = std::shared_ptr<control::Mailbox<Letter>>;

    static void read(const QString &file, const Letters &letters, const std::stop_token &stop);
    void drain();
    void take(Letter letter);
    void finish(const Letter &last);

    Workspace &m_workspace;
    QString m_file;
    Letters m_letters = std::make_shared<control::Mailbox<Letter>>();
    std::stop_source m_stop;
    std::deque<Letter> m_waiting;
    std::size_t m_eventsOfFrame = kEventsOfFrameMin;
    QTimer m_frame;
    QPointer<Job> m_job;
    QPointer<Run> m_run;
};

} // namespace sessionscope::ui

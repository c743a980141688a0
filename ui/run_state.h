// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/checkpoints.h"
#include "core/journal/cluster_picture.h"

#include <QObject>

namespace sessionscope::ui {

class Run;
class RunList;
class TimeCursor;

/// Everything at the instant that is looked at: the fold of the current run's journal up to the cursor. Views read it
/// here, so that all of them show the same instant and the journal is folded once.
class RunState : public QObject
{
    Q_OBJECT

public:
    RunState(RunList &runs, TimeCursor &cursor, QObject *parent = nullptr);

    /// Null before the first run.
    Run *run() const { return m_run; }
    const journal::ClusterPicture &picture() const { return m_cursorIsLive ? m_folds.latest() : m_past; }
    /// Up to there the journal counts: the cursor's event, or the latest.
    journal::Sequence sequence() const { return picture().sequence(); }

signals:
    /// Another run or another past: whatever was shown is void.
    void reset();
    /// The latest instant has moved on; at most once a frame, and only while the cursor is live. `sessions` are the rows
    /// of the session table that changed since the last time, or since reset().
    void advanced(const std::optional<journal::SessionTable::Range> &sessions);

private:
    void follow();
    void onAdvanced();
    void onMoved();

    RunList &m_runs;
    TimeCursor &m_cursor;
    Run *m_run = nullptr;
    bool m_cursorIsLive = true;
    journal::Checkpoints<journal::ClusterPicture> m_folds;
    journal::ClusterPicture m_past;
};

} // namespace sessionscope::ui

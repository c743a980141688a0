// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run_state.h"

#include "ui/run.h"
#include "ui/run_list.h"
#include "ui/time_cursor.h"

namespace sessionscope::ui {

RunState::RunState(RunList &runs, TimeCursor &cursor, QObject *parent)
    : QObject(parent)
    , m_runs(runs)
    , m_cursor(cursor)
{
    connect(&m_runs, &RunList::currentChanged, this, &RunState::follow);
    connect(&m_cursor, &TimeCursor::moved, this, &RunState::onMoved);
}

void RunState::follow()
{
    if (m_run)
        m_run->disconnect(this);
    m_run = m_runs.current();
    m_cursorIsLive = m_cursor.isLive();
    m_folds = journal::Checkpoints<journal::ClusterPicture>();
    m_past = {};
    if (m_run) {
        m_folds.grow(m_run->journal());
        m_folds.latest().sessions().takeChanged();
        connect(m_run, &Run::advanced, this, &RunState::onAdvanced);
    }
    emit reset();
}

void RunState::onAdvanced()
{
    m_folds.grow(m_run->journal());
    const auto changed = m_folds.latest().sessions().takeChanged();
    if (m_cursorIsLive)
        emit advanced(changed);
}

void RunState::onMoved()
{
    m_cursorIsLive = m_cursor.isLive();
    if (m_run && !m_cursorIsLive)
        m_past = m_folds.at(*m_cursor.sequence(), m_run->journal());
    emit reset();
}

} // namespace sessionscope::ui

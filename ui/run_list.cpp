// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run_list.h"

namespace sessionscope::ui {

void RunList::add(Run *run)
{
    run->setParent(this);
    m_runs.append(run);
    setCurrent(run);
    for (Run *old : QList<Run *>(m_runs)) {
        if (m_runs.size() <= kRunsMax)
            break;
        if (old != m_current && old->isEnded())
            remove(old);
    }
    emit listChanged();
}

void RunList::setCurrent(Run *run)
{
    if (m_current == run)
        return;
    emit currentChanging();
    if (m_current)
        disconnect(m_current, &Run::stateChanged, this, nullptr);
    m_current = run;
    if (m_current)
        connect(m_current, &Run::stateChanged, this, &RunList::currentStateChanged);
    emit currentChanged();
    emit currentStateChanged();
}

void RunList::remove(Run *run)
{
    if (!m_runs.contains(run))
        return;
    emit removing(run);
    m_runs.removeOne(run);
    if (m_current == run)
        setCurrent(m_runs.isEmpty() ? nullptr : m_runs.last());
    run->deleteLater();
    emit listChanged();
}

} // namespace sessionscope::ui

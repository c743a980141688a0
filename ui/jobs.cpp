// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/jobs.h"

#include <utility>

namespace sessionscope::ui {

Job::Job(QString title, QObject *parent)
    : QObject(parent)
    , m_title(std::move(title))
{
}

void Job::setPercent(int percent)
{
    if (m_percent == percent)
        return;
    m_percent = percent;
    emit progressed();
}

void Job::end()
{
    emit ended();
    deleteLater();
}

Job *Jobs::add(const QString &title)
{
    auto *job = new Job(title, this);
    m_jobs.append(job);
    connect(job, &Job::ended, this, [this, job] {
        m_jobs.removeOne(job);
        emit changed();
    });
    emit changed();
    return job;
}

} // namespace sessionscope::ui

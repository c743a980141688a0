// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/job_bar.h"

#include "ui/jobs.h"
#include "ui/views/elided.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QToolButton>

namespace sessionscope::ui {

JobBar::JobBar(Jobs &jobs, QWidget *parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_title(new ElidedLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QToolButton(this))
{
    constexpr int kWidth = 140;
    m_progress->setFixedWidth(kWidth);
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setAccessibleName(tr("Cancel this work"));
    m_cancel->setObjectName(QStringLiteral("job.cancel"));
    m_cancel->setFocusPolicy(Qt::TabFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_title);
    layout->addWidget(m_progress);
    layout->addWidget(m_cancel);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (m_job)
            m_job->cancel();
    });
    connect(&m_jobs, &Jobs::changed, this, &JobBar::update);
    update();
}

void JobBar::update()
{
    Job *job = m_jobs.list().isEmpty() ? nullptr : m_jobs.list().first();
    setVisible(job != nullptr);
    if (job == m_job)
        return;
    if (m_job)
        m_job->disconnect(this);
    m_job = job;
    if (!job)
        return;
    const auto show = [this] { m_progress->setValue(m_job ? m_job->percent() : 0); };
    connect(job, &Job::progressed, this, show);
    m_title->setText(job->title());
    show();
}

} // namespace sessionscope::ui

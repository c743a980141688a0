// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPointer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace sessionscope::ui {

class ElidedLabel;
class Job;
class Jobs;

/// The oldest of the jobs, in the status bar: its name, how far it is, and a button that ends it. Hidden without one.
class JobBar : public QWidget
{
    Q_OBJECT

public:
    explicit JobBar(Jobs &jobs, QWidget *parent = nullptr);

private:
    void update();

    Jobs &m_jobs;
    ElidedLabel *m_title;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
    QPointer<Job> m_job;
};

} // namespace sessionscope::ui

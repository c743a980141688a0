// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/mailbox.h"
#include "core/journal/session_outcomes.h"
#include "core/scenario/run_spec.h"
#include "ui/lab.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <cstddef>
#include <memory>
#include <stop_token>
#include <vector>

namespace sessionscope::ui {

class Job;
class Jobs;

/// Tries runs on the simulator beside the gui thread, one after the other: what would become of their sessions. The
/// status line shows how far it is, and can end it.
class Trials : public QObject
{
    Q_OBJECT

public:
    using Outcome = Result<journal::SessionOutcomes::Totals>;

    static constexpr int kFrameMs = 16;

    Trials(const Lab &lab, Jobs &jobs, QObject *parent = nullptr);
    ~Trials() override;

    /// What was under way before is given up. `title` is the job's.
    void start(const QString &title, std::vector<scenario::RunSpec> runs);
    void cancel();
    bool isRunning() const { return m_frame.isActive(); }

signals:
    /// `index` counts the runs as they were given; they end in that order.
    void tried(std::size_t index, const sessionscope::ui::Trials::Outcome &outcome);
    /// The outcomes of a frame were told.
    void advanced();
    void finished(); ///< all were tried, or it was cancelled

private:
    using Letters = std::shared_ptr<control::Mailbox<Outcome>>;

    void drain();
    void end();

    const Lab &m_lab;
    Jobs &m_jobs;
    Letters m_letters;
    std::stop_source m_stop;
    QThreadPool m_thread; ///< of its own: what others have to do does not wait behind a long run
    QTimer m_frame;
    QPointer<Job> m_job;
    std::size_t m_tried = 0;
    std::size_t m_count = 0;
};

/// The run under as many seeds, from its own on.
std::vector<scenario::RunSpec> underSeeds(const scenario::RunSpec &run, std::size_t seeds);

/// One run on the simulator, on the caller's thread. Errors are the engine's; Cancelled if it was stopped.
Trials::Outcome tryRun(const EngineFactory &factory, const scenario::RunSpec &run,
                       const std::stop_token &stop = {});

} // namespace sessionscope::ui

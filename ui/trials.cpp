// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/trials.h"

#include "ui/jobs.h"

#include <utility>

namespace sessionscope::ui {

Trials::Trials(const Lab &lab, Jobs &jobs, QObject *parent)
    : QObject(parent)
    , m_lab(lab)
    , m_jobs(jobs)
{
    m_thread.setMaxThreadCount(1);
    m_frame.setInterval(kFrameMs);
    connect(&m_frame, &QTimer::timeout, this, &Trials::drain);
}

Trials::~Trials()
{
    m_stop.request_stop();
}

void Trials::start(const QString &title, std::vector<scenario::RunSpec> runs)
{
    cancel();
    if (runs.empty())
        return;
    m_tried = 0;
    m_count = runs.size();
    m_stop = {};
    m_letters = std::make_shared<control::Mailbox<Outcome>>();
    m_job = m_jobs.add(title);
    connect(m_job, &Job::cancelled, this, &Trials::cancel);
    m_frame.start();
    m_thread.start(
        [runs = std::move(runs), factory = m_lab.factory(), letters = m_letters, stop = m_stop.get_token()] {
            for (const scenario::RunSpec &run : runs) {
                if (stop.stop_requested())
                    return;
                letters->put(tryRun(factory, run, stop));
            }
        });
}

void Trials::cancel()
{
    if (isRunning())
        end();
}

void Trials::drain()
{
    const auto outcomes = m_letters->take();
    for (const Outcome &outcome : outcomes)
        emit tried(m_tried++, outcome);
    if (outcomes.empty())
        return;
    if (m_job)
        m_job->setPercent(static_cast<int>(m_tried * 100 / m_count));
    emit advanced();
    if (m_tried == m_count)
        end();
}

void Trials::end()
{
    m_frame.stop();
    m_stop.request_stop();
    if (m_job)
        m_job->end();
    m_job.clear();
    emit finished();
}

std::vector<scenario::RunSpec> underSeeds(const scenario::RunSpec &run, std::size_t seeds)
{
    std::vector<scenario::RunSpec> runs(seeds, run);
    for (std::size_t i = 0; i < seeds; ++i)
        runs[i].seed = runs[i].plan.seed = run.seed + i;
    return runs;
}

Trials::Outcome tryRun(const EngineFactory &factory, const scenario::RunSpec &run,
                       const std::stop_token &stop)
{
    using namespace control;
    const std::unique_ptr<EnginePort> engine = factory(EngineKind::Sim);
    OpenCluster open;
    open.run = run;
    engine->post({CommandId(1), std::move(open)});
    engine->post({CommandId(2), ExecutePlan{[stop] { return stop.stop_requested(); }}});
    const Report report = engine->drain(); // complete: the simulator works on the caller's thread
    for (const Notice &notice : report.notices) {
        if (const auto *failed = std::get_if<EngineFailed>(&notice))
            return fail(failed->error);
        if (const auto *done = std::get_if<CommandDone>(&notice); done && !done->result)
            return fail(done->result.error());
    }
    journal::SessionOutcomes outcomes;
    for (const journal::Event &event : report.journal.events)
        outcomes.apply(event);
    return outcomes.totals();
}

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/run_driver.h"

#include "app/cli/exit_code.h"
#include "app/cli/waiting.h"

#include <chrono>
#include <optional>
#include <utility>

namespace sessionscope::cli {

using namespace control;

namespace {

/// Follows one engine from opening the cluster to the end of the plan.
class PlanFollower
{
public:
    PlanFollower(EnginePort &engine, journal::Journal &journal)
        : m_engine(engine)
        , m_journal(journal)
    {
    }

    void take(Report report)
    {
        if (!report.journal.empty())
            m_journal.append(std::move(report.journal));
        for (Notice &notice : report.notices)
            std::visit([this](auto &what) { on(what); }, notice);
    }

    bool isOver() const { return m_finished || m_error; }
    const std::optional<Error> &error() const { return m_error; }

private:
    void on(const ClusterReady &) { m_engine.post({CommandId(2), ExecutePlan{}}); }
    void on(const PlanFinished &) { m_finished = true; }
    void on(const EngineFailed &failed) { keep(environmentError(failed.error)); }
    void on(const EngineStopped &)
    {
        if (!m_finished)
            keep({ErrorCode::Cancelled, "the engine stopped before the plan was through", "", ""});
    }
    void on(const CommandDone &done)
    {
        if (!done.result)
            keep(done.result.error());
    }
    void keep(const Error &error)
    {
        if (!m_error)
            m_error = error;
    }

    EnginePort &m_engine;
    journal::Journal &m_journal;
    bool m_finished = false;
    std::optional<Error> m_error;
};

} // namespace

ExecutedRun executeRun(app::EngineKind kind, const scenario::RunSpec &run, Attention attention)
{
    ExecutedRun executed;
    executed.startedAt = wallTimeNow();
    const Doorbell bell; // outlives the engine that rings it
    const auto engine = app::makeEngine(kind);
    PlanFollower follower(*engine, executed.journal);
    engine->onWake([&bell] { bell.ring(); });
    OpenCluster open;
    open.run = run;
    engine->post({CommandId(1), std::move(open)});
    while (!follower.isOver()) {
        if (attention.interruption) {
            executed.end = fail(ErrorCode::Cancelled, "interrupted");
            return executed;
        }
        // Posting to the simulator fills its report at once, so reports are looked at before anybody waits.
        Report report = engine->drain();
        const bool quiet = report.empty();
        follower.take(std::move(report));
        if (!quiet)
            continue;
        waitForAny({bell.descriptor(), attention.interruption.descriptor()}, attention.progress);
        bell.silence();
    }
    if (follower.error())
        executed.end = fail(*follower.error());
    else
        executed.verdict = scenario::judge(executed.journal, run, app::toText(kind));
    return executed;
}

WallTime wallTimeNow()
{
    const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
    return WallTime{std::chrono::duration_cast<std::chrono::nanoseconds>(sinceEpoch).count()};
}

} // namespace sessionscope::cli

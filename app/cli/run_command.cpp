// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands.h"
#include "app/cli/files.h"
#include "app/cli/results.h"
#include "app/cli/run_driver.h"
#include "app/cli/run_setup.h"
#include "app/cli/terminal.h"
#include "app/cli/verdict_text.h"
#include "core/journal/journal_file.h"
#include "core/scenario/report.h"
#include "core/scenario/statistics.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace sessionscope::cli {

using nlohmann::ordered_json;
using scenario::LossRate;
using scenario::RunSpec;
using scenario::Verdict;

namespace {

double share(std::int64_t ppm)
{
    return static_cast<double>(ppm) / 1e6;
}

ordered_json shortJson(const Verdict &verdict)
{
    return {{"seed", verdict.seed},
            {"passed", verdict.passed()},
            {"intact", verdict.sessions.intact},
            {"amnesia", verdict.sessions.amnesia},
            {"lost", verdict.sessions.lost},
            {"closed", verdict.sessions.closed},
            {"failureModes", verdict.failureModes},
            {"durationMs", verdict.duration.inMilliseconds()}};
}

ordered_json repetitionJson(const std::vector<Verdict> &verdicts, const LossRate &losses,
                            std::optional<std::int64_t> theoryPpm)
{
    ordered_json results = ordered_json::array();
    for (const Verdict &verdict : verdicts)
        results.push_back(shortJson(verdict));
    const auto interval = losses.interval();
    return {{"scenario", verdicts.front().scenario},
            {"profile", verdicts.front().profile},
            {"engine", verdicts.front().engine},
            {"seed", verdicts.front().seed},
            {"runs", losses.runs},
            {"lossyRuns", losses.lossy},
            {"lossRate", share(losses.ratePpm())},
            {"interval", {share(interval.lowPpm), share(interval.highPpm)}},
            {"theoretical", theoryPpm ? ordered_json(share(*theoryPpm)) : ordered_json(nullptr)},
            {"amnesiaRuns", losses.forgetful},
            {"amnesiaRate", share(losses.amnesiaPpm())},
            {"results", std::move(results)}};
}

std::string journalText(const ExecutedRun &executed, const RunSpec &run, const std::string &engine)
{
    journal::FileHeader header;
    header.plan = scenario::toJson(run.plan);
    header.profile = run.profile.name;
    header.engine = engine;
    header.seed = run.seed;
    header.build = std::string(programVersion());
    header.startedAt = executed.startedAt;
    return journal::encodeJournal(header, executed.journal);
}

LossRate lossesOf(const std::vector<Verdict> &verdicts)
{
    LossRate losses;
    for (const Verdict &verdict : verdicts)
        losses.add(verdict.sessions);
    return losses;
}

/// What was asked for and cannot be is said before anything runs.
Result<void> checkFiles(const RunRequest &request)
{
    if (request.repeat > 1 && !request.journalFile.empty()) {
        return fail(ErrorCode::InvalidInput, "a journal holds one run, not several", "--journal",
                    "leave out --repeat and name the run with --seed");
    }
    if (!request.reportFile.empty()) {
        if (const auto format = scenario::reportFormatOf(request.reportFile); !format)
            return fail(ErrorCode::InvalidInput, format.error().what, "--report " + request.reportFile,
                        format.error().hint);
    }
    return {};
}

Result<void> writeReport(const std::string &file, const std::vector<Verdict> &verdicts, const RunSpec &run)
{
    scenario::ReportHeader header;
    header.title = fmt::format("{} under {}", run.plan.id, run.profile.name);
    header.build = std::string(programVersion());
    header.writtenAt = utcText(wallTimeNow());
    if (verdicts.size() > 1) {
        header.losses = lossesOf(verdicts);
        header.theoryPpm = scenario::theoreticalLossPpm(run);
    }
    return writeFile(file, scenario::renderReport(*scenario::reportFormatOf(file), verdicts, header));
}

/// One run after the other, each with its own seed.
Result<std::vector<Verdict>> executeRuns(const RunRequest &request, app::EngineKind engine, RunSpec run)
{
    const Interruption interruption;
    Progress progress;
    std::vector<Verdict> verdicts;
    for (std::uint32_t i = 0; i < request.repeat; ++i) {
        progress.tell(request.repeat > 1
                          ? fmt::format("{}: run {} of {} …", run.plan.id, i + 1, request.repeat)
                          : fmt::format("{} under {} …", run.plan.id, run.profile.name));
        ExecutedRun executed = executeRun(engine, run, {interruption, progress});
        if (!request.journalFile.empty()) { // of a run that did not get to its end, too
            const auto text = journalText(executed, run, app::toText(engine));
            if (const auto written = writeFile(request.journalFile, text); !written)
                return fail(written.error());
        }
        if (!executed.end)
            return fail(executed.end.error());
        verdicts.push_back(std::move(executed.verdict));
        run.plan.seed = ++run.seed;
    }
    return verdicts;
}

void show(const RunRequest &request, const std::vector<Verdict> &verdicts, const RunSpec &run)
{
    if (request.repeat == 1) {
        print(request.json ? jsonText(scenario::toJson(verdicts.front())) : verdictText(verdicts.front()));
        return;
    }
    const LossRate losses = lossesOf(verdicts);
    const auto theory = scenario::theoreticalLossPpm(run);
    print(request.json ? jsonText(repetitionJson(verdicts, losses, theory))
                       : repetitionText(verdicts, losses, theory));
}

} // namespace

Result<ExitCode> runScenario(const RunRequest &request)
{
    const auto engine = app::parseEngineKind(request.engine);
    if (!engine)
        return fail(ErrorCode::InvalidInput, engine.error().what, "--engine", engine.error().hint);
    if (const auto files = checkFiles(request); !files)
        return fail(files.error());
    auto plan = loadPlanForSimulatedPods(request.scenario);
    if (!plan)
        return fail(plan.error());
    const auto run = setUpRun(std::move(*plan), request.profile, "--profile", request.changes);
    if (!run)
        return fail(inPlan(run.error(), request.scenario));
    const auto verdicts = executeRuns(request, *engine, *run);
    if (!verdicts)
        return fail(verdicts.error());
    show(request, *verdicts, *run);
    if (!request.reportFile.empty()) {
        if (const auto written = writeReport(request.reportFile, *verdicts, *run); !written)
            return fail(written.error());
    }
    return passedIf(std::ranges::all_of(*verdicts, &Verdict::passed));
}

} // namespace sessionscope::cli

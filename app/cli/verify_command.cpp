// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands.h"
#include "app/cli/files.h"
#include "app/cli/results.h"
#include "app/cli/run_driver.h"
#include "app/cli/run_setup.h"
#include "app/cli/terminal.h"
#include "app/cli/verdict_text.h"
#include "core/scenario/report.h"
#include "core/scenario/statistics.h"

#include <fmt/format.h>

namespace sessionscope::cli {

using scenario::Comparison;
using scenario::RunSpec;

namespace {

Result<void> writeReport(const std::string &file, const Comparison &comparison)
{
    scenario::ReportHeader header;
    header.title = fmt::format("{}: {} and {}", comparison.before.scenario, comparison.before.profile,
                               comparison.after.profile);
    header.build = std::string(programVersion());
    header.writtenAt = utcText(wallTimeNow());
    const auto format = scenario::reportFormatOf(file);
    return writeFile(file, scenario::renderReport(*format, comparison, header));
}

Result<Comparison> executeBoth(app::EngineKind engine, const RunSpec &before, const RunSpec &after)
{
    const Interruption interruption;
    Progress progress;
    Comparison comparison;
    progress.tell(fmt::format("{} under {} …", before.plan.id, before.profile.name));
    ExecutedRun first = executeRun(engine, before, {interruption, progress});
    if (!first.end)
        return fail(first.end.error());
    comparison.before = std::move(first.verdict);
    progress.tell(fmt::format("{} under {} …", after.plan.id, after.profile.name));
    ExecutedRun second = executeRun(engine, after, {interruption, progress});
    if (!second.end)
        return fail(second.end.error());
    comparison.after = std::move(second.verdict);
    return comparison;
}

} // namespace

Result<ExitCode> verifyScenario(const VerifyRequest &request)
{
    const auto engine = app::parseEngineKind(request.engine);
    if (!engine)
        return fail(ErrorCode::InvalidInput, engine.error().what, "--engine", engine.error().hint);
    if (!request.reportFile.empty()) {
        if (const auto format = scenario::reportFormatOf(request.reportFile); !format)
            return fail(ErrorCode::InvalidInput, format.error().what, "--report " + request.reportFile,
                        format.error().hint);
    }
    const auto plan = loadPlanForSimulatedPods(request.scenario);
    if (!plan)
        return fail(plan.error());
    const auto before = setUpRun(*plan, request.before, "--before", request.changes);
    if (!before)
        return fail(inPlan(before.error(), request.scenario));
    const auto after = setUpRun(*plan, request.after, "--after", request.changes);
    if (!after)
        return fail(inPlan(after.error(), request.scenario));

    const auto comparison = executeBoth(*engine, *before, *after);
    if (!comparison)
        return fail(comparison.error());
    print(request.json ? jsonText(scenario::toJson(*comparison))
                       : comparisonText(*comparison, scenario::theoreticalLossPpm(*before)));
    if (!request.reportFile.empty()) {
        if (const auto written = writeReport(request.reportFile, *comparison); !written)
            return fail(written.error());
    }
    return passedIf(comparison->reproduced() && comparison->fixed());
}

} // namespace sessionscope::cli

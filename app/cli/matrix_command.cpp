// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands.h"
#include "app/cli/matrix.h"
#include "app/cli/results.h"
#include "app/cli/run_driver.h"
#include "app/cli/run_setup.h"
#include "app/cli/terminal.h"
#include "core/scenario/catalogue.h"

#include <fmt/format.h>

namespace sessionscope::cli {

using scenario::Matrix;
using scenario::MatrixCell;
using Totals = journal::SessionOutcomes::Totals;

namespace {

std::string totalsText(const Totals &totals)
{
    return fmt::format("{} intact, {} amnesia, {} lost, {} closed", totals.intact, totals.amnesia,
                       totals.lost, totals.closed);
}

/// The engines whose runs fill a cell; the first one's figures are shown.
Result<std::vector<app::EngineKind>> enginesOf(const std::string &name)
{
    if (name == "both")
        return std::vector{app::EngineKind::Sim, app::EngineKind::Live};
    const auto kind = app::parseEngineKind(name);
    if (!kind)
        return fail(ErrorCode::InvalidInput, kind.error().what, "--engine", "sim, live or both");
    return std::vector{*kind};
}

/// One seed of one cell, on every engine.
Result<void> runOnce(MatrixCell &cell, const scenario::RunSpec &run,
                     const std::vector<app::EngineKind> &engines, Attention attention)
{
    std::vector<Totals> outcomes;
    for (const app::EngineKind engine : engines) {
        attention.progress.tell(fmt::format("{} under {}, seed {}, {} …", cell.scenario, cell.profile,
                                            run.seed, app::toText(engine)));
        const ExecutedRun executed = executeRun(engine, run, attention);
        if (!executed.end)
            return fail(executed.end.error());
        outcomes.push_back(executed.verdict.sessions);
    }
    cell.sum += outcomes.front();
    if (outcomes.back() != outcomes.front()) {
        cell.disagreements.push_back(fmt::format("seed {}: {}: {}; {}: {}", run.seed,
                                                 app::toText(engines.front()), totalsText(outcomes.front()),
                                                 app::toText(engines.back()), totalsText(outcomes.back())));
    }
    return {};
}

/// The run of one seed. `store` stands in for Redis alone: where records live is what some profiles and plans are about.
Result<scenario::RunSpec> setUpCell(const scenario::Plan &plan, const std::string &profile,
                                    const std::string &store, std::uint64_t seed)
{
    RunChanges changes;
    changes.seed = seed;
    auto run = setUpRun(plan, profile, "--profile", changes);
    if (!run || store.empty() || run->cluster.store != cluster::StoreKind::Redis)
        return run;
    changes.store = store;
    return setUpRun(plan, profile, "--profile", changes);
}

Result<MatrixCell> fillCell(const scenario::Plan &plan, const std::string &profile,
                            const MatrixRequest &request, const std::vector<app::EngineKind> &engines,
                            Attention attention)
{
    MatrixCell cell;
    cell.scenario = plan.id;
    cell.profile = profile;
    for (std::uint32_t i = 0; i < request.seeds; ++i) {
        const auto run = setUpCell(plan, profile, request.store, plan.seed + i);
        if (!run) {
            if (run.error().where == "--store")
                return fail(run.error());
            cell.refusal = run.error().text();
            return cell;
        }
        if (const auto ran = runOnce(cell, *run, engines, attention); !ran)
            return fail(ran.error());
    }
    return cell;
}

} // namespace

Result<ExitCode> printMatrix(const MatrixRequest &request)
{
    const auto engines = enginesOf(request.engine);
    if (!engines)
        return fail(engines.error());
    if (request.store.find(':') != std::string::npos)
        return fail(ErrorCode::InvalidInput,
                    "a matrix stops and flushes its store, which a Redis that is not ours is spared",
                    "--store", "local, embedded or redis");
    Matrix matrix;
    matrix.engine = request.engine;
    matrix.seeds = request.seeds;
    for (const routing::Profile &profile : routing::profiles())
        matrix.profiles.push_back(profile.name);

    {
        const Interruption interruption;
        Progress progress;
        for (const scenario::BuiltIn &builtIn : scenario::builtInPlans()) {
            matrix.scenarios.emplace_back(builtIn.id);
            const auto plan = scenario::parsePlan(builtIn.json);
            if (!plan)
                return fail(plan.error());
            for (const std::string &profile : matrix.profiles) {
                auto cell = fillCell(*plan, profile, request, *engines, {interruption, progress});
                if (!cell)
                    return fail(cell.error());
                matrix.cells.push_back(std::move(*cell));
            }
        }
    }
    if (request.json)
        print(jsonText(scenario::matrixJson(matrix)));
    else
        print(request.markdown ? scenario::matrixMarkdown(matrix) : matrixText(matrix));
    if (request.markdown && matrix.disagreements() > 0)
        printError({ErrorCode::Protocol, fmt::format("the engines disagree {} times", matrix.disagreements()),
                    "", "run it without --markdown to see where"});
    return passedIf(matrix.disagreements() == 0);
}

} // namespace sessionscope::cli

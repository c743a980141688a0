// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/interruption.h"
#include "app/cli/progress.h"
#include "app/composition.h"
#include "core/journal/journal.h"
#include "core/scenario/run_spec.h"
#include "core/scenario/verdict.h"

namespace sessionscope::cli {

/// What of the world outside a run listens to.
struct Attention
{
    const Interruption &interruption;
    Progress &progress;
};

struct FinishedRun
{
    journal::Journal journal;
    scenario::Verdict verdict;
    WallTime startedAt;
};

/// Executes the plan of a run to its end and judges it. Errors: those of the environment, and Cancelled after a signal.
/// Nothing of the run is left when this returns, however it ends.
Result<FinishedRun> executeRun(app::EngineKind kind, const scenario::RunSpec &run, Attention attention);

/// The time of day.
WallTime wallTimeNow();

} // namespace sessionscope::cli

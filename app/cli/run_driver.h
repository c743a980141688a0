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

struct ExecutedRun
{
    journal::Journal journal; ///< of a run that did not get to its end, until then
    scenario::Verdict verdict;
    WallTime startedAt;
    Result<void>
        end; ///< errors: those of the environment, and Cancelled after a signal; then there is no verdict
};

/// Executes the plan of a run to its end and judges it. Nothing of the run is left when this returns, however it ends.
ExecutedRun executeRun(app::EngineKind kind, const scenario::RunSpec &run, Attention attention);

/// The time of day.
WallTime wallTimeNow();

} // namespace sessionscope::cli

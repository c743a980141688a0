// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"
#include "core/scenario/run_spec.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sessionscope::scenario {

/// One judgement over a finished run.
struct CheckResult
{
    enum class Status { Passed, Failed };

    std::string id;
    Status status = Status::Passed;
    std::string
        culprit; ///< who broke the rule: "proxy", "pod", "client", "store", "platform"; empty when passed
    std::string evidence;                  ///< one sentence with figures
    std::vector<journal::Sequence> events; ///< where to look, the first few
};

/// A rule that is judged from the journal alone: a pure function with a stable id. The result's `id` is left to the caller.
struct Check
{
    std::string_view id;
    std::string_view title;
    CheckResult (*evaluate)(const journal::Journal &journal, const RunSpec &run);
};

std::span<const Check> checks();
const Check *findCheck(std::string_view id);

} // namespace sessionscope::scenario

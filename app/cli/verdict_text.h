// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/statistics.h"
#include "core/scenario/verdict.h"

#include <optional>
#include <span>
#include <string>

/// Verdicts as a person reads them, in 80 columns.
namespace sessionscope::cli {

std::string verdictText(const scenario::Verdict &verdict);

/// `theoryPpm`: of the run before, theoreticalLossPpm(). It decides whether another seed may show what this one did not.
std::string comparisonText(const scenario::Comparison &comparison, std::optional<std::int64_t> theoryPpm);

std::string repetitionText(std::span<const scenario::Verdict> verdicts, const scenario::LossRate &losses,
                           std::optional<std::int64_t> theoryPpm);

} // namespace sessionscope::cli

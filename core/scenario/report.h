// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/scenario/statistics.h"
#include "core/scenario/verdict.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sessionscope::scenario {

enum class ReportFormat {
    Json,     ///< the verdict as `--json` prints it; an array if there are several
    JunitXml, ///< a test suite per run, a test case per check: what CI systems read
    Markdown,
    Html, ///< one self-contained page, light or dark as the reader's system is
};

/// By the ending of a file's name: .json, .xml, .md or .html. InvalidInput for any other.
Result<ReportFormat> reportFormatOf(std::string_view fileName);

/// What a report says beside the verdicts. The core has no clock: the time is the caller's text.
struct ReportHeader
{
    std::string title;                     ///< "restart under toolhive-0.17"
    std::string build;                     ///< version of the program
    std::string writtenAt;                 ///< "2026-04-06T16:43:13Z", empty to leave it out
    std::optional<LossRate> losses;        ///< of repeated runs
    std::optional<std::int64_t> theoryPpm; ///< what their rate of loss must be, theoreticalLossPpm()
};

/// The report as text. Everything that comes from a run is escaped for the format.
std::string renderReport(ReportFormat format, std::span<const Verdict> verdicts, const ReportHeader &header);

/// Of a comparison: the same, for its two runs, and whether the bug was reproduced and fixed.
std::string renderReport(ReportFormat format, const Comparison &comparison, ReportHeader header);

/// "66.7 %" for 666667.
std::string percent(std::int64_t ppm);

/// "40 of 60 runs lost sessions: 66.7 % (95 %: 54.1 % to 77.3 %), theory 66.7 %; amnesia in 0 of 60 runs: 0.0 %"
std::string describe(const LossRate &losses, std::optional<std::int64_t> theoryPpm);

} // namespace sessionscope::scenario

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/verdict_text.h"

#include "app/cli/text_table.h"
#include "core/journal/failure_modes.h"
#include "core/scenario/report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace sessionscope::cli {

using scenario::CheckResult;
using scenario::Comparison;
using scenario::Verdict;

namespace {

bool failed(const CheckResult &check)
{
    return check.status == CheckResult::Status::Failed;
}

Cell statusCell(const CheckResult &check)
{
    return failed(check) ? Cell{"✗ failed", Tone::Bad} : Cell{"✓ passed", Tone::Good};
}

std::string countsText(const journal::SessionOutcomes::Totals &sessions)
{
    return fmt::format("{} intact, {} amnesia, {} lost, {} closed", sessions.intact, sessions.amnesia,
                       sessions.lost, sessions.closed);
}

std::string secondsText(Duration span)
{
    return fmt::format("{}.{:03} s", span.inSeconds(), span.inMilliseconds() % 1000);
}

std::string evidenceText(const CheckResult &check)
{
    return check.culprit.empty() ? check.evidence : fmt::format("{} ({})", check.evidence, check.culprit);
}

std::string modesText(const std::vector<std::string> &modes)
{
    TextTable table({});
    for (const std::string &mode : modes) {
        const journal::FailureMode *known = journal::findFailureMode(mode);
        table.add({{mode, Tone::Warning},
                   {known ? std::string(known->title) : "no session lost, but no fair share"}});
    }
    return modes.empty() ? "" : "\n" + toned("why", Tone::Strong) + "\n" + table.text();
}

std::string heading(std::string_view scenario, std::string_view how)
{
    return paragraph(toned(scenario, Tone::Strong) + " " + std::string(how), "  ") + "\n";
}

/// One line of a comparison: both sides and what they are about.
std::vector<Cell> checkRow(const CheckResult &before, const Verdict &after)
{
    const auto same = std::ranges::find(after.checks, before.id, &CheckResult::id);
    Cell right = same == after.checks.end() ? Cell{"—"} : statusCell(*same);
    return {statusCell(before), std::move(right), {before.id}};
}

/// Another seed is worth a try only where theory says that some lose and some do not.
bool dependsOnTheSeed(std::optional<std::int64_t> theoryPpm)
{
    return theoryPpm && *theoryPpm > 0 && *theoryPpm < 1'000'000;
}

std::vector<Cell> countRow(std::size_t before, std::size_t after, const char *what, Tone tone)
{
    const auto cell
        = [tone](std::size_t count) { return Cell{std::to_string(count), count > 0 ? tone : Tone::Plain}; };
    return {cell(before), cell(after), {what}};
}

} // namespace

std::string verdictText(const Verdict &verdict)
{
    std::string text
        = heading(verdict.scenario,
                  fmt::format("under {}, seed {}, {} engine", verdict.profile, verdict.seed, verdict.engine));
    text += fmt::format("  {} sessions: {}\n", verdict.sessions.total, countsText(verdict.sessions));
    text += verdict.notFound.count() == 0 ? "\n" : "  " + verdict.notFound.text() + "\n\n";
    TextTable checks({});
    for (const CheckResult &check : verdict.checks)
        checks.add({statusCell(check), {check.id}, {evidenceText(check)}});
    text += checks.text() + modesText(verdict.failureModes) + "\n";
    text += verdict.passed() ? toned("✓ passed", Tone::Good) : toned("✗ failed", Tone::Bad);
    return text + fmt::format(" in {}\n", secondsText(verdict.duration));
}

std::string comparisonText(const Comparison &comparison, std::optional<std::int64_t> theoryPpm)
{
    const Verdict &before = comparison.before;
    const Verdict &after = comparison.after;
    std::string text
        = heading(before.scenario, fmt::format("with seed {}, {} engine", before.seed, before.engine));
    TextTable table({before.profile, after.profile, ""});
    table.add(countRow(before.sessions.total, after.sessions.total, "sessions", Tone::Plain));
    table.add(countRow(before.sessions.intact, after.sessions.intact, "intact", Tone::Good));
    table.add(countRow(before.sessions.amnesia, after.sessions.amnesia,
                       "amnesia: answered, but the state is gone", Tone::Bad));
    table.add(countRow(before.sessions.lost, after.sessions.lost, "lost", Tone::Bad));
    table.add(countRow(before.sessions.closed, after.sessions.closed, "closed", Tone::Plain));
    if (before.notFound.count() + after.notFound.count() > 0) {
        table.add(countRow(before.notFound.guard, after.notFound.guard, "404 by the guard: no record",
                           Tone::Plain));
        table.add(countRow(before.notFound.backend, after.notFound.backend,
                           "404 by a backend: no such session", Tone::Plain));
    }
    for (const CheckResult &check : before.checks)
        table.add(checkRow(check, after));
    text += table.text();

    std::set<std::string> modes(before.failureModes.begin(), before.failureModes.end());
    modes.insert(after.failureModes.begin(), after.failureModes.end());
    text += modesText({modes.begin(), modes.end()}) + "\n";
    text
        += comparison.reproduced() ? toned("✓ reproduced", Tone::Good) : toned("✗ not reproduced", Tone::Bad);
    if (!comparison.reproduced() && dependsOnTheSeed(theoryPpm))
        text += " (this seed was lucky; another may not be)";
    text += "\n";
    text += comparison.fixed() ? toned("✓ fixed", Tone::Good) : toned("✗ not fixed", Tone::Bad);
    return text
        + fmt::format(" under {}, {} and {}\n", after.profile, secondsText(before.duration),
                      secondsText(after.duration));
}

std::string repetitionText(std::span<const Verdict> verdicts, const scenario::LossRate &losses,
                           std::optional<std::int64_t> theoryPpm)
{
    const Verdict &first = verdicts.front();
    std::string text = heading(first.scenario,
                               fmt::format("under {}, seeds {} to {}, {} engine", first.profile, first.seed,
                                           verdicts.back().seed, first.engine));
    text += "  " + paragraph(scenario::describe(losses, theoryPpm), "  ");
    std::set<std::string> modes;
    std::set<std::string> failedChecks;
    for (const Verdict &verdict : verdicts) {
        modes.insert(verdict.failureModes.begin(), verdict.failureModes.end());
        for (const CheckResult &check : verdict.checks) {
            if (failed(check))
                failedChecks.insert(check.id);
        }
    }
    text += modesText({modes.begin(), modes.end()}) + "\n";
    if (failedChecks.empty())
        return text + toned("✓ passed", Tone::Good) + ", every check in every run\n";
    const std::string names = fmt::format("{}", fmt::join(failedChecks, ", "));
    return text + toned("✗ failed", Tone::Bad) + ": " + wrapped(names, kColumns - 10, "          ") + "\n";
}

} // namespace sessionscope::cli

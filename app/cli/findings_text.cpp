// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/findings_text.h"

#include "app/cli/files.h"
#include "app/cli/results.h"
#include "app/cli/terminal.h"
#include "core/inspect/bring_to_lab.h"
#include "core/inspect/report.h"

#include <fmt/format.h>

#include <array>

namespace sessionscope::cli {

namespace {

Tone toneOf(inspect::Severity severity)
{
    switch (severity) {
    case inspect::Severity::Error:
        return Tone::Bad;
    case inspect::Severity::Warning:
        return Tone::Warning;
    case inspect::Severity::Info:
        return Tone::Strong;
    }
    return Tone::Plain;
}

std::string labelled(const char *label, const std::string &text)
{
    if (text.empty())
        return {};
    const std::string head = fmt::format("    {:<6}", label);
    return head + paragraph(printable(text), std::string(head.size(), ' '));
}

} // namespace

std::string findingsText(const std::vector<inspect::Finding> &findings, const Sight &sight, bool showIds)
{
    if (findings.empty() && !sight.scanComplete)
        return toned("Nothing is wrong with the keys that were seen, but these are not all.", Tone::Warning)
            + "\n";
    if (findings.empty())
        return toned("Nothing is wrong, as far as can be seen from here.", Tone::Good) + "\n";
    std::string text;
    for (const inspect::Finding &finding : findings) {
        std::string title = fmt::format("{} {}{}{}", glyphOf(finding.severity), finding.mode,
                                        finding.mode.empty() ? "" : " ", finding.title);
        text += paragraph(printable(title), "  ", toneOf(finding.severity));
        text += toned(fmt::format("    {}, {}", toText(finding.severity), toText(finding.certainty)),
                      Tone::Quiet)
            + "\n";
        text += labelled("seen", inspect::evidenceOf(finding, !showIds));
        text += labelled("then", finding.outlook);
        text += labelled("do", finding.advice);
    }
    return text;
}

std::string stepText(const inspect::TestStepResult &step)
{
    using Outcome = inspect::TestStepResult::Outcome;
    const Tone tone = step.outcome == Outcome::Failed ? Tone::Bad
        : step.outcome == Outcome::Degraded           ? Tone::Warning
        : step.outcome == Outcome::Passed             ? Tone::Good
                                                      : Tone::Quiet;
    const std::string head = fmt::format("  {:<13}", toText(step.step));
    std::string text = head + toned(fmt::format("{:<9}", toText(step.outcome)), tone);
    const std::string indent(24, ' ');
    text += paragraph(step.detail, indent);
    if (!step.advice.empty())
        text += indent + paragraph(step.advice, indent);
    return text;
}

Result<std::string> writeLab(const std::string &file, const inspect::Evidence &evidence,
                             const std::vector<inspect::Finding> &findings)
{
    if (findings.empty())
        return fail(ErrorCode::InvalidInput, "nothing is wrong, so there is nothing to rebuild", "--lab");
    const inspect::LabScenario lab = inspect::bringToLab(evidence, findings.front());
    if (auto written = writeFile(file, jsonText(scenario::toJson(lab.plan))); !written)
        return fail(written.error());
    const auto command = [&file](const std::string &profile) {
        return shellCommand(
            std::array<std::string, 5>{"sessionscope-cli", "run", file, "--profile", profile});
    };
    std::string text = fmt::format("\nTo rebuild {} here:\n{}", findings.front().mode, command(lab.profile));
    if (!lab.fixedBy.empty())
        text += "and to see it fixed:\n" + command(lab.fixedBy);
    for (const std::string &note : lab.notes)
        text += "  note: " + paragraph(note, "        ");
    return text;
}

} // namespace sessionscope::cli

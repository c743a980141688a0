// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/findings_text.h"

#include "app/cli/files.h"
#include "app/cli/results.h"
#include "app/cli/terminal.h"
#include "core/inspect/bring_to_lab.h"

#include <fmt/format.h>

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

std::string paragraph(const char *label, const std::string &text)
{
    if (text.empty())
        return {};
    const std::string head = fmt::format("    {:<6}", label);
    return head + wrapped(text, kColumns - head.size(), std::string(head.size(), ' ')) + "\n";
}

} // namespace

std::string findingsText(const std::vector<inspect::Finding> &findings)
{
    if (findings.empty())
        return toned("Nothing is wrong, as far as can be seen from here.", Tone::Good) + "\n";
    std::string text;
    for (const inspect::Finding &finding : findings) {
        std::string title = fmt::format("{} {}{}{}", glyphOf(finding.severity), finding.mode,
                                        finding.mode.empty() ? "" : " ", finding.title);
        text += toned(wrapped(title, kColumns, "  "), toneOf(finding.severity)) + "\n";
        text += toned(fmt::format("    {}, {}", toString(finding.severity), toString(finding.certainty)),
                      Tone::Quiet)
            + "\n";
        text += paragraph("seen", finding.evidence);
        text += paragraph("then", finding.outlook);
        text += paragraph("do", finding.advice);
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
    const std::string head = fmt::format("  {:<13}", toString(step.step));
    std::string text = head + toned(fmt::format("{:<9}", toString(step.outcome)), tone);
    constexpr std::size_t kIndent = 24;
    text += wrapped(step.detail, kColumns - kIndent, std::string(kIndent, ' ')) + "\n";
    if (!step.advice.empty())
        text += std::string(kIndent, ' ')
            + wrapped(step.advice, kColumns - kIndent, std::string(kIndent, ' ')) + "\n";
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
    std::string text = fmt::format("\nTo rebuild {} here:\n  sessionscope-cli run {} --profile {}\n",
                                   findings.front().mode, file, lab.profile);
    if (!lab.fixedBy.empty())
        text += fmt::format("and to see it fixed:\n  sessionscope-cli run {} --profile {}\n", file,
                            lab.fixedBy);
    for (const std::string &note : lab.notes)
        text += "  note: " + wrapped(note, kColumns - 8, "        ") + "\n";
    return text;
}

} // namespace sessionscope::cli

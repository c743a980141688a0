// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/report_pages.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace sessionscope::scenario::report_pages {

namespace {

bool failed(const CheckResult &check)
{
    return check.status == CheckResult::Status::Failed;
}

std::string sessionsOf(const Verdict &verdict)
{
    const auto &sessions = verdict.sessions;
    const std::string notFound
        = verdict.notFound.count() == 0 ? std::string() : "; " + verdict.notFound.text();
    return fmt::format("{} sessions: {} intact, {} amnesia, {} lost, {} closed{}", sessions.total,
                       sessions.intact, sessions.amnesia, sessions.lost, sessions.closed, notFound);
}

std::string titleOf(const Verdict &verdict)
{
    return fmt::format("{} · {} · {} · seed {}", verdict.scenario, verdict.profile, verdict.engine,
                       verdict.seed);
}

std::string footer(const ReportHeader &header)
{
    const std::string when = header.writtenAt.empty() ? std::string() : ", " + header.writtenAt;
    return "Sessionscope " + header.build + when;
}

/// Seconds with three decimals, as JUnit has them.
std::string seconds(Duration span)
{
    return fmt::format("{}.{:03}", span.inSeconds(), span.inMilliseconds() % 1'000);
}

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --line: #d0d7de; --good: #1a7f37; --bad: #cf222e; --soft: #57606a; }
@media (prefers-color-scheme: dark) { :root { --line: #3d444d; --good: #3fb950; --bad: #f85149; --soft: #9198a1; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
code { font-family: ui-monospace, monospace; }
.passed { color: var(--good); } .failed { color: var(--bad); font-weight: 600; } .soft { color: var(--soft); }
)";

std::string htmlRun(const Verdict &verdict)
{
    std::string rows;
    for (const CheckResult &check : verdict.checks) {
        const std::string_view status = failed(check) ? "failed" : "passed";
        rows += fmt::format(
            "<tr><td class=\"{0}\">{0}</td><td><code>{1}</code></td><td>{2}</td><td>{3}</td></tr>\n", status,
            escapeMarkup(check.id), escapeMarkup(check.culprit), escapeMarkup(check.evidence));
    }
    const std::string modes = verdict.failureModes.empty()
        ? std::string()
        : fmt::format("<p>Failure modes: {}</p>\n",
                      escapeMarkup(fmt::format("{}", fmt::join(verdict.failureModes, ", "))));
    return fmt::format(
        "<section>\n<h2>{}</h2>\n<p>{} <span class=\"soft\">({} s)</span></p>\n{}"
        "<table>\n<thead><tr><th>Status</th><th>Check</th><th>Culprit</th><th>Evidence</th></tr></thead>\n"
        "<tbody>\n{}</tbody>\n</table>\n</section>\n",
        escapeMarkup(titleOf(verdict)), escapeMarkup(sessionsOf(verdict)), seconds(verdict.duration), modes,
        rows);
}

std::string markdownRun(const Verdict &verdict)
{
    std::string text = fmt::format("## {}\n\n{}, {} s\n\n", escapeMarkdown(titleOf(verdict)),
                                   sessionsOf(verdict), seconds(verdict.duration));
    if (!verdict.failureModes.empty())
        text += fmt::format("Failure modes: {}\n\n", fmt::join(verdict.failureModes, ", "));
    text += "| status | check | culprit | evidence |\n|---|---|---|---|\n";
    for (const CheckResult &check : verdict.checks) {
        text += fmt::format("| {} | `{}` | {} | {} |\n", failed(check) ? "**failed**" : "passed", check.id,
                            escapeMarkdown(check.culprit), escapeMarkdown(check.evidence));
    }
    return text + "\n";
}

std::string junitSuite(const Verdict &verdict)
{
    const std::string name = escapeMarkup(titleOf(verdict));
    const auto failures = std::ranges::count_if(verdict.checks, failed);
    std::string cases;
    for (const CheckResult &check : verdict.checks) {
        const std::string testcase
            = fmt::format("<testcase classname=\"{}.{}\" name=\"{}\"", escapeMarkup(verdict.scenario),
                          escapeMarkup(verdict.profile), escapeMarkup(check.id));
        if (!failed(check)) {
            cases += "    " + testcase + "/>\n";
            continue;
        }
        cases += fmt::format("    {}>\n      <failure type=\"{}\" message=\"{}\"/>\n    </testcase>\n",
                             testcase, escapeMarkup(check.culprit), escapeMarkup(check.evidence));
    }
    return fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" time=\"{}\">\n{}"
                       "  </testsuite>\n",
                       name, verdict.checks.size(), failures, seconds(verdict.duration), cases);
}

} // namespace

std::string junitXml(std::span<const Verdict> verdicts, const ReportHeader &header)
{
    std::string suites;
    for (const Verdict &verdict : verdicts)
        suites += junitSuite(verdict);
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\">\n{}</testsuites>\n",
        escapeMarkup(header.title), suites);
}

std::string markdown(std::span<const Verdict> verdicts, const ReportHeader &header)
{
    std::string text = fmt::format("# {}\n\n", escapeMarkdown(header.title));
    if (header.losses)
        text += describe(*header.losses, header.theoryPpm) + "\n\n";
    for (const Verdict &verdict : verdicts)
        text += markdownRun(verdict);
    return text + fmt::format("{}\n", escapeMarkdown(footer(header)));
}

std::string html(std::span<const Verdict> verdicts, const ReportHeader &header)
{
    std::string body = fmt::format("<h1>{}</h1>\n", escapeMarkup(header.title));
    if (header.losses)
        body += fmt::format("<p>{}</p>\n", escapeMarkup(describe(*header.losses, header.theoryPpm)));
    for (const Verdict &verdict : verdicts)
        body += htmlRun(verdict);
    body += fmt::format("<p class=\"soft\">{}</p>\n", escapeMarkup(footer(header)));
    return fmt::format("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
                       escapeMarkup(header.title), kStyle, body);
}

std::string escapeMarkup(std::string_view text)
{
    std::string escaped;
    for (const char letter : text) {
        const bool forbidden = static_cast<unsigned char>(letter) < 0x20 && letter != '\n' && letter != '\t';
        if (letter == '&')
            escaped += "&amp;";
        else if (letter == '<')
            escaped += "&lt;";
        else if (letter == '>')
            escaped += "&gt;";
        else if (letter == '"')
            escaped += "&quot;";
        else if (letter == '\'')
            escaped += "&#39;";
        else if (forbidden)
            escaped += "\xEF\xBF\xBD";
        else
            escaped += letter;
    }
    return escaped;
}

std::string escapeMarkdown(std::string_view text)
{
    constexpr std::string_view kSpecial = "\\|`*_<>[]#";
    std::string escaped;
    for (const char letter : text) {
        if (letter == '\n' || letter == '\r') {
            escaped += ' ';
            continue;
        }
        if (kSpecial.find(letter) != std::string_view::npos)
            escaped += '\\';
        escaped += letter;
    }
    return escaped;
}

} // namespace sessionscope::scenario::report_pages

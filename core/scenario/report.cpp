// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/report.h"

#include "core/scenario/report_pages.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace sessionscope::scenario {

namespace {

constexpr std::array<std::pair<std::string_view, ReportFormat>, 4> kEndings{{
    {".json", ReportFormat::Json},
    {".xml", ReportFormat::JunitXml},
    {".md", ReportFormat::Markdown},
    {".html", ReportFormat::Html},
}};

std::string jsonText(std::span<const Verdict> verdicts)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const Verdict &verdict : verdicts)
        json.push_back(toJson(verdict));
    const auto &document = verdicts.size() == 1 ? json.front() : json;
    return document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

} // namespace

Result<ReportFormat> reportFormatOf(std::string_view fileName)
{
    for (const auto &[ending, format] : kEndings) {
        if (fileName.ends_with(ending))
            return format;
    }
    return fail(ErrorCode::InvalidInput, "no report has this ending", std::string(fileName),
                "end the name with .json, .xml, .md or .html");
}

std::string renderReport(ReportFormat format, std::span<const Verdict> verdicts, const ReportHeader &header)
{
    switch (format) {
    case ReportFormat::Json:
        return jsonText(verdicts);
    case ReportFormat::JunitXml:
        return report_pages::junitXml(verdicts, header);
    case ReportFormat::Markdown:
        return report_pages::markdown(verdicts, header);
    case ReportFormat::Html:
        return report_pages::html(verdicts, header);
    }
    return {};
}

std::string renderReport(ReportFormat format, const Comparison &comparison, ReportHeader header)
{
    if (format == ReportFormat::Json)
        return toJson(comparison).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
            + "\n";
    header.title += fmt::format(" – {}, {}", comparison.reproduced() ? "reproduced" : "not reproduced",
                                comparison.fixed() ? "fixed" : "not fixed");
    const std::array<Verdict, 2> both{comparison.before, comparison.after};
    return renderReport(format, both, header);
}

std::string percent(std::int64_t ppm)
{
    const std::int64_t tenths = (ppm + 500) / 1'000;
    return fmt::format("{}.{} %", tenths / 10, tenths % 10);
}

std::string describe(const LossRate &losses, std::optional<std::int64_t> theoryPpm)
{
    const Interval interval = losses.interval();
    const std::string theory = theoryPpm ? ", theory " + percent(*theoryPpm) : std::string();
    return fmt::format("{} of {} runs lost sessions: {} (95 %: {} to {}){}; amnesia in {} of {} runs: {}",
                       losses.lossy, losses.runs, percent(losses.ratePpm()), percent(interval.lowPpm),
                       percent(interval.highPpm), theory, losses.forgetful, losses.runs,
                       percent(losses.amnesiaPpm()));
}

} // namespace sessionscope::scenario

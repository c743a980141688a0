// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/report.h"

/// The formats of reports, one function each; report.cpp chooses.
namespace sessionscope::scenario::report_pages {

std::string junitXml(std::span<const Verdict> verdicts, const ReportHeader &header);
std::string markdown(std::span<const Verdict> verdicts, const ReportHeader &header);
std::string html(std::span<const Verdict> verdicts, const ReportHeader &header);

/// For text and attribute values of XML and HTML. Control characters that XML cannot hold become U+FFFD.
std::string escapeMarkup(std::string_view text);

/// For a cell of a Markdown table.
std::string escapeMarkdown(std::string_view text);

} // namespace sessionscope::scenario::report_pages

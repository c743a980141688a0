// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/matrix.h"

#include "app/cli/text_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace sessionscope::cli {

using nlohmann::ordered_json;
using Totals = journal::SessionOutcomes::Totals;

namespace {

std::uint32_t percentOf(std::uint32_t count, std::uint32_t total)
{
    if (count == 0 || total == 0)
        return 0;
    // Neither "0 %" for something nor "100 %" for less than all.
    const std::uint32_t rounded = (200 * count + total) / (2 * total);
    return std::clamp(rounded, 1U, count == total ? 100U : 99U);
}

/// "L67 A33": few columns, for many profiles in one line.
Cell shortCell(const MatrixCell &cell)
{
    if (!cell.refusal.empty())
        return {"n/a", Tone::Quiet};
    if (cell.sum.total == 0)
        return {"none", Tone::Bad};
    std::string text;
    if (cell.sum.lost > 0)
        text += fmt::format("L{}", percentOf(cell.sum.lost, cell.sum.total));
    if (cell.sum.amnesia > 0)
        text += fmt::format("{}A{}", text.empty() ? "" : " ", percentOf(cell.sum.amnesia, cell.sum.total));
    if (!text.empty())
        return {text, cell.sum.lost > 0 ? Tone::Bad : Tone::Warning};
    return {cell.sum.closed > 0 ? "✓ C" + std::to_string(percentOf(cell.sum.closed, cell.sum.total)) : "✓",
            Tone::Good};
}

std::string longCell(const MatrixCell &cell)
{
    if (!cell.refusal.empty())
        return "n/a";
    std::string text;
    const auto add = [&](std::uint32_t count, const char *what) {
        if (count > 0)
            text
                += fmt::format("{}{} % {}", text.empty() ? "" : ", ", percentOf(count, cell.sum.total), what);
    };
    add(cell.sum.intact, "intact");
    add(cell.sum.amnesia, "amnesia");
    add(cell.sum.lost, "lost");
    add(cell.sum.closed, "closed");
    return text.empty() ? "no session" : text;
}

std::string padded(std::string_view text, std::size_t columns)
{
    const std::size_t used = columnsOf(text);
    return std::string(columns > used ? columns - used : 0, ' ');
}

std::string disagreementText(const Matrix &matrix)
{
    std::string text;
    for (const MatrixCell &cell : matrix.cells) {
        for (const std::string &sentence : cell.disagreements)
            text += "  "
                + wrapped(fmt::format("{} under {}: {}", cell.scenario, cell.profile, sentence), kColumns - 2,
                          "    ")
                + "\n";
    }
    return text;
}

} // namespace

std::size_t Matrix::disagreements() const
{
    std::size_t count = 0;
    for (const MatrixCell &cell : cells)
        count += cell.disagreements.size();
    return count;
}

std::string matrixText(const Matrix &matrix)
{
    constexpr std::size_t kNameColumns = 20;
    constexpr std::size_t kCellColumns = 8;
    std::string text = fmt::format("Sessions over {} seeds, {} engine\n\n", matrix.seeds, matrix.engine);
    std::string titles(kNameColumns, ' ');
    for (std::size_t i = 0; i < matrix.profiles.size(); ++i) {
        text += fmt::format("  {}  {}\n", i + 1, matrix.profiles[i]);
        titles += std::to_string(i + 1) + padded(std::to_string(i + 1), kCellColumns);
    }
    text += "\n" + toned(titles.substr(0, titles.find_last_not_of(' ') + 1), Tone::Quiet) + "\n";
    auto cell = matrix.cells.begin();
    for (const std::string &scenario : matrix.scenarios) {
        std::string line = scenario + padded(scenario, kNameColumns);
        for (std::size_t i = 0; i < matrix.profiles.size(); ++i, ++cell) {
            const Cell shown = shortCell(*cell);
            line += toned(shown.text, shown.tone);
            if (i + 1 < matrix.profiles.size())
                line += padded(shown.text, kCellColumns);
        }
        text += line + "\n";
    }
    text += "\n✓ all intact · C20 20 % were closed by their client · L67 67 % lost\n"
            "A33 33 % answered, but their state was gone · n/a refused: a wrong set-up\n";
    if (matrix.engine == "both") {
        text += fmt::format("\n{} disagreements between the engines\n", matrix.disagreements());
        text += disagreementText(matrix);
    }
    return text;
}

std::string matrixMarkdown(const Matrix &matrix)
{
    std::string text = "| scenario |";
    std::string rule = "|---|";
    for (const std::string &profile : matrix.profiles) {
        text += fmt::format(" {} |", profile);
        rule += "---|";
    }
    text += "\n" + rule + "\n";
    auto cell = matrix.cells.begin();
    for (const std::string &scenario : matrix.scenarios) {
        text += fmt::format("| {} |", scenario);
        for (std::size_t i = 0; i < matrix.profiles.size(); ++i, ++cell)
            text += fmt::format(" {} |", longCell(*cell));
        text += "\n";
    }
    return text;
}

ordered_json matrixJson(const Matrix &matrix)
{
    ordered_json cells = ordered_json::array();
    for (const MatrixCell &cell : matrix.cells) {
        ordered_json json{{"scenario", cell.scenario}, {"profile", cell.profile}};
        if (!cell.refusal.empty())
            json["refused"] = cell.refusal;
        else
            json["sessions"] = {{"total", cell.sum.total},
                                {"intact", cell.sum.intact},
                                {"amnesia", cell.sum.amnesia},
                                {"lost", cell.sum.lost},
                                {"closed", cell.sum.closed}};
        if (matrix.engine == "both")
            json["disagreements"] = cell.disagreements;
        cells.push_back(std::move(json));
    }
    return {{"engine", matrix.engine},
            {"seeds", matrix.seeds},
            {"scenarios", matrix.scenarios},
            {"profiles", matrix.profiles},
            {"cells", std::move(cells)}};
}

} // namespace sessionscope::cli

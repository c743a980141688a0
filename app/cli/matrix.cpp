// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/matrix.h"

#include "app/cli/text_table.h"

#include <fmt/format.h>

namespace sessionscope::cli {

using scenario::Matrix;
using scenario::MatrixCell;
using scenario::percentOf;

namespace {

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
                + paragraph(fmt::format("{} under {}: {}", cell.scenario, cell.profile, sentence), "    ");
    }
    return text;
}

} // namespace

std::string matrixText(const Matrix &matrix)
{
    constexpr std::size_t kNameColumns = 20;
    constexpr std::size_t kCellColumns = 8;
    std::string text = fmt::format("Sessions over {} seed{}, {} engine\n\n", matrix.seeds,
                                   matrix.seeds == 1 ? "" : "s", matrix.engine);
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

} // namespace sessionscope::cli

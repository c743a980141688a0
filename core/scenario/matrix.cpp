// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/matrix.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace sessionscope::scenario {

using nlohmann::ordered_json;

std::size_t Matrix::disagreements() const
{
    std::size_t count = 0;
    for (const MatrixCell &cell : cells)
        count += cell.disagreements.size();
    return count;
}

std::uint32_t percentOf(std::uint32_t count, std::uint32_t total)
{
    if (count == 0 || total == 0)
        return 0;
    // Neither "0 %" for something nor "100 %" for less than all.
    const std::uint32_t rounded = (200 * count + total) / (2 * total);
    return std::clamp(rounded, 1U, count == total ? 100U : 99U);
}

std::string sharesText(const MatrixCell &cell)
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
            text += fmt::format(" {} |", sharesText(*cell));
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

} // namespace sessionscope::scenario

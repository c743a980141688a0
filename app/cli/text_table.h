// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/terminal.h"

#include <string>
#include <vector>

namespace sessionscope::cli {

struct Cell
{
    std::string text;
    Tone tone = Tone::Plain;
};

/// Cells in columns that are as wide as they must be. The last one takes what is left of the 80, or stands below its row
/// where that is less than half of them. Cells that do not fit break their lines: nothing is left out.
class TextTable
{
public:
    explicit TextTable(std::vector<std::string> titles); ///< empty: no line of titles

    /// `heading`: a line of its own above the row, for what should stay in one piece.
    void add(std::vector<Cell> row, std::string heading = {});
    std::string text() const; ///< indented by two

private:
    struct Row
    {
        std::string heading;
        std::vector<Cell> cells;
    };

    struct Layout;
    std::vector<std::size_t> wishes() const; ///< how wide each column would like to be

    std::vector<std::string> m_titles;
    std::vector<Row> m_rows;
};

} // namespace sessionscope::cli

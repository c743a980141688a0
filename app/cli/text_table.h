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

/// Cells in columns that are as wide as they must be. The last column takes what is left of the 80 and breaks its lines.
class TextTable
{
public:
    explicit TextTable(std::vector<std::string> titles); ///< empty: no line of titles

    void add(std::vector<Cell> row);
    std::string text() const; ///< indented by two

private:
    std::vector<std::size_t> widths() const;

    std::vector<std::string> m_titles;
    std::vector<std::vector<Cell>> m_rows;
};

} // namespace sessionscope::cli

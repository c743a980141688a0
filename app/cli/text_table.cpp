// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/text_table.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <span>
#include <utility>

namespace sessionscope::cli {

namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kLastColumnLeast = 40;
constexpr std::size_t kBelow = 4; ///< what stands below its row is indented by so much

std::vector<std::string> linesOf(std::string_view text, std::size_t columns)
{
    const std::string lines = wrapped(text, columns, "");
    std::vector<std::string> all;
    for (std::size_t begin = 0; begin <= lines.size();) {
        const std::size_t end = std::min(lines.find('\n', begin), lines.size());
        all.push_back(lines.substr(begin, end - begin));
        begin = end + 1;
    }
    return all;
}

/// Side by side, whatever number of lines each takes.
std::string sideBySide(std::span<const Cell> cells, std::span<const std::size_t> widths)
{
    std::vector<std::vector<std::string>> columns;
    std::size_t height = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        columns.push_back(linesOf(cells[i].text, widths[i]));
        height = std::max(height, columns.back().size());
    }
    std::string text;
    for (std::size_t number = 0; number < height; ++number) {
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string cell = number < columns[i].size() ? columns[i][number] : std::string();
            line += std::string(kGap, ' ') + toned(cell, cells[i].tone);
            line += std::string(widths[i] - std::min(widths[i], columnsOf(cell)), ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

} // namespace

/// How a table fits into the terminal.
struct TextTable::Layout
{
    std::vector<std::size_t> widths;
    bool lastBelow = false; ///< the last column stands below the others

    explicit Layout(std::vector<std::size_t> wishes)
        : widths(std::move(wishes))
    {
        if (widths.empty())
            return;
        const auto last = std::prev(widths.end());
        const std::size_t others = std::accumulate(widths.begin(), last, kGap * widths.size());
        const std::size_t left = kColumns - std::min(kColumns, others);
        lastBelow = widths.size() > 1 && left < std::min(*last, kLastColumnLeast);
        *last = lastBelow ? kColumns - kBelow : std::min(*last, left);
        // Who takes most gives way first.
        for (std::size_t used = others - kGap; lastBelow && used > kColumns; --used)
            --*std::max_element(widths.begin(), last);
    }

    std::string text(const std::vector<Cell> &row) const
    {
        const std::span<const Cell> cells(row);
        if (!lastBelow)
            return sideBySide(cells, widths);
        const Cell &below = cells.back();
        std::string text = sideBySide(cells.first(cells.size() - 1), widths);
        if (!below.text.empty())
            text += std::string(kBelow, ' ') + paragraph(below.text, std::string(kBelow, ' '), below.tone);
        return text;
    }
};

TextTable::TextTable(std::vector<std::string> titles)
    : m_titles(std::move(titles))
{
}

void TextTable::add(std::vector<Cell> row, std::string heading)
{
    m_rows.push_back({std::move(heading), std::move(row)});
}

std::string TextTable::text() const
{
    const Layout layout(wishes());
    std::string text;
    if (!m_titles.empty()) {
        std::vector<Cell> titles;
        for (const std::string &title : m_titles)
            titles.push_back({title, Tone::Quiet});
        text += layout.text(titles);
    }
    for (const Row &row : m_rows) {
        if (!row.heading.empty())
            text += std::string(kGap, ' ') + paragraph(row.heading, std::string(kGap, ' '), Tone::Strong);
        text += layout.text(row.cells);
    }
    return text;
}

std::vector<std::size_t> TextTable::wishes() const
{
    std::vector<std::size_t> widths;
    const auto measure = [&widths](std::size_t column, const std::string &text) {
        widths.resize(std::max(widths.size(), column + 1));
        widths[column] = std::max(widths[column], columnsOf(text));
    };
    for (std::size_t i = 0; i < m_titles.size(); ++i)
        measure(i, m_titles[i]);
    for (const Row &row : m_rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            measure(i, row.cells[i].text);
    }
    return widths;
}

} // namespace sessionscope::cli

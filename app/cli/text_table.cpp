// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/text_table.h"

#include <algorithm>
#include <utility>

namespace sessionscope::cli {

namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kLastColumnLeast = 20;

std::string lineOf(const std::vector<Cell> &row, const std::vector<std::size_t> &widths)
{
    std::string line;
    std::size_t used = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        line += std::string(kGap, ' ');
        used += kGap;
        if (i + 1 == row.size()) {
            const std::size_t left = std::max(kColumns - std::min(used, kColumns), kLastColumnLeast);
            std::string text = wrapped(row[i].text, left, std::string(used, ' '));
            line += toned(text, row[i].tone);
            break;
        }
        line += toned(row[i].text, row[i].tone);
        line += std::string(widths[i] - columnsOf(row[i].text), ' ');
        used += widths[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

} // namespace

TextTable::TextTable(std::vector<std::string> titles)
    : m_titles(std::move(titles))
{
}

void TextTable::add(std::vector<Cell> row)
{
    m_rows.push_back(std::move(row));
}

std::string TextTable::text() const
{
    const std::vector<std::size_t> columns = widths();
    std::string text;
    if (!m_titles.empty()) {
        std::vector<Cell> titles;
        for (const std::string &title : m_titles)
            titles.push_back({title, Tone::Quiet});
        text += lineOf(titles, columns);
    }
    for (const auto &row : m_rows)
        text += lineOf(row, columns);
    return text;
}

std::vector<std::size_t> TextTable::widths() const
{
    std::vector<std::size_t> widths;
    const auto measure = [&widths](std::size_t column, const std::string &text) {
        widths.resize(std::max(widths.size(), column + 1));
        widths[column] = std::max(widths[column], columnsOf(text));
    };
    for (std::size_t i = 0; i < m_titles.size(); ++i)
        measure(i, m_titles[i]);
    for (const auto &row : m_rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            measure(i, row[i].text);
    }
    return widths;
}

} // namespace sessionscope::cli

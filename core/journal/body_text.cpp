// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/body_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <span>

namespace sessionscope::journal {

namespace {

using Lines = std::vector<std::string_view>;
using Change = DiffLine::Change;

constexpr std::size_t kPairsMax = 1'000'000;
constexpr std::size_t kBytesOfLine = 8;

Lines linesOf(std::string_view text)
{
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

void add(std::vector<DiffLine> &diff, Change change, std::span<const std::string_view> lines)
{
    for (const std::string_view line : lines)
        diff.push_back({change, std::string(line)});
}

/// The middle, where both sides differ at both ends: by the longest common subsequence.
void addMiddle(std::vector<DiffLine> &diff, std::span<const std::string_view> before,
               std::span<const std::string_view> after)
{
    const std::size_t width = after.size() + 1;
    std::vector<std::uint32_t> common((before.size() + 1) * width); // of what begins at (row, column)
    for (std::size_t row = before.size(); row-- > 0;) {
        for (std::size_t column = after.size(); column-- > 0;) {
            const std::size_t here = row * width + column;
            common[here] = before[row] == after[column] ? common[here + width + 1] + 1
                                                        : std::max(common[here + width], common[here + 1]);
        }
    }
    std::size_t row = 0;
    std::size_t column = 0;
    while (row < before.size() && column < after.size()) {
        const std::size_t here = row * width + column;
        if (before[row] == after[column]) {
            diff.push_back({Change::Same, std::string(before[row++])});
            ++column;
        } else if (common[here + width] >= common[here + 1]) {
            diff.push_back({Change::Removed, std::string(before[row++])});
        } else {
            diff.push_back({Change::Added, std::string(after[column++])});
        }
    }
    add(diff, Change::Removed, before.subspan(row));
    add(diff, Change::Added, after.subspan(column));
}

} // namespace

std::vector<DiffLine> diffLines(std::string_view before, std::string_view after)
{
    const Lines beforeLines = linesOf(before);
    const Lines afterLines = linesOf(after);
    std::span<const std::string_view> left(beforeLines);
    std::span<const std::string_view> right(afterLines);
    const auto head = static_cast<std::size_t>(std::ranges::mismatch(left, right).in1 - left.begin());
    std::vector<DiffLine> diff;
    add(diff, Change::Same, left.first(head));
    left = left.subspan(head);
    right = right.subspan(head);
    std::size_t tail = 0;
    while (tail < left.size() && tail < right.size()
           && left[left.size() - 1 - tail] == right[right.size() - 1 - tail])
        ++tail;
    const auto end = left.last(tail);
    left = left.first(left.size() - tail);
    right = right.first(right.size() - tail);
    if (left.size() * right.size() <= kPairsMax) {
        addMiddle(diff, left, right);
    } else {
        add(diff, Change::Removed, left);
        add(diff, Change::Added, right);
    }
    add(diff, Change::Same, end);
    return diff;
}

std::string prettyJson(std::string_view text)
{
    using nlohmann::ordered_json;
    const ordered_json json = ordered_json::parse(text, nullptr, false);
    if (json.is_discarded())
        return std::string(text);
    return json.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

std::string hexDump(std::string_view bytes)
{
    std::string dump;
    for (std::size_t at = 0; at < bytes.size(); at += kBytesOfLine) {
        const std::string_view line = bytes.substr(at, kBytesOfLine);
        dump += fmt::format("{:04x} ", at);
        for (const char c : line)
            dump += fmt::format(" {:02x}", static_cast<unsigned char>(c));
        dump.append(3 * (kBytesOfLine - line.size()) + 2, ' ');
        for (const char c : line)
            dump += c >= ' ' && c <= '~' ? c : '.';
        dump += '\n';
    }
    return dump;
}

} // namespace sessionscope::journal

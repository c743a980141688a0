// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sessionscope::journal {

struct DiffLine
{
    enum class Change : std::uint8_t { Same, Removed, Added };

    Change change = Change::Same;
    std::string text;

    bool operator==(const DiffLine &) const = default;
};

/// The shortest way from one text to the other by whole lines, removed ones before those in their place. Texts too long
/// for that (a million pairs of changed lines) are taken as replaced between their common beginning and end.
std::vector<DiffLine> diffLines(std::string_view before, std::string_view after);

/// JSON indented for people, keys in their order; nothing that is not JSON is changed.
std::string prettyJson(std::string_view text);

/// Offset, eight bytes and their ASCII in each line.
std::string hexDump(std::string_view bytes);

} // namespace sessionscope::journal

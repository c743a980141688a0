// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/filter.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

// What filter.cpp is made of: lexemes of the text, and the nodes that they become. Not for others.
namespace sessionscope::journal {

/// A piece of a filter text. A term has the parts of "field:value"; a bare word only a value.
struct FilterLexeme
{
    enum class Kind : std::uint8_t { Term, Not, Or, Open, Close };
    enum class Quoting : std::uint8_t { None, Quotes, Slashes };

    Kind kind = Kind::Term;
    Quoting quoting = Quoting::None;
    bool closed = true; ///< its quotes or slashes end
    std::size_t start = 0;
    std::size_t length = 0;
    std::string_view field{};
    std::string_view op{};
    std::string_view value{}; ///< without quotes or slashes
};

std::vector<FilterLexeme> lexFilter(std::string_view text);

/// A text to compare with: case-insensitive, with wildcards.
class TextPattern
{
public:
    enum class Match : std::uint8_t { Prefix, Anywhere };

    TextPattern() = default;
    TextPattern(std::string_view pattern, Match match, bool hasWildcards);

    bool matches(std::string_view text) const;

private:
    std::string m_pattern; ///< in lower case
    bool m_isGlob = false;
    bool m_isAnywhere = false;
};

/// A node of a filter; leaves ask the subject, the others their children by index.
struct FilterNode
{
    enum class Kind : std::uint8_t { And, Or, Not, Words, Text, Regex, Range, Kinds };

    Kind kind = Kind::And;
    FilterField field = FilterField::Text;
    std::vector<std::size_t> children{};
    TextPattern pattern{};
    std::shared_ptr<const std::regex> regex{};
    std::int64_t least = std::numeric_limits<std::int64_t>::min(); ///< Range: inclusive
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    std::uint64_t kinds = 0;                ///< a bit per EventKind
    bool orFailedStatus = false;            ///< Kinds: also what has a status from 400 on
    std::optional<std::int64_t> orStatus{}; ///< Words: also what has this status
    bool negated = false;                   ///< the term was written with "!="
};

/// What a term means; Error without `where`.
Result<FilterNode> compileTerm(const FilterLexeme &term);

} // namespace sessionscope::journal

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/journal/filter_subject.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sessionscope::journal {

struct FilterNode;

/// What a filter text means; the same language on the command line and in every list of the window:
///
///     session:ab*  pod:2  kind:fault  state:lost|kind:error  status>=400  status:4xx  t>12s  ttl<30m
///     "connection refused"  /mcp-.*:8080/  -proxy:0  !(pod:1 or pod:2)
///
/// Terms next to each other must all hold; `or` or `|` binds weaker; `!` or `-` negates what follows. Texts compare
/// without case, `*` and `?` are wildcards, and a bare word is looked for anywhere (a number also in the status). Ranges
/// are written `t:5s..10s`. The empty text matches everything.
class Filter
{
public:
    Filter() = default;

    bool matchesAll() const { return m_nodes.empty(); }
    /// Allocates nothing, unless the filter holds a regular expression.
    bool matches(const FilterSubject &subject) const;

private:
    friend class FilterParser;

    bool matches(std::size_t node, const FilterSubject &subject) const;

    std::vector<std::shared_ptr<const FilterNode>> m_nodes; ///< the root is the last
};

/// InvalidInput if the text is no filter: `where` is "column 7", in characters from 1; the hint says what is right.
Result<Filter> parseFilter(std::string_view text);

/// A field that filters know; one table for parsing, help and completion.
struct FilterFieldInfo
{
    enum class Type : std::uint8_t {
        Text,   ///< compared from its beginning
        Words,  ///< looked for anywhere
        Names,  ///< several texts in one, "F-01 F-11": looked for anywhere in it
        Number, ///< 2, or 2..5
        Name,   ///< a number, or a text
        Status, ///< 404, 4xx
        Time,   ///< 12s, 1m30s
        Kind,   ///< of an event, or a group of them
    };

    FilterField field;
    std::string_view name; ///< as it is written before ':'
    Type type;
    std::string_view description;             ///< one line
    std::span<const std::string_view> values; ///< what completion offers after ':'; empty if anything goes
};

std::span<const FilterFieldInfo> filterFields();

/// A piece of a filter text, for colouring while somebody types.
struct FilterToken
{
    enum class Kind : std::uint8_t { Field, Operator, Value, Word, Quoted, Regex, Not, Or, Parenthesis };

    std::size_t start = 0; ///< in bytes (UTF-8)
    std::size_t length = 0;
    Kind kind = Kind::Word;
    bool valid = true; ///< false: parseFilter() refuses the text, and here is why

    bool operator==(const FilterToken &) const = default;
};

std::vector<FilterToken> highlight(std::string_view text);

} // namespace sessionscope::journal

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace sessionscope::journal {

/// Reads the scalar fields of one JSON object, without building a document: a journal has millions of lines. What is
/// nested is passed over. Uses Boost.JSON, whose reader is several times as fast as nlohmann's (tests/bench/journal_bench).
class LineReader
{
public:
    LineReader();
    ~LineReader();

    /// False if the line is no JSON object. Everything below is about the last line that was read.
    bool read(std::string_view line);

    bool has(std::string_view name) const;
    std::int64_t number(std::string_view name) const;   ///< 0 without such a number
    std::string_view text(std::string_view name) const; ///< empty without such a text

private:
    struct Handler;
    struct Parser;

    std::unique_ptr<Parser> m_parser;
};

} // namespace sessionscope::journal

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <deque>
#include <optional>
#include <string>

namespace sessionscope::cli {

/// Lines of a descriptor that somebody else polls: reads what is there and never waits for more.
class LineReader
{
public:
    explicit LineReader(int descriptor);

    /// Call when the descriptor can be read: reads once.
    void read();

    /// The next whole line without its end; at the end of input also a last line that has none.
    std::optional<std::string> next();
    const std::string *front() const
    {
        return m_lines.empty() ? nullptr : &m_lines.front();
    } ///< stays the next one

    bool atEnd() const { return m_atEnd; } ///< nothing more comes; lines may still be here
    int descriptor() const { return m_atEnd ? -1 : m_descriptor; }

private:
    int m_descriptor;
    bool m_atEnd = false;
    std::string m_partial;
    std::deque<std::string> m_lines;
};

} // namespace sessionscope::cli

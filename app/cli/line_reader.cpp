// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/line_reader.h"

#include <array>
#include <cerrno>
#include <unistd.h>
#include <utility>

namespace sessionscope::cli {

LineReader::LineReader(int descriptor)
    : m_descriptor(descriptor)
{
}

void LineReader::read()
{
    std::array<char, 4096> buffer;
    const auto count = ::read(m_descriptor, buffer.data(), buffer.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count <= 0) {
        m_atEnd = true;
        if (!m_partial.empty())
            m_lines.push_back(std::exchange(m_partial, {}));
        return;
    }
    m_partial.append(buffer.data(), static_cast<std::size_t>(count));
    while (true) {
        const std::size_t end = m_partial.find('\n');
        if (end == std::string::npos)
            return;
        m_lines.push_back(m_partial.substr(0, end));
        m_partial.erase(0, end + 1);
    }
}

std::optional<std::string> LineReader::next()
{
    if (m_lines.empty())
        return std::nullopt;
    std::string line = std::move(m_lines.front());
    m_lines.pop_front();
    return line;
}

} // namespace sessionscope::cli

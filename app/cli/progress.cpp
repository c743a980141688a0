// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/progress.h"

#include "app/cli/terminal.h"

#include <cstdio>
#include <unistd.h>
#include <utility>

namespace sessionscope::cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{1};

} // namespace

Progress::Progress()
    : m_onTerminal(::isatty(STDERR_FILENO) != 0)
{
}

Progress::~Progress()
{
    done();
}

void Progress::tell(std::string what)
{
    if (m_what.empty())
        m_due = Clock::now() + kPatience;
    m_what = std::move(what);
    refresh();
}

void Progress::done()
{
    clear();
    m_what.clear();
}

bool Progress::refresh()
{
    if (m_what != m_shown && Clock::now() >= m_due) {
        clear();
        const std::string line = shortened(m_what, kColumns - 1) + (m_onTerminal ? "" : "\n");
        std::fputs(line.c_str(), stderr);
        m_shown = m_what;
        if (!m_onTerminal)
            m_due = Clock::now() + kPatience;
    }
    return m_what != m_shown;
}

void Progress::clear()
{
    if (m_onTerminal && !m_shown.empty())
        std::fputs("\r\x1b[K", stderr);
    m_shown.clear();
}

} // namespace sessionscope::cli

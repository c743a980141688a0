// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/progress.h"

#include <cstdio>
#include <unistd.h>
#include <utility>

namespace sessionscope::cli {

namespace {

constexpr std::chrono::seconds kPatience{1};

} // namespace

Progress::Progress()
    : m_begin(std::chrono::steady_clock::now())
    , m_wanted(::isatty(STDERR_FILENO) != 0)
{
}

Progress::~Progress()
{
    clear();
}

void Progress::tell(std::string what)
{
    m_what = std::move(what);
    refresh();
}

bool Progress::refresh()
{
    if (!m_wanted)
        return false;
    if (m_what != m_shown && std::chrono::steady_clock::now() - m_begin >= kPatience) {
        clear();
        std::fputs(m_what.c_str(), stderr);
        std::fflush(stderr);
        m_shown = m_what;
    }
    return true;
}

void Progress::clear()
{
    if (!m_shown.empty())
        std::fputs("\r\x1b[K", stderr);
    m_shown.clear();
}

} // namespace sessionscope::cli

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/doorbell.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace sessionscope::cli {

Doorbell::Doorbell()
{
    if (::pipe(m_ends) != 0) {
        std::perror("sessionscope-cli: pipe");
        std::abort();
    }
    for (const int end : m_ends) {
        ::fcntl(end, F_SETFL, O_NONBLOCK);
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    }
}

Doorbell::~Doorbell()
{
    for (const int end : m_ends)
        ::close(end);
}

void Doorbell::ring() const noexcept
{
    const int before = errno;
    const char any = 1;
    // A full pipe is rung already.
    [[maybe_unused]] const auto written = ::write(m_ends[1], &any, 1);
    errno = before;
}

void Doorbell::silence() const
{
    std::array<char, 64> rings;
    while (::read(m_ends[0], rings.data(), rings.size()) > 0) { }
}

} // namespace sessionscope::cli

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QProcess>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

/// Standard output of a program as a pipe of the test's own, which it can close: QProcess keeps its own open.
class CliPipe
{
public:
    explicit CliPipe(QProcess &process)
    {
        if (::pipe2(m_ends.data(), O_CLOEXEC) != 0) // the program must not hold the reading end itself
            qFatal("no pipe");
        process.setChildProcessModifier([writer = m_ends[1]] {
            std::signal(SIGPIPE, SIG_DFL);
            ::dup2(writer, STDOUT_FILENO);
        });
    }
    ~CliPipe() { close(); }
    CliPipe(const CliPipe &) = delete;
    CliPipe &operator=(const CliPipe &) = delete;

    /// Reads until that text is there; false if nothing comes any more.
    bool waitFor(const QByteArray &text)
    {
        constexpr int kTimeoutMs = 30'000;
        while (!m_read.contains(text)) {
            pollfd reader{m_ends[0], POLLIN, 0};
            std::array<char, 4096> buffer;
            const auto count
                = ::poll(&reader, 1, kTimeoutMs) > 0 ? ::read(m_ends[0], buffer.data(), buffer.size()) : 0;
            if (count <= 0)
                return false;
            m_read.append(buffer.data(), count);
        }
        return true;
    }

    /// Nobody reads any more.
    void close()
    {
        for (int &end : m_ends) {
            if (end >= 0)
                ::close(end);
            end = -1;
        }
    }

private:
    std::array<int, 2> m_ends{-1, -1};
    QByteArray m_read;
};

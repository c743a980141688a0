// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace sessionscope::live {

/// Cleans up if this program dies without a chance to do so itself (SIGKILL, a crash): kills process groups and removes
/// folders.
///
/// A small shell waits at the other end of a socket that only this program holds. When the socket closes without a
/// farewell, however that came about, the shell acts. Unlike PR_SET_PDEATHSIG this reaches a child's own children and
/// does not depend on which thread started it. One guard serves a whole engine.
class CrashGuard
{
public:
    /// Errors: NotFound or Io if the system has no shell to start.
    static Result<std::shared_ptr<CrashGuard>> start();

    /// Says farewell: nothing is killed or removed.
    ~CrashGuard();
    CrashGuard(const CrashGuard &) = delete;
    CrashGuard &operator=(const CrashGuard &) = delete;

    void killOnCrash(pid_t processGroup);

    /// Takes killOnCrash() back. Call before the group's leader is reaped: its number may be given out again.
    void spare(pid_t processGroup);

    /// The path must not contain a line end.
    void removeOnCrash(const std::string &folder);

private:
    CrashGuard(int socket, pid_t shell);
    void say(std::string_view line);

    int m_socket;
    pid_t m_shell;
};

} // namespace sessionscope::live

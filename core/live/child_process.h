// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/live/crash_guard.h"
#include "core/live/io.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace sessionscope::live {

/// Another program that runs as our child, in a process group of its own, and never outlives us.
///
/// When the child ends, whatever is left of its group is killed and it is reaped: no orphans, no zombies. Its io_context
/// must outlive it.
class ChildProcess
{
public:
    struct Spec
    {
        std::vector<std::string> command;        ///< the program, looked up in PATH, and its arguments
        std::string directory;                   ///< to run in; empty: ours
        std::vector<std::string> environment;    ///< "NAME=value", in addition to ours
        std::size_t keptOutputBytes = 64u << 10; ///< how much of the end of its output is kept
        std::function<void(std::string_view)>
            onOutput;                      ///< standard output and error as they come; may be empty
        bool errorsApart = false;          ///< standard error goes to errors() instead
        std::shared_ptr<CrashGuard> guard; ///< kills its group if this program dies; null: nobody does
    };

    /// How it ended: by itself or by a signal.
    struct Exit
    {
        int code = 0;   ///< -1 if by a signal
        int signal = 0; ///< 0 if by itself

        bool ok() const { return code == 0 && signal == 0; }
        std::string text() const; ///< "exit code 1", "signal 9"
        bool operator==(const Exit &) const = default;
    };

    /// Errors as spawnProcess(). That the program started says nothing about its health.
    static Result<std::unique_ptr<ChildProcess>> start(asio::io_context &io, Spec spec);

    /// Kills the group if it still runs, and waits for that.
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    pid_t pid() const;
    const std::optional<Exit> &ended() const;

    /// The end of standard output, and of standard error unless it is apart.
    const std::string &output() const;

    /// The end of standard error, with Spec::errorsApart.
    const std::string &errors() const;

    /// Nothing if it still runs after `limit`. Any number of callers may wait; `this` may be destroyed meanwhile.
    Awaitable<std::optional<Exit>> waitForEnd(Duration limit = Duration::seconds(1'000'000));

    /// Asks the group to end (SIGTERM), and kills it if its leader still runs after `grace`.
    Awaitable<Exit> stop(Duration grace);

    /// SIGKILL to the group, at once.
    void kill();

private:
    class Core;
    explicit ChildProcess(std::shared_ptr<Core> core);
    std::shared_ptr<Core> m_core;
};

} // namespace sessionscope::live

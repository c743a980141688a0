// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/crash_guard.h"

#include "core/live/spawn.h"

#include <fmt/format.h>

#include <cassert>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace sessionscope::live {
namespace {

/// Positional parameters hold the folders, `groups` the process groups between single spaces.
constexpr const char *kScript = R"(
groups=' '
while IFS=' ' read -r word value; do
    case $word in
    kill) groups="$groups$value " ;;
    spare) case $groups in *" $value "*) groups="${groups%% $value *} ${groups#* $value }" ;; esac ;;
    remove) set -- "$@" "$value" ;;
    farewell) exit 0 ;;
    esac
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
[ $# -eq 0 ] || rm -rf -- "$@"
)";

} // namespace

Result<std::shared_ptr<CrashGuard>> CrashGuard::start()
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return fail(ErrorCode::Io, fmt::format("no socket pair: {}", std::strerror(errno)));
    SpawnRequest request;
    request.command = {"/bin/sh", "-c", kScript, "sessionscope-guard"};
    request.directory = std::string("/"); // g++ 12 warns without cause about assigning the literal
    request.input = ends[1];
    request.ownSession = true; // a Ctrl-C or a closed terminal must not take it along
    const auto shell = spawnProcess(request);
    close(ends[1]);
    if (!shell) {
        close(ends[0]);
        return fail(shell.error());
    }
    return std::shared_ptr<CrashGuard>(new CrashGuard(ends[0], *shell));
}

CrashGuard::CrashGuard(int socket, pid_t shell)
    : m_socket(socket)
    , m_shell(shell)
{
}

CrashGuard::~CrashGuard()
{
    say("farewell");
    close(m_socket);
    while (waitpid(m_shell, nullptr, 0) < 0 && errno == EINTR) { }
}

void CrashGuard::killOnCrash(pid_t processGroup)
{
    say(fmt::format("kill {}", processGroup));
}

void CrashGuard::spare(pid_t processGroup)
{
    say(fmt::format("spare {}", processGroup));
}

void CrashGuard::removeOnCrash(const std::string &folder)
{
    assert(folder.starts_with('/') && folder.find('\n') == std::string::npos);
    say(fmt::format("remove {}", folder));
}

void CrashGuard::say(std::string_view line)
{
    const std::string bytes = fmt::format("{}\n", line);
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const auto size = send(m_socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (size < 0 && errno != EINTR)
            return; // somebody killed the guard: nothing is lost but the guard
        sent += size > 0 ? static_cast<std::size_t>(size) : 0;
    }
}

} // namespace sessionscope::live

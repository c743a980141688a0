// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/spawn.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

namespace sessionscope::live {
namespace {

/// What posix_spawn takes, released at the end of the scope.
class SpawnSetup
{
public:
    SpawnSetup()
    {
        posix_spawnattr_init(&m_attributes);
        posix_spawn_file_actions_init(&m_actions);
    }
    ~SpawnSetup()
    {
        posix_spawn_file_actions_destroy(&m_actions);
        posix_spawnattr_destroy(&m_attributes);
    }
    SpawnSetup(const SpawnSetup &) = delete;
    SpawnSetup &operator=(const SpawnSetup &) = delete;

    void prepare(const SpawnRequest &request)
    {
        short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
        flags = static_cast<short>(flags | (request.ownSession ? POSIX_SPAWN_SETSID : POSIX_SPAWN_SETPGROUP));
        sigset_t signals;
        sigfillset(&signals);
        posix_spawnattr_setsigdefault(&m_attributes, &signals);
        sigemptyset(&signals);
        posix_spawnattr_setsigmask(&m_attributes, &signals);
        posix_spawnattr_setpgroup(&m_attributes, 0);

        redirect(request.input, STDIN_FILENO, O_RDONLY);
        redirect(request.output, STDOUT_FILENO, O_WRONLY);
        redirect(request.errors >= 0 ? request.errors : request.output, STDERR_FILENO, O_WRONLY);
        if (!request.directory.empty())
            posix_spawn_file_actions_addchdir_np(&m_actions, request.directory.c_str());
#ifdef POSIX_SPAWN_CLOEXEC_DEFAULT
        flags = static_cast<short>(flags | POSIX_SPAWN_CLOEXEC_DEFAULT);
#else
        posix_spawn_file_actions_addclosefrom_np(&m_actions, STDERR_FILENO + 1);
#endif
        posix_spawnattr_setflags(&m_attributes, flags);
    }

    const posix_spawnattr_t *attributes() const { return &m_attributes; }
    const posix_spawn_file_actions_t *actions() const { return &m_actions; }

private:
    void redirect(int from, int to, int mode)
    {
        if (from >= 0)
            posix_spawn_file_actions_adddup2(&m_actions, from, to);
        else
            posix_spawn_file_actions_addopen(&m_actions, to, "/dev/null", mode, 0);
    }

    posix_spawnattr_t m_attributes;
    posix_spawn_file_actions_t m_actions;
};

std::string_view nameOf(std::string_view setting)
{
    return setting.substr(0, setting.find('='));
}

std::vector<char *> pointers(std::vector<std::string> &texts)
{
    std::vector<char *> result;
    for (std::string &text : texts)
        result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

std::vector<std::string> environmentWith(const std::vector<std::string> &additions)
{
    std::vector<std::string> result = additions;
    for (char **entry = environ; *entry; ++entry) {
        bool replaced = false;
        for (const std::string &addition : additions)
            replaced = replaced || nameOf(addition) == nameOf(*entry);
        if (!replaced)
            result.emplace_back(*entry);
    }
    return result;
}

bool isProgram(const std::string &path)
{
    struct stat status;
    return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && access(path.c_str(), X_OK) == 0;
}

} // namespace

Result<pid_t> spawnProcess(const SpawnRequest &request)
{
    assert(!request.command.empty());
    SpawnSetup setup;
    setup.prepare(request);
    std::vector<std::string> arguments = request.command;
    std::vector<std::string> environment = environmentWith(request.environment);

    pid_t pid = 0;
    const int error = posix_spawnp(&pid, arguments.front().c_str(), setup.actions(), setup.attributes(),
                                   pointers(arguments).data(), pointers(environment).data());
    if (error == 0)
        return pid;
    const auto code = error == ENOENT ? ErrorCode::NotFound : ErrorCode::Io;
    return fail(code, fmt::format("does not start: {}", std::strerror(error)), request.command.front());
}

std::string findProgram(const std::vector<std::string> &names)
{
    const char *variable = std::getenv("PATH");
    const std::string path = std::string(variable ? variable : "")
        + ":/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/opt/homebrew/bin";
    for (const std::string &name : names) {
        for (std::size_t begin = 0; begin < path.size();) {
            const std::size_t end = std::min(path.find(':', begin), path.size());
            const std::string candidate = path.substr(begin, end - begin) + "/" + name;
            if (end > begin && isProgram(candidate))
                return candidate;
            begin = end + 1;
        }
    }
    return {};
}

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/child_process.h"

#include "core/live/spawn.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace sessionscope::live {
namespace {

using Descriptor = asio::posix::basic_stream_descriptor<Executor>;

constexpr auto kPollInterval = std::chrono::milliseconds(5); ///< where the system has no pidfd

/// A descriptor that becomes readable when the process ends; -1 where there is none (before Linux 5.3, other systems).
int openProcess([[maybe_unused]] pid_t pid)
{
#ifdef SYS_pidfd_open
    return static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
#else
    return -1;
#endif
}

/// Closes what is still its own.
struct Pipe
{
    Pipe() = default;
    Pipe(Pipe &&other) noexcept
        : reading(std::exchange(other.reading, -1))
        , writing(std::exchange(other.writing, -1))
    {
    }
    Pipe &operator=(Pipe &&) = delete;
    ~Pipe()
    {
        for (const int end : {reading, writing}) {
            if (end >= 0)
                close(end);
        }
    }

    int reading = -1;
    int writing = -1;
};

Result<Pipe> openPipe()
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return fail(ErrorCode::Io, fmt::format("no pipe: {}", std::strerror(errno)));
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    Pipe pipe;
    pipe.reading = ends[0];
    pipe.writing = ends[1];
    return pipe;
}

} // namespace

std::string ChildProcess::Exit::text() const
{
    return signal != 0 ? fmt::format("signal {}", signal) : fmt::format("exit code {}", code);
}

/// What lives on while coroutines of a destroyed child unwind.
class ChildProcess::Core : public std::enable_shared_from_this<Core>
{
public:
    Core(Executor executor, pid_t pid, Spec spec)
        : m_executor(executor)
        , m_pid(pid)
        , m_spec(std::move(spec))
        , m_exit(executor)
        , m_pipe(executor)
        , m_errorPipe(executor)
    {
        if (m_spec.guard)
            m_spec.guard->killOnCrash(pid);
    }

    Executor executor() const { return m_executor; }
    pid_t pid() const { return m_pid; }
    const std::optional<Exit> &ended() const { return m_ended; }
    const std::string &output() const { return m_output; }
    const std::string &errors() const { return m_errors; }

    static void begin(const std::shared_ptr<Core> &self, int pipe, int errorPipe)
    {
        SystemError error;
        self->m_pipe.assign(pipe, error);
        if (errorPipe >= 0) {
            self->m_errorPipe.assign(errorPipe, error);
            asio::co_spawn(self->m_executor, readErrors(self), asio::detached);
        }
        if (const int process = openProcess(self->m_pid); process >= 0)
            self->m_exit.assign(process, error);
        asio::co_spawn(self->m_executor, readOutput(self), asio::detached);
        asio::co_spawn(self->m_executor, awaitExit(self), asio::detached);
    }

    static Awaitable<std::optional<Exit>> waitForEnd(std::shared_ptr<Core> self, Duration limit)
    {
        if (!self->m_ended) {
            Waiter waiter(*self, limit);
            co_await waiter.timer.async_wait(kAsTuple);
        }
        co_return self->m_ended;
    }

    static Awaitable<Exit> stop(std::shared_ptr<Core> self, Duration grace)
    {
        self->signal(SIGTERM);
        auto ended = co_await waitForEnd(self, grace);
        while (!ended) {
            self->signal(SIGKILL);
            ended = co_await waitForEnd(self, Duration::seconds(1));
        }
        co_return *ended;
    }

    void signal(int number)
    {
        if (!m_ended) // the process is not reaped yet, so its number is still its own
            ::kill(-m_pid, number);
    }

    void abandon()
    {
        m_spec.onOutput = nullptr;
        if (!m_ended) {
            signal(SIGKILL);
            reap(0);
        }
        SystemError ignored;
        m_exit.close(ignored);
        m_pipe.close(ignored);
        m_errorPipe.close(ignored);
    }

private:
    /// Is told of the end for as long as its coroutine's frame lives, which the end of an engine may cut short.
    struct Waiter
    {
        Waiter(Core &waited, Duration limit)
            : core(waited)
            , timer(waited.m_executor, toChrono(limit))
        {
            core.m_waiters.push_back(&timer);
        }
        ~Waiter() { std::erase(core.m_waiters, &timer); }
        Waiter(const Waiter &) = delete;
        Waiter &operator=(const Waiter &) = delete;

        Core &core;
        Timer timer;
    };

    /// Whether the process has ended (`option` WNOHANG) or once it has (0).
    bool reap(int option)
    {
        // Look without reaping first: while the leader is a zombie its number cannot be given out again, so that
        // what is left of its group can safely be killed.
        siginfo_t info{};
        int found = 0;
        do
            found = waitid(P_PID, static_cast<id_t>(m_pid), &info, WEXITED | WNOWAIT | option);
        while (found != 0 && errno == EINTR);
        if (found == 0 && info.si_pid == 0)
            return false;
        ::kill(-m_pid, SIGKILL);
        if (m_spec.guard)
            m_spec.guard->spare(m_pid);
        int status = 0;
        if (waitpid(m_pid, &status, 0) != m_pid) // somebody else reaped it
            m_ended = Exit{-1, 0};
        else if (WIFSIGNALED(status))
            m_ended = Exit{-1, WTERMSIG(status)};
        else
            m_ended = Exit{WEXITSTATUS(status), 0};
        takeRest();
        for (Timer *waiter : m_waiters)
            waiter->cancel();
        return true;
    }

    static Awaitable<void> awaitExit(std::shared_ptr<Core> self)
    {
        if (self->m_exit.is_open())
            co_await self->m_exit.async_wait(asio::posix::descriptor_base::wait_read, kAsTuple);
        while (!self->m_ended && !self->reap(WNOHANG)) {
            Timer timer(self->m_executor, kPollInterval);
            co_await timer.async_wait(kAsTuple);
        }
        SystemError ignored;
        self->m_exit.close(ignored);
    }

    using Sink = std::function<void(std::string_view)>;

    static Awaitable<void> readOutput(std::shared_ptr<Core> self)
    {
        return read(self, self->m_pipe, [core = self.get()](std::string_view bytes) { core->keep(bytes); });
    }

    static Awaitable<void> readErrors(std::shared_ptr<Core> self)
    {
        return read(self, self->m_errorPipe,
                    [core = self.get()](std::string_view bytes) { core->append(core->m_errors, bytes); });
    }

    /// Reads only when it can keep what it read at once: a read that completes later would hand over its bytes after
    /// those that takeRest() found behind them, or after the end was told.
    static Awaitable<void> read([[maybe_unused]] std::shared_ptr<Core> self, Descriptor &pipe, Sink take)
    {
        do
            co_await pipe.async_wait(asio::posix::descriptor_base::wait_read, kAsTuple);
        while (pipe.is_open() && takePiece(pipe, take) != Taken::End);
    }

    /// What the ended process wrote and nobody read yet, so that its last words are there when its end is told.
    void takeRest()
    {
        const Sink output = [this](std::string_view bytes) { keep(bytes); };
        const Sink errors = [this](std::string_view bytes) { append(m_errors, bytes); };
        while (m_pipe.is_open() && takePiece(m_pipe, output) == Taken::Bytes)
            ;
        while (m_errorPipe.is_open() && takePiece(m_errorPipe, errors) == Taken::Bytes)
            ;
    }

    enum class Taken { Bytes, Nothing, End };

    static Taken takePiece(Descriptor &pipe, const Sink &take)
    {
        std::array<char, 4096> buffer;
        const auto size = ::read(pipe.native_handle(), buffer.data(), buffer.size());
        if (size < 0 && errno == EAGAIN)
            return Taken::Nothing;
        if (size <= 0)
            return Taken::End;
        take(std::string_view(buffer.data(), static_cast<std::size_t>(size)));
        return Taken::Bytes;
    }

    void append(std::string &kept, std::string_view bytes) const
    {
        kept += bytes;
        if (kept.size() > m_spec.keptOutputBytes)
            kept.erase(0, kept.size() - m_spec.keptOutputBytes);
    }

    void keep(std::string_view bytes)
    {
        append(m_output, bytes);
        if (const auto notify = m_spec.onOutput) // a copy: the listener may destroy the child
            notify(bytes);
    }

    Executor m_executor;
    pid_t m_pid;
    Spec m_spec;
    std::optional<Exit> m_ended;
    std::string m_output;
    std::string m_errors;
    Descriptor m_exit;
    Descriptor m_pipe;
    Descriptor m_errorPipe;         ///< closed unless errors are apart
    std::vector<Timer *> m_waiters; ///< each in the frame of its waitForEnd()
};

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(asio::io_context &io, Spec spec)
{
    auto output = openPipe();
    if (!output)
        return fail(output.error());
    Result<Pipe> errors = spec.errorsApart ? openPipe() : Result<Pipe>(Pipe());
    if (!errors)
        return fail(errors.error());
    SpawnRequest request;
    request.command = spec.command;
    request.directory = spec.directory;
    request.environment = spec.environment;
    request.output = output->writing;
    request.errors = errors->writing;
    const auto pid = spawnProcess(request);
    if (!pid)
        return fail(pid.error());
    auto core = std::make_shared<Core>(io.get_executor(), *pid, std::move(spec));
    Core::begin(core, std::exchange(output->reading, -1), std::exchange(errors->reading, -1));
    return std::unique_ptr<ChildProcess>(new ChildProcess(std::move(core)));
}

ChildProcess::ChildProcess(std::shared_ptr<Core> core)
    : m_core(std::move(core))
{
}

ChildProcess::~ChildProcess()
{
    m_core->abandon();
}

pid_t ChildProcess::pid() const
{
    return m_core->pid();
}

const std::optional<ChildProcess::Exit> &ChildProcess::ended() const
{
    return m_core->ended();
}

const std::string &ChildProcess::errors() const
{
    return m_core->errors();
}

const std::string &ChildProcess::output() const
{
    return m_core->output();
}

Awaitable<std::optional<ChildProcess::Exit>> ChildProcess::waitForEnd(Duration limit)
{
    return Core::waitForEnd(m_core, limit);
}

Awaitable<ChildProcess::Exit> ChildProcess::stop(Duration grace)
{
    return Core::stop(m_core, grace);
}

void ChildProcess::kill()
{
    m_core->signal(SIGKILL);
}

} // namespace sessionscope::live

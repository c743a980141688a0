// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/redis_server.h"

#include "core/live/spawn.h"

#include <fmt/format.h>
#include <openssl/rand.h>

#include <array>
#include <filesystem>

namespace sessionscope::live {
namespace {

constexpr const char *kInstallHint = "install redis-server or use --store embedded";
constexpr auto kPollInterval = std::chrono::milliseconds(2);
constexpr auto kEndLimit = Duration::seconds(5); ///< for a server to save and end
constexpr int kPortAttempts
    = 5; ///< somebody may take a port between our giving it up and the server's taking it

Result<std::string> randomPassword()
{
    std::array<unsigned char, 24> bytes;
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        return fail(ErrorCode::Io, "no random numbers for a password");
    std::string text;
    for (const unsigned char byte : bytes)
        text += fmt::format("{:02x}", byte);
    return text;
}

/// A value of the configuration file, which has the quoting of redis-cli.
std::string quoted(const std::string &text)
{
    std::string result = "\"";
    for (const char character : text) {
        if (character == '"' || character == '\\')
            result += '\\';
        result += character;
    }
    return result + '"';
}

bool isPortTaken(const std::string &output)
{
    return output.find("Address already in use") != std::string::npos;
}

/// A server that is about to answer must not be met with long pauses.
RespLimits controlLimits()
{
    RespLimits limits;
    limits.firstBackOff = Duration::milliseconds(1);
    limits.longestBackOff = Duration::milliseconds(1);
    return limits;
}

std::string lastLine(const std::string &output)
{
    const auto end = output.find_last_not_of(" \r\n");
    if (end == std::string::npos)
        return "it said nothing";
    const auto begin = output.find_last_of('\n', end);
    return output.substr(begin == std::string::npos ? 0 : begin + 1, end - begin);
}

} // namespace

Awaitable<Result<std::unique_ptr<RedisServer>>> RedisServer::start(asio::io_context &io, Options options)
{
    if (options.program.empty())
        options.program = findProgram({"redis-server", "valkey-server"});
    if (options.program.empty())
        co_return fail(ErrorCode::NotFound, "neither redis-server nor valkey-server is installed", "PATH",
                       kInstallHint);
    if (!options.guard) {
        auto guard = CrashGuard::start();
        if (!guard)
            co_return fail(guard.error());
        options.guard = std::move(*guard);
    }
    auto folder = TempFolder::create("sessionscope-redis", options.guard.get());
    if (!folder)
        co_return fail(folder.error());
    auto password = randomPassword();
    if (!password)
        co_return fail(password.error());

    std::unique_ptr<RedisServer> server(
        new RedisServer(io, std::move(options), std::move(*folder), std::move(*password)));
    for (int attempt = 1;; ++attempt) {
        server->m_port = 0;
        const auto ran = co_await server->run();
        if (ran)
            co_return server;
        if (ran.error().code != ErrorCode::AddressInUse || attempt == kPortAttempts)
            co_return fail(ran.error());
    }
}

RedisServer::RedisServer(asio::io_context &io, Options options, TempFolder folder, std::string password)
    : m_io(io)
    , m_options(std::move(options))
    , m_folder(std::move(folder))
    , m_password(std::move(password))
{
}

RedisServer::~RedisServer() = default;

RedisUrl RedisServer::url() const
{
    RedisUrl url;
    url.host = "127.0.0.1";
    url.port = m_port;
    url.password = m_password;
    return url;
}

RedisUrl RedisServer::socketUrl() const
{
    RedisUrl url;
    url.transport = RedisUrl::Transport::UnixSocket;
    url.port = 0;
    url.socketPath = socketPath();
    url.password = m_password;
    return url;
}

std::string RedisServer::socketPath() const
{
    return m_folder.path() + "/redis.sock";
}

bool RedisServer::isRunning() const
{
    return m_process && !m_process->ended();
}

pid_t RedisServer::pid() const
{
    return isRunning() ? m_process->pid() : 0;
}

/// Takes a port without listening: connections are refused, and nobody else gets it, not even as an outgoing one.
Result<void> RedisServer::reservePort()
{
    SystemError error;
    m_reserved.emplace(m_io.get_executor());
    m_reserved->open(asio::ip::tcp::v4(), error);
    if (!error)
        m_reserved->set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        m_reserved->bind({asio::ip::address_v4::loopback(), m_port}, error);
    if (!error)
        m_port = m_reserved->local_endpoint(error).port();
    if (error)
        return fail(ErrorCode::AddressInUse, fmt::format("no port for Redis: {}", error.message()),
                    url().address());
    return {};
}

std::string RedisServer::configuration() const
{
    std::string text = fmt::format("bind 127.0.0.1\n"
                                   "port {}\n"
                                   "requirepass {}\n"
                                   "dir {}\n"
                                   "dbfilename dump.rdb\n"
                                   "save \"\"\n"
                                   "appendonly no\n"
                                   "daemonize no\n"
                                   "loglevel warning\n"
                                   "logfile \"\"\n",
                                   m_port, m_password, quoted(m_folder.path()));
    if (socketPath().size() < sizeof(sockaddr_un::sun_path))
        text += fmt::format("unixsocket {}\nunixsocketperm 700\n", quoted(socketPath()));
    return text;
}

Result<void> RedisServer::spawn()
{
    const auto file = m_folder.write("redis.conf", configuration());
    if (!file)
        return fail(file.error());
    ChildProcess::Spec spec;
    spec.command = {m_options.program, *file};
    spec.directory = m_folder.path();
    spec.guard = m_options.guard;
    m_reserved.reset();
    auto process = ChildProcess::start(m_io, std::move(spec));
    if (!process) {
        Error error = process.error();
        error.hint = kInstallHint;
        return fail(error);
    }
    m_process = std::move(*process);
    return {};
}

Awaitable<Result<void>> RedisServer::run()
{
    if (!m_reserved) {
        if (const auto reserved = reservePort(); !reserved)
            co_return reserved;
    }
    if (const auto spawned = spawn(); !spawned)
        co_return spawned;
    m_control = std::make_unique<RespClient>(m_io, url(), controlLimits());
    const auto ready = co_await waitUntilReady();
    if (!ready) {
        m_control.reset();
        m_process.reset();
    }
    co_return ready;
}

Awaitable<Result<void>> RedisServer::waitUntilReady()
{
    const auto giveUp = Timer::clock_type::now() + toChrono(m_options.startLimit);
    for (;;) {
        // Our password is nobody else's: an answer is our server's answer.
        const auto pong = co_await m_control->command("ping");
        if (pong)
            co_return Result<void>();
        if (m_process->ended()) {
            const auto code = isPortTaken(m_process->output()) ? ErrorCode::AddressInUse : ErrorCode::Io;
            co_return fail(code,
                           fmt::format("Redis ended at once ({}): {}", m_process->ended()->text(),
                                       lastLine(m_process->output())),
                           m_options.program);
        }
        if (Timer::clock_type::now() > giveUp)
            co_return fail(ErrorCode::TimedOut,
                           fmt::format("Redis does not get ready: {}", pong.error().text()),
                           m_options.program);
        Timer timer(m_io.get_executor(), kPollInterval);
        co_await timer.async_wait(kAsTuple);
    }
}

Awaitable<Result<void>> RedisServer::flush()
{
    if (!isRunning())
        co_return fail(ErrorCode::ConnectionRefused, "the managed Redis is stopped", url().address());
    const auto reply = co_await m_control->command("flushall");
    if (!reply)
        co_return fail(reply.error());
    co_return Result<void>();
}

Awaitable<Result<void>> RedisServer::stopKeepingData()
{
    if (!isRunning())
        co_return fail(ErrorCode::ConnectionRefused, "the managed Redis is stopped already", url().address());
    const auto reply = co_await m_control->command("shutdown", "save");
    if (!reply && reply.error().code != ErrorCode::ConnectionLost) // it answers by ending
        co_return fail(reply.error());
    const auto ended = co_await m_process->waitForEnd(kEndLimit);
    if (!ended)
        co_return fail(ErrorCode::TimedOut, "Redis does not end", url().address());
    co_return reservePort();
}

Awaitable<Result<void>> RedisServer::startAgain()
{
    if (isRunning())
        co_return Result<void>();
    const auto ran = co_await run();
    if (!ran)
        co_return ran;
    // Read and done with: a later death must lose what it would lose without persistence.
    std::error_code ignored;
    std::filesystem::remove(m_folder.path() + "/dump.rdb", ignored);
    co_return Result<void>();
}

Awaitable<void> RedisServer::stop()
{
    if (m_control)
        m_control->close();
    if (m_process)
        co_await m_process->stop(kEndLimit);
}

} // namespace sessionscope::live

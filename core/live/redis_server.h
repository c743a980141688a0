// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/redis_url.h"
#include "core/base/result.h"
#include "core/live/child_process.h"
#include "core/live/crash_guard.h"
#include "core/live/io.h"
#include "core/live/resp_client.h"
#include "core/live/temp_folder.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace sessionscope::live {

/// A real Redis of our own: `redis-server` or `valkey-server` as a child, on loopback with a random password, in a
/// private temporary folder, without persistence. It dies with this program, however that dies.
///
/// Only one of the coroutines may run at a time, and the server must not be destroyed meanwhile.
class RedisServer
{
public:
    struct Options
    {
        Options() { } // no aggregate: g++ 12 miscompiles a braced one in a co_await expression

        std::shared_ptr<CrashGuard> guard;           ///< null: the server starts one for itself
        std::string program;                         ///< empty: the first found of the usual names
        Duration startLimit = Duration::seconds(10); ///< until it answers PING
    };

    /// Starts a server and waits until it answers.
    /// Errors: NotFound (no such program is installed), Io (it ended; `what` has its last words), TimedOut.
    static Awaitable<Result<std::unique_ptr<RedisServer>>> start(asio::io_context &io, Options options);

    /// Kills the server and removes its folder.
    ~RedisServer();
    RedisServer(const RedisServer &) = delete;
    RedisServer &operator=(const RedisServer &) = delete;

    RedisUrl url() const;       ///< over TCP; stays the same through outages
    RedisUrl socketUrl() const; ///< over its unix socket

    bool isRunning() const;
    pid_t pid() const; ///< 0 while stopped
    const std::string &folder() const { return m_folder.path(); }

    /// FLUSHALL: every session is forgotten (F-34).
    Awaitable<Result<void>> flush();

    /// An outage: the server saves its data and ends. Until startAgain() connections are refused and nobody else can
    /// take its port.
    Awaitable<Result<void>> stopKeepingData();

    /// Ends an outage: same address, same password, same data. Keys that expired meanwhile are gone.
    Awaitable<Result<void>> startAgain();

    /// Ends it without keeping anything.
    Awaitable<void> stop();

private:
    RedisServer(asio::io_context &io, Options options, TempFolder folder, std::string password);

    Result<void> reservePort();
    Result<void> spawn();
    Awaitable<Result<void>> run();
    Awaitable<Result<void>> waitUntilReady();
    std::string configuration() const;
    std::string socketPath() const;

    asio::io_context &m_io;
    Options m_options;
    TempFolder m_folder;
    std::string m_password;
    std::uint16_t m_port = 0;
    std::optional<TcpAcceptor> m_reserved; ///< holds the port while no server does
    std::unique_ptr<ChildProcess> m_process;
    std::unique_ptr<RespClient> m_control;
};

} // namespace sessionscope::live

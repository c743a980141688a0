// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/sockets.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <chrono>
#include <functional>
#include <string>

namespace sessionscope::live::test {

constexpr IpAddress kLoopback{0x7F00'0001};

/// Runs a coroutine to its end on a loop of the test's own thread; false if it took more than half a minute.
inline bool onLoop(asio::io_context &loop, Awaitable<void> body)
{
    bool ended = false;
    asio::co_spawn(loop.get_executor(), std::move(body), [&ended](const std::exception_ptr &exception) {
        Spawned{}(exception);
        ended = true;
    });
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    loop.restart();
    while (!ended && std::chrono::steady_clock::now() < deadline)
        loop.run_one_until(deadline);
    return ended;
}

/// Lets the loop work until `condition` holds.
inline bool loopUntil(asio::io_context &loop, const std::function<bool()> &condition)
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    loop.restart();
    while (!condition() && std::chrono::steady_clock::now() < deadline)
        loop.run_one_for(std::chrono::milliseconds(5));
    return condition();
}

/// Reads until the peer's end: what it sent, and how it ended.
struct Ending
{
    std::string bytes;
    SystemError error; ///< asio::error::eof for an orderly end
};

inline Awaitable<Ending> readToTheEnd(TcpSocket &socket)
{
    Ending ending;
    std::array<char, 4096> piece;
    for (;;) {
        const auto [error, size] = co_await socket.async_read_some(asio::buffer(piece), kAsTuple);
        ending.bytes.append(piece.data(), size);
        if (error) {
            ending.error = error;
            co_return ending;
        }
    }
}

inline Awaitable<SystemError> send(TcpSocket &socket, std::string bytes)
{
    const auto [error, size] = co_await asio::async_write(socket, asio::buffer(bytes), kAsTuple);
    co_return error;
}

} // namespace sessionscope::live::test

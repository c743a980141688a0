// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/io.h"

#include <boost/asio/co_spawn.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <utility>

namespace sessionscope::live {

/// No test waits longer than this for anything; only a broken build gets there.
inline constexpr auto kPatience = std::chrono::seconds(30);

/// Turns the loop until `done` says so.
template <class Condition> bool runUntil(asio::io_context &io, Condition done)
{
    const auto giveUp = std::chrono::steady_clock::now() + kPatience;
    io.restart();
    while (!done()) {
        if (std::chrono::steady_clock::now() > giveUp)
            return false;
        io.run_one_for(std::chrono::milliseconds(5));
        if (io.stopped())
            io.restart();
    }
    return true;
}

/// Runs a coroutine to its end and returns what it returned.
template <class T> T run(asio::io_context &io, Awaitable<T> work)
{
    std::optional<T> result;
    asio::co_spawn(io.get_executor(), std::move(work), [&result](std::exception_ptr trouble, T value) {
        if (trouble)
            std::rethrow_exception(trouble);
        result = std::move(value);
    });
    if (!runUntil(io, [&result] { return result.has_value(); })) {
        std::fputs("a coroutine did not end\n", stderr);
        std::abort();
    }
    return std::move(*result);
}

inline void run(asio::io_context &io, Awaitable<void> work)
{
    bool ended = false;
    asio::co_spawn(io.get_executor(), std::move(work), [&ended](std::exception_ptr trouble) {
        if (trouble)
            std::rethrow_exception(trouble);
        ended = true;
    });
    if (!runUntil(io, [&ended] { return ended; })) {
        std::fputs("a coroutine did not end\n", stderr);
        std::abort();
    }
}

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// Starts a managed Redis, tells its process id and folder, and waits to be killed.
#include "core/live/redis_server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <cstdio>

using namespace sessionscope;
using namespace sessionscope::live;

namespace {

Awaitable<void> work(asio::io_context &io)
{
    const RedisServer::Options options;
    auto server = co_await RedisServer::start(io, options);
    if (!server) {
        std::fprintf(stderr, "%s\n", server.error().text().c_str());
        co_return;
    }
    std::printf("%d %s\n", static_cast<int>((*server)->pid()), (*server)->folder().c_str());
    std::fflush(stdout);
    Timer forever(io.get_executor(), Timer::time_point::max());
    co_await forever.async_wait(kAsTuple);
}

} // namespace

int main()
{
    asio::io_context io(sessionscope::live::kOneThread);
    asio::co_spawn(io.get_executor(), work(io), asio::detached);
    io.run();
}

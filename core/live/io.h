// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/time.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <chrono>

/// The common aliases of the live driver, so that Asio's headers stay in few translation units.
///
/// Everything runs on one io_context in one thread (construct it with kOneThread): there are no mutexes, and an object may
/// be touched only from that thread. A peer's failure is an error code, never an exception:
///
///     const auto [error, size] = co_await socket.async_read_some(buffer, kAsTuple);
namespace sessionscope::live {

namespace asio = boost::asio;

using SystemError = boost::system::error_code;

/// What an io_context is told at its construction: others may post to it, but sockets and timers have one thread.
inline constexpr int kOneThread = BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO;

/// The executor of everything here. Naming the type spares the indirection of asio::any_io_executor.
using Executor = asio::io_context::executor_type;

/// What a coroutine of the live driver returns.
template <class T> using Awaitable = asio::awaitable<T, Executor>;

/// Suspends the coroutine until the operation ended; a failure throws. Only where a failure is a programmer error.
inline constexpr asio::use_awaitable_t<Executor> useAwaitable;

/// Suspends the coroutine until the operation ended; results in a tuple that begins with the error code.
inline constexpr auto kAsTuple = asio::as_tuple(useAwaitable);

using TcpSocket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using TcpAcceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using TcpResolver = asio::ip::basic_resolver<asio::ip::tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;

constexpr std::chrono::nanoseconds toChrono(Duration span)
{
    return std::chrono::nanoseconds(span.inNanoseconds());
}

} // namespace sessionscope::live

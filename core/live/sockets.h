// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/live/io.h"

#include <exception>
#include <string>
#include <utility>

/// The few things that everything with a socket does alike.
namespace sessionscope::live {

asio::ip::tcp::endpoint toAsio(Endpoint endpoint);
Endpoint fromAsio(const asio::ip::tcp::endpoint &endpoint);

/// What a failed socket operation means. `where` is the address that it was about.
Error toError(SystemError error, std::string where);

/// Why nobody may listen or bind at that address, with the address in its words and what a person can do about it.
Error listenError(SystemError error, Endpoint at);

/// Closes it in programs that this process starts, whoever starts them. One that inherited a listener would let
/// connections arrive after a restart at nobody, and one that inherited a connection would keep it from ending.
void keepFromChildren(int descriptor);

/// A listening socket. AddressInUse and Io name the address; port 0 takes any free one.
Result<TcpAcceptor> openListener(Executor executor, Endpoint at);

/// A socket that is bound to `own` but does not listen: connections to it are refused, and its port stays ours.
/// openListener() may listen there meanwhile.
Result<TcpSocket> reservePort(Executor executor, Endpoint own);

/// A socket for dialling from `own`; its local endpoint is known before it connects.
Result<TcpSocket> openDialler(Executor executor, IpAddress own);

/// Closes so that the peer sees a reset (RST) instead of an orderly end.
void closeWithReset(TcpSocket &socket);

/// A TCP connect that gives up after `timeout`: ConnectionRefused, Unreachable …
Awaitable<Result<void>> connectWithin(TcpSocket &socket, Endpoint to, Duration timeout);

/// The completion of a spawned coroutine from which no exception is expected: one that comes out all the same is a
/// programmer error and ends the program.
struct Spawned
{
    void operator()(const std::exception_ptr &exception) const
    {
        if (exception)
            std::rethrow_exception(exception);
    }
};

} // namespace sessionscope::live

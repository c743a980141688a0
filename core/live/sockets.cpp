// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/sockets.h"

#include <boost/asio/error.hpp>
#include <boost/asio/ip/address_v4.hpp>

#include <cerrno>
#include <fcntl.h>
#include <memory>

namespace sessionscope::live {

namespace {

ErrorCode codeOf(SystemError error)
{
    namespace code = asio::error;
    if (error == code::address_in_use)
        return ErrorCode::AddressInUse;
    if (error == code::connection_refused)
        return ErrorCode::ConnectionRefused;
    if (error == code::host_unreachable || error == code::network_unreachable)
        return ErrorCode::Unreachable;
    if (error == code::timed_out)
        return ErrorCode::TimedOut;
    if (error == code::operation_aborted)
        return ErrorCode::Cancelled;
    if (error == code::eof || error == code::connection_reset || error == code::broken_pipe
        || error == code::connection_aborted)
        return ErrorCode::ConnectionLost;
    return ErrorCode::Io;
}

} // namespace

asio::ip::tcp::endpoint toAsio(Endpoint endpoint)
{
    return {asio::ip::address_v4(endpoint.ip.hostOrder()), endpoint.port};
}

Endpoint fromAsio(const asio::ip::tcp::endpoint &endpoint)
{
    if (!endpoint.address().is_v4())
        return Endpoint{IpAddress(), endpoint.port()};
    return Endpoint{IpAddress(endpoint.address().to_v4().to_uint()), endpoint.port()};
}

Error toError(SystemError error, std::string where)
{
    return Error{codeOf(error), error.message(), std::move(where), {}};
}

Error listenError(SystemError error, Endpoint at)
{
    namespace code = asio::error;
    Error said = toError(error, at.text());
    said.what = "cannot listen at " + at.text() + ": " + said.what;
    if (error == code::address_in_use)
        said.hint = "another program listens there, which one is not known; take another port";
    else if (error == code::access_denied)
        said.hint = "ports below 1024 need special rights; take a higher one";
    else if (error == code::no_descriptors)
        said.hint = "raise the limit of open files (ulimit -n), or run fewer proxies and pods";
    else if (error == SystemError(EADDRNOTAVAIL, boost::system::system_category()))
        said.hint = "this machine has no such address; 127.0.0.1 is always there";
    return said;
}

void keepFromChildren(int descriptor)
{
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

namespace {

template <class Socket> void open(Socket &socket, SystemError &error)
{
    socket.open(asio::ip::tcp::v4(), error);
    if (!error)
        keepFromChildren(socket.native_handle());
}

} // namespace

Result<TcpAcceptor> openListener(Executor executor, Endpoint at)
{
    TcpAcceptor acceptor(executor);
    SystemError error;
    open(acceptor, error);
    if (!error)
        acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        acceptor.bind(toAsio(at), error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return fail(listenError(error, at));
    return acceptor;
}

Result<TcpSocket> reservePort(Executor executor, Endpoint own)
{
    TcpSocket socket(executor);
    SystemError error;
    open(socket, error);
    if (!error)
        socket.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        socket.bind(toAsio(own), error);
    if (error)
        return fail(listenError(error, own));
    return socket;
}

Result<TcpSocket> openDialler(Executor executor, IpAddress own)
{
    TcpSocket socket(executor);
    SystemError error;
    open(socket, error);
    if (!error)
        socket.bind(toAsio({own, 0}), error);
    if (!error)
        socket.set_option(asio::ip::tcp::no_delay(true), error);
    if (error)
        return fail(toError(error, own.text()));
    return socket;
}

void closeWithReset(TcpSocket &socket)
{
    SystemError ignored; // the socket may be closed already
    socket.set_option(asio::socket_base::linger(true, 0), ignored);
    socket.close(ignored);
}

Awaitable<Result<void>> connectWithin(TcpSocket &socket, Endpoint to, Duration timeout)
{
    // The timer may be due in the very moment in which the dial succeeds: whoever comes first decides.
    enum class Fate { Open, Connected, Expired };
    const auto fate = std::make_shared<Fate>(Fate::Open);
    Timer timer(socket.get_executor(), toChrono(timeout));
    timer.async_wait([&socket, fate](SystemError error) {
        if (error || *fate != Fate::Open)
            return;
        *fate = Fate::Expired;
        SystemError ignored;
        socket.close(ignored);
    });
    const auto [error] = co_await socket.async_connect(toAsio(to), kAsTuple);
    if (*fate == Fate::Expired)
        co_return fail(ErrorCode::Unreachable, "no answer to the dial", to.text());
    *fate = Fate::Connected;
    timer.cancel();
    if (error)
        co_return fail(toError(error, to.text()));
    co_return Result<void>();
}

} // namespace sessionscope::live

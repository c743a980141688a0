// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/tcp_stream.h"

#include "core/live/sockets.h"

#include <boost/asio/bind_allocator.hpp>
#include <boost/asio/buffer.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <utility>

namespace sessionscope::live {

namespace {

constexpr std::size_t kJoinedBytesMax = 2U << 10U;
constexpr auto kLookForEndEvery = std::chrono::milliseconds(500);

} // namespace

/// Asio gives a receive's memory back before it calls the handler, whose share in the stream keeps that memory alive.
template <class Type> struct TcpStream::ReceiveAllocator
{
    using value_type = Type;

    explicit ReceiveAllocator(ReceiveMemory *itsMemory)
        : memory(itsMemory)
    {
    }
    template <class Other>
    ReceiveAllocator(const ReceiveAllocator<Other> &other)
        : memory(other.memory)
    {
    }

    Type *allocate(std::size_t count) { return static_cast<Type *>(memory->take(count * sizeof(Type))); }
    void deallocate(Type *taken, std::size_t) { memory->giveBack(taken); }

    template <class Other> bool operator==(const ReceiveAllocator<Other> &other) const
    {
        return memory == other.memory;
    }

    ReceiveMemory *memory;
};

void *TcpStream::ReceiveMemory::take(std::size_t size)
{
    if (m_isTaken || size > kBytes)
        return ::operator new(size);
    m_isTaken = true;
    return &m_place;
}

void TcpStream::ReceiveMemory::giveBack(void *memory)
{
    if (memory == &m_place)
        m_isTaken = false;
    else
        ::operator delete(memory);
}

TcpStream::Ptr TcpStream::create(TcpSocket socket)
{
    return Ptr(new TcpStream(std::move(socket)));
}

TcpStream::TcpStream(TcpSocket socket)
    : m_socket(std::move(socket))
{
    SystemError ignored;
    if (m_socket.is_open())
        m_socket.set_option(asio::ip::tcp::no_delay(true), ignored);
}

TcpStream::~TcpStream() = default;

void TcpStream::consume(std::size_t size)
{
    assert(size <= m_end - m_begin);
    m_begin += size;
    // A receive under way writes behind m_end: the empty buffer may only be rewound without one.
    if (m_begin == m_end && !m_isReceiving)
        m_begin = m_end = 0;
}

void TcpStream::makeRoom()
{
    if (m_begin > 0) {
        std::memmove(m_buffer, m_buffer + m_begin, m_end - m_begin);
        m_end -= std::exchange(m_begin, 0);
    }
    const bool shouldGrow = m_end == m_capacity || m_wasFilled;
    if (!shouldGrow || m_capacity >= kBufferBytesMax)
        return;
    const std::size_t capacity = std::min(kBufferBytesMax, m_capacity * 2);
    std::unique_ptr<char[]> larger(new char[capacity]);
    std::memcpy(larger.get(), m_buffer, m_end);
    m_grown = std::move(larger);
    m_buffer = m_grown.get();
    m_capacity = capacity;
}

void TcpStream::receive()
{
    if (m_isReceiving || m_isOver)
        return;
    makeRoom();
    if (m_end == m_capacity) {
        if (m_watcher != nullptr)
            lookForEndLater();
        return;
    }
    m_isReceiving = true;
    m_socket.async_read_some(
        asio::buffer(m_buffer + m_end, m_capacity - m_end),
        asio::bind_allocator(ReceiveAllocator<char>(&m_receiveMemory),
                             [self = Ptr(this)](const SystemError &error, std::size_t size) {
                                 self->onReceived(error, size);
                             }));
}

void TcpStream::lookForEndLater()
{
    if (std::exchange(m_isLooking, true))
        return;
    const auto timer = std::make_shared<Timer>(m_socket.get_executor(), kLookForEndEvery);
    timer->async_wait([self = Ptr(this), timer](const SystemError &) {
        self->m_isLooking = false;
        if (self->m_isOver || self->m_watcher == nullptr)
            return;
        if (!self->hasPeerLeft()) {
            self->receive();
            return;
        }
        self->m_isOver = true;
        self->m_watcher->streamEnded();
    });
}

/// What the kernel knows beyond the bytes that wait.
bool TcpStream::hasPeerLeft()
{
    pollfd asked{m_socket.native_handle(), POLLRDHUP, 0};
    return ::poll(&asked, 1, 0) > 0 && (asked.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

void TcpStream::onReceived(const SystemError &error, std::size_t size)
{
    m_isReceiving = false;
    if (m_isOver)
        return;
    m_end += size;
    m_wasFilled = m_end == m_capacity;
    if (error) {
        m_isOver = true;
        m_error = error == asio::error::eof ? SystemError() : error;
    }
    if (m_wakeup.isAwaited())
        m_wakeup.wake();
    else if (m_watcher != nullptr) {
        if (error)
            m_watcher->streamEnded();
        else
            receive();
    }
}

std::size_t TcpStream::sendNow(std::string_view first, std::string_view second, SystemError &error)
{
    // One piece is cheaper to send than two, even with the copy.
    std::array<char, kJoinedBytesMax> joined;
    if (!second.empty() && first.size() + second.size() <= joined.size()) {
        first.copy(joined.data(), first.size());
        second.copy(joined.data() + first.size(), second.size());
        first = {joined.data(), first.size() + second.size()};
        second = {};
    }
    std::array<iovec, 2> parts{iovec{const_cast<char *>(first.data()), first.size()},
                               iovec{const_cast<char *>(second.data()), second.size()}};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    for (;;) {
        constexpr int kFlags = MSG_NOSIGNAL | MSG_DONTWAIT;
        const ssize_t sent = second.empty()
            ? ::send(m_socket.native_handle(), first.data(), first.size(), kFlags)
            : ::sendmsg(m_socket.native_handle(), &message, kFlags);
        if (sent >= 0)
            return static_cast<std::size_t>(sent);
        if (errno == EINTR)
            continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK)
            error = SystemError(errno, boost::system::system_category());
        return 0;
    }
}

/// Drops from the front what was sent.
static void advance(std::string_view &first, std::string_view &second, std::size_t sent)
{
    const std::size_t ofFirst = std::min(sent, first.size());
    first.remove_prefix(ofFirst);
    second.remove_prefix(sent - ofFirst);
}

Awaitable<SystemError> TcpStream::send(std::string_view first, std::string_view second)
{
    const Ptr self(this);
    for (;;) {
        SystemError error;
        if (!m_socket.is_open())
            co_return asio::error::operation_aborted;
        advance(first, second, sendNow(first, second, error));
        if (error || (first.empty() && second.empty()))
            co_return error;
        const auto [waitError]
            = co_await m_socket.async_wait(asio::socket_base::wait_write, asio::as_tuple(asio::deferred));
        if (waitError)
            co_return waitError;
    }
}

Awaitable<SystemError> TcpStream::sendUnlessAnswered(std::string_view &first, std::string_view &second)
{
    const Ptr self(this);
    while (isQuiet()) {
        SystemError error;
        advance(first, second, sendNow(first, second, error));
        if (error || (first.empty() && second.empty()))
            co_return error;
        // Whichever comes first wakes; a waking too many does no harm to who waits for more().
        m_socket.async_wait(asio::socket_base::wait_write,
                            [self](const SystemError &) { self->m_wakeup.wake(); });
        co_await more();
    }
    co_return isOpen() ? SystemError(asio::error::would_block) : SystemError(asio::error::operation_aborted);
}

SystemError TcpStream::open(IpAddress from)
{
    SystemError error;
    m_socket.open(asio::ip::tcp::v4(), error);
    if (!error)
        m_socket.set_option(asio::ip::tcp::no_delay(true), error);
    if (!error && from != IpAddress())
        m_socket.bind(toAsio(Endpoint{from, 0}), error);
    return error;
}

Awaitable<SystemError> TcpStream::connect(Endpoint to)
{
    const Ptr self(this);
    const auto [error] = co_await m_socket.async_connect(toAsio(to), asio::as_tuple(asio::deferred));
    co_return error;
}

bool TcpStream::isIdle()
{
    if (!isQuiet())
        return false;
    char byte = 0;
    const ssize_t size = ::recv(m_socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

void TcpStream::shutdownSend()
{
    SystemError ignored;
    m_socket.shutdown(asio::socket_base::shutdown_send, ignored);
}

void TcpStream::close()
{
    SystemError ignored;
    m_isOver = true;
    if (!m_error)
        m_error = asio::error::operation_aborted;
    m_socket.close(ignored);
    m_wakeup.wakeLater(m_socket.get_executor());
}

void TcpStream::reset()
{
    SystemError ignored;
    if (m_socket.is_open())
        m_socket.set_option(asio::socket_base::linger(true, 0), ignored);
    close();
}

Endpoint TcpStream::localEndpoint() const
{
    SystemError ignored;
    return fromAsio(m_socket.local_endpoint(ignored));
}

Endpoint TcpStream::peerEndpoint() const
{
    SystemError ignored;
    return fromAsio(m_socket.remote_endpoint(ignored));
}

ErrorCode dialErrorCode(const SystemError &error)
{
    return error == asio::error::connection_refused ? ErrorCode::ConnectionRefused : ErrorCode::Unreachable;
}

} // namespace sessionscope::live

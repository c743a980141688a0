// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/live/http/raw_peer.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cassert>
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace sessionscope::live::test {

namespace {

sockaddr_in toNative(Endpoint endpoint)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(endpoint.port);
    address.sin_addr.s_addr = htonl(endpoint.ip.hostOrder());
    return address;
}

void makeNonBlocking(int descriptor)
{
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

int newSocket()
{
    return ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

RawPeer connected(int descriptor, Endpoint to)
{
    const sockaddr_in address = toNative(to);
    // Loopback connects at once: the kernel completes the handshake for the listener.
    [[maybe_unused]] const int failed
        = ::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    assert(failed == 0);
    return RawPeer(descriptor);
}

} // namespace

RawPeer::RawPeer(int descriptor)
    : m_descriptor(descriptor)
{
    makeNonBlocking(m_descriptor);
    const int one = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

RawPeer::~RawPeer()
{
    close();
}

RawPeer::RawPeer(RawPeer &&other) noexcept
    : received(std::move(other.received))
    , hasEnded(other.hasEnded)
    , wasReset(other.wasReset)
    , m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

RawPeer &RawPeer::operator=(RawPeer &&other) noexcept
{
    std::swap(received, other.received);
    std::swap(hasEnded, other.hasEnded);
    std::swap(wasReset, other.wasReset);
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

RawPeer RawPeer::connectedTo(Endpoint to)
{
    return connected(newSocket(), to);
}

RawPeer RawPeer::narrowlyConnectedTo(Endpoint to)
{
    const int descriptor = newSocket();
    const int window = 1; // the kernel makes the least of it that it can
    const int segment = 88;
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &window, sizeof window);
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof segment);
    return connected(descriptor, to);
}

std::size_t RawPeer::send(std::string_view bytes)
{
    const ssize_t sent = ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    return sent < 0 ? 0 : static_cast<std::size_t>(sent);
}

void RawPeer::finishSending()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

void RawPeer::reset()
{
    const linger hard{1, 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    close();
}

void RawPeer::close()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

void RawPeer::receive(std::size_t bytesMax)
{
    std::array<char, 65536> buffer{};
    while (m_descriptor >= 0 && !isOver() && bytesMax > 0) {
        const ssize_t size
            = ::recv(m_descriptor, buffer.data(), std::min(buffer.size(), bytesMax), MSG_DONTWAIT);
        if (size > 0) {
            received.append(buffer.data(), static_cast<std::size_t>(size));
            bytesMax -= static_cast<std::size_t>(size);
            continue;
        }
        hasEnded = size == 0;
        wasReset = size < 0 && errno != EAGAIN && errno != EWOULDBLOCK;
        return;
    }
}

void RawPeer::shrinkBuffers()
{
    const int size = 32 << 10;
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
}

RawListener::RawListener(std::string_view address, int backlog)
    : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
{
    sockaddr_in native = toNative(Endpoint{IpAddress::parse(address).value(), 0});
    socklen_t size = sizeof native;
    ::bind(m_descriptor, reinterpret_cast<const sockaddr *>(&native), size);
    ::listen(m_descriptor, backlog);
    ::getsockname(m_descriptor, reinterpret_cast<sockaddr *>(&native), &size);
    m_endpoint = Endpoint{IpAddress(ntohl(native.sin_addr.s_addr)), ntohs(native.sin_port)};
}

RawListener::~RawListener()
{
    close();
}

std::optional<RawPeer> RawListener::accept()
{
    const int descriptor = ::accept(m_descriptor, nullptr, nullptr);
    if (descriptor < 0)
        return std::nullopt;
    return RawPeer(descriptor);
}

void RawListener::close()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

Loop::Loop() = default;
Loop::~Loop() = default;

bool Loop::until(const std::function<bool()> &isSo, std::chrono::milliseconds limit)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!isSo()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        context.restart();
        context.run_one_for(std::chrono::milliseconds(1));
    }
    return true;
}

void Loop::settle()
{
    context.restart();
    while (context.poll() > 0)
        context.restart();
}

} // namespace sessionscope::live::test

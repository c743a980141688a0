// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/live/io.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// Clients and servers for tests that speak byte by byte, on the test's own thread: nothing happens behind its back.
namespace sessionscope::live::test {

/// One end of a TCP connection, held by hand.
class RawPeer
{
public:
    explicit RawPeer(int descriptor);
    ~RawPeer();
    RawPeer(RawPeer &&other) noexcept;
    RawPeer &operator=(RawPeer &&other) noexcept;

    static RawPeer connectedTo(Endpoint to);
    /// The same with the smallest window and segments there are: the other end has to wait even for a head to be taken.
    static RawPeer narrowlyConnectedTo(Endpoint to);

    /// Sends as much as the kernel takes; gives how much.
    std::size_t send(std::string_view bytes);
    void finishSending();
    void reset();
    void close();

    /// Takes what has arrived, at most `bytesMax`.
    void receive(std::size_t bytesMax = SIZE_MAX);
    /// Shrinks the kernel's buffers, so that a slow reader is felt early.
    void shrinkBuffers();

    std::string received;
    bool hasEnded = false; ///< the other end closed in order
    bool wasReset = false; ///< or broke the connection
    bool isOver() const { return hasEnded || wasReset; }

private:
    int m_descriptor = -1;
};

/// A listening socket at a loopback address, port chosen by the kernel.
class RawListener
{
public:
    explicit RawListener(std::string_view address = "127.0.0.1", int backlog = 128);
    ~RawListener();
    RawListener(const RawListener &) = delete;
    RawListener &operator=(const RawListener &) = delete;

    Endpoint endpoint() const { return m_endpoint; }
    std::optional<RawPeer> accept();
    void close();

private:
    int m_descriptor = -1;
    Endpoint m_endpoint;
};

/// The event loop under test, run in small pieces until something is so.
class Loop
{
public:
    Loop();
    ~Loop();

    asio::io_context context{kOneThread};

    /// Runs until `isSo()`. False after `limit`, which only a failing test reaches.
    bool until(const std::function<bool()> &isSo,
               std::chrono::milliseconds limit = std::chrono::milliseconds(10000));
    /// Runs until nothing is ready any more: everything that could happen without new input has happened.
    void settle();
};

} // namespace sessionscope::live::test

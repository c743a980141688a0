// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/live/io.h"
#include "core/live/wakeup.h"

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace sessionscope::live {

/// A connected TCP socket with one receive buffer, made for few system calls: one receive per arrival, writes at once.
///
/// One coroutine reads; another party may watch for the stream's end meanwhile, which costs nothing because the receive
/// that waits for the next bytes is also what notices the end. Shared by count, because a receive under way needs it.
class TcpStream : public boost::intrusive_ref_counter<TcpStream, boost::thread_unsafe_counter>
{
public:
    using Ptr = boost::intrusive_ptr<TcpStream>;

    /// Is told when the peer ended or broke the stream while nobody was reading.
    class Watcher
    {
    public:
        virtual void streamEnded() = 0;

    protected:
        ~Watcher() = default;
    };

    /// The buffer grows up to this when the peer sends faster than it is emptied.
    static constexpr std::size_t kBufferBytesMax = 64U << 10U;

    static Ptr create(TcpSocket socket);
    ~TcpStream();

    /// What arrived and was not consumed. Stays where it is until consume(), receive() or more().
    std::string_view buffered() const { return {m_buffer + m_begin, m_end - m_begin}; }
    void consume(std::size_t size);

    /// Starts to receive, if that is possible and not under way. While the buffer is full a watcher is told of an end by
    /// looking for it now and then.
    void receive();

    /// `co_await stream->more()`: receives and sleeps until something happened: bytes, the end, interrupt() or close().
    /// Only while !isOver().
    auto more()
    {
        receive();
        return m_wakeup.wait();
    }

    /// Wakes the reader without closing; it has to find out why.
    void interrupt() { m_wakeup.wakeLater(m_socket.get_executor()); }

    void watch(Watcher *watcher) { m_watcher = watcher; }

    /// The peer closed its half, the stream broke, or it was closed from here: nothing more will arrive.
    bool isOver() const { return m_isOver; }
    /// The reason; no error after an orderly end.
    const SystemError &error() const { return m_error; }
    /// The buffer cannot take more before something is consumed.
    bool isFull() const { return m_end - m_begin == kBufferBytesMax; }
    bool isOpen() const { return m_socket.is_open(); }

    /// Sends as much of `first` and `second` as the kernel takes at once; returns how much. `error` is set if it broke.
    std::size_t sendNow(std::string_view first, std::string_view second, SystemError &error);
    /// Sends all of it. Both must stay valid.
    Awaitable<SystemError> send(std::string_view first, std::string_view second = {});
    /// The same, but stops when the peer says something or ends before it has taken all; then `would_block`. What was
    /// sent is dropped from both, which must live until then.
    Awaitable<SystemError> sendUnlessAnswered(std::string_view &first, std::string_view &second);

    /// Opens a socket for connect(), bound to `from` unless that is the null address. The port is chosen here and not by
    /// connect(), so that the data path can be told of the connection before the peer can ask.
    SystemError open(IpAddress from);
    /// close() interrupts it.
    Awaitable<SystemError> connect(Endpoint to);

    /// Whether an idle connection can carry another request: nothing arrived, and the kernel knows of no end either.
    bool isIdle();
    /// The same as far as this side has heard.
    bool isQuiet() const { return !m_isOver && m_end == m_begin; }

    /// Sends FIN but keeps receiving.
    void shutdownSend();
    /// Closes in order; who sleeps here is woken from the event loop.
    void close();
    /// Closes with RST: what a killed process leaves behind.
    void reset();

    Endpoint localEndpoint() const;
    Endpoint peerEndpoint() const;
    TcpSocket &socket() { return m_socket; }

private:
    /// Memory for the one receive that can be under way: Asio would fetch it anew for each.
    class ReceiveMemory
    {
    public:
        void *take(std::size_t size);
        void giveBack(void *memory);

    private:
        static constexpr std::size_t kBytes
            = 192; // enough for what Asio keeps of a receive; more comes from the heap
        alignas(std::max_align_t) std::byte m_place[kBytes];
        bool m_isTaken = false;
    };

    template <class Type> struct ReceiveAllocator;

    explicit TcpStream(TcpSocket socket);

    void makeRoom();
    void lookForEndLater();
    bool hasPeerLeft();
    void onReceived(const SystemError &error, std::size_t size);

    static constexpr std::size_t kInitialBytes = 2U << 10U; // most messages of MCP are smaller

    TcpSocket m_socket;
    std::array<char, kInitialBytes> m_initial;
    char *m_buffer = m_initial.data();
    std::size_t m_capacity = kInitialBytes;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    bool m_isReceiving = false;
    bool m_isLooking = false; ///< for the peer's end, behind a full buffer
    bool m_wasFilled = false; ///< the last receive took all the room there was
    bool m_isOver = false;
    SystemError m_error;
    Wakeup m_wakeup;
    Watcher *m_watcher = nullptr;
    std::unique_ptr<char[]> m_grown; ///< where m_buffer lies once m_initial was too small
    ReceiveMemory m_receiveMemory;
};

/// What a failed connect means to the routing core: nobody listens, or nobody is there.
ErrorCode dialErrorCode(const SystemError &error);

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/redis_url.h"
#include "core/live/io.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace sessionscope::live {

inline const std::string kPong = "+PONG\r\n";
inline const std::string kSilence;
inline const std::string kHangUp = "hang up";

/// A server that says what it is told to: one list of answers for each connection, one answer for each read.
class ScriptedRedis
{
public:
    using Answers = std::vector<std::string>;

    ScriptedRedis(asio::io_context &io, std::vector<Answers> connections)
        : m_acceptor(io.get_executor(), {asio::ip::address_v4::loopback(), 0})
        , m_connections(std::move(connections))
    {
        asio::co_spawn(io.get_executor(), accept(), asio::detached);
    }

    RedisUrl url() const
    {
        RedisUrl url;
        url.host = "127.0.0.1";
        url.port = m_acceptor.local_endpoint().port();
        return url;
    }

    int accepted() const { return m_accepted; }
    const std::vector<std::string> &reads() const { return m_reads; }

private:
    Awaitable<void> accept()
    {
        for (const Answers &answers : m_connections) {
            auto [error, socket] = co_await m_acceptor.async_accept(kAsTuple);
            if (error)
                co_return;
            ++m_accepted;
            asio::co_spawn(m_acceptor.get_executor(), serve(TcpSocket(std::move(socket)), answers),
                           asio::detached);
        }
        m_acceptor.close();
    }

    Awaitable<void> serve(TcpSocket socket, Answers answers)
    {
        std::array<char, 65536> buffer;
        for (std::size_t turn = 0;; ++turn) {
            const auto [error, size] = co_await socket.async_read_some(asio::buffer(buffer), kAsTuple);
            if (error)
                co_return;
            m_reads.emplace_back(buffer.data(), size);
            std::string answer = turn < answers.size() ? answers[turn] : kSilence;
            const bool hangUp = answer.ends_with(kHangUp);
            if (hangUp)
                answer.erase(answer.size() - kHangUp.size());
            co_await asio::async_write(socket, asio::buffer(answer), kAsTuple);
            if (hangUp)
                co_return;
        }
    }

    TcpAcceptor m_acceptor;
    std::vector<Answers> m_connections;
    std::vector<std::string> m_reads;
    int m_accepted = 0;
};

} // namespace sessionscope::live

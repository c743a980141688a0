// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/resp_link.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace sessionscope::live {

void deliver(Executor executor, ReplyWaiter waiter, Result<RespReply> result)
{
    asio::post(executor, [waiting = std::move(waiter), reply = std::move(result)]() mutable {
        std::move(waiting)(std::move(reply));
    });
}

RespLink::RespLink(Executor executor, RedisUrl url, RespLimits limits, Owner owner)
    : m_executor(executor)
    , m_url(std::move(url))
    , m_limits(limits)
    , m_owner(std::move(owner))
    , m_stream(executor)
    , m_decoder(limits.replyBytes)
    , m_watchdog(executor)
{
}

Awaitable<Result<void>> RespLink::open()
{
    const auto self = shared_from_this();
    auto opened = co_await m_stream.open(m_url, m_limits.dial);
    if (m_ended)
        co_return fail(*m_ended);
    if (opened)
        asio::co_spawn(m_executor, listen(self), asio::detached);
    co_return opened;
}

void RespLink::send(std::string bytes, std::vector<ReplyWaiter> waiters)
{
    assert(!m_writing && !m_ended);
    for (ReplyWaiter &waiter : waiters)
        m_inFlight.push_back(InFlight{std::move(waiter), std::nullopt, 0, {}, {}});
    write(std::move(bytes));
}

void RespLink::sendBatch(std::string bytes, std::size_t count, BatchWaiter waiter)
{
    assert(!m_writing && !m_ended && count > 0);
    m_inFlight.push_back(InFlight{{}, std::nullopt, count, {}, std::move(waiter)});
    m_inFlight.back().gathered.reserve(count);
    write(std::move(bytes));
}

void RespLink::write(std::string bytes)
{
    m_leaving = std::move(bytes);
    m_writing = true;
    m_writeBegan = Timer::clock_type::now();
    m_stream.write(m_leaving, [self = shared_from_this()](SystemError error) { self->onWritten(error); });
    watch();
}

Awaitable<Result<RespReply>> RespLink::ask(std::vector<std::string> arguments)
{
    const auto self = shared_from_this();
    while (m_writing && !m_ended) // a reply may overtake the news that its command was written
        co_await asio::post(m_executor, useAwaitable);
    if (m_ended)
        co_return fail(*m_ended);
    const auto initiate = [&](auto handler) {
        std::vector<ReplyWaiter> waiters;
        waiters.emplace_back(std::move(handler));
        send(encodeCommand(arguments), std::move(waiters));
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void(Result<RespReply>)>(
        initiate, useAwaitable);
}

void RespLink::onWritten(SystemError error)
{
    // A server that left may have said why, as one does that wants a certificate: whoever listens is about to hear it, or
    // that the connection broke. Nothing more is written meanwhile.
    if (m_ended || error)
        return;
    m_writing = false;
    const auto now = Timer::clock_type::now();
    for (auto command = m_inFlight.rbegin(); command != m_inFlight.rend() && !command->departed; ++command)
        command->departed = now;
    watch();
    m_owner.onWritten();
}

Awaitable<void> RespLink::listen(std::shared_ptr<RespLink> self)
{
    std::array<char, 16 * 1024> buffer;
    while (!self->m_ended) {
        const auto [error, size] = co_await self->m_stream.readSome(asio::buffer(buffer));
        if (self->m_ended)
            co_return;
        if (const auto refused = certificateRefused(self->m_url, error)) {
            self->fall(*refused);
            co_return;
        }
        if (error) {
            self->fall(ErrorCode::ConnectionLost,
                       error == asio::error::eof ? std::string("Redis closed the connection")
                                                 : fmt::format("the connection broke: {}", error.message()));
            co_return;
        }
        self->m_decoder.feed(std::string_view(buffer.data(), size));
        self->takeReplies();
    }
}

void RespLink::takeReplies()
{
    const auto now = Timer::clock_type::now();
    for (;;) {
        auto reply = m_decoder.next();
        if (!reply) {
            fall(ErrorCode::Protocol, reply.error().what);
            return;
        }
        if (!*reply)
            return;
        if (m_owner.takesPush && m_owner.takesPush(**reply)) {
            if (m_ended)
                return;
            continue;
        }
        if (m_inFlight.empty()) {
            fall(ErrorCode::Protocol, "a reply that nobody asked for");
            return;
        }
        m_lastReply = now;
        take(std::move(**reply));
    }
}

void RespLink::take(RespReply reply)
{
    InFlight &waiting = m_inFlight.front();
    if (waiting.expected == 0) {
        deliver(m_executor, std::move(waiting.waiter), std::move(reply));
        m_inFlight.pop_front();
        return;
    }
    waiting.gathered.push_back(std::move(reply));
    if (waiting.gathered.size() < waiting.expected)
        return;
    asio::post(m_executor,
               [waiter = std::move(waiting.batchWaiter), replies = std::move(waiting.gathered)]() mutable {
                   waiter(std::move(replies));
               });
    m_inFlight.pop_front();
}

/// One timer for all commands: it sleeps until the earliest limit and looks again, so that a reply costs no timer.
void RespLink::watch()
{
    const auto limit = nextLimit();
    if (!limit || m_ended || (m_watching && m_watchdog.expiry() <= *limit))
        return;
    m_watching = true;
    m_watchdog.expires_at(*limit);
    m_watchdog.async_wait([self = shared_from_this()](SystemError error) {
        if (!error && !self->m_ended)
            self->onLimit();
    });
}

void RespLink::onLimit()
{
    m_watching = false;
    const auto now = Timer::clock_type::now();
    const auto limit = nextLimit();
    if (!limit || *limit > now)
        watch();
    else if (m_writing && m_writeBegan + toChrono(m_limits.write) <= now)
        fall(ErrorCode::TimedOut, "Redis took no command in time");
    else
        fall(ErrorCode::TimedOut, "Redis did not answer in time");
}

std::optional<Timer::time_point> RespLink::nextLimit() const
{
    std::optional<Timer::time_point> limit;
    if (m_writing)
        limit = m_writeBegan + toChrono(m_limits.write);
    if (!m_inFlight.empty() && m_inFlight.front().departed) {
        const auto read = std::max(*m_inFlight.front().departed, m_lastReply) + toChrono(m_limits.read);
        limit = limit ? std::min(*limit, read) : read;
    }
    return limit;
}

void RespLink::fall(ErrorCode code, std::string what)
{
    fall({code, std::move(what), m_url.address(), {}});
}

void RespLink::fall(const Error &error)
{
    const auto self = shared_from_this();
    drop(error);
    m_owner.onDropped(error);
}

void RespLink::drop(const Error &error)
{
    if (m_ended)
        return;
    m_ended = error;
    m_stream.close();
    m_watchdog.cancel();
    for (InFlight &command : m_inFlight) {
        if (command.expected == 0)
            deliver(m_executor, std::move(command.waiter), fail(error));
        else
            asio::post(m_executor, [waiter = std::move(command.batchWaiter), error] { waiter(fail(error)); });
    }
    m_inFlight.clear();
}

} // namespace sessionscope::live

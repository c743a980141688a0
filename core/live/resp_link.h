// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/redis_url.h"
#include "core/base/result.h"
#include "core/live/io.h"
#include "core/live/resp_reply.h"
#include "core/live/resp_stream.h"

#include <boost/asio/any_completion_handler.hpp>

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sessionscope::live {

/// The bounds of talking to Redis. Times are those of ToolHive's client (digest §0).
struct RespLimits
{
    Duration dial = Duration::seconds(5); ///< name, connection and TLS together
    Duration read
        = Duration::seconds(3); ///< from a command's departure, or the reply before, to its whole reply
    Duration write = Duration::seconds(3);              ///< for a batch of commands to leave
    Duration firstBackOff = Duration::milliseconds(50); ///< after the second failed dial in a row; doubles
    Duration longestBackOff = Duration::seconds(2);
    std::size_t replyBytes = 64u << 20;  ///< a larger reply is a Protocol error
    std::size_t queuedBytes = 64u << 20; ///< commands that wait to leave; more are refused
    std::size_t queuedCommands = 10'000; ///< waiting or in flight; more are refused
};

/// Who gets the reply of a command.
using ReplyWaiter = asio::any_completion_handler<void(Result<RespReply>)>;

/// Who gets the replies of several commands at once.
using BatchWaiter = std::function<void(Result<std::vector<RespReply>>)>;

/// Hands `result` to `waiter` from the loop, never from within the caller.
void deliver(Executor executor, ReplyWaiter waiter, Result<RespReply> result);

/// One connection to Redis with commands in flight. Replies come in the order of the commands. The first trouble ends
/// it for good: everything in flight fails alike, because nothing tells which commands the server still saw.
class RespLink : public std::enable_shared_from_this<RespLink>
{
public:
    /// `onWritten`: a batch left, send() may be called again. `onDropped`: the link ended by itself. `takesPush`, if it is
    /// set, sees every reply first and returns true for what nobody asked for (messages of a subscription).
    struct Owner
    {
        std::function<void()> onWritten;
        std::function<void(const Error &)> onDropped;
        std::function<bool(RespReply &)> takesPush;
    };

    RespLink(Executor executor, RedisUrl url, RespLimits limits, Owner owner);

    /// Connects and begins to listen. Errors as RespStream::open().
    Awaitable<Result<void>> open();

    /// Why the link ended; nothing while it lives.
    const std::optional<Error> &ended() const { return m_ended; }

    bool isWriting() const { return m_writing; }
    std::size_t inFlight() const { return m_inFlight.size(); }

    /// Sends whole commands in one write, one waiter for each. Not while isWriting().
    void send(std::string bytes, std::vector<ReplyWaiter> waiters);

    /// send() for `count` commands with one waiter, who is called from the loop once all replies are there.
    void sendBatch(std::string bytes, std::size_t count, BatchWaiter waiter);

    /// send() for one command, as a coroutine; waits while isWriting(). Fails at once if the link has ended.
    Awaitable<Result<RespReply>> ask(std::vector<std::string> arguments);

    /// Ends the link without telling the owner; everything in flight fails with `error`.
    void drop(const Error &error);

private:
    struct InFlight
    {
        ReplyWaiter waiter;                        ///< of one command
        std::optional<Timer::time_point> departed; ///< nothing: still being written
        std::size_t expected = 0;                  ///< of a batch: how many replies; 0: one command
        std::vector<RespReply> gathered;
        BatchWaiter batchWaiter;
    };

    void write(std::string bytes);
    void take(RespReply reply);
    static Awaitable<void> listen(std::shared_ptr<RespLink> self);
    void onWritten(SystemError error);
    void takeReplies();
    void watch();
    void onLimit();
    std::optional<Timer::time_point> nextLimit() const;
    void fall(ErrorCode code, std::string what);
    void fall(const Error &error);

    Executor m_executor;
    RedisUrl m_url;
    RespLimits m_limits;
    Owner m_owner;
    RespStream m_stream;
    RespDecoder m_decoder;
    std::deque<InFlight> m_inFlight;
    std::string m_leaving; ///< the batch being written
    bool m_writing = false;
    std::optional<Error> m_ended;
    Timer::time_point m_writeBegan;
    Timer::time_point m_lastReply;
    Timer m_watchdog;
    bool m_watching = false;
};

} // namespace sessionscope::live

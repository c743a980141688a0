// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/io.h"
#include "core/live/read_command.h"
#include "core/live/resp_link.h"
#include "core/live/wakeup.h"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sessionscope::live {

/// Commands that left, and their replies once they are there. One coroutine may wait.
class PendingReplies
{
public:
    /// A refused command is a reply like any other here.
    Awaitable<Result<std::vector<RespReply>>> wait();

private:
    friend class ObserverLink;
    std::optional<Result<std::vector<RespReply>>> m_result;
    Wakeup m_arrived;
};

/// Counts what was sent over all links of an inspector.
class CommandTally
{
public:
    void count(ReadCommand::Kind kind) { ++m_counts.at(static_cast<std::size_t>(kind)); }
    CommandCounts counts() const; ///< of those that were sent at least once

private:
    std::array<std::uint64_t, 32> m_counts{};
};

/// One connection to a Redis that can carry nothing but ReadCommands. It ends for good at the first trouble.
class ObserverLink
{
public:
    ObserverLink(asio::io_context &io, RedisUrl url, std::shared_ptr<CommandTally> tally,
                 RespLimits limits = {});
    ~ObserverLink();
    ObserverLink(const ObserverLink &) = delete;
    ObserverLink &operator=(const ObserverLink &) = delete;

    /// Connects. Errors as RespStream::open().
    Awaitable<Result<void>> connect();

    /// AUTH, SELECT and PING. Refused if the server says no, Protocol if it is no Redis.
    Awaitable<Result<void>> greet();

    /// connect() and greet().
    Awaitable<Result<void>> open();

    /// One command. An error reply is the error Refused.
    Awaitable<Result<RespReply>> ask(ReadCommand command);

    /// Sends without waiting: the server works while the caller does. One batch at a time.
    Awaitable<std::shared_ptr<PendingReplies>> send(std::vector<ReadCommand> commands);
    Awaitable<Result<std::vector<RespReply>>> askAll(std::vector<ReadCommand> commands);

    /// What an invalidation names: keys, or nothing for "everything".
    void onInvalidation(std::function<void(std::optional<std::vector<std::string>>)> listener);

    const std::optional<Error> &ended() const { return m_link->ended(); }
    void onEnded(std::function<void(const Error &)> listener);
    void close();

    const RedisUrl &url() const { return m_url; }

private:
    struct Listeners;

    asio::io_context &m_io;
    RedisUrl m_url;
    std::shared_ptr<CommandTally> m_tally;
    std::shared_ptr<Listeners> m_listeners;
    std::shared_ptr<RespLink> m_link;
};

} // namespace sessionscope::live

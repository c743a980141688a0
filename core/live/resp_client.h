// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/redis_url.h"
#include "core/base/result.h"
#include "core/live/io.h"
#include "core/live/resp_link.h"
#include "core/live/resp_reply.h"

#include <concepts>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sessionscope::live {

/// A client of one Redis over one connection, which it makes when first needed and again after it was lost.
///
/// Commands pipeline: any number may be in flight, and all that are issued in one turn of the loop leave in one write.
/// A connection counts once the server let us in: AUTH, SELECT and PING are part of dialling. While the server cannot
/// be reached, commands fail at once with the last error, except for the first one of each back-off interval, which
/// dials. Commands are never repeated by the client.
///
/// Its io_context must outlive it. Destroying it fails what is in flight with Cancelled.
class RespClient
{
public:
    RespClient(asio::io_context &io, RedisUrl url, RespLimits limits = {});
    ~RespClient();
    RespClient(const RespClient &) = delete;
    RespClient &operator=(const RespClient &) = delete;

    /// Sends a command and waits for its reply. An error reply ("-NOPERM …") is the error Refused.
    ///
    /// Not sent, thus without effect: ConnectionRefused, Unreachable, NameNotResolved, Io, and Refused while dialling.
    /// Answered with no: Refused. Sent, effect unknown: ConnectionLost, TimedOut, Protocol, Cancelled.
    Awaitable<Result<RespReply>> command(std::vector<std::string> arguments);

    /// `command("get", key)`; g++ 12 cannot compile a braced list in a co_await expression.
    template <class... Texts>
        requires(std::convertible_to<Texts, std::string> && ...)
    Awaitable<Result<RespReply>> command(std::string name, Texts... texts)
    {
        std::vector<std::string> arguments;
        arguments.push_back(std::move(name));
        (arguments.emplace_back(std::move(texts)), ...);
        return command(std::move(arguments));
    }

    bool isConnected() const;
    const RedisUrl &url() const;

    /// The server is said to be back: the next command dials at once, whatever the back-off.
    void endBackOff();

    /// A reply cannot have been meant for its command, so later ones may not be either: ends the connection. Commands in
    /// flight fail with Protocol, the next one dials.
    void distrust();

    /// Ends the connection; commands in flight and later ones fail with Cancelled.
    void close();

private:
    class Core;
    std::shared_ptr<Core> m_core;
};

/// What an error reply means, with what a person can do about it. Code Refused.
Error refusalError(const std::string &text, const RedisUrl &url);

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/redis_url.h"
#include "core/base/time.h"
#include "core/live/io.h"
#include "core/live/resp_client.h"
#include "core/live/session_store.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sessionscope::live {

/// Records in a Redis, with the commands and the values of ToolHive's proxy runner (digest 3.1, 3.2), so that both can
/// read what the other wrote. Needs Redis 6.2 (GETEX).
class RedisStore final : public SessionStore
{
public:
    /// `timeToLive`, positive: every load and save starts it anew. Connects with the first request.
    RedisStore(asio::io_context &io, RedisUrl url, Duration timeToLive, RespLimits limits = {});

    /// Errors as RespClient::command(). A value that is no record of a proxy session is a Protocol error with the JSON
    /// path in `where`: a store that fails, which is something else than a session that is unknown.
    ///
    /// A reply too many would give each session the record of another one. So the connection is left when a reply is of
    /// the wrong kind, or a record not of its key; the latter is asked for once more, since it may have been put there so.
    Awaitable<Result<session::StoreReply>> apply(session::StoreRequest request) override;
    std::uint64_t roundTrips() const override { return m_roundTrips; }

    const RedisUrl &url() const { return m_client.url(); }

    void endBackOff() { m_client.endBackOff(); } ///< see RespClient

    /// Ends the connection; requests in flight and later ones fail with Cancelled.
    void close() { m_client.close(); }

private:
    Awaitable<Result<session::StoreReply>> ask(const session::StoreRequest &request);

    RespClient m_client;
    Duration m_timeToLive;
    std::uint64_t m_roundTrips = 0;
};

/// The arguments of the command for a request, in lower case as go-redis sends them: `ex` for whole seconds, else `px`.
std::vector<std::string> storeCommand(const session::StoreRequest &request, Duration timeToLive);

/// What the reply to such a command means.
Result<session::StoreReply> readStoreReply(const session::StoreRequest &request, const RespReply &reply);

} // namespace sessionscope::live

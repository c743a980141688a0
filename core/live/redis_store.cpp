// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/redis_store.h"

#include "core/session/record_codec.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>
#include <variant>

namespace sessionscope::live {
namespace {

using session::DeleteRecord;
using session::LoadRecord;
using session::SaveRecord;
using session::StoreReply;

/// go-redis sends a part of a millisecond as one.
void appendTimeToLive(std::vector<std::string> &command, Duration timeToLive)
{
    const bool wholeSeconds = timeToLive.inNanoseconds() % 1'000'000'000 == 0;
    command.emplace_back(wholeSeconds ? "ex" : "px");
    command.push_back(std::to_string(wholeSeconds ? timeToLive.inSeconds()
                                                  : std::max<std::int64_t>(timeToLive.inMilliseconds(), 1)));
}

struct CommandOf
{
    Duration timeToLive;

    std::vector<std::string> operator()(const LoadRecord &load) const
    {
        std::vector<std::string> command{"getex", load.key};
        appendTimeToLive(command, timeToLive);
        return command;
    }

    std::vector<std::string> operator()(const SaveRecord &save) const
    {
        assert(save.record);
        std::vector<std::string> command{"set", save.key, session::encode(*save.record)};
        appendTimeToLive(command, timeToLive);
        switch (save.mode) {
        case SaveRecord::Mode::Always:
            break;
        case SaveRecord::Mode::IfPresent:
            command.emplace_back("xx");
            break;
        case SaveRecord::Mode::IfAbsent:
            command.emplace_back("nx");
            break;
        }
        return command;
    }

    std::vector<std::string> operator()(const DeleteRecord &deletion) const { return {"del", deletion.key}; }
};

tl::unexpected<Error> unexpectedReply(const char *command, const RespReply &reply)
{
    return fail(ErrorCode::Protocol, fmt::format("{} as answer to {}", reply.kind(), command));
}

/// The record of another key, as far as ids tell.
bool isOfAnotherKey(const session::StoreRequest &request, const Result<StoreReply> &reply)
{
    const auto *load = std::get_if<LoadRecord>(&request);
    return load != nullptr && reply && reply->record && !load->key.ends_with(reply->record->id);
}

struct MeaningOf
{
    const RespReply &reply;

    Result<StoreReply> operator()(const LoadRecord &) const
    {
        if (reply.isNull())
            return StoreReply{};
        const std::string *value = reply.string();
        if (!value)
            return unexpectedReply("getex", reply);
        auto record = session::decodeRecord(*value);
        if (!record)
            return fail(ErrorCode::Protocol,
                        fmt::format("a stored value is no record: {}", record.error().what),
                        record.error().where, "somebody else writes under this key prefix");
        return StoreReply{std::make_shared<session::Record>(std::move(*record)), true};
    }

    Result<StoreReply> operator()(const SaveRecord &save) const
    {
        if (reply.isStatus("OK"))
            return StoreReply{nullptr, true};
        if (reply.isNull() && save.mode != SaveRecord::Mode::Always)
            return StoreReply{nullptr, false};
        return unexpectedReply("set", reply);
    }

    Result<StoreReply> operator()(const DeleteRecord &) const
    {
        if (const auto *count = reply.integer())
            return StoreReply{nullptr, *count > 0};
        return unexpectedReply("del", reply);
    }
};

} // namespace

std::vector<std::string> storeCommand(const session::StoreRequest &request, Duration timeToLive)
{
    return std::visit(CommandOf{timeToLive}, request);
}

Result<StoreReply> readStoreReply(const session::StoreRequest &request, const RespReply &reply)
{
    return std::visit(MeaningOf{reply}, request);
}

RedisStore::RedisStore(asio::io_context &io, RedisUrl url, Duration timeToLive, RespLimits limits)
    : m_client(io, std::move(url), limits)
    , m_timeToLive(timeToLive)
{
    assert(timeToLive > Duration());
}

Awaitable<Result<StoreReply>> RedisStore::apply(session::StoreRequest request)
{
    auto reply = co_await ask(request);
    if (isOfAnotherKey(request, reply)) {
        m_client.distrust();
        reply = co_await ask(request);
    }
    co_return reply;
}

Awaitable<Result<StoreReply>> RedisStore::ask(const session::StoreRequest &request)
{
    ++m_roundTrips;
    const auto reply = co_await m_client.command(storeCommand(request, m_timeToLive));
    if (!reply)
        co_return fail(reply.error());
    auto result = readStoreReply(request, *reply);
    const bool isSomebodysValue = std::holds_alternative<LoadRecord>(request) && reply->string() != nullptr;
    if (!result && !isSomebodysValue)
        m_client.distrust();
    co_return result;
}

} // namespace sessionscope::live

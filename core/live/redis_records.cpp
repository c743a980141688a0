// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/redis_records.h"

#include "core/session/record_codec.h"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace sessionscope::live {

namespace {

using routing::KeyedRecord;

constexpr int kScanRoundsMax
    = 100; // of kScanCount keys each: a status must not go through a whole large database
constexpr const char *kScanCount = "1000";

tl::unexpected<Error> unexpectedReply(const char *command, const RespReply &reply)
{
    return fail(ErrorCode::Protocol, fmt::format("{} as answer to {}", reply.kind(), command));
}

/// A pattern that means the text itself.
std::string literalPattern(std::string_view text)
{
    std::string pattern;
    for (const char c : text) {
        if (std::string_view("*?[]^-\\").find(c) != std::string_view::npos)
            pattern += '\\';
        pattern += c;
    }
    return pattern;
}

session::RecordPtr recordOf(const RespReply &reply)
{
    const std::string *value = reply.string();
    auto record = value ? session::decodeRecord(*value) : fail(ErrorCode::NotFound, "no value");
    return record ? std::make_shared<session::Record>(std::move(*record)) : nullptr;
}

Awaitable<Result<void>> readAll(RespClient &client, const RespReply::Array &keys,
                                std::vector<KeyedRecord> &into)
{
    std::vector<std::string> command{"mget"};
    for (const RespReply &key : keys) {
        if (const std::string *name = key.string())
            command.push_back(*name);
    }
    const std::vector<std::string> names(std::next(command.begin()), command.end());
    if (names.empty())
        co_return Result<void>();
    const auto values = co_await client.command(std::move(command));
    if (!values)
        co_return fail(values.error());
    const auto *list = values->array();
    if (!list || list->size() != names.size())
        co_return unexpectedReply("mget", *values);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (auto record = recordOf((*list)[i]))
            into.emplace_back(names[i], std::move(record));
    }
    co_return Result<void>();
}

} // namespace

Awaitable<Result<session::RecordPtr>> peekRecord(RespClient &client, std::string key)
{
    const auto reply = co_await client.command("get", std::move(key));
    if (!reply)
        co_return fail(reply.error());
    if (reply->isNull())
        co_return session::RecordPtr();
    auto record = recordOf(*reply);
    if (!record)
        co_return fail(ErrorCode::Protocol, "the stored value is no record of a session");
    co_return record;
}

Awaitable<Result<bool>> replaceRecord(RespClient &client, std::string key, session::RecordPtr record)
{
    const auto reply
        = co_await client.command("set", std::move(key), session::encode(*record), "keepttl", "xx");
    if (!reply)
        co_return fail(reply.error());
    if (!reply->isNull() && !reply->isStatus("OK"))
        co_return unexpectedReply("set", *reply);
    co_return !reply->isNull();
}

Awaitable<Result<bool>> removeRecord(RespClient &client, std::string key)
{
    const auto reply = co_await client.command("del", std::move(key));
    if (!reply)
        co_return fail(reply.error());
    const auto *count = reply->integer();
    if (!count)
        co_return unexpectedReply("del", *reply);
    co_return *count > 0;
}

Awaitable<Result<std::vector<KeyedRecord>>> listRecords(RespClient &client, std::string keyPrefix,
                                                        std::size_t most)
{
    const std::string pattern = literalPattern(keyPrefix) + '*';
    std::vector<KeyedRecord> found;
    std::string cursor = "0";
    for (int round = 0; round < kScanRoundsMax && found.size() < most; ++round) {
        const auto reply = co_await client.command("scan", cursor, "match", pattern, "count", kScanCount);
        if (!reply)
            co_return fail(reply.error());
        const auto *parts = reply->array();
        const bool isScan = parts && parts->size() == 2 && parts->front().string() && parts->back().array();
        if (!isScan)
            co_return unexpectedReply("scan", *reply);
        const auto read = co_await readAll(client, *parts->back().array(), found);
        if (!read)
            co_return fail(read.error());
        cursor = *parts->front().string();
        if (cursor == "0")
            break;
    }
    co_return found;
}

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/live_redis.h"

#include "core/live/redis_records.h"
#include "core/live/redis_server.h"
#include "core/live/redis_store.h"
#include "core/live/resp_client.h"
#include "core/live/store_events.h"

#include <fmt/format.h>

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace sessionscope::live {

using journal::EventKind;
using scenario::FaultKind;

namespace {

constexpr std::size_t kKeysAtOnce = 500;

/// The store of a proxy that notes what it adds.
class GuestStore final : public SessionStore
{
public:
    using Keys = std::set<std::string>;

    GuestStore(std::shared_ptr<SessionStore> store, std::shared_ptr<Keys> added)
        : m_store(std::move(store))
        , m_added(std::move(added))
    {
    }

    Awaitable<Result<session::StoreReply>> apply(session::StoreRequest request) override
    {
        const auto added = m_added;
        std::string key;
        if (const auto *save = std::get_if<session::SaveRecord>(&request))
            key = save->key;
        auto reply = co_await m_store->apply(std::move(request));
        if (!key.empty() && (reply ? reply->applied : mayHaveTakenEffect(reply.error())))
            added->insert(std::move(key));
        co_return reply;
    }

    std::uint64_t roundTrips() const override { return m_store->roundTrips(); }

private:
    std::shared_ptr<SessionStore> m_store;
    std::shared_ptr<Keys> m_added;
};

/// A Redis: managed by us if there is a server, else somebody else's.
class LiveRedis : public LiveStore, public std::enable_shared_from_this<LiveRedis>
{
public:
    LiveRedis(Options options, RedisUrl url, std::unique_ptr<RedisServer> server)
        : m_options(std::move(options))
        , m_url(std::move(url))
        , m_server(std::move(server))
        , m_client(*m_options.io, m_url)
    {
    }

    std::shared_ptr<SessionStore> forProxy() override
    {
        const auto store = std::make_shared<RedisStore>(*m_options.io, m_url, m_options.spec.sessionTtl);
        m_stores.push_back(store);
        if (m_server)
            return store;
        return std::make_shared<GuestStore>(store, m_added);
    }

    /// Whether it lets us in.
    Awaitable<Result<void>> reach()
    {
        const auto reply = co_await m_client.command("ping");
        if (!reply)
            co_return fail(reply.error());
        recordStarted({});
        co_return Result<void>();
    }

    Awaitable<Result<void>> inflict(FaultKind kind, journal::Sequence cause) override
    {
        const auto self = shared_from_this();
        if (!m_server)
            co_return fail(ErrorCode::Unsupported, "a Redis that is not ours is never stopped or flushed",
                           m_url.text(), "leave out the URL to get a managed Redis");
        if (kind == FaultKind::FlushStore)
            co_return co_await flush(cause);
        if (kind == FaultKind::StopStore)
            co_return co_await stop(cause);
        co_return co_await start(cause);
    }

    Awaitable<nlohmann::json> status() override
    {
        const auto self = shared_from_this();
        nlohmann::json status{{"kind", "redis"}, {"reachable", false}, {"managed", m_server != nullptr}};
        const auto records = co_await recordCount();
        status["reachable"] = records.has_value();
        if (records)
            status["records"] = *records;
        co_return status;
    }

    Awaitable<Result<session::RecordPtr>> peek(std::string key) override
    {
        const auto self = shared_from_this();
        co_return co_await peekRecord(m_client, std::move(key));
    }

    Awaitable<Result<bool>> replace(std::string key, session::RecordPtr record) override
    {
        const auto self = shared_from_this();
        co_return co_await replaceRecord(m_client, std::move(key), std::move(record));
    }

    Awaitable<Result<bool>> remove(std::string key) override
    {
        const auto self = shared_from_this();
        co_return co_await removeRecord(m_client, std::move(key));
    }

    Awaitable<Result<std::vector<routing::KeyedRecord>>> list(std::string keyPrefix,
                                                              std::size_t most) override
    {
        const auto self = shared_from_this();
        co_return co_await listRecords(m_client, std::move(keyPrefix), most);
    }

    /// A managed server's password is made up for this run and opens nothing else: with it redis-cli can look inside.
    /// It names the user, because redis-cli 7.0 takes a missing one for the user "".
    std::string redisUrl() const override
    {
        if (!m_server)
            return m_url.text();
        RedisUrl url = m_url;
        url.user = "default";
        return url.textWithPassword();
    }

    Awaitable<void> removeAdded() override
    {
        const auto self = shared_from_this();
        while (!m_added->empty()) {
            std::vector<std::string> command{"del"};
            while (!m_added->empty() && command.size() <= kKeysAtOnce)
                command.push_back(std::move(m_added->extract(m_added->begin()).value()));
            if (!co_await m_client.command(std::move(command)))
                co_return; // they expire by themselves
        }
    }

    Awaitable<void> close() override
    {
        const auto self = shared_from_this();
        m_client.close();
        if (m_server)
            co_await m_server->stop();
    }

private:
    /// Keys in the whole database: exact for a managed one, where nobody else writes.
    Awaitable<Result<std::int64_t>> recordCount()
    {
        const auto reply = co_await m_client.command("dbsize");
        if (!reply)
            co_return fail(reply.error());
        const auto *count = reply->integer();
        if (count == nullptr)
            co_return fail(ErrorCode::Protocol, "DBSIZE was not answered with a number", m_url.address());
        co_return *count;
    }

    Awaitable<Result<void>> flush(journal::Sequence cause)
    {
        const auto lost = co_await recordCount();
        const auto flushed = co_await m_server->flush();
        if (flushed)
            record(EventKind::StoreFlushed, cause, lost.value_or(0));
        co_return flushed;
    }

    Awaitable<Result<void>> stop(journal::Sequence cause)
    {
        if (!m_server->isRunning())
            co_return Result<void>();
        const auto stopped = co_await m_server->stopKeepingData();
        if (stopped)
            record(EventKind::StoreStopped, cause);
        co_return stopped;
    }

    Awaitable<Result<void>> start(journal::Sequence cause)
    {
        if (m_server->isRunning())
            co_return Result<void>();
        const auto started = co_await m_server->startAgain();
        if (started) {
            endBackOff();
            recordStarted(cause);
        }
        co_return started;
    }

    /// "The store is up again" shall mean that proxies reach it, not that they will within their back-off.
    void endBackOff()
    {
        m_client.endBackOff();
        std::erase_if(m_stores, [](const auto &store) { return store.expired(); });
        for (const auto &weak : m_stores) {
            if (const auto store = weak.lock())
                store->endBackOff();
        }
    }

    void record(EventKind kind, journal::Sequence cause, std::int64_t number = 0)
    {
        auto event = storeEvent(kind);
        event.cause = cause;
        event.number = number;
        m_options.recorder->append(event);
    }

    void recordStarted(journal::Sequence cause)
    {
        auto event = startedEvent(*m_options.recorder, "redis", m_options.spec.sessionTtl);
        event.cause = cause;
        m_options.recorder->append(event);
    }

    Options m_options;
    RedisUrl m_url;
    std::unique_ptr<RedisServer> m_server;
    RespClient m_client;
    std::shared_ptr<GuestStore::Keys> m_added = std::make_shared<GuestStore::Keys>();
    std::vector<std::weak_ptr<RedisStore>>
        m_stores; ///< of the proxies, ended ones included until the next start
};

Error missingRedis(Error error)
{
    if (error.code == ErrorCode::NotFound)
        error.hint = "install redis-server or valkey-server, or choose --store embedded";
    return error;
}

} // namespace

Awaitable<Result<std::shared_ptr<LiveStore>>> openLiveRedis(LiveStore::Options options)
{
    std::unique_ptr<RedisServer> server;
    RedisUrl url;
    if (options.spec.storeUrl.empty()) {
        RedisServer::Options serverOptions;
        serverOptions.guard = options.guard;
        auto started = co_await RedisServer::start(*options.io, std::move(serverOptions));
        if (!started)
            co_return fail(missingRedis(started.error()));
        server = std::move(*started);
        url = server->url();
    } else {
        auto parsed = RedisUrl::parse(options.spec.storeUrl);
        if (!parsed)
            co_return fail(parsed.error());
        url = std::move(*parsed);
    }
    const auto redis = std::make_shared<LiveRedis>(std::move(options), std::move(url), std::move(server));
    const auto reached = co_await redis->reach();
    if (!reached)
        co_return fail(reached.error());
    co_return std::shared_ptr<LiveStore>(redis);
}

} // namespace sessionscope::live

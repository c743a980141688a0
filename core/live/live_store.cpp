// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/live_store.h"

#include "core/live/live_redis.h"
#include "core/live/memory_session_store.h"
#include "core/live/store_events.h"

#include <utility>
#include <vector>

namespace sessionscope::live {

using journal::EventKind;
using scenario::FaultKind;

namespace {

std::shared_ptr<MemorySessionStore> makeMemory(const LiveStore::Options &options)
{
    return std::make_shared<MemorySessionStore>(options.spec.sessionTtl,
                                                [recorder = options.recorder] { return recorder->now(); });
}

/// Records in this process, in one store or several.
class MemoryLiveStore : public LiveStore
{
public:
    explicit MemoryLiveStore(Recorder &recorder)
        : m_recorder(recorder)
    {
    }

    Awaitable<Result<session::RecordPtr>> peek(std::string key) override
    {
        if (!isAvailable())
            co_return down();
        session::RecordPtr found;
        for (const auto &store : stores())
            found = found ? found : store->records().peek(key, m_recorder.now());
        co_return found;
    }

    Awaitable<Result<bool>> replace(std::string key, session::RecordPtr record) override
    {
        if (!isAvailable())
            co_return down();
        bool replaced = false;
        for (const auto &store : stores())
            replaced = store->records().replace(key, record, m_recorder.now()) || replaced;
        co_return replaced;
    }

    Awaitable<Result<bool>> remove(std::string key) override
    {
        if (!isAvailable())
            co_return down();
        const session::DeleteRecord deletion{std::move(key)};
        bool removed = false;
        for (const auto &store : stores())
            removed = store->records().apply(deletion, m_recorder.now()).applied || removed;
        co_return removed;
    }

    Awaitable<Result<std::vector<routing::KeyedRecord>>> list(std::string keyPrefix, std::size_t) override
    {
        if (!isAvailable())
            co_return down();
        std::vector<routing::KeyedRecord> all;
        for (const auto &store : stores()) {
            for (auto &[key, record] : store->records().records(m_recorder.now())) {
                if (key.starts_with(keyPrefix))
                    all.emplace_back(key, record);
            }
        }
        co_return all;
    }

protected:
    virtual std::vector<std::shared_ptr<MemorySessionStore>> stores() = 0;
    virtual bool isAvailable() const { return true; }

    Recorder &recorder() { return m_recorder; }

private:
    static tl::unexpected<Error> down()
    {
        return fail(ErrorCode::ConnectionRefused, "the store is down", "embedded", "start the store again");
    }

    Recorder &m_recorder;
};

/// `local`: each proxy has its own, which dies with it.
class LocalStore : public MemoryLiveStore
{
public:
    explicit LocalStore(Options options)
        : MemoryLiveStore(*options.recorder)
        , m_options(std::move(options))
    {
    }

    std::shared_ptr<SessionStore> forProxy() override
    {
        std::erase_if(m_stores, [](const auto &store) { return store.expired(); });
        const auto store = makeMemory(m_options);
        m_stores.push_back(store);
        return store;
    }

    Awaitable<Result<void>> inflict(FaultKind, journal::Sequence) override
    {
        co_return fail(scenario::noSharedStore());
    }

    Awaitable<nlohmann::json> status() override
    {
        co_return nlohmann::json{{"kind", "local"}, {"reachable", true}};
    }

    Awaitable<void> close() override { co_return; }

private:
    std::vector<std::shared_ptr<MemorySessionStore>> stores() override
    {
        std::vector<std::shared_ptr<MemorySessionStore>> all;
        for (const auto &weak : m_stores) {
            if (auto store = weak.lock())
                all.push_back(std::move(store));
        }
        return all;
    }

    Options m_options;
    std::vector<std::weak_ptr<MemorySessionStore>>
        m_stores; ///< of the proxies; ended ones until the next start
};

/// `embedded`: one in this process, shared by all proxies.
class EmbeddedStore : public MemoryLiveStore
{
public:
    explicit EmbeddedStore(Options options)
        : MemoryLiveStore(*options.recorder)
        , m_timeToLive(options.spec.sessionTtl)
        , m_store(makeMemory(options))
    {
        recorder().append(startedEvent(recorder(), "embedded", m_timeToLive));
    }

    std::shared_ptr<SessionStore> forProxy() override { return m_store; }

    Awaitable<Result<void>> inflict(FaultKind kind, journal::Sequence cause) override
    {
        journal::Event event;
        if (kind == FaultKind::FlushStore) {
            event = storeEvent(EventKind::StoreFlushed);
            event.number = recordCount();
            m_store->records().flush();
        } else {
            m_available = kind == FaultKind::StartStore;
            m_store->setAvailable(m_available);
            event = m_available ? startedEvent(recorder(), "embedded", m_timeToLive)
                                : storeEvent(EventKind::StoreStopped);
        }
        event.cause = cause;
        recorder().append(event);
        co_return Result<void>();
    }

    Awaitable<nlohmann::json> status() override
    {
        co_return nlohmann::json{
            {"kind", "embedded"}, {"reachable", m_available}, {"records", recordCount()}};
    }

    Awaitable<void> close() override { co_return; }

private:
    std::vector<std::shared_ptr<MemorySessionStore>> stores() override { return {m_store}; }
    bool isAvailable() const override { return m_available; }

    std::int64_t recordCount()
    {
        return static_cast<std::int64_t>(m_store->records().records(recorder().now()).size());
    }

    Duration m_timeToLive;
    std::shared_ptr<MemorySessionStore> m_store;
    bool m_available = true;
};

} // namespace

LiveStore::~LiveStore() = default;

Awaitable<void> LiveStore::removeAdded()
{
    co_return;
}

Awaitable<Result<std::shared_ptr<LiveStore>>> LiveStore::open(Options options)
{
    switch (options.spec.store) {
    case cluster::StoreKind::Local:
        co_return std::make_shared<LocalStore>(std::move(options));
    case cluster::StoreKind::Embedded:
        co_return std::make_shared<EmbeddedStore>(std::move(options));
    case cluster::StoreKind::Redis:
        break;
    }
    co_return co_await openLiveRedis(std::move(options));
}

} // namespace sessionscope::live

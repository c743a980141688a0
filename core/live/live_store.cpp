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

/// `local`: each proxy has its own, which dies with it.
class LocalStore : public LiveStore
{
public:
    explicit LocalStore(Options options)
        : m_options(std::move(options))
    {
    }

    std::shared_ptr<SessionStore> forProxy() override { return makeMemory(m_options); }

    Awaitable<Result<void>> inflict(FaultKind, journal::Sequence) override
    {
        co_return fail(ErrorCode::Unsupported, "there is no store beside the proxies' own memory", "store",
                       "choose --store embedded or --store redis");
    }

    Awaitable<nlohmann::json> status() override
    {
        co_return nlohmann::json{{"kind", "local"}, {"reachable", true}};
    }

    Awaitable<void> close() override { co_return; }

private:
    Options m_options;
};

/// `embedded`: one in this process, shared by all proxies.
class EmbeddedStore : public LiveStore
{
public:
    explicit EmbeddedStore(Options options)
        : m_recorder(*options.recorder)
        , m_timeToLive(options.spec.sessionTtl)
        , m_store(makeMemory(options))
    {
        m_recorder.append(startedEvent(m_recorder, "embedded", m_timeToLive));
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
            event = m_available ? startedEvent(m_recorder, "embedded", m_timeToLive)
                                : storeEvent(EventKind::StoreStopped);
        }
        event.cause = cause;
        m_recorder.append(event);
        co_return Result<void>();
    }

    Awaitable<nlohmann::json> status() override
    {
        co_return nlohmann::json{
            {"kind", "embedded"}, {"reachable", m_available}, {"records", recordCount()}};
    }

    Awaitable<void> close() override { co_return; }

private:
    std::int64_t recordCount() const
    {
        return static_cast<std::int64_t>(m_store->records().records(m_recorder.now()).size());
    }

    Recorder &m_recorder;
    Duration m_timeToLive;
    std::shared_ptr<MemorySessionStore> m_store;
    bool m_available = true;
};

} // namespace

LiveStore::~LiveStore() = default;

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

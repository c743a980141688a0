// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/cluster_spec.h"
#include "core/live/crash_guard.h"
#include "core/live/recorder.h"
#include "core/live/session_store.h"
#include "core/routing/record_edit.h"
#include "core/scenario/fault.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace sessionscope::live {

/// Where the proxies of a run keep their records, and what can be done to it: one of each kind of StoreKind.
class LiveStore
{
public:
    struct Options
    {
        asio::io_context *io; ///< it and the recorder outlive the store
        Recorder *recorder;
        cluster::ClusterSpec spec;
        std::shared_ptr<CrashGuard> guard; ///< for a managed Redis
    };

    /// Starts or reaches the store. Errors: NotFound (no redis-server; the hint says what to do), ConnectionRefused,
    /// Refused, TimedOut, InvalidInput (the URL).
    static Awaitable<Result<std::shared_ptr<LiveStore>>> open(Options options);

    virtual ~LiveStore();

    /// The store as one more proxy process sees it. Lives as long as that process.
    virtual std::shared_ptr<SessionStore> forProxy() = 0;

    /// StopStore, StartStore, FlushStore. Unsupported where it cannot be done.
    virtual Awaitable<Result<void>> inflict(scenario::FaultKind kind, journal::Sequence cause) = 0;

    /// `{"kind","reachable","records"}`, `records` being absent if it cannot be known.
    virtual Awaitable<nlohmann::json> status() = 0;

    // What people do to single records, from outside the proxies. None of it touches a time to live. Errors as
    // SessionStore::apply(). Of `local` stores all are meant, that of each proxy.

    virtual Awaitable<Result<session::RecordPtr>> peek(std::string key) = 0; ///< null if absent
    virtual Awaitable<Result<bool>> replace(std::string key, session::RecordPtr record)
        = 0;                                                     ///< false if absent
    virtual Awaitable<Result<bool>> remove(std::string key) = 0; ///< false if absent
    /// Records whose keys begin so, at least `most` of them if there are so many.
    virtual Awaitable<Result<std::vector<routing::KeyedRecord>>> list(std::string keyPrefix, std::size_t most)
        = 0;

    virtual std::string redisUrl() const { return {}; } ///< empty without a Redis; without its password

    /// Takes out of a Redis that is not ours what the proxies put there: their sessions are gone with the pods, and the
    /// next run of the same seed would meet them. To be called before close(), once the proxies have ended.
    virtual Awaitable<void> removeAdded();

    /// Ends what it has running.
    virtual Awaitable<void> close() = 0;
};

} // namespace sessionscope::live

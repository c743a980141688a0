// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/inspector_command.h"
#include "core/live/crash_guard.h"
#include "core/live/key_pages.h"
#include "core/live/kubectl.h"
#include "core/live/observer_link.h"
#include "core/live/signal.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sessionscope::live {

/// Who is told what an inspector sees. Called from its loop.
struct InspectorSink
{
    std::function<void(inspect::Observation)> observe;
    std::function<void(control::InspectorNotice)> notice;
};

/// How patient an inspector is.
struct InspectorTimes
{
    RespLimits link;
    Duration tick = Duration::milliseconds(100);         ///< between looks at what was pushed
    Duration heartbeat = Duration::seconds(1);           ///< between PINGs
    Duration staleAfter = Duration::milliseconds(1'200); ///< without an answer to one
    Duration pollEvery = Duration::seconds(5);           ///< where pushes are refused
    Duration sentinelEvery = Duration::seconds(2);
    Duration firstBackOff = Duration::milliseconds(100); ///< doubles
    Duration longestBackOff = Duration::seconds(2);
};

/// Looks at one connection: finds its servers, lists and reads their keys, then watches them, and dials anew whenever a
/// link is lost. What was seen is never taken back because of that; only a complete scan tells what is gone. A single
/// server that turns out to be a node of a cluster stands for all of it.
class RedisInspector : public std::enable_shared_from_this<RedisInspector>
{
public:
    RedisInspector(asio::io_context &io, inspect::ConnectionSpec spec, InspectorSink sink,
                   std::shared_ptr<CommandTally> tally);
    ~RedisInspector();

    void setTimes(const InspectorTimes &times) { m_times = times; }
    void setGuard(std::shared_ptr<CrashGuard> guard) { m_guard = std::move(guard); }

    /// Runs until it is closed, or, without `watch`, until the first scan ended. `firstScan` is called once: with the
    /// first scan's end, or with what kept it from beginning. Without `watch` it then gives up.
    Awaitable<void> run(bool watch, std::function<void(Result<void>)> firstScan);

    void cancelScan() { m_scanCancelled = true; }
    void scanAgain();
    void close();

    /// One value, its size first.
    Awaitable<Result<inspect::RawKey>> read(std::string key, bool all);

private:
    struct Server
    {
        std::unique_ptr<ObserverLink> link;
        std::unique_ptr<ObserverLink> pushes; ///< null: not tracked
        std::set<std::string> changed;
        bool flushed = false;
    };

    Awaitable<Result<void>> serve(bool watch);
    Awaitable<Result<void>> connect();
    Awaitable<Result<void>> forwardPort();
    Awaitable<void> learn();
    Awaitable<Result<void>> widen();
    Awaitable<void> probe(Server &server);
    Awaitable<Result<void>> track(Server &server);
    Awaitable<Result<void>> scan();
    Awaitable<Result<void>> watchOn();
    Awaitable<Result<void>> takeChanges(Server &server);
    Awaitable<Result<void>> beat();
    Awaitable<bool> masterMoved();
    Awaitable<void> rest(Duration span);

    void tell(inspect::LinkState state, std::optional<Error> error = std::nullopt);
    void tellProgress(bool running, bool complete);
    void observe(std::vector<inspect::RawKey> keys);
    void addCapability(inspect::Ability ability, const RespReply &reply);
    bool may(inspect::Ability ability) const;
    Error scanRefused() const;
    const Error *lost() const; ///< of any link
    std::vector<std::string> trackedPrefixes() const;
    std::string scanPrefix() const;
    std::string serverNames() const;
    bool isTracked() const;
    bool isOneNode() const;

    asio::io_context &m_io;
    inspect::ConnectionSpec m_spec;
    InspectorSink m_sink;
    std::shared_ptr<CommandTally> m_tally;
    InspectorTimes m_times;
    std::shared_ptr<CrashGuard> m_guard;
    std::unique_ptr<PortForward> m_forward;
    inspect::RecordClassifier m_classifier;
    std::vector<RedisUrl> m_urls;
    std::vector<std::unique_ptr<Server>> m_servers;
    std::vector<inspect::Capability> m_capabilities;
    inspect::ServerFacts m_facts;
    inspect::LinkStatus m_status;
    inspect::ScanProgress m_progress;
    std::chrono::steady_clock::time_point m_scanBegan;
    std::chrono::steady_clock::time_point m_progressTold;
    std::function<void(Result<void>)> m_firstScan;
    std::uint32_t m_attempt = 0;
    bool m_othersUnreachable = false; ///< of a cluster: a part of the keys is all that is seen
    bool m_scanCancelled = false;
    bool m_scanWanted = false;
    bool m_closed = false;
    Signal m_woken; ///< ends a rest early
};

} // namespace sessionscope::live

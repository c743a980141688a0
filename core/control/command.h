// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/cluster/cluster_spec.h"
#include "core/journal/journal.h"
#include "core/scenario/fault.h"
#include "core/scenario/run_spec.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

/// The only door to an engine: commands go in, batches of journal events and notices come out. The command line and the
/// window use the same.
namespace sessionscope::control {

using CommandId
    = StrongId<struct CommandTag, std::uint64_t>; ///< chosen by the sender, echoed in its CommandDone

/// Brings the cluster up and keeps it: the first command of a run. ClusterReady or EngineFailed follows.
struct OpenCluster
{
    scenario::RunSpec run;
    Endpoint listen{IpAddress(0x7F00'0001), 0}; ///< the front door; port 0: any free one
    std::string podCommand{};                   ///< real servers as pods; empty: FakePods
    std::uint32_t journalEventsMax
        = 0;                      ///< 0: journal everything; else exchanges are journalled up to this many
    bool captureMessages = false; ///< keep heads and bodies of what is journalled, see journal::Message
};

/// Executes the plan of the opened run. PlanFinished follows.
struct ExecutePlan
{
    /// Asked between deeds: true gives the plan up, unjudged. For the simulator, which works on the caller's thread and
    /// could not hear of a Shutdown; other engines need none.
    std::function<bool()> isGivenUp{};
};

struct InflictFault
{
    scenario::Fault fault;
    std::string askedBy = "command line";
};

/// Makes a session's record name another pod: a pin broken on purpose. What remains of its time to live is kept, and the
/// proxies find it with their next request, because they load the record each time (digest 4.1 step 4). Connections that
/// are open play no part: they are kept by URL. The pin gets the form of the run's policy; under `pod-dns` a cluster that
/// publishes no pod names leads the session to a name that does not resolve, and the CommandDone says so:
/// `{"backendUrl","published"}`. Journalled as FaultRequested "repin-session", RecordSaved "re-pinned", FaultSettled.
/// NotFound: no such record or pod. Unsupported: a plain target has no pods.
struct RepinSession
{
    std::string session; ///< the client's id, or its masked form if no other session's looks the same
    std::uint32_t ordinal = 0;
    std::string askedBy = "command line";
};

/// Deletes one session's record, as if its time to live had ended. Journalled as FaultRequested "delete-record",
/// RecordDeleted, FaultSettled. NotFound: no such record.
struct DeleteSessionRecord
{
    std::string session; ///< as in RepinSession
    std::string askedBy = "command line";
};

/// Mends what faults did: the store is up, as many pods and proxies as the run began with, all Ready. Journalled as
/// FaultRequested "reset", FaultSettled. What sessions lost stays lost.
struct ResetCluster
{
    std::string askedBy = "command line";
};

/// How quickly the plan goes on: before each of its requests and deeds. At any time, also before ExecutePlan. Other
/// people's clients are never slowed down. Unsupported by the simulator, whose time is not ours, unless RealTime.
struct SetPace
{
    enum class Mode {
        RealTime,
        SlowMotion, ///< at least `gap` from the beginning of one to that of the next
        Paused,     ///< until the mode changes, but for StepOnce
    };

    Mode mode = Mode::RealTime;
    Duration gap; ///< of SlowMotion
};

/// Lets a paused plan do its next request or deed, or ends the gap of slow motion. The last step lets the plan finish.
/// Unsupported where no plan waits.
struct StepOnce
{
};

/// Changes an option of the running cluster, by the path of `--set`; what cannot change while running says so.
struct SetOption
{
    std::string path;
    std::string value;
    std::string askedBy = "command line"; ///< for what is done as a fault, e.g. scaling
};

/// Asks for the state of pods, proxies, store and sessions; the CommandDone carries it. `sessions` lists at most
/// kSessionsListed: `{"id","client","pin","pod"}`, ids masked, `pod` being the ordinal that holds the session's state
/// (absent if none is known to).
struct QueryStatus
{
    static constexpr std::size_t kSessionsListed = 1000;
};

/// Stops everything and ends the engine; EngineStopped is its last word.
struct Shutdown
{
};

struct Command
{
    CommandId id;
    std::variant<OpenCluster, ExecutePlan, InflictFault, RepinSession, DeleteSessionRecord, ResetCluster,
                 SetPace, StepOnce, SetOption, QueryStatus, Shutdown>
        what;
};

/// Where everything listens, once the cluster is up.
struct ClusterReady
{
    struct Member
    {
        std::string name;
        std::uint32_t index = 0; ///< ordinal or proxy index
        Endpoint address;
        std::string dnsName{}; ///< of a pod, if the cluster publishes it (F-04); else empty
    };

    std::string mcpUrl;
    std::string redisUrl; ///< empty without a Redis; with the password only if the Redis is our own
    std::vector<Member> pods;
    std::vector<Member> proxies;
    std::string serviceName{};                               ///< "mcp-myserver", empty without a Service
    Endpoint serviceAddress{};                               ///< its ClusterIP
    cluster::StoreKind store = cluster::StoreKind::Embedded; ///< of the records
};

struct CommandDone
{
    CommandId id;
    Result<nlohmann::json> result; ///< an object, or what was wrong
};

struct PlanFinished
{
};

struct EngineFailed
{
    Error error; ///< the environment would not: port taken, Redis unreachable …
};

struct EngineStopped
{
};

using Notice = std::variant<ClusterReady, CommandDone, PlanFinished, EngineFailed, EngineStopped>;

/// Everything that an engine has to say since it was last asked, in order within each list.
struct Report
{
    journal::Batch journal;
    std::vector<Notice> notices;

    bool empty() const { return journal.empty() && notices.empty(); }
};

} // namespace sessionscope::control

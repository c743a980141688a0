// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/journal/journal.h"
#include "core/scenario/fault.h"
#include "core/scenario/run_spec.h"

#include <nlohmann/json.hpp>

#include <cstdint>
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
    std::string podCommand;                     ///< real servers as pods; empty: FakePods
    std::uint32_t journalEventsMax
        = 0; ///< 0: journal everything; else exchanges are journalled up to this many
};

/// Executes the plan of the opened run. PlanFinished follows.
struct ExecutePlan
{
};

struct InflictFault
{
    scenario::Fault fault;
    std::string askedBy = "command line";
};

/// Changes an option of the running cluster, by the path of `--set`; what cannot change while running says so.
struct SetOption
{
    std::string path;
    std::string value;
};

/// Asks for the state of pods, proxies and sessions; the CommandDone carries it.
struct QueryStatus
{
};

/// Stops everything and ends the engine; EngineStopped is its last word.
struct Shutdown
{
};

struct Command
{
    CommandId id;
    std::variant<OpenCluster, ExecutePlan, InflictFault, SetOption, QueryStatus, Shutdown> what;
};

/// Where everything listens, once the cluster is up.
struct ClusterReady
{
    struct Member
    {
        std::string name;
        std::uint32_t index = 0; ///< ordinal or proxy index
        Endpoint address;
    };

    std::string mcpUrl;
    std::string redisUrl; ///< empty without a Redis; with the password only if the Redis is our own
    std::vector<Member> pods;
    std::vector<Member> proxies;
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

    bool empty() const { return journal.events.empty() && notices.empty(); }
};

} // namespace sessionscope::control

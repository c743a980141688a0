// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/command.h"
#include "core/inspect/connection_spec.h"
#include "core/inspect/kube_facts.h"
#include "core/inspect/link_state.h"
#include "core/inspect/pod_names.h"
#include "core/inspect/server_facts.h"
#include "core/inspect/session_inventory.h"

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

/// The only door to the inspector, as command.h is to an engine: commands go in, batches of observations come out.
namespace sessionscope::control {

/// Connects, scans, then watches. Ends what was open before.
struct OpenConnection
{
    inspect::ConnectionSpec spec;
    bool watch = true; ///< false: the link is closed after the scan
};

struct CloseConnection
{
};

/// Scans again, as when it was opened. What is not seen any more is told to be gone.
struct ScanAgain
{
};

/// Stops a scan that goes on; watching goes on.
struct CancelScan
{
};

/// Runs the steps of a connection test; a TestStepDone each, then the CommandDone (an error if one failed).
struct TestConnection
{
    inspect::ConnectionSpec spec;
};

/// Asks for one value: at most kPreviewBytes of it. ValueRead follows.
struct ReadValue
{
    static constexpr std::uint64_t kPreviewBytes = 64u << 10;

    std::string key;
    bool all = false; ///< also a larger one, up to the limit of a reply (64 MiB)
};

/// Runs kubectl. ClusterRead follows, or the CommandDone says why not.
struct ReadCluster
{
    std::string context;       ///< empty: kubectl's current one
    std::string namespaceName; ///< empty: the context's
};

/// Asks a name server for the names of pods: the only thing that leaves this machine for anybody but Redis and kubectl,
/// so nobody asks it unbidden. NamesResolved follows, or the CommandDone says why not.
struct ResolveNames
{
    inspect::NameServer nameServer;
    std::vector<inspect::PodName> names;
};

using InspectorRequest = std::variant<OpenConnection, CloseConnection, ScanAgain, CancelScan, TestConnection,
                                      ReadValue, ReadCluster, ResolveNames, Shutdown>;

struct InspectorCommand
{
    CommandId id;
    InspectorRequest what;
};

struct LinkChanged
{
    inspect::LinkStatus status;
};

struct ScanProgressed
{
    inspect::ScanProgress progress;
};

struct ServerSeen
{
    inspect::ServerFacts facts;
    std::vector<inspect::Capability> capabilities;
};

struct TestStepDone
{
    CommandId id;
    inspect::TestStepResult result;
};

struct ValueRead
{
    CommandId id;
    inspect::RawKey value; ///< value.isWhole() tells whether it is all of it
};

struct ClusterRead
{
    CommandId id;
    std::string json; ///< kubectl's own, for snapshots
    inspect::KubeFacts facts;
};

struct NamesResolved
{
    CommandId id;
    inspect::NameFacts facts;
};

/// The answer to a command. An error is a state of the environment, never the end of the inspector.
struct InspectorDone
{
    CommandId id;
    Result<void> result;
};

/// How many commands of each kind were sent so far: the proof that nothing was written.
struct CommandsSent
{
    std::map<std::string, std::uint64_t> counts;
};

struct InspectorStopped
{
};

using InspectorNotice
    = std::variant<LinkChanged, ScanProgressed, ServerSeen, TestStepDone, ValueRead, ClusterRead,
                   NamesResolved, InspectorDone, CommandsSent, InspectorStopped>;

/// Everything that the inspector has to say since it was last asked; observations belong before the notices.
struct InspectorReport
{
    std::vector<inspect::Observation> observations;
    std::vector<InspectorNotice> notices;

    bool empty() const { return observations.empty() && notices.empty(); }
};

} // namespace sessionscope::control

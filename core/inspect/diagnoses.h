// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/cluster_view.h"
#include "core/inspect/connection_spec.h"
#include "core/inspect/finding.h"
#include "core/inspect/pod_names.h"
#include "core/inspect/server_facts.h"
#include "core/inspect/session_inventory.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sessionscope::inspect {

/// All that is known at one time. Parts that are not known are null; a diagnosis says nothing without what it needs.
struct Evidence
{
    const SessionInventory *inventory = nullptr; ///< null: no Redis was looked at
    bool scanComplete = true;                    ///< every key was seen: absence proves something
    const ServerFacts *server = nullptr;
    const ClusterView *cluster = nullptr;
    const NameFacts *names = nullptr; ///< null: no name server was asked
    std::string keyPrefix;            ///< the connection's own; empty: ToolHive's
};

/// A server whose sessions could not be seen: the Redis was looked at, but not below the prefix that its own proxies use.
struct UnseenSessions
{
    KubeName server;
    std::string prefix;
};

std::vector<UnseenSessions> unseenSessions(const Evidence &evidence);

/// How many keys stand where sessions live, but were not read: they were refused, or are too large.
std::size_t unreadSessions(const Evidence &evidence);

/// What a pin is, once Kubernetes had its say: a literal address may be the Service's (F-08), or a pod's with an ordinal.
struct PinTruth
{
    PinKind kind = PinKind::None;
    std::int32_t ordinal = -1;
};

PinTruth pinTruth(const Session &session, const ClusterView *cluster);

/// A pure function over the evidence; what it returns bears its mode and id. No finding: nothing.
struct Diagnosis
{
    std::string_view id;
    std::string_view mode;
    std::vector<Finding> (*find)(const Evidence &evidence);
};

/// Every diagnosis, in the order of the digest.
std::span<const Diagnosis> diagnoses();

/// What all of them find, the gravest first, then those with more sessions.
std::vector<Finding> diagnose(const Evidence &evidence);

} // namespace sessionscope::inspect

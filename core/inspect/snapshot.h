// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/inspect/finding.h"
#include "core/inspect/kube_facts.h"
#include "core/inspect/pod_names.h"
#include "core/inspect/server_facts.h"
#include "core/inspect/session_inventory.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sessionscope::inspect {

/// One look at an installation, as it can be kept in a file and opened without it.
///
/// The file is JSON lines: a header with format, source, time and how many lines follow, the facts, one line per key. It
/// holds session ids in full, because two snapshots are compared by them: whoever writes one keeps it private (mode 0600).
struct Snapshot
{
    std::string source; ///< the connection without secrets; empty: no Redis was looked at
    std::string keyPrefix;
    WallTime takenAt;
    bool scanComplete = true; ///< every key of the store is here
    SessionInventory inventory;
    std::optional<ServerFacts> server;
    std::optional<nlohmann::json> cluster; ///< kubectl's own JSON, as it was read
    std::optional<NameFacts> names;        ///< nothing: no name server was asked
};

std::string encodeSnapshot(const Snapshot &snapshot);
/// With these sessions instead of the snapshot's own, which may be too many to be copied.
std::string encodeSnapshot(const Snapshot &about, const SessionInventory &sessions);

/// InvalidInput with "line N". A last line that was cut off is left out, and with fewer lines than the header tells the
/// snapshot is not complete; older headers tell none. Versions from the future are refused.
Result<Snapshot> decodeSnapshot(std::string_view text);

/// What is different in a later snapshot.
struct SnapshotDiff
{
    struct Change
    {
        std::string key;
        std::string what; ///< "pin http://a:1 to http://b:2", "backend_sid X to Y"
    };

    std::vector<std::string> appeared; ///< keys
    std::vector<std::string> vanished;
    std::vector<Change> changed; ///< pin, backend_sid, record
    std::size_t used = 0;        ///< unchanged, but their time to live began anew in between
    std::size_t idle = 0;        ///< unchanged, and it did not
};

SnapshotDiff diff(const SessionInventory &before, const SessionInventory &after);

} // namespace sessionscope::inspect

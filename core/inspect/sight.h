// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/diagnoses.h"
#include "core/inspect/snapshot.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sessionscope::inspect {

/// All that was seen of an installation, live or from a file.
struct Sight
{
    std::string source; ///< the connection without secrets, or a file
    std::string keyPrefix;
    std::optional<SessionInventory> inventory; ///< nothing: no Redis was looked at
    std::optional<ServerFacts> server;
    std::vector<Capability> capabilities;
    bool scanComplete = true;
    WallTime at;
    std::string clusterJson;        ///< kubectl's own; empty: none
    std::optional<NameFacts> names; ///< nothing: no name server was asked

    void setFacts(KubeFacts facts);
    const ClusterView *cluster() const { return m_cluster.get(); } ///< of the facts; null without

    /// None where no Redis was looked at.
    const SessionInventory &sessions() const;

    Evidence evidence() const;

    /// A sight of what a snapshot holds. Objects of Kubernetes in it that do not read are left out.
    static Sight of(Snapshot snapshot);
    /// The text of a snapshot's file. `at` tells when something was last seen, which need not be when it is kept.
    std::string toSnapshot(WallTime takenAt) const;

private:
    std::unique_ptr<const KubeFacts> m_facts;
    std::unique_ptr<const ClusterView> m_cluster; ///< points into m_facts
};

} // namespace sessionscope::inspect

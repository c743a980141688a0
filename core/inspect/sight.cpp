// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/sight.h"

#include <utility>

namespace sessionscope::inspect {

void Sight::setFacts(KubeFacts facts)
{
    m_cluster.reset();
    m_facts = std::make_unique<const KubeFacts>(std::move(facts));
    m_cluster = std::make_unique<const ClusterView>(*m_facts);
}

const SessionInventory &Sight::sessions() const
{
    static const SessionInventory kNone;
    return inventory ? *inventory : kNone;
}

Evidence Sight::evidence() const
{
    Evidence evidence;
    evidence.inventory = inventory ? &*inventory : nullptr;
    evidence.scanComplete = scanComplete;
    evidence.server = server ? &*server : nullptr;
    evidence.cluster = cluster();
    evidence.names = names ? &*names : nullptr;
    evidence.keyPrefix = keyPrefix;
    return evidence;
}

Sight Sight::of(Snapshot snapshot)
{
    Sight sight;
    sight.source = std::move(snapshot.source);
    sight.keyPrefix = std::move(snapshot.keyPrefix);
    sight.at = snapshot.takenAt;
    sight.scanComplete = snapshot.scanComplete;
    if (!sight.source.empty())
        sight.inventory = std::move(snapshot.inventory);
    sight.server = std::move(snapshot.server);
    if (snapshot.cluster) {
        sight.clusterJson = snapshot.cluster->dump();
        if (auto facts = readKubeFacts(sight.clusterJson)) {
            facts->takenAt = snapshot.takenAt;
            sight.setFacts(std::move(*facts));
            sight.names = std::move(snapshot.names);
        }
    }
    return sight;
}

std::string Sight::toSnapshot(WallTime takenAt) const
{
    Snapshot about;
    about.source = source;
    about.keyPrefix = keyPrefix;
    about.takenAt = takenAt;
    about.scanComplete = scanComplete;
    about.server = server;
    if (!clusterJson.empty()) {
        about.cluster = nlohmann::json::parse(clusterJson, nullptr, false);
        dropSecrets(*about.cluster);
    }
    about.names = names;
    return encodeSnapshot(about, sessions());
}

} // namespace sessionscope::inspect

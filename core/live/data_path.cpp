// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/data_path.h"

namespace sessionscope::live {

DataPath::DataPath(cluster::PeerAddressSeen seen)
    : m_seen(seen)
{
}

void DataPath::carries(Endpoint local, Origin origin)
{
    m_origins.insert_or_assign(local, origin);
}

void DataPath::closed(Endpoint local)
{
    m_origins.erase(local);
    m_from.erase(local);
    if (const auto it = m_relayed.find(local); it != m_relayed.end()) {
        m_from.erase(it->second.own);
        m_relayed.erase(it);
    }
}

void DataPath::relays(Endpoint from, Endpoint own, Endpoint pod)
{
    m_relayed.insert_or_assign(from, Relayed{own, pod});
    m_from.insert_or_assign(own, from);
}

std::optional<DataPath::Origin> DataPath::origin(Endpoint peer) const
{
    const auto relay = m_from.find(peer);
    if (relay != m_from.end() && relay->second != peer)
        return origin(relay->second);
    const auto it = m_origins.find(peer);
    return it == m_origins.end() ? std::nullopt : std::optional(it->second);
}

Endpoint DataPath::peerSeen(Endpoint local, Endpoint dialled) const
{
    return m_seen == cluster::PeerAddressSeen::ClusterIp ? dialled : reached(local, dialled);
}

Endpoint DataPath::reached(Endpoint local, Endpoint dialled) const
{
    const auto it = m_relayed.find(local);
    return it == m_relayed.end() ? dialled : it->second.pod;
}

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/service.h"

#include <algorithm>
#include <utility>

namespace sessionscope::cluster {

Service::Service(Options options, Rng rng)
    : m_options(options)
    , m_rng(rng)
{
}

void Service::setReady(std::vector<std::uint32_t> endpoints)
{
    m_ready = std::move(endpoints);
    std::erase_if(m_bindings, [this](const auto &entry) {
        return std::find(m_ready.begin(), m_ready.end(), entry.second.endpoint) == m_ready.end();
    });
}

std::optional<Service::Pick> Service::pick(IpAddress client, Instant now)
{
    if (m_ready.empty())
        return std::nullopt;

    const std::optional<std::uint32_t> known = bound(client, now);
    const std::uint32_t endpoint = known ? *known : m_ready[m_rng.below(m_ready.size())];
    if (m_options.affinity == Affinity::ClientIp)
        m_bindings.insert_or_assign(client, Binding{endpoint, now});
    return Pick{endpoint, known.has_value()};
}

std::optional<std::uint32_t> Service::bound(IpAddress client, Instant now) const
{
    const auto it = m_bindings.find(client);
    if (it == m_bindings.end() || now - it->second.lastUsed > m_options.affinityTimeout)
        return std::nullopt;
    return it->second.endpoint;
}

} // namespace sessionscope::cluster

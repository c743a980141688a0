// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/proxy_core.h"

#include "core/live/proxy_connection.h"

#include <algorithm>
#include <utility>

namespace sessionscope::live {

namespace {

/// How late a limit may strike: an eighth of the shortest one, so that tests with short limits are quick.
Duration resolutionFor(const ProxyOptions &options)
{
    Duration shortest = Duration::seconds(2);
    for (const Duration limit :
         {options.client.headTime, options.client.bodyTime, options.client.idleTime,
          options.client.lingerTime, options.upstreamWriteTime, options.recoveryTime,
          options.policy.dialTimeout, options.policy.pingTimeout, options.idleUpstreams.idleMax}) {
        shortest = std::min(shortest, limit);
    }
    if (options.responseHeadTime > Duration())
        shortest = std::min(shortest, options.responseHeadTime);
    return std::max(Duration::milliseconds(1), Duration::nanoseconds(shortest.inNanoseconds() / 8));
}

Duration turnResolution(const ProxyOptions &options)
{
    return std::max(Duration::milliseconds(1),
                    Duration::nanoseconds(options.streamTurnTime.inNanoseconds() / 8));
}

} // namespace

ProxyCore::ProxyCore(asio::io_context &ioContext, ProxyOptions proxyOptions,
                     ProxyEnvironment proxyEnvironment)
    : context(ioContext)
    , options(std::move(proxyOptions))
    , environment(std::move(proxyEnvironment))
    , guard(options.allowedHosts)
    , deadlines(ioContext, resolutionFor(options))
    , turnDeadlines(ioContext, turnResolution(options))
    , turns(ioContext.get_executor())
    , upstreams(ioContext, environment.recorder, environment.dataPath, options.idleUpstreams)
    , upstreamExpiry(deadlines, [this] { expireUpstreams(); })
{
}

void ProxyCore::add(ProxyConnection &connection)
{
    connection.m_index = connections.size();
    connections.push_back(&connection);
    ++counters.connectionsAccepted;
}

void ProxyCore::remove(ProxyConnection &connection)
{
    connections.back()->m_index = connection.m_index;
    std::swap(connections[connection.m_index], connections.back());
    connections.pop_back();
    if (connections.empty())
        emptied.wakeLater(context.get_executor());
}

void ProxyCore::keep(HttpUpstreamPtr upstream)
{
    if (isDraining || isKilled)
        return;
    upstreams.giveBack(std::move(upstream));
    if (!upstreamExpiry.isSet())
        upstreamExpiry.set(options.idleUpstreams.idleMax);
}

void ProxyCore::expireUpstreams()
{
    upstreams.closeExpired();
    if (upstreams.idle() > 0)
        upstreamExpiry.set(Duration::nanoseconds(options.idleUpstreams.idleMax.inNanoseconds() / 4));
}

} // namespace sessionscope::live

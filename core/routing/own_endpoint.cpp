// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/routing/own_endpoint.h"

#include "core/session/record_codec.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace sessionscope::routing {

namespace {

std::string whyNot(const Pinged &ping)
{
    return ping.status ? fmt::format("the backend answered {}", *ping.status)
                       : fmt::format("the backend did not answer: {}", toText(ping.failure.code));
}

} // namespace

OwnEndpoint ownEndpointOf(std::string_view path)
{
    const std::string_view bare = path.substr(0, path.find('?'));
    if (bare == "/health")
        return OwnEndpoint::Health;
    if (bare == "/metrics")
        return OwnEndpoint::Metrics;
    return bare.starts_with("/.well-known/") ? OwnEndpoint::WellKnown : OwnEndpoint::None;
}

bool isAlive(const Pinged &ping)
{
    return ping.status && *ping.status >= 200 && *ping.status < 500;
}

std::string healthBody(const Pinged &ping, std::string_view transport, WallTime askedAt)
{
    const std::string time = session::formatTimestamp({askedAt, 0});
    nlohmann::ordered_json mcp{{"available", isAlive(ping)}};
    if (isAlive(ping))
        mcp["response_time_ms"] = ping.took.inMilliseconds();
    else
        mcp["error"] = whyNot(ping);
    mcp["last_checked"] = time;
    const nlohmann::ordered_json health{{"status", isAlive(ping) ? "healthy" : "degraded"},
                                        {"timestamp", time},
                                        {"transport", transport},
                                        {"mcp", std::move(mcp)}};
    return health.dump() + '\n';
}

} // namespace sessionscope::routing

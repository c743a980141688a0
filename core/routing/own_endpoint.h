// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/time.h"
#include "core/routing/exchange_words.h"

#include <string>
#include <string_view>

/// What a proxy answers by itself instead of passing it on: its mux (digest 4.1 step 1).
namespace sessionscope::routing {

enum class OwnEndpoint {
    None,      ///< everything else is the backend's
    Health,    ///< `/health`: asks the backend whether it is there (digest 4.9)
    Metrics,   ///< `/metrics`: on a port of its own since #6296, so there is nothing here
    WellKnown, ///< `/.well-known/…`: of the proxy's own authorization, which these proxies have none of
};

/// `path` with its query, as a request has it.
OwnEndpoint ownEndpointOf(std::string_view path);

/// Whether a backend that answered so is well: any of 200 to 499, for a server may well have nothing at `/`.
bool isAlive(const Pinged &ping);

/// `{"status","timestamp","transport","mcp":{"available","response_time_ms","error","last_checked"}}`, as ToolHive's
/// pkg/healthcheck writes it: `response_time_ms` of a backend that is well, `error` of one that is not (digest 4.9).
std::string healthBody(const Pinged &ping, std::string_view transport, WallTime askedAt);

} // namespace sessionscope::routing

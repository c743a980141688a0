// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/connection_spec.h"
#include "core/live/observer_link.h"

#include <memory>
#include <string_view>
#include <vector>

namespace sessionscope::live {

/// The servers that hold the keys, where they can be reached: the one that is named, the master that the sentinels name,
/// or all masters of a cluster. Sentinels and nodes are asked in turn until one answers.
/// Errors: NotFound (no such master), Unsupported (no cluster), Refused (the user may not ask), those of
/// ObserverLink::open() and ask().
Awaitable<Result<std::vector<RedisUrl>>> findServers(asio::io_context &io, inspect::ConnectionSpec spec,
                                                     std::shared_ptr<CommandTally> tally);

/// Whether an error reply is about where a key is, or that the server is not ready, and not about what a user may do.
bool isElsewhere(std::string_view refusal);

} // namespace sessionscope::live

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

/// Whether an error reply says that a user may not use a command. Where a key is, that this user may not see that one, or
/// that the server is not ready, says nothing about the command.
bool refusesCommand(std::string_view refusal);

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/pod_names.h"
#include "core/live/io.h"

#include <vector>

namespace sessionscope::live {

/// Asks one name server for the IPv4 addresses of names, one after the other, past this machine's own resolver, search
/// list and caches. The messages are the C library's, the sockets ours.
///
/// An answer for each name, in their order. Errors: TimedOut (two datagrams and no answer), ConnectionRefused,
/// Unreachable, ConnectionLost, InvalidInput (no name of DNS).
Awaitable<Result<std::vector<inspect::NameAnswer>>> lookUp(asio::io_context &io, inspect::NameServer server,
                                                           std::vector<inspect::PodName> names);

} // namespace sessionscope::live

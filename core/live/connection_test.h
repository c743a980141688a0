// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/connection_spec.h"
#include "core/inspect/link_state.h"
#include "core/live/crash_guard.h"
#include "core/live/observer_link.h"

#include <functional>
#include <memory>

namespace sessionscope::live {

/// Tries a connection step by step: port-forward, DNS, TCP, TLS, the server behind sentinels or of a cluster, AUTH, RESP,
/// SELECT, permissions one by one, and keys with the prefix. `onStep` is told each as it ends; the first that fails is
/// the last. The error is that step's.
Awaitable<Result<void>> testConnection(asio::io_context &io, inspect::ConnectionSpec spec,
                                       std::shared_ptr<CrashGuard> guard,
                                       std::function<void(inspect::TestStepResult)> onStep,
                                       std::shared_ptr<CommandTally> tally);

} // namespace sessionscope::live

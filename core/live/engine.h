// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/engine_port.h"

#include <memory>

namespace sessionscope::live {

/// An engine on real sockets in real time, with a thread of its own. It does nothing until OpenCluster is posted.
std::unique_ptr<control::EnginePort> makeLiveEngine();

} // namespace sessionscope::live

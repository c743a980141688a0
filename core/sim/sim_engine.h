// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/engine_port.h"

#include <memory>

namespace sessionscope::sim {

/// The simulator behind the same door as the live engine. It works on the caller's thread: post() returns when the
/// command has been carried out in virtual time.
std::unique_ptr<control::EnginePort> makeSimEngine();

} // namespace sessionscope::sim

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/command.h"

#include <functional>

namespace sessionscope::control {

/// What executes a run, seen from outside: the live engine on its own thread, or the simulator on the caller's.
///
/// Both ends are safe to use from one thread other than the engine's. Destroying the port stops the engine, joins its
/// thread and leaves no process, port or folder behind.
class EnginePort
{
public:
    virtual ~EnginePort() = default;

    virtual void post(Command command) = 0;

    /// What has happened since the last call; never blocks.
    virtual Report drain() = 0;

    /// `wake` is called from the engine's thread when drain() has something to give, once until the next drain().
    virtual void onWake(std::function<void()> wake) = 0;
};

} // namespace sessionscope::control

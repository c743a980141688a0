// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/control/inspector_command.h"

#include <functional>

namespace sessionscope::control {

/// What looks at a live installation, seen from outside. It has a thread of its own, `inspector`, so that a huge reply
/// never delays routing, and it has no way to write (architecture §10).
///
/// Both ends are safe to use from one thread other than the inspector's. Destroying the port closes its links, ends its
/// children and joins its thread.
class InspectorPort
{
public:
    virtual ~InspectorPort() = default;

    virtual void post(InspectorCommand command) = 0;

    /// What has happened since the last call; never blocks.
    virtual InspectorReport drain() = 0;

    /// `wake` is called from the inspector's thread when drain() has something to give, once until the next drain().
    virtual void onWake(std::function<void()> wake) = 0;
};

} // namespace sessionscope::control

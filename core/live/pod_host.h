// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/live/io.h"
#include "core/session/session_id.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace sessionscope::live {

/// What runs behind an ordinal: one incarnation of a pod's container, from its start to its end. Destroying it kills it.
class PodHost
{
public:
    virtual ~PodHost();

    /// Waits until it serves. The error tells why it never will.
    virtual Awaitable<Result<void>> serves() = 0;

    /// Ends it as SIGTERM would: answers under way are given a moment, then everything is closed.
    virtual Awaitable<void> terminate() = 0;

    /// Ends it as SIGKILL would: connections are reset, and everything it remembered is gone.
    virtual void kill() = 0;

    /// Sessions made from now on get ids of that style, if it makes any by our rules.
    virtual void setIdStyle(session::IdStyle) { }

    /// How many sessions it holds, where that can be known from outside.
    virtual std::optional<std::size_t> sessionCount() const = 0;
    /// Whether it holds that session, where that can be known from outside.
    virtual bool knowsSession(std::string_view) const { return false; }
};

} // namespace sessionscope::live

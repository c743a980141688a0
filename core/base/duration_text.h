// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <string>
#include <string_view>

namespace sessionscope {

/// Reads a span of time as Go's time.ParseDuration does, which is how ToolHive's files and flags write it: numbers with
/// units h, m, s, ms, us (or µs) and ns one after the other, each with an optional fraction; a sign before all; plain "0".
/// InvalidInput for anything else and for what does not fit into a Duration. `where` is left to the caller.
Result<Duration> parseDuration(std::string_view text);

/// The shortest usual form, which parseDuration() reads back exactly: "2h", "1m30s", "1.5s", "500ms", "0s".
std::string formatDuration(Duration span);

/// The same for people: three digits say enough, and whole seconds from a minute on.
std::string formatRounded(Duration span);

} // namespace sessionscope

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"

#include <cstdint>
#include <string>

namespace sessionscope::journal {

enum class Severity : std::uint8_t {
    Info,
    Good,    ///< what one hopes for: a 2xx, a pod that became ready
    Warning, ///< somebody interfered, or something was retried
    Bad,     ///< something failed or was lost
};

const char *toText(Severity severity);

Severity severityOf(const Event &event);

/// Any event as one sentence for people, without a final stop: "proxy-0 loaded the record: http://mcp-myserver:8080".
/// Session ids are masked unless asked for the whole (architecture §10).
std::string eventText(const Event &event, const Journal &journal, bool showsSessionIds = false);

} // namespace sessionscope::journal

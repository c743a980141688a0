// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/diagnoses.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace sessionscope::inspect {

/// What `inspect --json` prints: `keys`, `sessions`, `findings`. Of the keys, `sessions` (of proxies) and `vmcp` together
/// are those that the list has; `other` and `malformed` are no sessions and in no list, and `total` is the sum.
/// Unless `scanComplete`, there may be more keys than were seen. Session ids are the same wherever they stand in it: all
/// masked, or all in full.
nlohmann::ordered_json inspectionJson(const Evidence &evidence, WallTime now, bool masked);

/// `inventory` may be null; else each finding has up to 20 ids as examples.
nlohmann::ordered_json findingsJson(const std::vector<Finding> &findings, const SessionInventory *inventory,
                                    bool masked);

/// What was seen, with the session ids in it as asked for.
const std::string &evidenceOf(const Finding &finding, bool masked);

/// One line of CSV per session that is present, after a line of names.
std::string sessionsCsv(const Evidence &evidence, WallTime now, bool masked);

/// Whole seconds, rounded as Redis's TTL does.
std::int64_t ttlSeconds(const Session &session, WallTime now);

} // namespace sessionscope::inspect

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/diagnoses.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace sessionscope::inspect {

/// What `inspect --json` prints: keys, sessions, findings. Session ids stand in it in full unless `masked`.
nlohmann::ordered_json inspectionJson(const Evidence &evidence, WallTime now, bool masked = false);

/// `inventory` may be null; else each finding has up to 20 ids as examples.
nlohmann::ordered_json findingsJson(const std::vector<Finding> &findings, const SessionInventory *inventory,
                                    bool masked = false);

/// One line of CSV per session that is present, after a line of names.
std::string sessionsCsv(const Evidence &evidence, WallTime now, bool masked);

/// Whole seconds, rounded as Redis's TTL does.
std::int64_t ttlSeconds(const Session &session, WallTime now);

} // namespace sessionscope::inspect

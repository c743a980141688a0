// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/routing/backend_url.h"
#include "core/routing/policy.h"
#include "core/session/record.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What people do to the records of a run from outside its proxies, and are told about them.
namespace sessionscope::routing {

/// A record by its key in the store.
using KeyedRecord = std::pair<std::string, session::RecordPtr>;

/// The record of the session that a person means: by its id, or by the masked form of one. NotFound, or InvalidInput if
/// several look the same.
Result<KeyedRecord> chooseRecord(const std::vector<KeyedRecord> &records, std::string_view session);

/// The id by which the journal knows the session that a person called `session`.
std::string idOf(const session::Record &record, std::string_view session);

/// A pin to that pod: its DNS name under `pod-dns`, else the address that it has now; every release of ToolHive follows
/// any URL that a record holds (digest 4.1 step 4).
BackendUrl pinTo(const Policy &policy, const Target &target, std::uint32_t ordinal, Endpoint podAddress);

/// The same record with another `backend_url`. All else is kept, the time of the last update as well (digest 3.1).
session::RecordPtr withPin(const session::Record &record, const BackendUrl &pin);

/// `{"id","client","pin","pod"}`: the id masked, `client` as its initialize told, where that is known.
nlohmann::json describeSession(const session::Record &record, std::string client,
                               std::optional<std::uint32_t> pod);

} // namespace sessionscope::routing

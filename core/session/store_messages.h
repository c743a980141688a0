// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/session/record.h"

#include <string>
#include <variant>

/// What a proxy asks a store, and what comes back. Messages even in the simulator, so that a store has
/// latency, fails, and may have done what it could not confirm.
namespace sessionscope::session {

/// The default key prefix of the proxy runner (digest §0).
inline constexpr std::string_view kDefaultKeyPrefix = "thv:proxy:session:";

/// Reads a record and starts its time to live anew: `GETEX key EX ttl` (digest 3.2).
struct LoadRecord
{
    std::string key; ///< prefix and normalised id
};

/// Writes a record with a full time to live: `SET key value EX ttl [XX|NX]` (digest 3.2).
struct SaveRecord
{
    enum class Mode {
        Always, ///< creation; as released also re-initialisation, which may resurrect a deleted session (F-23)
        IfPresent, ///< XX: an update never resurrects
        IfAbsent,  ///< NX: what is known stays as it is (digest 4.1 step 10)
    };

    std::string key;
    RecordPtr record;
    Mode mode = Mode::Always;
};

struct DeleteRecord
{
    std::string key;
};

using StoreRequest = std::variant<LoadRecord, SaveRecord, DeleteRecord>;

/// The answer to a StoreRequest. A failed store is an Error (ConnectionRefused, TimedOut, Refused, Protocol
/// …).
struct StoreReply
{
    RecordPtr record;    ///< LoadRecord: null if the key is absent
    bool applied = true; ///< SaveRecord with a mode, DeleteRecord: whether it took effect
};

} // namespace sessionscope::session

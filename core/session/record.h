// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/time.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::session {

/// A Go time.Time as it stands in JSON: an instant and the offset it is written with (digest 3.1).
struct Timestamp
{
    WallTime instant;
    int offsetSeconds = 0; ///< 0 is written `Z`

    bool operator==(const Timestamp &) const = default;
};

/// Metadata keys of the proxy runner (digest §0).
inline constexpr std::string_view kBackendUrlKey = "backend_url";
inline constexpr std::string_view kInitBodyKey = "init_body";
inline constexpr std::string_view kBackendSidKey = "backend_sid";

/// Record types (digest 3.1): transparent proxy, stdio over streamable HTTP, stdio over SSE.
inline constexpr std::string_view kTypeMcp = "mcp";
inline constexpr std::string_view kTypeStreamable = "streamable";
inline constexpr std::string_view kTypeSse = "sse";

/// What the store holds for a session: ToolHive's proxy session, field for field (digest 3.1).
struct Record
{
    std::string id; ///< normalised, see normaliseSessionId()
    std::string type = std::string(kTypeMcp);
    Timestamp createdAt;
    Timestamp updatedAt; ///< never moves for a transparent session; not a last-access time (digest 3.1)
    /// Raw JSON, compact as Go writes it; never present for proxy sessions, kept if somebody wrote it.
    std::optional<std::string> data;
    std::map<std::string, std::string, std::less<>> metadata; ///< unknown keys are kept

    std::string_view metadataOr(std::string_view key, std::string_view otherwise = {}) const;
    std::string_view backendUrl() const { return metadataOr(kBackendUrlKey); }
    std::string_view initBody() const { return metadataOr(kInitBodyKey); }
    std::string_view backendSid() const { return metadataOr(kBackendSidKey); }

    bool operator==(const Record &) const = default;
};

/// Records are shared between the store, exchanges and the journal, and never change once shared.
using RecordPtr = std::shared_ptr<const Record>;

} // namespace sessionscope::session

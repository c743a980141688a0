// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/session/record.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace sessionscope::session {

/// A vMCP session: a flat map without envelope or timestamps (digest 3.3). Recognised, never written.
struct VmcpRecord
{
    std::map<std::string, std::string, std::less<>> values;
};

using StoredValue = std::variant<Record, VmcpRecord>;

/// The JSON that ToolHive writes, byte for byte: field order, Go's time format, `<`, `>` and `&` escaped,
/// `data` and `metadata` left out when empty (digest 3.1).
std::string encode(const Record &record);

/// Reads any of the shapes (a)–(i) of digest 3.1, and flat vMCP maps (3.3).
/// Fails with InvalidInput, `where` being the JSON path of the offending field.
Result<StoredValue> decodeValue(std::string_view json);

/// Like decodeValue(), but a vMCP map is a failure: what the proxy's own lookups accept.
Result<Record> decodeRecord(std::string_view json);

/// The envelope of a record, that is, what stands before its data and metadata, if `text` is one exactly as ToolHive writes
/// it, in plain ASCII and without the closing brace. Nothing otherwise: decodeRecord() may still be able to read it.
std::optional<Record> decodePlainEnvelope(std::string_view text);

/// RFC 3339 with up to nine fractional digits, trailing zeros cut, as Go's time.Time marshals.
std::string formatTimestamp(const Timestamp &time);
Result<Timestamp> parseTimestamp(std::string_view text);

} // namespace sessionscope::session

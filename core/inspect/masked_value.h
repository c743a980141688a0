// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Keys and values as people may see them: without what lets one act as somebody else (architecture §10).
namespace sessionscope::inspect {

/// Of a session the prefix stays and the id is masked; of other keys what stands behind the last colon is masked, since
/// that may be a token's signature. `customPrefix` is the connection's.
std::string maskedKey(std::string_view key, std::string_view customPrefix = {});

/// The bytes with every one of the ids masked, and what a record holds of other people's: the ids of a vMCP's sessions
/// at its backends, the hash of a token, whom a session is bound to (digest 3.3). A preview that ends amid such a member
/// is masked up to its end.
std::string maskedValue(std::string_view value, const std::vector<std::string_view> &ids);

} // namespace sessionscope::inspect

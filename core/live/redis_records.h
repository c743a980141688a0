// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/resp_client.h"
#include "core/routing/record_edit.h"

#include <cstddef>
#include <string>
#include <vector>

/// What people do to single records in a Redis, from outside the proxies; see LiveStore. `client` outlives the calls.
namespace sessionscope::live {

Awaitable<Result<session::RecordPtr>> peekRecord(RespClient &client, std::string key);
Awaitable<Result<bool>> replaceRecord(RespClient &client, std::string key, session::RecordPtr record);
Awaitable<Result<bool>> removeRecord(RespClient &client, std::string key);
/// Looks through a part of a large database only.
Awaitable<Result<std::vector<routing::KeyedRecord>>> listRecords(RespClient &client, std::string keyPrefix,
                                                                 std::size_t most);

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/exchange_spans.h"
#include "core/journal/journal_file.h"

#include <span>
#include <string>

namespace sessionscope::journal {

/// The captured messages of exchanges as an HTTP archive (HAR 1.2), for browsers' and proxies' tools. Each exchange gives
/// one entry for what the client saw and one for each attempt upstream, told apart by the fields `_leg` and `_exchange`;
/// `_events` has the arrival of each server-sent event. An exchange that was not captured gives none. Wall times count
/// from `header.startedAt`.
std::string encodeHar(const FileHeader &header, const Journal &journal,
                      std::span<const ExchangeEntry> exchanges, bool showsSessionIds);

} // namespace sessionscope::journal

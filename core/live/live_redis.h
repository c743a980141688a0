// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/live/live_store.h"

namespace sessionscope::live {

/// LiveStore::open() for a Redis: a managed one, or the one at `storeUrl`.
Awaitable<Result<std::shared_ptr<LiveStore>>> openLiveRedis(LiveStore::Options options);

} // namespace sessionscope::live

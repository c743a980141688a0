// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/journal.h"

namespace sessionscope::journal {

/// The RequestSent that an event goes back to; null if no client of the plan caused it, as with a foreign client.
const Event *requestBehind(const Journal &journal, const Event &event);

/// The same, or the ClientAttached of a foreign client; null if the journal does not tell who asked.
const Event *callerBehind(const Journal &journal, const Event &event);

} // namespace sessionscope::journal

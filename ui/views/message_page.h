// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/message.h"
#include "core/journal/session_id_mask.h"

#include <QString>

namespace sessionscope::ui {

/// How the bytes of a body are shown.
enum class BodyForm { Pretty, Raw, Hex };

/// "client → proxy-0", "record before → after" …
QString titleOf(const journal::Message &message);

/// Head and body of a message for people; events of a stream with the time since `begin` at which each was there.
QString pageOf(const journal::Message &message, BodyForm form, const journal::SessionIdMask &mask,
               Instant begin);

/// Two records line by line, each line marked with " ", "−" or "+".
QString comparisonOf(const std::string &before, const std::string &after, const journal::SessionIdMask &mask);

} // namespace sessionscope::ui

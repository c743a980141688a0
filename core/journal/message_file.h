// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/message.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace sessionscope::journal {

/// The first field of a message's line in a journal file; no event has it.
inline constexpr std::string_view kMessageField = "message";

/// Reads what encodeMessage() wrote; nothing if it is no message.
std::optional<Message> decodeMessage(const nlohmann::json &json);

/// How bytes that are no text stand in JSON.
std::string toBase64(std::string bytes);

/// "proxy-0" and what else toText(Actor) gives.
std::optional<Actor> parseActor(std::string_view text);

} // namespace sessionscope::journal

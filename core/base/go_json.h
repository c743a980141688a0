// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace sessionscope {

/// Appends `text` as a JSON string with its quotes, byte for byte as Go's encoding/json writes it since Go
/// 1.22: `<`, `>`, `&`, U+2028 and U+2029 escaped, control characters in the short forms \b \f \n \r \t or
/// as \u00xx, every byte that is not part of valid UTF-8 replaced by \ufffd. Always valid JSON, whatever
/// `text` holds. ToolHive's records and error bodies are written this way (digest 3.1).
void appendGoString(std::string &out, std::string_view text);

} // namespace sessionscope

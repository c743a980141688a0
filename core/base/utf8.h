// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string_view>

namespace sessionscope {

/// The bytes of the UTF-8 sequence at the start of `text`, which is not empty; 0 if it is invalid (overlong, surrogate,
/// cut off).
std::size_t utf8SequenceLength(std::string_view text);

/// Whether all of it is UTF-8: only then may it stand in JSON as it is.
bool isUtf8(std::string_view text);

} // namespace sessionscope

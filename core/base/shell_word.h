// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace sessionscope {

/// One word for any POSIX shell, whatever `text` holds.
std::string shellWord(std::string_view text);

} // namespace sessionscope

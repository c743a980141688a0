// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace sessionscope {

/// A session id as people may see it: its first four and last two characters. Who holds an id holds the session, so
/// views, logs and exports show this form unless asked for the whole (architecture §10). An id too short to hide
/// anything that way is hidden altogether.
std::string maskedSessionId(std::string_view id);

} // namespace sessionscope

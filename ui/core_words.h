// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <string_view>

namespace sessionscope::ui {

/// What the core calls things, in the language of the window: titles and purposes of the built-in scenarios, what a
/// profile models, the states of a session. Anything else comes back as it is, such as the title of a plan from a file.
QString spoken(std::string_view english);

} // namespace sessionscope::ui

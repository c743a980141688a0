// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace sessionscope {

/// One cell of a CSV file: quoted where RFC 4180 wants it, and never a formula. A spreadsheet would execute a cell that
/// begins with = + - @, a tab or a carriage return, and names of clients come from the network; such a cell gets an
/// apostrophe in front (OWASP, "CSV Injection").
std::string csvField(std::string_view text);

} // namespace sessionscope

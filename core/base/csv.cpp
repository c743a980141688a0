// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/csv.h"

namespace sessionscope {

std::string csvField(std::string_view text)
{
    const bool isFormula
        = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    std::string cell = isFormula ? "'" : "";
    if (text.find_first_of(",\"\n\r") == std::string_view::npos)
        return cell.append(text);
    for (const char c : text)
        cell += c == '"' ? std::string("\"\"") : std::string(1, c);
    return '"' + cell + '"';
}

} // namespace sessionscope

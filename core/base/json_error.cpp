// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/json_error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace sessionscope {

namespace {

/// How many bytes the parser could make sense of.
std::size_t goodBytes(std::string_view text)
{
    // The parser tells its place by an exception alone.
    try {
        [[maybe_unused]] const auto document = nlohmann::json::parse(text);
    } catch (const nlohmann::json::parse_error &error) {
        return std::min(error.byte - std::min<std::size_t>(error.byte, 1), text.size());
    } catch (const nlohmann::json::exception &) { // a number beyond what it can hold has no place
        return 0;
    }
    return text.size();
}

} // namespace

Error jsonError(std::string_view text)
{
    const std::string_view good = text.substr(0, goodBytes(text));
    const auto line = std::ranges::count(good, '\n') + 1;
    const std::size_t column = good.size() - (good.rfind('\n') + 1) + 1; // no line break: npos + 1 is 0
    return {ErrorCode::InvalidInput, "this is not JSON", fmt::format("line {}, column {}", line, column),
            "names and texts stand in double quotes, and no comma follows the last entry"};
}

} // namespace sessionscope

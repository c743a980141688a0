// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/results.h"

#include <fmt/chrono.h>

#include <chrono>

namespace sessionscope::cli {

namespace {

std::string dump(const nlohmann::ordered_json &document, int indent)
{
    return document.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

} // namespace

std::string jsonText(const nlohmann::ordered_json &document)
{
    return dump(document, 2);
}

std::string jsonLine(const nlohmann::ordered_json &document)
{
    return dump(document, -1);
}

std::string_view programVersion()
{
    return SESSIONSCOPE_VERSION;
}

std::string utcText(WallTime time)
{
    const std::chrono::nanoseconds sinceEpoch(time.unixNanoseconds);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(sinceEpoch);
    const std::time_t clock = static_cast<std::time_t>(seconds.count());
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(clock));
}

} // namespace sessionscope::cli

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/fake_pod_tools.h"

#include "core/cluster/fake_pod.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace sessionscope::cluster {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using Outcome = tl::expected<ToolResult, RpcFault>;

tl::unexpected<RpcFault> badArguments(std::string message)
{
    return tl::unexpected<RpcFault>({mcp::ErrorNumber::InvalidParams, std::move(message)});
}

std::string textResult(std::string_view text)
{
    return fmt::format(R"({{"content":[{{"type":"text","text":{}}}]}})", json(text).dump());
}

/// A whole number of the arguments, `fallback` if absent; nothing if it is none or out of range.
std::optional<std::int64_t> number(const json &arguments, const char *name,
                                   std::optional<std::int64_t> fallback, std::int64_t most)
{
    const auto it = arguments.find(name);
    if (it == arguments.end())
        return fallback;
    // Greater than INT64_MAX wraps below zero and is refused with the negative ones.
    const std::int64_t value = it->is_number_integer() ? it->get<std::int64_t>() : -1;
    return value >= 0 && value <= most ? std::optional(value) : std::nullopt;
}

Outcome echo(const json &arguments, ToolContext)
{
    const auto text = arguments.find("text");
    if (text == arguments.end() || !text->is_string())
        return badArguments("echo: text must be a string");
    return ToolResult{.result = textResult(text->get_ref<const std::string &>())};
}

Outcome counter(const json &, ToolContext context)
{
    const std::uint64_t count = ++context.counter;
    return ToolResult{
        .result = fmt::format(
            R"({{"content":[{{"type":"text","text":"{0}"}}],"structuredContent":{{"count":{0}}}}})", count)};
}

Outcome whoami(const json &, ToolContext context)
{
    const std::string name = json(context.podName).dump();
    return ToolResult{
        .result = fmt::format(
            R"({{"content":[{{"type":"text","text":{0}}}],"structuredContent":{{"pod":{0}}}}})", name)};
}

Outcome sleep(const json &arguments, ToolContext)
{
    const auto ms = number(arguments, "ms", std::nullopt, FakePod::kDelayMaxMs);
    if (!ms)
        return badArguments(
            fmt::format("sleep: ms must be a whole number from 0 to {}", FakePod::kDelayMaxMs));
    return ToolResult{.result = textResult(fmt::format("slept {} ms", *ms)),
                      .after = Duration::milliseconds(*ms)};
}

/// The token under which the caller wants progress, as JSON text; empty if it wants none.
std::string progressToken(const json &params)
{
    const auto meta = params.find("_meta");
    if (meta == params.end() || !meta->is_object())
        return {};
    const auto token = meta->find("progressToken");
    const bool usable = token != meta->end() && (token->is_string() || token->is_number_integer());
    return usable ? token->dump() : std::string();
}

Outcome slow(const json &arguments, const std::string &token)
{
    const auto steps = number(arguments, "steps", 3, FakePod::kStepsMax);
    const auto delay = number(arguments, "delayMs", 100, FakePod::kDelayMaxMs);
    if (!steps || !delay)
        return badArguments(
            fmt::format("slow: steps must be a whole number from 0 to {}, delayMs from 0 to {}",
                        FakePod::kStepsMax, FakePod::kDelayMaxMs));

    ToolResult result{.result = textResult(fmt::format("{} steps done", *steps)), .streams = true};
    result.interval = Duration::milliseconds(*delay);
    for (std::int64_t step = 1; step <= *steps && !token.empty(); ++step)
        result.notifications.push_back(
            fmt::format(R"({{"jsonrpc":"2.0","method":"notifications/progress","params":)"
                        R"({{"progressToken":{},"progress":{},"total":{}}}}})",
                        token, step, *steps));
    if (token.empty())
        result.after = result.interval * *steps;
    return result;
}

struct Tool
{
    std::string_view name;
    Outcome (*run)(const json &arguments, ToolContext context);
};

constexpr std::array kTools{Tool{"counter", counter}, Tool{"echo", echo}, Tool{"whoami", whoami},
                            Tool{"sleep", sleep}};

ordered_json schema(ordered_json properties, ordered_json required = ordered_json::array())
{
    ordered_json result{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty())
        result["required"] = std::move(required);
    return result;
}

ordered_json wholeNumber(std::int64_t most, const char *description)
{
    return {{"type", "integer"}, {"minimum", 0}, {"maximum", most}, {"description", description}};
}

ordered_json tool(const char *name, const char *description, ordered_json input)
{
    return {{"name", name}, {"description", description}, {"inputSchema", std::move(input)}};
}

ordered_json listOfTools()
{
    const ordered_json none = ordered_json::object();
    ordered_json counts = tool("counter", "Adds one to the session's counter and returns it", schema(none));
    counts["outputSchema"] = schema({{"count", {{"type", "integer"}}}}, ordered_json::array({"count"}));
    ordered_json names = tool("whoami", "Returns the name of the pod that answers", schema(none));
    names["outputSchema"] = schema({{"pod", {{"type", "string"}}}}, ordered_json::array({"pod"}));
    const ordered_json slowInput
        = {{"steps", wholeNumber(FakePod::kStepsMax, "How many, 3 if not given")},
           {"delayMs", wholeNumber(FakePod::kDelayMaxMs, "Of each, 100 if not given")}};
    return ordered_json::array({
        tool("echo", "Returns the text",
             schema({{"text", {{"type", "string"}}}}, ordered_json::array({"text"}))),
        counts,
        names,
        tool("slow", "Takes some steps and reports progress after each", schema(slowInput)),
        tool(
            "sleep", "Answers after a while",
            schema({{"ms", wholeNumber(FakePod::kDelayMaxMs, "Milliseconds")}}, ordered_json::array({"ms"}))),
    });
}

} // namespace

const std::string &toolsListResult()
{
    static const std::string result = ordered_json{{"tools", listOfTools()}}.dump();
    return result;
}

const std::vector<std::string> &toolNames()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const ordered_json &one : listOfTools())
            all.push_back(one["name"]);
        return all;
    }();
    return names;
}

Outcome callTool(const json &params, ToolContext context)
{
    static const json kNone = json::object();
    const auto name = params.find("name");
    if (name == params.end() || !name->is_string())
        return badArguments("tools/call: name must be a string");
    const auto given = params.find("arguments");
    const json &arguments = given == params.end() ? kNone : *given;
    if (!arguments.is_object())
        return badArguments("tools/call: arguments must be an object");

    const std::string &text = name->get_ref<const std::string &>();
    if (text == "slow")
        return slow(arguments, progressToken(params));
    const auto tool = std::ranges::find(kTools, text, &Tool::name);
    if (tool == kTools.end())
        return badArguments("Unknown tool: " + text);
    return tool->run(arguments, context);
}

} // namespace sessionscope::cluster

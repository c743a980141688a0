// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/closest_name.h"
#include "core/base/duration_text.h"
#include "core/scenario/plan_format.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace sessionscope::scenario::plan_format {

namespace {

constexpr int kFaultKindCount = static_cast<int>(FaultKind::FlushStore) + 1;

std::vector<StepFormat> makeStepFormats()
{
    std::vector<StepFormat> formats{
        {"initialize", {"do", "proxy"}, {"do"}},
        {"call", {"do", "tool", "times", "proxy"}, {"do", "tool"}},
        {"close", {"do"}, {"do"}},
        {"cancel", {"do"}, {"do"}},
        {"wait", {"do", "for"}, {"do", "for"}},
    };
    for (int kind = 0; kind < kFaultKindCount; ++kind) {
        const auto fault = static_cast<FaultKind>(kind);
        StepFormat format{toText(fault), {"do"}, {"do"}};
        if (const char *target = targetMeaning(fault)) {
            format.fields.emplace_back(target);
            format.required.emplace_back(target);
        }
        if (fault == FaultKind::RestartProxy)
            format.fields.emplace_back("how");
        formats.push_back(std::move(format));
    }
    return formats;
}

std::optional<std::uint32_t> optionalProxy(JsonFields &fields)
{
    if (!fields.has("proxy"))
        return std::nullopt;
    return static_cast<std::uint32_t>(fields.number("proxy", kIndex));
}

plan_step::Call readCall(JsonFields &fields)
{
    plan_step::Call call;
    call.tool = fields.text("tool", kToolLength);
    if (fields.has("times"))
        call.times = static_cast<std::uint32_t>(fields.number("times", kTimes));
    call.proxy = optionalProxy(fields);
    return call;
}

plan_step::Wait readWait(JsonFields &fields)
{
    const std::string text = fields.text("for", {1, 32});
    if (fields.error())
        return {};
    const Result<Duration> span = parseDuration(text);
    if (!span)
        fields.refuse("for", span.error().what, span.error().hint);
    else if (*span < Duration() || *span > kWaitMax)
        fields.refuse("for", fmt::format("must be from 0s to {}, is {}", formatDuration(kWaitMax), text));
    return {span.value_or(Duration())};
}

Fault readFault(JsonFields &fields, std::string_view verb)
{
    Fault fault{*parseFaultKind(verb), 0};
    if (const char *target = targetMeaning(fault.kind)) {
        const bool counts = std::string_view(target) == "replicas";
        fault.target = static_cast<std::uint32_t>(fields.number(target, counts ? kReplicas : kIndex));
    }
    // "restart-proxy" with "how": "kill" is the same thing as "kill-proxy".
    if (fields.has("how") && fields.choice("how", kHows) == 1)
        fault.kind = FaultKind::KillProxy;
    return fault;
}

PlanStep readStep(JsonFields &fields, std::string_view verb)
{
    if (verb == "initialize")
        return plan_step::Initialize{optionalProxy(fields)};
    if (verb == "call")
        return readCall(fields);
    if (verb == "close")
        return plan_step::Close{};
    if (verb == "cancel")
        return plan_step::Cancel{};
    if (verb == "wait")
        return readWait(fields);
    return readFault(fields, verb);
}

/// One step as JSON; the visitor of stepToJson.
struct StepWriter
{
    nlohmann::ordered_json operator()(const plan_step::Initialize &step) const
    {
        nlohmann::ordered_json json{{"do", "initialize"}};
        if (step.proxy)
            json["proxy"] = *step.proxy;
        return json;
    }

    nlohmann::ordered_json operator()(const plan_step::Call &step) const
    {
        nlohmann::ordered_json json{{"do", "call"}, {"tool", step.tool}, {"times", step.times}};
        if (step.proxy)
            json["proxy"] = *step.proxy;
        return json;
    }

    nlohmann::ordered_json operator()(const plan_step::Close &) const { return {{"do", "close"}}; }
    nlohmann::ordered_json operator()(const plan_step::Cancel &) const { return {{"do", "cancel"}}; }

    nlohmann::ordered_json operator()(const plan_step::Wait &step) const
    {
        return {{"do", "wait"}, {"for", formatDuration(step.span)}};
    }

    nlohmann::ordered_json operator()(const Fault &fault) const
    {
        nlohmann::ordered_json json{{"do", toText(fault.kind)}};
        if (const char *target = targetMeaning(fault.kind))
            json[target] = fault.target;
        return json;
    }
};

} // namespace

const std::vector<StepFormat> &stepFormats()
{
    static const std::vector<StepFormat> formats = makeStepFormats();
    return formats;
}

Result<PlanStep> parseStep(const nlohmann::json &step, const std::string &path)
{
    // The verb decides which fields are known, so it is read on its own first.
    if (!step.is_object())
        return fail(ErrorCode::InvalidInput, fmt::format("must be an object, not {}", kindOf(step)), path);
    std::vector<std::string_view> verbs;
    for (const StepFormat &format : stepFormats())
        verbs.push_back(format.verb);
    const auto verb = step.find("do");
    if (verb == step.end() || !verb->is_string()) {
        return fail(ErrorCode::InvalidInput, "missing, or not a string", path + ".do",
                    fmt::format("one of {}", fmt::join(verbs, ", ")));
    }
    const auto &name = verb->get_ref<const std::string &>();
    const auto known = std::find(verbs.begin(), verbs.end(), name);
    if (known == verbs.end()) {
        return fail(ErrorCode::InvalidInput, fmt::format("no such step: '{}'", name), path + ".do",
                    closestNameHint(name, verbs));
    }

    JsonFields fields(step, path, stepFormats()[static_cast<std::size_t>(known - verbs.begin())].fields);
    PlanStep read = readStep(fields, name);
    if (fields.error())
        return fail(*fields.error());
    return read;
}

nlohmann::ordered_json stepToJson(const PlanStep &step)
{
    return std::visit(StepWriter{}, step);
}

} // namespace sessionscope::scenario::plan_format

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/kubectl.h"

#include "core/live/key_pages.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <utility>

namespace sessionscope::live {

namespace {

constexpr const char *kKinds = "statefulset,service,endpointslice,pod,deployment";
constexpr const char *kCustomKind = ",mcpserver";
constexpr std::size_t kOutputMax = 256u << 20;
constexpr const char *kInstallHint
    = "install kubectl, or save its output elsewhere and read it with --kubectl-json";

/// Of a program that does not start.
Error notStarted(Error error)
{
    if (error.code == ErrorCode::NotFound)
        return {ErrorCode::NotFound, "kubectl is not installed", "PATH", kInstallHint};
    return error;
}

void addPlace(std::vector<std::string> &command, const std::string &context, const std::string &namespaceName)
{
    if (!context.empty())
        command.push_back("--context=" + context);
    if (!namespaceName.empty())
        command.push_back("--namespace=" + namespaceName);
}

/// One line of what it said, without its prefix of error words.
std::string said(const std::string &text)
{
    const auto end = text.find_last_not_of(" \r\n");
    if (end == std::string::npos)
        return "it said nothing";
    const auto begin = text.find_last_of('\n', end);
    return text.substr(begin == std::string::npos ? 0 : begin + 1,
                       end - (begin == std::string::npos ? 0 : begin + 1) + 1);
}

Error refusal(const std::string &errors, const ChildProcess::Exit &exit)
{
    Error error{ErrorCode::Refused, fmt::format("kubectl: {}", said(errors)), "kubectl", {}};
    const std::string_view text = errors;
    if (text.find("Forbidden") != std::string_view::npos || text.find("forbidden") != std::string_view::npos)
        error.hint = "ask for get and list on these kinds in that namespace";
    else if (text.find("context") != std::string_view::npos)
        error.hint = "see kubectl config get-contexts";
    else if (text.find("connect") != std::string_view::npos || text.find("dial") != std::string_view::npos)
        error.hint = "is the cluster reachable from here?";
    if (exit.signal != 0)
        error.what += fmt::format(" ({})", exit.text());
    return error;
}

struct Ran
{
    ChildProcess::Exit exit;
    std::string output;
    std::string errors;
};

Awaitable<Result<Ran>> runOnce(asio::io_context &io, std::vector<std::string> command, KubectlRequest request)
{
    ChildProcess::Spec spec;
    spec.command = std::move(command);
    spec.keptOutputBytes = kOutputMax;
    spec.errorsApart = true;
    spec.guard = request.guard;
    auto child = ChildProcess::start(io, std::move(spec));
    if (!child)
        co_return fail(notStarted(child.error()));
    const auto exit = co_await (*child)->waitForEnd(request.limit);
    if (!exit)
        co_return fail(ErrorCode::TimedOut,
                       fmt::format("kubectl did not answer within {} ms", request.limit.inMilliseconds()),
                       "kubectl", "is the cluster reachable from here? try kubectl get pods");
    Ran ran{*exit, (*child)->output(), (*child)->errors()};
    co_return ran;
}

std::vector<std::string> lines(const std::string &text)
{
    std::vector<std::string> result;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (end > begin)
            result.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return result;
}

} // namespace

Awaitable<Result<KubectlAnswer>> readCluster(asio::io_context &io, KubectlRequest request)
{
    std::vector<std::string> missing;
    for (const bool withCustom : {true, false}) {
        std::vector<std::string> command{"kubectl", "get",
                                         std::string(kKinds) + (withCustom ? kCustomKind : ""), "-o", "json"};
        addPlace(command, request.context, request.namespaceName);
        auto ran = co_await runOnce(io, std::move(command), request);
        if (!ran)
            co_return fail(ran.error());
        if (!ran->exit.ok() && withCustom && ran->errors.find("have a resource type") != std::string::npos) {
            missing.push_back(said(ran->errors)); // no ToolHive operator there: the rest still tells much
            continue;
        }
        auto facts = inspect::readKubeFacts(ran->output);
        if (!facts && !ran->exit.ok())
            co_return fail(refusal(ran->errors, ran->exit));
        if (!facts)
            co_return fail(ErrorCode::Protocol,
                           "kubectl printed something else than objects: " + facts.error().what, "kubectl",
                           "try kubectl get pods -o json");
        if (!ran->exit.ok()) {
            if (facts->empty())
                co_return fail(refusal(ran->errors, ran->exit));
            for (std::string &line : lines(ran->errors))
                missing.push_back(std::move(line));
        }
        facts->missing = std::move(missing);
        facts->takenAt = wallTimeNow();
        KubectlAnswer answer{std::move(ran->output), *std::move(facts)};
        co_return answer;
    }
    co_return fail(ErrorCode::Refused, "kubectl knows none of the kinds", "kubectl");
}

Awaitable<Result<std::unique_ptr<PortForward>>>
PortForward::start(asio::io_context &io, inspect::PortForwardSpec spec, std::shared_ptr<CrashGuard> guard)
{
    ChildProcess::Spec child;
    child.command
        = {"kubectl", "port-forward", spec.target, fmt::format(":{}", spec.port), "--address=127.0.0.1"};
    addPlace(child.command, spec.context, spec.namespaceName);
    child.guard = std::move(guard);
    auto started = ChildProcess::start(io, std::move(child));
    if (!started)
        co_return fail(notStarted(started.error()));
    std::unique_ptr<PortForward> forward(new PortForward(std::move(*started)));

    // "Forwarding from 127.0.0.1:40123 -> 6379"
    constexpr std::string_view kListens = "Forwarding from 127.0.0.1:";
    constexpr auto kLook = Duration::milliseconds(20);
    constexpr int kLooks = 1'000;
    for (int look = 0; look < kLooks; ++look) {
        const std::string &output = forward->m_child->output();
        const std::size_t at = output.find(kListens);
        if (at != std::string::npos && output.find('\n', at) != std::string::npos) {
            const char *port = output.data() + at + kListens.size();
            std::from_chars(port, output.data() + output.size(), forward->m_port);
            if (forward->m_port != 0)
                co_return forward;
        }
        const auto exit = co_await forward->m_child->waitForEnd(kLook);
        if (exit)
            co_return fail(refusal(output, *exit));
    }
    co_return fail(ErrorCode::TimedOut, "kubectl port-forward did not begin to listen", spec.target,
                   "is the cluster reachable from here?");
}

std::string PortForward::lastWords() const
{
    return said(m_child->output());
}

} // namespace sessionscope::live

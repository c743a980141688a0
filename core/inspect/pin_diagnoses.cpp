// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/diagnosis_support.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

/// What `backend_url` says, held against the cluster (digest 5.4, Appendix A 2).
namespace sessionscope::inspect {

namespace {

constexpr const char *kPinPods
    = "Upgrade ToolHive to a release that pins the pod that answered, or keep one backend.";

bool knowsAddresses(const Evidence &evidence)
{
    return evidence.cluster
        && !(evidence.cluster->facts().pods.empty() && evidence.cluster->facts().endpoints.empty());
}

/// F-01: nothing remembers the pod, so a restarted proxy is given another one.
std::vector<Finding> servicePin(const Evidence &evidence)
{
    PinForms forms;
    std::optional<std::int32_t> pods;
    std::size_t recoverable = 0;
    Finding finding = collect(evidence, [&](auto, const Session &session) {
        const PinForm &pin = forms.of(session);
        const auto itsPods = podsOf(pin, evidence.cluster);
        if (pin.kind != PinKind::Service || pin.tls || pin.host == PinForm::Host::Loopback
            || itsPods.value_or(2) < 2)
            return false;
        recoverable += session.init != nullptr;
        pods = std::max(pods, itsPods);
        return true;
    });
    const bool allRecover = recoverable == finding.sessions;
    finding.severity = allRecover ? Severity::Warning : Severity::Error;
    finding.certainty = pods ? Certainty::Certain : Certainty::Likely;
    finding.title
        = fmt::format("{} {} pinned to the Service", sessionsText(finding.sessions), are(finding.sessions));
    finding.evidence = fmt::format("backend_url = {}, {}", firstUrl(evidence, finding),
                                   pods ? fmt::format("{} pods", *pods) : "number of pods unknown");
    if (recoverable > 0)
        finding.evidence += fmt::format("; {} with an init_body", recoverable);
    finding.outlook = pods
        ? fmt::format("At the next proxy restart about {} in {} of them reach a pod that never saw them: {}.",
                      *pods - 1, *pods,
                      allRecover ? "their state is rebuilt empty" : "404, session not found")
        : "With more than one pod, a proxy restart loses most of them: another pod answers 404.";
    finding.advice = kPinPods;
    return ifAny(std::move(finding));
}

/// F-21: only a recovery that gave up writes the target over the address of a session with an init_body.
std::vector<Finding> unpinned(const Evidence &evidence)
{
    PinForms forms;
    Finding finding = collect(evidence, [&](auto, const Session &session) {
        const PinForm &pin = forms.of(session);
        return pin.kind == PinKind::Service && !pin.tls && pin.host == PinForm::Host::Name && session.init
            && session.init->isInitialize();
    });
    finding.severity = Severity::Warning;
    finding.certainty = Certainty::Possible;
    finding.title = fmt::format("{} lost {} pin", sessionsText(finding.sessions),
                                finding.sessions == 1 ? "its" : "their");
    finding.evidence = "an init_body, but backend_url is the Service: " + firstUrl(evidence, finding);
    finding.outlook
        = "Their next request goes to any pod; a recovery failed before, as that of a GET stream does.";
    finding.advice = "Look for 400 and 406 answers to initialize in the backends' logs.";
    return ifAny(std::move(finding));
}

/// F-27: certificates are for names, so https targets are never pinned.
std::vector<Finding> tlsPin(const Evidence &evidence)
{
    PinForms forms;
    Finding finding = collect(evidence, [&](auto, const Session &session) {
        const PinForm &pin = forms.of(session);
        return pin.tls && pin.kind == PinKind::Service;
    });
    finding.severity = Severity::Info;
    finding.certainty = Certainty::Possible;
    finding.title = fmt::format("{} of an https target {} not pinned", sessionsText(finding.sessions),
                                are(finding.sessions));
    finding.evidence = "backend_url = " + firstUrl(evidence, finding);
    finding.outlook = "If several replicas stand behind that name, a new connection may reach another one.";
    finding.advice = "Make the upstream sticky by session id, or stateless.";
    return ifAny(std::move(finding));
}

/// F-08: the socket's peer behind kube-proxy is the ClusterIP, so the pin names no pod.
std::vector<Finding> clusterIpPin(const Evidence &evidence)
{
    PinForms forms;
    Finding finding = collect(evidence, [&](auto, const Session &session) {
        const PinForm &pin = forms.of(session);
        return pin.kind == PinKind::PodIp && evidence.cluster
            && evidence.cluster->lookUp(pin.hostName).kind == AddressClass::ServiceIp
            && podsOf(pin, evidence.cluster).value_or(2) > 1;
    });
    finding.severity = Severity::Warning;
    finding.certainty = Certainty::Certain;
    finding.title = fmt::format("{} {} pinned to the ClusterIP, not to a pod", sessionsText(finding.sessions),
                                are(finding.sessions));
    finding.evidence = fmt::format("{} is the Service's own address", firstUrl(evidence, finding));
    finding.outlook
        = "Which pod answers depends on the Service's affinity to the proxy's IP: after a proxy restart "
          "most of these sessions are rebuilt empty.";
    finding.advice
        = "Target the headless Service, or resolve endpoints, so that the pod's own address is captured.";
    return ifAny(std::move(finding));
}

/// F-12, F-13: an address that nobody has.
std::vector<Finding> deadAddress(const Evidence &evidence)
{
    if (!knowsAddresses(evidence))
        return {};
    PinForms forms;
    std::size_t lost = 0;
    Finding finding = collect(evidence, [&](auto, const Session &session) {
        const PinForm &pin = forms.of(session);
        const bool dead = pin.kind == PinKind::PodIp && pin.host == PinForm::Host::Address
            && evidence.cluster->lookUp(pin.hostName).kind == AddressClass::Unknown;
        lost += dead && !session.init;
        return dead;
    });
    finding.severity = lost > 0 ? Severity::Error : Severity::Warning;
    finding.certainty = evidence.cluster->facts().missing.empty() ? Certainty::Certain : Certainty::Likely;
    finding.title = fmt::format("{} {} pinned to an address that no pod has", sessionsText(finding.sessions),
                                are(finding.sessions));
    finding.evidence = fmt::format("{} is in no EndpointSlice and of no pod", firstUrl(evidence, finding));
    finding.outlook = lost > 0
        ? "Without an init_body nothing recovers them: 502 until they expire."
        : "Their next request is refused and rebuilt empty; if packets are dropped instead, it "
          "hangs up to 30 s and never heals for impatient clients (F-13).";
    finding.advice = "Let the clients initialize again; keep the state outside the pod.";
    return ifAny(std::move(finding));
}

/// F-06: the name of a pod that the StatefulSet does not want resolves never again.
std::vector<Finding> beyondReplicas(const Evidence &evidence)
{
    PinForms forms;
    Finding finding = collect(evidence, [&](auto, const Session &session) {
        const PinForm &pin = forms.of(session);
        const ServerView *server = serverOf(pin, evidence.cluster);
        return pin.kind == PinKind::PodDns && server && server->set && !server->wantsOrdinal(pin.ordinal);
    });
    finding.severity = Severity::Error;
    finding.certainty = Certainty::Certain;
    finding.title = fmt::format("{} {} pinned to a pod that was scaled away", sessionsText(finding.sessions),
                                are(finding.sessions));
    finding.evidence
        = fmt::format("{}, but the StatefulSet wants no such ordinal", firstUrl(evidence, finding));
    finding.outlook = "502 with an empty body at every request, until they expire.";
    finding.advice = "Scale up again, or let the clients initialize again; drop pins on a dial error.";
    return ifAny(std::move(finding));
}

/// F-14: requests with their credentials go to a stranger.
std::vector<Finding> foreignPod(const Evidence &evidence)
{
    if (!evidence.cluster)
        return {};
    PinForms forms;
    std::string pod;
    Finding finding = collect(evidence, [&](auto, const Session &session) {
        const PinForm &pin = forms.of(session);
        const AddressFinding at = evidence.cluster->lookUp(pin.hostName);
        const bool foreign = pin.kind == PinKind::PodIp && at.kind == AddressClass::ForeignPod;
        if (foreign && pod.empty())
            pod = at.pod->id.name;
        return foreign;
    });
    finding.severity = Severity::Error;
    finding.certainty = Certainty::Certain;
    finding.title = fmt::format("{} {} pinned to a pod of another workload", sessionsText(finding.sessions),
                                are(finding.sessions));
    finding.evidence = fmt::format("{} is the address of pod {} now", firstUrl(evidence, finding), pod);
    finding.outlook = "Requests, with their Authorization header, go to that workload.";
    finding.advice
        = "Delete these keys; check pins against EndpointSlices; shorten the session's time to live.";
    return ifAny(std::move(finding));
}

/// F-09: some pod has nobody although chance would have given it somebody.
std::vector<Finding> starvation(const Evidence &evidence)
{
    if (!evidence.cluster || !evidence.inventory)
        return {};
    constexpr double kChance = 0.001;
    PinForms forms;
    std::map<const ServerView *, std::map<std::int32_t, std::size_t>> perPod;
    forEachClientSession(evidence, [&](auto, const Session &session) {
        const PinForm &pin = forms.of(session);
        const AddressFinding at = evidence.cluster->lookUp(pin.hostName);
        if (pin.kind == PinKind::PodDns)
            ++perPod[serverOf(pin, evidence.cluster)][pin.ordinal];
        else if (pin.kind == PinKind::PodIp && at.kind == AddressClass::LivePod)
            ++perPod[at.server][at.ordinal];
    });
    std::vector<Finding> findings;
    for (const auto &[server, counts] : perPod) {
        if (!server)
            continue;
        const auto pods = server->backendReplicas();
        std::size_t all = 0;
        std::size_t most = 0;
        std::size_t idle = 0;
        for (const auto &[ordinal, count] : counts) {
            all += count;
            most = std::max(most, count);
        }
        for (std::int32_t ordinal = server->firstOrdinal(); ordinal < server->endOrdinal(); ++ordinal)
            idle += !counts.contains(ordinal);
        if (pods < 2 || idle == 0 || pods * std::pow(1.0 - 1.0 / pods, static_cast<double>(all)) > kChance)
            continue;
        Finding finding;
        finding.sessions = all;
        finding.title = fmt::format("{} of {} pods of {} serve nobody", idle, pods, server->id.name);
        finding.evidence = fmt::format("one pod holds {} of {} sessions; the Service's affinity is {}", most,
                                       all, server->service ? server->service->sessionAffinity : "unknown");
        finding.outlook = "Affinity is keyed by the proxy's IP, so new sessions pile up on the same pod.";
        finding.advice = "Restart the proxies one by one, or patch the Service's sessionAffinity.";
        findings.push_back(std::move(finding));
    }
    return findings;
}

/// F-26: SSE messages carry no session id that a proxy could route by.
std::vector<Finding> ssePin(const Evidence &evidence)
{
    const auto only = evidence.cluster && evidence.cluster->servers().size() == 1
        ? &evidence.cluster->servers().front()
        : nullptr;
    if (only && only->backendReplicas() < 2)
        return {};
    Finding finding = collect(evidence, [](auto, const Session &session) {
        return session.type == SessionType::Mcp && !session.backendUrl && !session.init;
    });
    const bool isSse = only && only->server && only->server->transport == "sse";
    finding.severity = isSse ? Severity::Error : Severity::Warning;
    finding.certainty = isSse ? Certainty::Certain : Certainty::Possible;
    finding.title = fmt::format("{} of the SSE transport {} not pinned", sessionsText(finding.sessions),
                                are(finding.sessions));
    finding.evidence = "records of type mcp without metadata";
    finding.outlook = "With more than one pod, POST /messages reaches a pod that does not hold the stream.";
    finding.advice = "Keep one backend, or use streamable-http.";
    return ifAny(std::move(finding));
}

/// A server by one name, whichever of its two Services or its pods is pinned; empty: not known.
std::string serverText(const PinForm &pin, const ClusterView *cluster)
{
    if (const ServerView *known = namedServer(pin, cluster))
        return known->id.namespaceName + "/" + known->id.name;
    if (pin.tls)
        return pin.hostName;
    constexpr std::string_view kHeadless = "-headless";
    std::string name = pin.kind == PinKind::PodDns ? "mcp-" + pin.setName : "";
    if (pin.kind == PinKind::Service && pin.host == PinForm::Host::Name)
        name = pin.serviceName.ends_with(kHeadless)
            ? pin.serviceName.substr(0, pin.serviceName.size() - kHeadless.size())
            : pin.serviceName;
    const bool isAnyOfSeveral = cluster && pin.namespaceName.empty()
        && std::ranges::any_of(cluster->servers(),
                               [&name](const ServerView &server) { return "mcp-" + server.id.name == name; });
    return isAnyOfSeveral ? std::string() : name;
}

/// F-39: a proxy accepts another server's ids and sends them there.
std::vector<Finding> sharedPrefix(const Evidence &evidence)
{
    PinForms forms;
    std::map<std::string, std::map<std::string, Finding>> byPrefix;
    forEachClientSession(evidence, [&](SessionInventory::Row row, const Session &session) {
        const std::string server = serverText(forms.of(session), evidence.cluster);
        if (!server.empty())
            byPrefix[std::string(session.prefix())][server].add(row);
    });
    std::vector<Finding> findings;
    for (const auto &[prefix, servers] : byPrefix) {
        if (servers.size() < 2)
            continue;
        Finding finding;
        std::string names;
        for (const auto &[name, of] : servers) {
            names += (names.empty() ? "" : ", ") + name;
            for (const auto row : of.rows)
                finding.add(row);
        }
        finding.severity = Severity::Error;
        finding.certainty = Certainty::Certain;
        finding.title = fmt::format("{} servers share the prefix {}", servers.size(), prefix);
        finding.evidence = "records point at " + names;
        finding.outlook
            = "One server's proxy accepts the other's ids and sends their requests past its own policy.";
        finding.advice = "Give each server its own keyPrefix or database.";
        findings.push_back(std::move(finding));
    }
    return findings;
}

/// F-42: Go dials an empty host as localhost, which is the proxy itself.
std::vector<Finding> emptyTarget(const Evidence &evidence)
{
    PinForms forms;
    bool certain = false;
    Finding finding = collect(evidence, [&](auto, const Session &session) {
        const auto host = forms.of(session).host;
        certain |= host == PinForm::Host::Empty;
        return host == PinForm::Host::Empty || host == PinForm::Host::Loopback;
    });
    finding.severity = Severity::Error;
    finding.certainty = certain ? Certainty::Certain : Certainty::Likely;
    finding.title = fmt::format("{} {} pinned to the proxy itself", sessionsText(finding.sessions),
                                are(finding.sessions));
    finding.evidence = "backend_url = " + firstUrl(evidence, finding);
    finding.outlook = "502, or requests that run in a circle until they time out.";
    finding.advice
        = "An older proxy generation started after a newer one: roll forward, and let clients start over.";
    return ifAny(std::move(finding));
}

constexpr Diagnosis kDiagnoses[] = {
    {"service-pin", "F-01", servicePin},      {"pin-beyond-replicas", "F-06", beyondReplicas},
    {"cluster-ip-pin", "F-08", clusterIpPin}, {"starvation", "F-09", starvation},
    {"dead-pin", "F-12", deadAddress},        {"foreign-pod", "F-14", foreignPod},
    {"unpinned", "F-21", unpinned},           {"sse-not-pinned", "F-26", ssePin},
    {"tls-not-pinned", "F-27", tlsPin},       {"shared-prefix", "F-39", sharedPrefix},
    {"empty-target", "F-42", emptyTarget},
};

} // namespace

std::span<const Diagnosis> pinDiagnoses()
{
    return kDiagnoses;
}

} // namespace sessionscope::inspect

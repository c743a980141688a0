// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/bring_to_lab.h"

#include "core/inspect/diagnosis_support.h"
#include "core/scenario/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <set>

namespace sessionscope::inspect {

namespace {

/// Which built-in scenario does to a cluster what a failure mode needs, and under which profile.
struct Reproduction
{
    std::string_view mode;
    std::string_view scenario;
    std::string_view profile;
    std::string_view fixedBy;
};

constexpr Reproduction kReproductions[] = {
    {"F-01", "restart", "toolhive-0.17", "pod-dns"},
    {"F-02", "no-shared-store", "memory", "pod-dns"},
    {"F-03", "restart", "memory", "pod-dns"},
    {"F-04", "dns-missing", "pr-4638", "pod-ip"},
    {"F-06", "scale-down", "pr-4638", ""},
    {"F-08", "restart", "toolhive-0.44", "pod-dns"},
    {"F-09", "starvation", "toolhive-0.44", "pod-dns"},
    {"F-10", "cross-proxy", "toolhive-0.44", "pod-dns"},
    {"F-11", "restart-pod", "toolhive-0.44", ""},
    {"F-12", "reschedule-pod", "toolhive-0.44", ""},
    {"F-14", "reschedule-pod", "toolhive-0.44", ""},
    {"F-33", "store-down", "toolhive-0.44", ""},
    {"F-34", "store-flush", "toolhive-0.44", ""},
    {"F-41", "rolling-update", "toolhive-0.44", ""},
};

/// What records look like under the profile that wrote them.
Reproduction guessed(const Evidence &evidence)
{
    std::map<PinKind, std::size_t> pins;
    std::size_t recoverable = 0;
    forEachClientSession(evidence, [&](auto, const Session &session) {
        ++pins[session.pin];
        recoverable += session.init != nullptr;
    });
    if (pins[PinKind::PodDns] > 0)
        return {"", "restart", "pr-4638", "pod-dns"};
    if (recoverable > 0)
        return {"", "restart", "toolhive-0.44", "pod-dns"};
    return {"", "restart", "toolhive-0.17", "pod-dns"};
}

const ServerView *serverFor(const Evidence &evidence, const Finding &finding)
{
    if (!evidence.cluster || evidence.cluster->servers().empty())
        return nullptr;
    const auto &servers = evidence.cluster->servers();
    if (evidence.inventory && !finding.rows.empty()) {
        const PinForm pin = readPin(view(evidence.inventory->session(finding.rows.front()).backendUrl));
        if (const ServerView *server = serverOf(pin, evidence.cluster))
            return server;
    }
    return &servers.front();
}

void takeServer(LabScenario &lab, const ServerView &server)
{
    constexpr std::size_t kNameMax = 49; // as ClusterSpec takes it
    auto &cluster = lab.plan.cluster;
    if (server.id.name.size() <= kNameMax)
        cluster["name"] = server.id.name;
    cluster["namespace"] = server.id.namespaceName;
    cluster["backendReplicas"] = std::clamp(server.backendReplicas(), 1, 100);
    cluster["proxyReplicas"] = std::clamp(server.proxyReplicas(), 1, 20);
    if (server.set && !server.set->serviceName.empty())
        cluster["serviceName"] = server.set->serviceName;
    if (server.service)
        cluster["backendAffinity"] = server.service->sessionAffinity;
    if (server.server)
        cluster["mcpPort"] = server.server->mcpPort;
    if (server.server && !server.server->transport.empty() && server.server->transport != "streamable-http")
        lab.notes.push_back(fmt::format("the server's transport is {}; the lab's is streamable-http",
                                        server.server->transport));
}

/// How many pods records alone speak of: a lower bound.
void guessReplicas(LabScenario &lab, const Evidence &evidence)
{
    std::set<std::string> hosts;
    std::int32_t ordinal = 0;
    forEachClientSession(evidence, [&](auto, const Session &session) {
        if (session.pin == PinKind::PodIp)
            hosts.emplace(view(session.backendUrl));
        ordinal = std::max(ordinal, session.ordinal);
    });
    const auto pods = std::max<std::size_t>(hosts.size(), static_cast<std::size_t>(ordinal) + 1);
    if (pods > 1)
        lab.plan.cluster["backendReplicas"] = std::min<std::size_t>(pods, 100);
    lab.notes.push_back("without facts about the cluster its size and names are guessed");
}

void takeStore(LabScenario &lab, const Evidence &evidence, const Finding &finding)
{
    if (!evidence.inventory || finding.rows.empty())
        return;
    const Session &session = evidence.inventory->session(finding.rows.front());
    if (session.prefix().ends_with(':') && session.type != SessionType::Vmcp)
        lab.plan.cluster["keyPrefix"] = std::string(session.prefix());
    const PinTruth pin = pinTruth(session, evidence.cluster);
    if (pin.kind == PinKind::ClusterIp || pin.kind == PinKind::PodIp)
        lab.plan.cluster["peerAddressSeen"] = pin.kind == PinKind::ClusterIp ? "cluster-ip" : "pod-ip";
}

} // namespace

LabScenario bringToLab(const Evidence &evidence, const Finding &finding)
{
    const ServerView *server = serverFor(evidence, finding);
    const auto known = std::ranges::find(kReproductions, finding.mode, &Reproduction::mode);
    Reproduction way = known != std::end(kReproductions) ? *known : guessed(evidence);
    if (way.mode == "F-02" && server && server->proxyReplicas() < 2)
        way.scenario = "restart"; // with nobody to share a store with, it is lost when the proxy goes
    LabScenario lab;
    auto plan = scenario::findPlan(way.scenario);
    assert(plan); // the table names built-in plans alone
    lab.plan = *std::move(plan);
    lab.profile = way.profile;
    lab.fixedBy = way.fixedBy;
    lab.plan.cluster.erase("store"); // the profile's, or what fixes it could not
    if (server)
        takeServer(lab, *server);
    else
        guessReplicas(lab, evidence);
    takeStore(lab, evidence, finding);
    lab.plan.id = fmt::format("live-{}", way.scenario);
    lab.plan.title = fmt::format("As seen live: {}", finding.title);
    lab.plan.purpose = finding.outlook.empty() ? finding.evidence : finding.outlook;
    if (known == std::end(kReproductions))
        lab.notes.push_back(fmt::format("the lab has no scenario of its own for {}; this restarts the proxy",
                                        finding.mode.empty() ? finding.id : finding.mode));
    lab.notes.push_back("addresses become loopback addresses, and the store is a Redis of the lab's own");
    return lab;
}

} // namespace sessionscope::inspect

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/server_findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

/// Which of a server's objects are missing, or not as ToolHive makes them (digest 1.1).
namespace sessionscope::inspect {

namespace {

/// Whether somebody asked for Services there: a server always has one, so none at all means that nobody did.
bool knowsServices(const Evidence &evidence, const ServerView &server)
{
    return std::ranges::any_of(evidence.cluster->facts().services, [&server](const ServiceFacts &service) {
        return service.id.namespaceName == server.id.namespaceName;
    });
}

/// What the proxies send to (digest 1.2).
std::string targetName(const ServerView &server)
{
    return "mcp-" + server.id.name;
}

std::string headlessName(const ServerView &server)
{
    return targetName(server) + "-headless";
}

const ServiceFacts *serviceNamed(const Evidence &evidence, const ServerView &server, const std::string &name)
{
    const auto &services = evidence.cluster->facts().services;
    const auto found
        = std::ranges::find(services, KubeName{server.id.namespaceName, name}, &ServiceFacts::id);
    return found == services.end() ? nullptr : &*found;
}

/// The Service that the StatefulSet's pods have their names from (digest 1.3); null: there is none.
const ServiceFacts *governing(const Evidence &evidence, const ServerView &server)
{
    return serviceNamed(evidence, server, server.set->serviceName);
}

/// Why no name below the headless Service leads to a pod.
std::string namelessness(const Evidence &evidence, const ServerView &server)
{
    const std::string &named = server.set->serviceName;
    if (server.headless && server.headless->id.name == named)
        return fmt::format("the headless Service '{}' selects none of them", named);
    if (!server.headless && named == headlessName(server))
        return fmt::format("there is no headless Service '{}', which serviceName names", named);
    const ServiceFacts *service = governing(evidence, server);
    const char *what = !service ? ", a Service that does not exist"
        : service->isHeadless() ? ""
                                : ", which is not headless";
    return fmt::format("serviceName is '{}'{}; {} '{}'", named, what,
                       server.headless ? "the headless Service is" : "there is no headless Service",
                       server.headless ? server.headless->id.name : headlessName(server));
}

/// The proxy runner makes the headless Service at each of its starts; a serviceName is for life.
std::string namesAdvice(const ServerView &server)
{
    if (server.headless && server.headless->id.name == server.set->serviceName)
        return fmt::format("Give the headless Service the selector app: {}.", server.id.name);
    if (server.set->serviceName == headlessName(server))
        return fmt::format(
            "kubectl rollout restart deployment {}: a proxy makes that Service when it starts.",
            server.id.name);
    return "Recreate the StatefulSet with the headless Service as its serviceName (it is immutable).";
}

/// F-04, the first root cause of pull request #4638.
std::vector<Finding> podNames(const Evidence &evidence)
{
    std::map<const ServerView *, Finding> pinned;
    forEachClientSession(evidence, [&](SessionInventory::Row row, const Session &session) {
        if (evidence.cluster && session.pin == PinKind::PodDns)
            pinned[serverOf(readPin(view(session.backendUrl)), evidence.cluster)].add(row);
    });
    return perServer(evidence, [&](const ServerView &server) -> std::optional<Said> {
        if (!server.set || server.publishesPodNames() || server.transport() == "stdio"
            || !knowsServices(evidence, server))
            return std::nullopt;
        const ServiceFacts *service = governing(evidence, server);
        const bool elsewhere
            = service && service->isHeadless() && selects(service->selector, server.set->podLabels);
        const auto about = pinned.find(&server);
        const auto count = about == pinned.end() ? 0 : about->second.sessions;
        std::string seen = namelessness(evidence, server);
        if (count > 0)
            seen += fmt::format("; {} {} pinned to such names", sessionsText(count), are(count));
        return Said{count > 0 ? Severity::Error : Severity::Info,
                    Certainty::Certain,
                    elsewhere ? fmt::format("Pods of {} have names below '{}' alone", server.id.name,
                                            service->id.name)
                              : fmt::format("No pod of {} has a name in DNS", server.id.name),
                    std::move(seen),
                    count > 0 ? "NXDOMAIN: their requests are answered 502."
                              : "Harmless until somebody pins sessions to pod names.",
                    namesAdvice(server),
                    count > 0 ? std::optional(about->second) : std::nullopt};
    });
}

/// The proxies' target is a name (digest 1.2). The digest numbers no mode for it.
std::vector<Finding> noService(const Evidence &evidence)
{
    return perServer(evidence, [&evidence](const ServerView &server) -> std::optional<Said> {
        const std::string name = targetName(server);
        const bool isTarget = server.transport() != "stdio"
            && isOlder(server.proxyVersion(), 0, 11, 3) != true; // they had the headless Service for a target
        if (!isTarget || (!server.set && server.proxyReplicas() == 0) || !knowsServices(evidence, server)
            || serviceNamed(evidence, server, name))
            return std::nullopt;
        std::string seen = fmt::format("proxies send to http://{}, and no Service has that name", name);
        if (server.service)
            seen += fmt::format("; the pods are behind '{}'", server.service->id.name);
        if (!server.set)
            seen += "; there is no StatefulSet either";
        return Said{Severity::Error,
                    server.transport().empty() ? Certainty::Likely : Certainty::Certain,
                    fmt::format("There is no Service {}", name),
                    std::move(seen),
                    "The name does not resolve: every initialize is answered 502.",
                    fmt::format("kubectl rollout restart deployment {}: a proxy makes it when it starts.",
                                server.id.name)};
    });
}

/// The pods that cannot serve, by ordinal, and why: "foo-1 is not ready".
std::map<std::int32_t, std::string> absentPods(const ServerView &server)
{
    std::map<std::int32_t, std::string> absent;
    for (std::int32_t ordinal = server.firstOrdinal(); ordinal < server.endOrdinal(); ++ordinal)
        absent[ordinal] = "does not exist";
    for (const PodFacts *pod : server.backends) {
        absent.erase(ordinalOf(pod->id.name));
        if (!pod->ready)
            absent[ordinalOf(pod->id.name)] = pod->crashLooping ? "crashes at each start" : "is not ready";
    }
    return absent;
}

/// The sessions that are pinned to such pods, and how many of them nothing brings back: a name resolves only while its
/// pod is ready (digest 5.2, P-4), and without an init_body there is no recovery (digest 4.3).
struct Stranded
{
    Finding finding;
    std::size_t hopeless = 0;
};

Stranded strandedOn(const std::map<std::int32_t, std::string> &absent, const ServerView &server,
                    const Evidence &evidence)
{
    Stranded stranded;
    forEachClientSession(evidence, [&](SessionInventory::Row row, const Session &session) {
        const PinTruth pin = pinTruth(session, evidence.cluster);
        if ((pin.kind != PinKind::PodDns && pin.kind != PinKind::PodIp) || !absent.contains(pin.ordinal)
            || serverOf(readPin(view(session.backendUrl)), evidence.cluster) != &server)
            return;
        stranded.finding.add(row);
        stranded.hopeless += pin.kind == PinKind::PodDns || !session.init;
    });
    return stranded;
}

const char *absenceOutlook(const Stranded &stranded, bool isSent)
{
    if (isSent)
        return "A share of new sessions is answered 502.";
    if (stranded.hopeless > 0)
        return "Requests of sessions on them are answered 502 until the pods are back, without their state.";
    if (stranded.finding.sessions > 0)
        return "The next request of a session on them is refused, and the session rebuilt empty elsewhere.";
    return "The others carry the load; the state of sessions that lived there is lost.";
}

/// The Service sends to a pod although it is not ready: it publishes such addresses, or its slices are late.
bool isSentTo(const ServerView &server, std::int32_t ordinal)
{
    return std::ranges::any_of(server.endpoints, [ordinal](const EndpointFacts *at) {
        return at->ready && ordinalOf(at->pod) == ordinal;
    });
}

/// A part of the pods is not there; if none is, or they are on their way, others say so. The digest numbers no mode for it.
std::vector<Finding> absentBackends(const Evidence &evidence)
{
    return perServer(evidence, [&evidence](const ServerView &server) -> std::optional<Said> {
        if (!server.set || !server.set->isObserved || rolloutOf(server) || server.backends.empty())
            return std::nullopt;
        const auto absent = absentPods(server);
        const bool isSent
            = std::ranges::any_of(absent, [&server](const auto &pod) { return isSentTo(server, pod.first); });
        const bool noneReady = std::ranges::none_of(server.backends, &PodFacts::ready);
        if (absent.empty() || (noneReady && !isSent))
            return std::nullopt;
        Stranded stranded = strandedOn(absent, server, evidence);
        const std::size_t sessions = stranded.finding.sessions;
        std::string seen;
        for (const auto &[ordinal, why] : absent)
            seen += fmt::format("{}{}-{} {}", seen.empty() ? "" : ", ", server.id.name, ordinal, why);
        if (sessions > 0)
            seen += fmt::format("; {} {} pinned there", sessionsText(sessions), are(sessions));
        if (isSent)
            seen += fmt::format("; {} sends to such pods all the same", server.service->id.name);
        return Said{isSent || stranded.hopeless > 0 ? Severity::Error : Severity::Warning,
                    Certainty::Certain,
                    fmt::format("{} of {} pods of {} cannot serve", absent.size(), server.backendReplicas(),
                                server.id.name),
                    std::move(seen),
                    absenceOutlook(stranded, isSent),
                    fmt::format("kubectl describe pod {}-{}, or its StatefulSet if it does not exist.",
                                server.id.name, absent.begin()->first),
                    sessions > 0 ? std::optional(std::move(stranded.finding)) : std::nullopt};
    });
}

/// The sessions of each server whose pod only the Service's affinity finds again, and how many of them have no init_body
/// to be rebuilt from.
std::map<const ServerView *, Stranded> boundToService(const Evidence &evidence)
{
    std::map<const ServerView *, Stranded> bound;
    PinForms forms;
    forEachClientSession(evidence, [&](SessionInventory::Row row, const Session &session) {
        const PinForm &pin = forms.of(session);
        const PinKind kind = pinTruth(session, evidence.cluster).kind;
        const bool named = kind == PinKind::Service && !pin.tls && pin.host == PinForm::Host::Name;
        if (named || kind == PinKind::ClusterIp) {
            Stranded &of = bound[serverOf(pin, evidence.cluster)];
            of.finding.add(row);
            of.hopeless += !session.init;
        }
    });
    return bound;
}

/// F-28: balancing is by connection, and only the affinity that ToolHive writes into the Service hides it (digest 5.4, 5.7).
std::vector<Finding> noAffinity(const Evidence &evidence)
{
    if (!evidence.cluster)
        return {};
    const auto bound = boundToService(evidence);
    return perServer(evidence, [&](const ServerView &server) -> std::optional<Said> {
        const ServiceFacts *service = serviceNamed(evidence, server, targetName(server));
        if (!service || service->sessionAffinity != "None" || service->isHeadless()
            || server.backendReplicas() < 2)
            return std::nullopt;
        const auto of = bound.find(&server);
        const std::size_t sessions = of == bound.end() ? 0 : of->second.finding.sessions;
        Said said{
            Severity::Info,
            Certainty::Certain,
            fmt::format("Nothing keeps the proxies of {} with their pods", server.id.name),
            fmt::format("sessionAffinity of {} is None; ToolHive writes ClientIP, 1800 s", service->id.name),
            "Records here name their pods, so they do not need it; new sessions spread over the pods.",
            fmt::format("kubectl patch service {} -p '{{\"spec\":{{\"sessionAffinity\":\"ClientIP\"}}}}', or "
                        "restart a proxy, unless every record names a pod.",
                        service->id.name)};
        if (sessions > 0) {
            const bool anyLost = of->second.hopeless > 0;
            said.severity = anyLost ? Severity::Error : Severity::Warning;
            said.evidence += fmt::format("; {} {} pinned to it", sessionsText(sessions), are(sessions));
            said.outlook
                = fmt::format("About {} in {} new connections of a proxy reach another pod: {}.",
                              server.backendReplicas() - 1, server.backendReplicas(),
                              anyLost ? "404, session not found" : "200, with the state rebuilt empty");
            said.about = of->second.finding;
        } else if (!seesSessionsOf(server, evidence)) {
            said.severity = Severity::Warning;
            said.certainty = Certainty::Likely;
            said.outlook
                = "Sessions that are pinned to the Service or its ClusterIP reach another pod with each new "
                  "connection: 404, or 200 with the state rebuilt empty.";
        }
        return said;
    });
}

constexpr Diagnosis kDiagnoses[] = {
    {"pod-names", "F-04", podNames},
    {"no-service", "", noService},
    {"absent-backends", "", absentBackends},
    {"no-affinity", "F-28", noAffinity},
};

} // namespace

std::span<const Diagnosis> objectDiagnoses()
{
    return kDiagnoses;
}

} // namespace sessionscope::inspect

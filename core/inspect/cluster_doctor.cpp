// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/server_findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

/// What Kubernetes' objects say, cross-checked with the records where there are any (digest 1, section 6).
namespace sessionscope::inspect {

namespace {

/// The last words of a crashed proxy of that server, if they hold `text`.
bool proxySaid(const ServerView &server, std::string_view text)
{
    return std::ranges::any_of(server.proxies, [text](const PodFacts *pod) {
        return pod->lastMessage.find(text) != std::string::npos;
    });
}

/// The servers that a record in this Redis belongs to: they share it, whatever their MCPServer says, as with the
/// operator's default Redis (digest 2.2).
std::set<const ServerView *> keptHere(const Evidence &evidence)
{
    std::set<const ServerView *> servers;
    PinForms forms;
    forEachClientSession(evidence, [&](auto, const Session &session) {
        if (evidence.cluster && session.backendUrl)
            servers.insert(serverOf(forms.of(session), evidence.cluster));
    });
    return servers;
}

/// F-02
std::vector<Finding> noSharedStore(const Evidence &evidence)
{
    const auto kept = keptHere(evidence);
    return perServer(evidence, [&kept](const ServerView &server) -> std::optional<Said> {
        const bool several = server.proxyReplicas() > 1;
        if (!server.server || server.usesRedis() || kept.contains(&server) || server.proxyReplicas() < 1
            || (!several && server.backendReplicas() < 2))
            return std::nullopt;
        if (!several)
            return Said{Severity::Warning,
                        Certainty::Likely,
                        fmt::format("Sessions of {} die with its one proxy", server.id.name),
                        fmt::format("1 proxy, no sessionStorage, {} backends", server.backendReplicas()),
                        "A restart of the proxy forgets them all: 404, although their pods still have them.",
                        "Configure sessionStorage with Redis."};
        const auto warning = server.server->conditions.find("SessionStorageWarning");
        const bool hasWarning = warning != server.server->conditions.end();
        if (hasWarning && !warning->second.starts_with("True"))
            return std::nullopt;
        return Said{Severity::Error,
                    hasWarning ? Certainty::Certain : Certainty::Likely,
                    fmt::format("The proxies of {} share no store", server.id.name),
                    fmt::format("{} proxies, no sessionStorage{}", server.proxyReplicas(),
                                hasWarning ? "; the operator warns of it" : ""),
                    "A session is known to one proxy: the others answer 404, and a restart loses it.",
                    "Configure sessionStorage with Redis and sessionAffinity None, or run one proxy."};
    });
}

/// F-07
std::vector<Finding> immutableName(const Evidence &evidence)
{
    return perServer(evidence, [](const ServerView &server) -> std::optional<Said> {
        if (!proxySaid(server, "updates to statefulset spec"))
            return std::nullopt;
        return Said{Severity::Error,
                    Certainty::Certain,
                    fmt::format("The proxies of {} cannot apply its StatefulSet", server.id.name),
                    "a proxy ended with 'Forbidden: updates to statefulset spec'",
                    "They crash until somebody removes the old StatefulSet.",
                    fmt::format("kubectl delete statefulset {} --cascade=orphan", server.id.name)};
    });
}

/// F-09 and F-10 before they show: what the Services' affinities make of several replicas.
std::vector<Finding> affinity(const Evidence &evidence)
{
    std::size_t captured = 0;
    forEachClientSession(evidence, [&](auto, const Session &session) {
        captured += pinTruth(session, evidence.cluster).kind == PinKind::ClusterIp;
    });
    return perServer(evidence, [&](const ServerView &server) -> std::optional<Said> {
        const bool sticky = server.service && server.service->sessionAffinity == "ClientIP";
        const bool loose = server.proxyService && server.proxyService->sessionAffinity == "None";
        if (captured == 0 || !sticky || !loose || server.proxyReplicas() < 2 || server.backendReplicas() < 2)
            return std::nullopt;
        return Said{
            Severity::Warning,
            Certainty::Possible,
            fmt::format("The proxies of {} may throw sessions between pods", server.id.name),
            fmt::format(
                "{} proxies without client affinity, each bound to one backend; pins are the ClusterIP",
                server.proxyReplicas()),
            "Each proxy rebuilds the session on its own pod: all answers 200, state lost every time.",
            "Set sessionAffinity ClientIP on the MCPServer, or pin the pod's own address."};
    });
}

/// F-24
std::vector<Finding> foreignEndpoints(const Evidence &evidence)
{
    return perServer(evidence, [](const ServerView &server) -> std::optional<Said> {
        std::string strangers;
        for (const EndpointFacts *endpoint : server.endpoints) {
            // By name, since a slice may be late and still know a pod that is gone.
            const bool own = endpoint->pod == fmt::format("{}-{}", server.id.name, ordinalOf(endpoint->pod));
            if (!own && !endpoint->pod.empty())
                strangers += (strangers.empty() ? "" : ", ") + endpoint->pod;
        }
        if (strangers.empty())
            return std::nullopt;
        return Said{
            Severity::Error,
            Certainty::Certain,
            fmt::format("Foreign pods stand behind {}", server.service->id.name),
            "its EndpointSlice lists " + strangers,
            "A share of all requests is answered 404, HTML or 405 by them.",
            fmt::format("Rename the server, or take the label app: {} from those pods.", server.id.name)};
    });
}

/// F-38
std::vector<Finding> badPrefix(const Evidence &evidence)
{
    return perServer(evidence, [](const ServerView &server) -> std::optional<Said> {
        const bool configured = server.usesRedis() && !server.server->effectivePrefix().ends_with(':');
        if (!configured && !proxySaid(server, "key prefix must end with"))
            return std::nullopt;
        return Said{Severity::Error,
                    Certainty::Certain,
                    fmt::format("The key prefix of {} has no colon at its end", server.id.name),
                    configured ? fmt::format("keyPrefix is '{}'", server.server->effectivePrefix())
                               : "a proxy ended with 'key prefix must end with'",
                    "ToolHive refuses it at start: the proxies crash-loop, the backends look healthy.",
                    "Add the colon to sessionStorage.keyPrefix."};
    });
}

/// F-37, in a proxy's last words.
std::vector<Finding> refusedByRedis(const Evidence &evidence)
{
    return perServer(evidence, [](const ServerView &server) -> std::optional<Said> {
        if (!proxySaid(server, "NOAUTH"))
            return std::nullopt;
        return Said{Severity::Error,
                    Certainty::Certain,
                    fmt::format("The proxies of {} are not let into Redis", server.id.name),
                    "a proxy ended with NOAUTH",
                    "They end at start, over and over.",
                    "Add sessionStorage.passwordRef; before v0.28.1 it was ignored: upgrade."};
    });
}

/// F-39, from the configuration.
std::vector<Finding> sameStore(const Evidence &evidence)
{
    if (!evidence.cluster)
        return {};
    std::map<std::tuple<std::string, std::int32_t, std::string>, std::vector<std::string>> users;
    for (const ServerView &server : evidence.cluster->servers()) {
        if (server.usesRedis())
            users[{server.server->redisAddress, server.server->redisDb, server.server->effectivePrefix()}]
                .push_back(server.id.namespaceName + "/" + server.id.name);
    }
    std::vector<Finding> findings;
    for (const auto &[store, names] : users) {
        if (names.size() < 2)
            continue;
        Finding finding;
        finding.severity = Severity::Error;
        finding.certainty = Certainty::Certain;
        finding.title = fmt::format("{} servers share one Redis and one prefix", names.size());
        std::string all;
        for (const std::string &name : names)
            all += (all.empty() ? "" : ", ") + name;
        finding.evidence = fmt::format("{}: {} db {}, prefix {}", all, std::get<0>(store), std::get<1>(store),
                                       std::get<2>(store));
        finding.outlook
            = "One server's proxy accepts the other's ids and sends their requests past its own policy.";
        finding.advice = "Give each server its own keyPrefix or database.";
        findings.push_back(std::move(finding));
    }
    return findings;
}

/// Numbers that the MCPServer gives otherwise than what was made of it has them; without one somebody else scales.
std::string otherReplicas(const ServerView &server)
{
    std::string text;
    const auto compare
        = [&text](const char *field, std::int32_t wanted, const char *kind, std::int32_t there) {
              if (wanted != there)
                  text += fmt::format("{}{} is {}, the {} has {}", text.empty() ? "" : "; ", field, wanted,
                                      kind, there);
          };
    const McpServerFacts *asked = server.server;
    if (asked && asked->replicas && server.deployment)
        compare("replicas", server.transport() == "stdio" ? std::min(*asked->replicas, 1) : *asked->replicas,
                "Deployment", server.deployment->replicas); // the operator caps stdio (digest 1.1)
    if (asked && asked->backendReplicas && server.set && server.set->replicas)
        compare("backendReplicas", *asked->backendReplicas, "StatefulSet", *server.set->replicas);
    return text;
}

/// F-41
std::vector<Finding> rollout(const Evidence &evidence)
{
    return perServer(evidence, [](const ServerView &server) -> std::optional<Said> {
        const auto under = rolloutOf(server);
        if (!under)
            return std::nullopt;
        const std::string others = otherReplicas(server);
        return Said{
            Severity::Warning,
            under->certainty,
            fmt::format("{} of {} are being replaced", under->who, server.id.name),
            under->seen + (others.empty() ? "" : "; " + others + ", for now"),
            "Every edit of the MCPServer restarts all proxies and backends: each session loses its pod once.",
            "Put edits together; scale with kubectl or an autoscaler and nil replicas."};
    });
}

/// Two owners of one number: the operator writes it at the next edit, a proxy at its next start (digest 1.1, 1.4). The
/// digest numbers no mode for it.
std::vector<Finding> replicasDiffer(const Evidence &evidence)
{
    return perServer(evidence, [](const ServerView &server) -> std::optional<Said> {
        std::string others = otherReplicas(server);
        if (others.empty() || rolloutOf(server))
            return std::nullopt;
        return Said{
            Severity::Warning,
            Certainty::Certain,
            fmt::format("{} is scaled otherwise than its MCPServer says", server.id.name),
            std::move(others),
            "The next edit or start of a proxy sets it back: pods that go take their sessions along.",
            "Set the number that is meant in the MCPServer, or leave it out there (nil) and scale with "
            "kubectl or an autoscaler."};
    });
}

/// F-42
std::vector<Finding> oldGeneration(const Evidence &evidence)
{
    return perServer(evidence, [](const ServerView &server) -> std::optional<Said> {
        const auto newest = server.set ? server.set->generation : 0;
        const auto old = std::ranges::find_if(server.proxies, [newest](const PodFacts *pod) {
            return pod->generation > 0 && pod->generation < newest;
        });
        if (old == server.proxies.end())
            return std::nullopt;
        return Said{Severity::Error,
                    Certainty::Likely,
                    fmt::format("A proxy of {} is older than its StatefulSet", server.id.name),
                    fmt::format("{} is of generation {}, the StatefulSet of {}", (*old)->id.name,
                                (*old)->generation, newest),
                    "If it starts again its target is empty: 502, or requests that run in a circle.",
                    "Roll forward: let the Deployment replace that pod."};
    });
}

/// F-43
std::vector<Finding> restartingProxies(const Evidence &evidence)
{
    constexpr std::int32_t kMany = 3;
    return perServer(evidence, [](const ServerView &server) -> std::optional<Said> {
        const auto proxy = std::ranges::find_if(server.proxies,
                                                [](const PodFacts *pod) { return pod->restarts >= kMany; });
        const bool calm = !server.backends.empty()
            && std::ranges::all_of(server.backends,
                                   [](const PodFacts *pod) { return pod->ready && pod->restarts == 0; });
        if (proxy == server.proxies.end() || !calm || !(*proxy)->lastMessage.empty())
            return std::nullopt;
        return Said{
            Severity::Warning,
            Certainty::Possible,
            fmt::format("Proxies of {} restart while its backends are calm", server.id.name),
            fmt::format("{} restarted {} times", (*proxy)->id.name, (*proxy)->restarts),
            "A backend that hangs makes the proxy's own health check fail, and the kubelet kills the proxy.",
            "Raise TOOLHIVE_HEALTH_CHECK_FAILURE_THRESHOLD, and give the backends probes."};
    });
}

/// F-44
std::vector<Finding> noReadinessProbe(const Evidence &evidence)
{
    return perServer(evidence, [](const ServerView &server) -> std::optional<Said> {
        if (!server.set || server.set->hasReadinessProbe)
            return std::nullopt;
        return Said{
            Severity::Info,
            Certainty::Certain,
            fmt::format("Backends of {} have no readiness probe", server.id.name),
            "the StatefulSet's template has none",
            "A pod gets requests before its server listens: initialize is answered 502 for some seconds.",
            "Add a readinessProbe to podTemplateSpec."};
    });
}

/// Nothing can work without an endpoint. The digest numbers no mode for it.
std::vector<Finding> noEndpoints(const Evidence &evidence)
{
    return perServer(evidence, [](const ServerView &server) -> std::optional<Said> {
        const bool selected
            = server.service && server.set && selects(server.service->selector, server.set->podLabels);
        const bool served
            = std::ranges::any_of(server.endpoints, [](const EndpointFacts *at) { return at->ready; });
        if (!server.service || !server.set || server.backendReplicas() == 0 || (served && selected)
            || (selected && server.endpoints.empty()
                && server.set->readyReplicas > 0)) // slices not asked for
            return std::nullopt;
        return Said{Severity::Error,
                    Certainty::Certain,
                    fmt::format("No pod is ready behind {}", server.service->id.name),
                    selected ? fmt::format("{} of {} backends are ready", server.set->readyReplicas,
                                           server.backendReplicas())
                             : "its selector does not match the labels of the StatefulSet's pods",
                    "Every initialize is answered 502.",
                    "Look at the events of the backend pods."};
    });
}

constexpr Diagnosis kDiagnoses[] = {
    {"no-shared-store", "F-02", noSharedStore},
    {"immutable-service-name", "F-07", immutableName},
    {"affinity", "F-10", affinity},
    {"foreign-endpoints", "F-24", foreignEndpoints},
    {"refused-by-redis", "F-37", refusedByRedis},
    {"bad-prefix", "F-38", badPrefix},
    {"same-store", "F-39", sameStore},
    {"rollout", "F-41", rollout},
    {"replicas-differ", "", replicasDiffer},
    {"old-generation", "F-42", oldGeneration},
    {"restarting-proxies", "F-43", restartingProxies},
    {"no-readiness-probe", "F-44", noReadinessProbe},
    {"no-endpoints", "", noEndpoints},
};

} // namespace

std::optional<Rollout> rolloutOf(const ServerView &server)
{
    const McpServerFacts *asked = server.server;
    const auto isBehind = [asked](std::int64_t generation) {
        return asked && generation > 0 && generation < asked->generation;
    };
    const auto behind = [asked](const char *kind, std::int64_t generation) {
        return Rollout{fmt::format("the MCPServer is at generation {}, the {} at {}", asked->generation, kind,
                                   generation),
                       Certainty::Likely};
    };
    if (server.set && isBehind(server.set->generation))
        return behind("StatefulSet", server.set->generation);
    if (server.deployment && isBehind(server.deployment->generation))
        return behind("Deployment", server.deployment->generation);
    if (asked && !asked->isObserved)
        return Rollout{"the operator has not read the MCPServer's last edit", Certainty::Likely};
    if (server.set && server.set->rollingOut)
        return Rollout{"the StatefulSet's update has not reached every pod", Certainty::Certain};
    if (server.deployment && server.deployment->rollingOut)
        return Rollout{"the Deployment's update has not reached every proxy", Certainty::Certain,
                       "The proxies"};
    return std::nullopt;
}

std::span<const Diagnosis> clusterDoctor()
{
    return kDiagnoses;
}

} // namespace sessionscope::inspect

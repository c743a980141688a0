// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/diagnosis_support.h"
#include "core/session/session_id.h"

#include <fmt/format.h>

#include <algorithm>

/// What Redis says of itself, and what is missing in it (digest section 6 B).
namespace sessionscope::inspect {

namespace {

Finding about(Severity severity, Certainty certainty, std::string title)
{
    Finding finding;
    finding.severity = severity;
    finding.certainty = certainty;
    finding.title = std::move(title);
    return finding;
}

/// F-03: before v0.16 the runner was given a Redis and never used it.
std::vector<Finding> unusedStore(const Evidence &evidence)
{
    if (!evidence.cluster || !evidence.inventory || !evidence.scanComplete
        || evidence.inventory->counts().sessions > 0 || unreadSessions(evidence) > 0)
        return {};
    std::vector<Finding> findings;
    for (const ServerView &server : evidence.cluster->servers()) {
        const std::string version = server.proxyVersion();
        const auto old = isOlder(version, 0, 16);
        const bool ready
            = std::ranges::any_of(server.proxies, [](const PodFacts *pod) { return pod->ready; });
        if (!server.usesRedis() || !ready || old == false || !seesSessionsOf(server, evidence))
            continue;
        Finding finding
            = about(old ? Severity::Error : Severity::Info, old ? Certainty::Certain : Certainty::Possible,
                    fmt::format("{} does not use its Redis", server.id.name));
        finding.evidence = fmt::format("sessionStorage is redis, no key of sessions; ToolHive {}",
                                       version.empty() ? "of unknown version" : version);
        finding.outlook = "Sessions live in the proxy's memory and die with it.";
        finding.advice = "Upgrade ToolHive to v0.18 or newer.";
        findings.push_back(std::move(finding));
    }
    return findings;
}

/// F-33: what the store refuses to write becomes a session that is not there.
std::vector<Finding> refusesWrites(const Evidence &evidence)
{
    if (!evidence.server)
        return {};
    const ServerFacts &server = *evidence.server;
    const bool full = server.maxMemory.value_or(0) > 0 && server.usedMemory.value_or(0) >= *server.maxMemory
        && server.maxMemoryPolicy.value_or("noeviction") == "noeviction";
    if (!full && server.role.value_or("master") != "slave")
        return {};
    Finding finding
        = about(full ? Severity::Error : Severity::Warning, full ? Certainty::Certain : Certainty::Possible,
                full ? "Redis is full and refuses writes" : "This Redis is a replica");
    finding.evidence = full
        ? fmt::format("{} of {} bytes in use, policy noeviction", *server.usedMemory, *server.maxMemory)
        : "INFO says role:slave";
    finding.outlook = "A proxy that writes here still answers initialize with 200; the next call is 404.";
    finding.advice = full ? "Raise maxmemory, or shorten the sessions' time to live."
                          : "Point the proxies, and this connection, to the primary.";
    return {std::move(finding)};
}

std::vector<Finding> evicted(const Evidence &evidence)
{
    if (!evidence.server || evidence.server->evictedKeys.value_or(0) == 0)
        return {};
    Finding finding = about(Severity::Error, Certainty::Likely, "Redis has evicted keys");
    finding.evidence = fmt::format("evicted_keys is {}, policy {}", *evidence.server->evictedKeys,
                                   evidence.server->maxMemoryPolicy.value_or("unknown"));
    finding.outlook = "Sessions whose record went are answered 404 and cannot be recovered.";
    finding.advice = "Raise maxmemory and set the policy to noeviction.";
    return {std::move(finding)};
}

std::vector<Finding> evictingPolicy(const Evidence &evidence)
{
    if (!evidence.server || evidence.server->maxMemoryPolicy.value_or("noeviction") == "noeviction")
        return {};
    const bool limited = evidence.server->maxMemory.value_or(1) > 0;
    Finding finding = about(limited ? Severity::Warning : Severity::Info,
                            limited ? Certainty::Certain : Certainty::Possible, "Redis may evict sessions");
    finding.evidence = fmt::format("maxmemory-policy is {}{}", *evidence.server->maxMemoryPolicy,
                                   limited ? "" : ", though maxmemory sets no limit yet");
    finding.outlook = "Under memory pressure records of live sessions vanish: 404, without recovery.";
    finding.advice = "Set maxmemory-policy to noeviction.";
    return {std::move(finding)};
}

std::vector<Finding> noPersistence(const Evidence &evidence)
{
    if (!evidence.server || !evidence.server->save || !evidence.server->save->empty()
        || evidence.server->appendOnly.value_or(true))
        return {};
    Finding finding = about(Severity::Warning, Certainty::Certain, "Redis keeps nothing over a restart");
    finding.evidence = "save is empty and appendonly is no";
    finding.outlook = "When Redis restarts every session is answered 404, and none can be recovered.";
    finding.advice = "Turn on appendonly, or snapshots with save.";
    return {std::move(finding)};
}

/// F-36: every look-up is a GETEX.
std::vector<Finding> withoutGetex(const Evidence &evidence)
{
    if (!evidence.server || evidence.server->product != "redis" || !evidence.server->version
        || isOlder(*evidence.server->version, 6, 2) != true)
        return {};
    Finding finding = about(Severity::Error, Certainty::Certain, "This Redis is too old for ToolHive");
    finding.evidence = fmt::format("version {}; GETEX needs 6.2", *evidence.server->version);
    finding.outlook = "initialize succeeds, and every request after it is answered 503.";
    finding.advice = "Upgrade Redis to 6.2 or newer.";
    return {std::move(finding)};
}

/// F-37: proxies are not let in where we are.
std::vector<Finding> missingPassword(const Evidence &evidence)
{
    if (!evidence.cluster || !evidence.server || !evidence.server->wantsPassword)
        return {};
    std::vector<Finding> findings;
    for (const ServerView &server : evidence.cluster->servers()) {
        if (!server.usesRedis() || server.server->hasPasswordRef)
            continue;
        Finding finding = about(Severity::Error, Certainty::Certain,
                                fmt::format("{} has no password for its Redis", server.id.name));
        finding.evidence = "this Redis wants a password, sessionStorage has no passwordRef";
        finding.outlook = "The proxies end at start with NOAUTH, over and over.";
        finding.advice = "Add sessionStorage.passwordRef.";
        findings.push_back(std::move(finding));
    }
    return findings;
}

/// F-38, from keys: only a prefix without a colon can stand right before a whole id.
std::vector<Finding> prefixInKeys(const Evidence &evidence)
{
    if (evidence.keyPrefix.empty() || evidence.keyPrefix.ends_with(':'))
        return {};
    Finding finding = collect(evidence, [&evidence](auto, const Session &session) {
        return session.prefix() == evidence.keyPrefix && session.id().size() >= 32
            && session::normaliseSessionId(session.id()) == session.id();
    });
    finding.severity = Severity::Error;
    finding.certainty = Certainty::Certain;
    finding.title = fmt::format("The prefix {} has no colon at its end", evidence.keyPrefix);
    finding.evidence = fmt::format("{} right behind it", sessionsText(finding.sessions));
    finding.outlook = "ToolHive refuses to start with such a prefix: its proxies crash-loop.";
    finding.advice = "Add the colon to sessionStorage.keyPrefix.";
    return ifAny(std::move(finding));
}

constexpr Diagnosis kDiagnoses[] = {
    {"unused-store", "F-03", unusedStore},
    {"refuses-writes", "F-33", refusesWrites},
    {"evicted", "F-34", evicted},
    {"evicting-policy", "F-34", evictingPolicy},
    {"no-persistence", "F-34", noPersistence},
    {"no-getex", "F-36", withoutGetex},
    {"no-password", "F-37", missingPassword},
    {"prefix-in-keys", "F-38", prefixInKeys},
};

} // namespace

std::span<const Diagnosis> storeDiagnoses()
{
    return kDiagnoses;
}

} // namespace sessionscope::inspect

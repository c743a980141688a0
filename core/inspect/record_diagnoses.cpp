// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/mask.h"
#include "core/inspect/diagnosis_support.h"
#include "core/session/session_id.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

/// What records say by themselves (Appendix A 3 to 5, digest 3.3).
namespace sessionscope::inspect {

namespace {

/// F-10: two proxies whose affinity leads to different pods undo each other's recovery.
std::vector<Finding> pingPong(const Evidence &evidence)
{
    constexpr std::uint16_t kChanges = 2; // one is a pod that restarted
    Finding finding = collect(evidence, [&](SessionInventory::Row row, const Session &) {
        return evidence.inventory->state(row).sidChanges >= kChanges;
    });
    finding.severity = Severity::Error;
    finding.certainty = Certainty::Likely;
    finding.title
        = fmt::format("{} {} thrown between pods", sessionsText(finding.sessions), are(finding.sessions));
    finding.evidence = "backend_sid changed more than once while watched, created_at did not";
    finding.outlook = "Every answer is 200, yet the application's state vanishes again and again.";
    finding.advice = "Pin the pod's own address, make clients stick to one proxy, or run one proxy.";
    return ifAny(std::move(finding));
}

/// F-11: a backend_sid is the trace of a loss.
std::vector<Finding> silentLoss(const Evidence &evidence)
{
    Finding finding
        = collect(evidence, [](auto, const Session &session) { return !session.backendSid.empty(); });
    finding.severity = Severity::Warning;
    finding.certainty = Certainty::Certain;
    finding.title
        = fmt::format("{} {} already lost {} state once", sessionsText(finding.sessions),
                      finding.sessions == 1 ? "has" : "have", finding.sessions == 1 ? "its" : "their");
    finding.evidence = "backend_sid present: answered, but from a session that was rebuilt empty";
    finding.outlook = "Whatever the server remembered is gone; the client was not told.";
    finding.advice = "Keep the server's state outside the pod; treat a backend_sid as a loss.";
    return ifAny(std::move(finding));
}

/// F-16: after a recovery, a server that repeats its id on every answer gets a second record.
std::vector<Finding> poisonedBody(const Evidence &evidence)
{
    Finding finding = collect(
        evidence, [](auto, const Session &session) { return session.init && !session.init->isInitialize(); });
    std::size_t proven = 0;
    forEachClientSession(evidence, [&](auto, const Session &session) {
        if (session.backendSid.empty())
            return;
        const std::string shadow
            = std::string(session.prefix()) + session::normaliseSessionId(session.backendSid);
        const auto row = evidence.inventory->find(shadow);
        proven += row && evidence.inventory->isPresent(*row);
        const bool listed = row && std::ranges::find(finding.rows, *row) != finding.rows.end();
        if (row && evidence.inventory->isPresent(*row) && !listed)
            finding.add(*row);
    });
    finding.severity = Severity::Error;
    finding.certainty = Certainty::Certain;
    finding.title
        = fmt::format("{} {} a shadow of another", sessionsText(finding.sessions), are(finding.sessions));
    finding.evidence = proven > 0
        ? fmt::format("{} of them {} named by another session's backend_sid", proven, are(proven))
        : "their init_body is not an initialize request";
    finding.outlook = "A later recovery replays that request as if it were initialize, and fails.";
    finding.advice = "Delete these keys; records should be made on initialize alone.";
    return ifAny(std::move(finding));
}

/// F-20: recovered although no pod restarted since.
std::vector<Finding> needlessRecovery(const Evidence &evidence)
{
    if (!evidence.cluster || evidence.cluster->servers().size() != 1)
        return {};
    const ServerView &server = evidence.cluster->servers().front();
    if (server.backends.empty() || server.backendReplicas() > 1)
        return {};
    const auto started = server.backends.front()->startedAt;
    Finding finding = collect(evidence, [&](auto, const Session &session) {
        return started && !session.backendSid.empty() && *started < session.createdAt;
    });
    finding.severity = Severity::Warning;
    finding.certainty = Certainty::Likely;
    finding.title = fmt::format("{} {} rebuilt although the pod never restarted",
                                sessionsText(finding.sessions), finding.sessions == 1 ? "was" : "were");
    finding.evidence = fmt::format("backend_sid present, and {} runs longer than they do",
                                   server.backends.front()->id.name);
    finding.outlook = "Any 404 of the server, also one about a path or method, throws a live session away.";
    finding.advice = "Find what the server answers 404 to; let it answer an error in the body instead.";
    return ifAny(std::move(finding));
}

/// F-23: recovery writes without asking whether the record is still there.
std::vector<Finding> resurrected(const Evidence &evidence)
{
    Finding finding = collect(evidence, [&](SessionInventory::Row row, const Session &) {
        return evidence.inventory->state(row).resurrected;
    });
    finding.severity = Severity::Warning;
    finding.certainty = Certainty::Likely;
    finding.title = fmt::format("{} came back after {} gone", sessionsText(finding.sessions),
                                finding.sessions == 1 ? "it was" : "they were");
    finding.evidence = "the key went and returned with its old created_at while watched";
    finding.outlook = "A closed session can be used again.";
    finding.advice = "Nothing to do by hand; updates should not create (SET XX).";
    return ifAny(std::move(finding));
}

/// F-40: ids that mean the same but do not match, and ids so simple that two servers may well give the same.
std::vector<Finding> idSurprises(const Evidence &evidence)
{
    std::set<std::string> prefixes;
    Finding finding = collect(evidence, [&](auto, const Session &session) {
        if (session.type == SessionType::Vmcp)
            return false;
        prefixes.emplace(session.prefix());
        std::string plain;
        for (const char c : session.id().starts_with("urn:uuid:") ? session.id().substr(9) : session.id()) {
            if (c != '-' && c != '{' && c != '}')
                plain += static_cast<char>(c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c);
        }
        if (plain.size() != 32)
            return false;
        const std::string canonical = fmt::format("{}-{}-{}-{}-{}", plain.substr(0, 8), plain.substr(8, 4),
                                                  plain.substr(12, 4), plain.substr(16, 4), plain.substr(20));
        const auto twin = evidence.inventory->find(std::string(session.prefix()) + canonical);
        return canonical != session.id() && twin && evidence.inventory->isPresent(*twin);
    });
    const std::size_t twins = finding.sessions;
    std::string guessed;
    const auto guess = [&](const std::string &prefix, const std::string &raw) {
        const auto row = evidence.inventory->find(prefix + session::normaliseSessionId(raw));
        if (!row || !evidence.inventory->isPresent(*row))
            return;
        finding.add(*row);
        guessed = raw;
    };
    for (const std::string &prefix : prefixes) {
        for (const char *raw : {"session", "default", "test", "mcp", "session-id"})
            guess(prefix, raw);
        for (int number = 0; number <= 64; ++number) {
            guess(prefix, fmt::format("{}", number));
            guess(prefix, fmt::format("session-{}", number));
        }
    }
    finding.severity = Severity::Warning;
    finding.certainty = Certainty::Certain;
    finding.title = fmt::format("{} {} an id that invites confusion", sessionsText(finding.sessions),
                                finding.sessions == 1 ? "has" : "have");
    finding.evidence = twins > 0 ? "the same UUID is stored in two spellings" : "";
    if (!guessed.empty()) {
        const std::string seen = finding.evidence + (twins > 0 ? "; " : "");
        finding.evidence = seen + "a key is the hash of an id that is easily guessed";
        finding.evidenceWithIds = seen + fmt::format("a key is the hash of '{}'", guessed);
    }
    finding.outlook
        = "Equal ids of two servers collide in one record; another spelling of an id is not found.";
    finding.advice = "Let servers issue random UUIDs and clients repeat them byte for byte.";
    return ifAny(std::move(finding));
}

/// F-45: the process behind a stdio session is a new one.
std::vector<Finding> staleStdio(const Evidence &evidence)
{
    if (!evidence.cluster || evidence.cluster->servers().size() != 1)
        return {};
    const ServerView &server = evidence.cluster->servers().front();
    Finding finding = collect(evidence, [&](auto, const Session &session) {
        const bool stdio = session.type == SessionType::Streamable || session.type == SessionType::Sse;
        return stdio && std::ranges::any_of(server.backends, [&session](const PodFacts *pod) {
                   return pod->startedAt && session.createdAt < *pod->startedAt;
               });
    });
    finding.severity = Severity::Error;
    finding.certainty = Certainty::Likely;
    finding.title = fmt::format("{} {} older than the stdio server's process", sessionsText(finding.sessions),
                                are(finding.sessions));
    finding.evidence = "the backend pod started after created_at";
    finding.outlook = "The process forgot them: timeouts, later 404.";
    finding.advice = "Let the clients initialize again.";
    return ifAny(std::move(finding));
}

/// F-49: the socket of an SSE session is held by one proxy.
std::vector<Finding> sseElsewhere(const Evidence &evidence)
{
    if (!evidence.cluster || evidence.cluster->servers().size() != 1
        || evidence.cluster->servers().front().proxyReplicas() < 2)
        return {};
    Finding finding
        = collect(evidence, [](auto, const Session &session) { return session.type == SessionType::Sse; });
    finding.severity = Severity::Error;
    finding.certainty = Certainty::Likely;
    finding.title = fmt::format("{} {} on one of several proxies", sessionsText(finding.sessions),
                                finding.sessions == 1 ? "lives" : "live");
    finding.evidence
        = fmt::format("type sse, {} proxies", evidence.cluster->servers().front().proxyReplicas());
    finding.outlook = "503 'SSE connection not held by this instance' whenever the other proxy is asked.";
    finding.advice = "Make the load balancer sticky, or use streamable-http.";
    return ifAny(std::move(finding));
}

/// F-55: vMCP sessions that cannot be restored.
std::vector<Finding> brokenVmcp(const Evidence &evidence)
{
    constexpr std::int64_t kDefaultTtlMs = 1'800'000; // digest §0
    constexpr std::int64_t kFiveMinutesMs = 300'000;
    std::size_t legacy = 0;
    Finding finding = collect(evidence, [&](auto, const Session &session) {
        legacy += session.vmcp == VmcpState::Legacy;
        const bool stuck = session.vmcp == VmcpState::Placeholder && session.hasTtl()
            && session.ttlMs < kDefaultTtlMs - kFiveMinutesMs;
        return stuck || session.vmcp == VmcpState::Legacy || session.vmcp == VmcpState::Incomplete;
    });
    finding.severity = Severity::Warning;
    finding.certainty = legacy == finding.sessions ? Certainty::Certain : Certainty::Likely;
    finding.title = fmt::format("{} of vMCP cannot be restored", sessionsText(finding.sessions));
    finding.evidence = legacy > 0
        ? fmt::format("{} with a token hash and no identity binding (before #5306)", legacy)
        : "a placeholder that was never filled, or backends that are not in vmcp.backend.ids";
    finding.outlook = "404 'Session terminated', or an empty list of tools.";
    finding.advice = "Let the clients initialize again; upgrade vMCP.";
    return ifAny(std::move(finding));
}

/// Appendix A 5: what ToolHive never writes.
std::vector<Finding> foreignWriter(const Evidence &evidence)
{
    std::size_t ids = 0;
    Finding finding = collect(evidence, [&](auto, const Session &session) {
        ids += session.idDiffers;
        const bool updated = session.updatedDiffers && session.type == SessionType::Mcp;
        return session.idDiffers || updated || session.type == SessionType::Other;
    });
    finding.severity = Severity::Warning;
    finding.certainty = Certainty::Certain;
    finding.title = fmt::format("{} {} written by somebody else", sessionsText(finding.sessions),
                                finding.sessions == 1 ? "was" : "were");
    finding.evidence = ids > 0
        ? "the record's id is not the key's"
        : "updated_at differs from created_at, or the type is unknown: ToolHive never writes that";
    finding.outlook = "Whatever writes there may also break or redirect sessions.";
    finding.advice = "Find the writer; give ToolHive a Redis or a user of its own.";
    return ifAny(std::move(finding));
}

std::vector<Finding> withoutTtl(const Evidence &evidence)
{
    Finding finding
        = collect(evidence, [](auto, const Session &session) { return session.ttlMs == Session::kNoTtl; });
    finding.severity = Severity::Warning;
    finding.certainty = Certainty::Certain;
    finding.title = fmt::format("{} {} never", sessionsText(finding.sessions),
                                finding.sessions == 1 ? "expires" : "expire");
    finding.evidence = "keys without a time to live; every write of ToolHive sets one";
    finding.outlook = "They stay until somebody deletes them, and fill the store.";
    finding.advice = "Find who ran PERSIST or SET without EX; delete what is not in use.";
    return ifAny(std::move(finding));
}

std::vector<Finding> malformed(const Evidence &evidence)
{
    Finding finding;
    if (!evidence.inventory)
        return {};
    evidence.inventory->forEachOther([&finding](const OtherKey &key) {
        if (key.kind != KeyKind::Malformed)
            return;
        if (finding.sessions++ > 0)
            return;
        const std::string id = key.key.substr(key.key.rfind(':') + 1);
        finding.evidence = fmt::format("{}: {}", maskedSessionId(id), key.detail);
        finding.evidenceWithIds = fmt::format("{}: {}", id, key.detail);
    });
    finding.severity = Severity::Error;
    finding.certainty = Certainty::Certain;
    finding.title = fmt::format("{} {} no session, where sessions live", finding.sessions,
                                finding.sessions == 1 ? "key is" : "keys are");
    finding.outlook = "A proxy that is asked for one answers 503: its record does not read.";
    finding.advice = "Find the writer; delete these keys.";
    return ifAny(std::move(finding));
}

constexpr Diagnosis kDiagnoses[] = {
    {"ping-pong", "F-10", pingPong},
    {"silent-loss", "F-11", silentLoss},
    {"shadow-session", "F-16", poisonedBody},
    {"needless-recovery", "F-20", needlessRecovery},
    {"resurrected", "F-23", resurrected},
    {"id-surprise", "F-40", idSurprises},
    {"stale-stdio", "F-45", staleStdio},
    {"sse-elsewhere", "F-49", sseElsewhere},
    {"vmcp-restore", "F-55", brokenVmcp},
    {"foreign-writer", "A-5", foreignWriter},
    {"no-ttl", "A-5", withoutTtl},
    {"malformed-record", "A-5", malformed},
};

} // namespace

std::span<const Diagnosis> recordDiagnoses()
{
    return kDiagnoses;
}

} // namespace sessionscope::inspect

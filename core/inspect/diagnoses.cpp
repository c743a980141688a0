// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/diagnoses.h"

#include "core/inspect/diagnosis_support.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace sessionscope::inspect {

namespace {

std::vector<Diagnosis> allDiagnoses()
{
    std::vector<Diagnosis> all;
    for (const auto list : {pinDiagnoses(), recordDiagnoses(), storeDiagnoses(), clusterDoctor(),
                            objectDiagnoses(), nameDiagnoses(), releaseDiagnoses()})
        all.insert(all.end(), list.begin(), list.end());
    std::ranges::sort(all, {}, [](const Diagnosis &one) { return std::pair(one.mode, one.id); });
    return all;
}

} // namespace

const char *toText(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return "error";
    case Severity::Warning:
        return "warning";
    case Severity::Info:
        return "info";
    }
    return "info";
}

const char *glyphOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return "▲";
    case Severity::Warning:
        return "●";
    case Severity::Info:
        return "■";
    }
    return "";
}

const char *toText(Certainty certainty)
{
    switch (certainty) {
    case Certainty::Certain:
        return "certain";
    case Certainty::Likely:
        return "likely";
    case Certainty::Possible:
        return "possible";
    }
    return "possible";
}

std::span<const Diagnosis> diagnoses()
{
    static const std::vector<Diagnosis> kAll = allDiagnoses();
    return kAll;
}

std::vector<Finding> diagnose(const Evidence &evidence)
{
    std::vector<Finding> all;
    for (const Diagnosis &diagnosis : diagnoses()) {
        for (Finding &finding : diagnosis.find(evidence)) {
            finding.id = diagnosis.id;
            finding.mode = diagnosis.mode;
            all.push_back(std::move(finding));
        }
    }
    std::ranges::sort(all, {}, [](const Finding &one) {
        const auto fewer = std::numeric_limits<std::size_t>::max() - one.sessions;
        return std::tuple(one.severity, one.certainty, fewer, one.mode, one.id, std::string_view(one.title));
    });
    return all;
}

bool seesSessionsOf(const ServerView &server, const Evidence &evidence)
{
    const std::string prefix = (server.server ? *server.server : McpServerFacts()).effectivePrefix();
    return evidence.inventory && prefix.starts_with(evidence.keyPrefix)
        && classifyName(prefix + "id", evidence.keyPrefix).kind == KeyKind::ProxySession;
}

std::vector<UnseenSessions> unseenSessions(const Evidence &evidence)
{
    std::vector<UnseenSessions> unseen;
    if (!evidence.cluster || !evidence.inventory)
        return unseen;
    for (const ServerView &server : evidence.cluster->servers()) {
        if (server.usesRedis() && !seesSessionsOf(server, evidence))
            unseen.push_back({server.id, server.server->effectivePrefix()});
    }
    return unseen;
}

std::size_t unreadSessions(const Evidence &evidence)
{
    std::size_t unread = 0;
    if (!evidence.inventory)
        return unread;
    evidence.inventory->forEachOther([&](const OtherKey &key) {
        const KeyKind named = classifyName(key.key, evidence.keyPrefix).kind;
        const bool isSession = named == KeyKind::ProxySession || named == KeyKind::VmcpSession;
        unread += isSession && key.kind == KeyKind::Unknown;
    });
    return unread;
}

PinTruth pinTruth(const Session &session, const ClusterView *cluster)
{
    PinTruth truth{session.pin, session.ordinal};
    if (session.pin != PinKind::PodIp || !cluster)
        return truth;
    const AddressFinding at = cluster->lookUp(readPin(view(session.backendUrl)).hostName);
    if (at.kind == AddressClass::ServiceIp)
        truth.kind = PinKind::ClusterIp;
    truth.ordinal = at.ordinal;
    return truth;
}

const PinForm &PinForms::of(const Session &session)
{
    if (!session.backendUrl)
        return m_none;
    const auto known = m_forms.find(session.backendUrl.get());
    if (known != m_forms.end())
        return known->second;
    return m_forms.emplace(session.backendUrl.get(), readPin(*session.backendUrl)).first->second;
}

const ServerView *namedServer(const PinForm &pin, const ClusterView *cluster)
{
    if (!cluster)
        return nullptr;
    if (pin.kind == PinKind::Service)
        return cluster->serverOfService({pin.namespaceName, pin.serviceName});
    if (pin.kind == PinKind::PodDns)
        return cluster->serverOfSet({pin.namespaceName, pin.setName});
    return pin.kind == PinKind::PodIp ? cluster->lookUp(pin.hostName).server : nullptr;
}

const ServerView *serverOf(const PinForm &pin, const ClusterView *cluster)
{
    const ServerView *named = namedServer(pin, cluster);
    if (named || !cluster || cluster->servers().size() != 1)
        return named;
    const ServerView &only = cluster->servers().front();
    const bool elsewhere = !pin.namespaceName.empty() && pin.namespaceName != only.id.namespaceName;
    return elsewhere ? nullptr : &only;
}

std::optional<std::int32_t> podsOf(const PinForm &pin, const ClusterView *cluster)
{
    const ServerView *server = serverOf(pin, cluster);
    return server && server->set ? std::optional(server->backendReplicas()) : std::nullopt;
}

std::vector<Finding> ifAny(Finding finding)
{
    std::vector<Finding> list;
    if (finding.sessions > 0)
        list.push_back(std::move(finding));
    return list;
}

std::string sessionsText(std::size_t count)
{
    return fmt::format("{} {}", count, count == 1 ? "session" : "sessions");
}

const char *are(std::size_t count)
{
    return count == 1 ? "is" : "are";
}

std::string firstUrl(const Evidence &evidence, const Finding &finding)
{
    return finding.rows.empty()
        ? std::string()
        : std::string(view(evidence.inventory->session(finding.rows.front()).backendUrl));
}

} // namespace sessionscope::inspect

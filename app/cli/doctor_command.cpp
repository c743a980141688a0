// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands.h"
#include "app/cli/findings_text.h"
#include "app/cli/inspector_client.h"
#include "app/cli/results.h"
#include "app/cli/terminal.h"
#include "core/inspect/report.h"

namespace sessionscope::cli {

using nlohmann::ordered_json;

namespace {

ordered_json serversJson(Sight &sight)
{
    ordered_json servers = ordered_json::array();
    for (const inspect::ServerView &server : sight.cluster()->servers())
        servers.push_back(
            {{"namespace", server.id.namespaceName},
             {"name", server.id.name},
             {"version", server.proxyVersion()},
             {"proxies", server.proxyReplicas()},
             {"backends", server.backendReplicas()},
             {"serviceName", server.set ? ordered_json(server.set->serviceName) : ordered_json()},
             {"publishesPodNames", server.publishesPodNames()}});
    return servers;
}

ordered_json unseenJson(const inspect::Evidence &evidence)
{
    ordered_json json = ordered_json::array();
    for (const inspect::UnseenSessions &unseen : inspect::unseenSessions(evidence))
        json.push_back({{"namespace", unseen.server.namespaceName},
                        {"name", unseen.server.name},
                        {"prefix", unseen.prefix}});
    return json;
}

ordered_json namesJson(const inspect::NameFacts &names)
{
    ordered_json json = ordered_json::array();
    for (const inspect::NameAnswer &answer : names.answers)
        json.push_back({{"name", answer.asked.name},
                        {"known",
                         answer.outcome == inspect::NameAnswer::Outcome::Failed
                             ? ordered_json()
                             : ordered_json(answer.outcome == inspect::NameAnswer::Outcome::Found)},
                        {"addresses", answer.addresses}});
    return json;
}

/// The active check: off unless it was asked for.
Result<void> resolveNames(const DoctorRequest &request, InspectorClient &client)
{
    if (request.nameServer.empty())
        return {};
    auto server = inspect::NameServer::parse(request.nameServer);
    if (!server)
        return fail(server.error());
    auto names = inspect::podNames(*client.sight().cluster(), request.clusterDomain);
    return client.perform(control::ResolveNames{*server, std::move(names)});
}

} // namespace

Result<ExitCode> examineCluster(const DoctorRequest &request)
{
    const Interruption interruption;
    Progress progress;
    InspectorClient client({interruption, progress});
    Sight &sight = client.sight();
    if (auto read = readObjects(request.cluster, client); !read)
        return fail(read.error());
    if (auto resolved = resolveNames(request, client); !resolved)
        return fail(resolved.error());
    if (!request.redis.empty()) {
        auto spec = readConnection(request.redis, request.prefix, "--redis");
        if (!spec)
            return fail(spec.error());
        sight.source = spec->text();
        sight.keyPrefix = spec->keyPrefix;
        sight.inventory.emplace();
        if (auto opened = client.perform(control::OpenConnection{*std::move(spec), false}); !opened)
            return fail(opened.error());
    }
    sight.at = wallTimeNow();
    const auto findings = inspect::diagnose(sight.evidence());
    if (request.json) {
        ordered_json json = sight.inventory
            ? inspect::inspectionJson(sight.evidence(), sight.at, !request.showsIds())
            : ordered_json{{"findings", inspect::findingsJson(findings, nullptr, !request.showsIds())}};
        json["servers"] = serversJson(sight);
        json["notRead"] = sight.cluster()->facts().missing;
        json["notLookedAt"] = unseenJson(sight.evidence());
        if (sight.names)
            json["podNames"] = namesJson(*sight.names);
        print(jsonText(json));
    } else {
        print((sight.inventory ? sightText(sight, request.showsIds()) : "") + clusterText(sight)
              + namesText(sight) + findingsText(findings, sight, request.showsIds()));
    }
    if (!request.labFile.empty() && !findings.empty()) {
        const auto lab = writeLab(request.labFile, sight.evidence(), findings);
        if (!lab)
            return fail(lab.error());
        if (!request.json)
            print(*lab);
    }
    return passedIf(findings.empty());
}

} // namespace sessionscope::cli

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands.h"
#include "app/cli/files.h"
#include "app/cli/findings_text.h"
#include "app/cli/inspect_watch.h"
#include "app/cli/inspector_client.h"
#include "app/cli/results.h"
#include "app/cli/terminal.h"
#include "core/inspect/masked_value.h"
#include "core/inspect/report.h"
#include "core/inspect/snapshot.h"

#include <fmt/format.h>

#include <utility>

namespace sessionscope::cli {

using nlohmann::ordered_json;

namespace {

bool isUrl(const std::string &source)
{
    return source.find("://") != std::string::npos || source.starts_with("unix:");
}

Error misused(std::string what, const char *where)
{
    return {ErrorCode::InvalidInput, std::move(what), where, "see sessionscope-cli inspect --help"};
}

Result<inspect::Snapshot> openSnapshot(const std::string &file)
{
    const auto text = readFile(file);
    if (!text)
        return fail(text.error());
    auto snapshot = inspect::decodeSnapshot(*text);
    if (!snapshot) {
        Error error = snapshot.error();
        error.where = file + ", " + error.where;
        return fail(error);
    }
    return snapshot;
}

ordered_json diffJson(const inspect::SnapshotDiff &diff, const std::string &prefix, bool showIds)
{
    const auto shown
        = [&](const std::string &key) { return showIds ? key : inspect::maskedKey(key, prefix); };
    const auto list = [&shown](const std::vector<std::string> &keys) {
        ordered_json all = ordered_json::array();
        for (const std::string &key : keys)
            all.push_back(shown(key));
        return all;
    };
    ordered_json changed = ordered_json::array();
    for (const auto &change : diff.changed)
        changed.push_back({{"key", shown(change.key)}, {"what", change.what}});
    return {{"appeared", list(diff.appeared)},
            {"vanished", list(diff.vanished)},
            {"changed", std::move(changed)},
            {"used", diff.used},
            {"idle", diff.idle}};
}

Result<ExitCode> printDiff(const InspectRequest &request)
{
    const auto before = openSnapshot(request.diff[0]);
    const auto after
        = before ? openSnapshot(request.diff[1]) : Result<inspect::Snapshot>(fail(before.error()));
    if (!after)
        return fail(after.error());
    const inspect::SnapshotDiff diff = inspect::diff(before->inventory, after->inventory);
    const bool complete = before->scanComplete && after->scanComplete;
    if (request.json) {
        ordered_json json = diffJson(diff, after->keyPrefix, request.showsIds());
        json["scanComplete"] = complete;
        print(jsonText(json));
    } else {
        print(diffText(diff, request.showsIds()));
        if (!complete)
            print(paragraph(
                "Not all keys are in both files: what appeared or vanished may just not have been seen.", "",
                Tone::Warning));
    }
    return passedIf(diff.appeared.empty() && diff.vanished.empty() && diff.changed.empty());
}

Result<ExitCode> testSteps(const InspectRequest &request, InspectorClient &client,
                           inspect::ConnectionSpec spec)
{
    ordered_json steps = ordered_json::array();
    client.onTestStep = [&](const inspect::TestStepResult &step) {
        steps.push_back({{"step", toText(step.step)},
                         {"outcome", toText(step.outcome)},
                         {"detail", step.detail},
                         {"advice", step.advice},
                         {"ms", step.took.inMilliseconds()}});
        if (!request.json)
            print(stepText(step));
    };
    const auto tested = client.perform(control::TestConnection{std::move(spec)});
    if (request.json)
        print(jsonText({{"passed", tested.has_value()}, {"steps", std::move(steps)}}));
    if (!tested && tested.error().code == ErrorCode::Cancelled)
        return fail(tested.error());
    return tested ? ExitCode::Passed : ExitCode::Environment;
}

/// What a watch found is known at its end only: a program gets it all again, a person just the findings.
Result<ExitCode> conclude(const InspectRequest &request, Sight &sight)
{
    const auto findings = inspect::diagnose(sight.evidence());
    if (request.json) {
        const auto json = inspect::inspectionJson(sight.evidence(), sight.at, !request.showsIds());
        print(request.watch ? jsonLine(json) : jsonText(json));
    } else
        print((request.watch ? "" : sightText(sight, request.showsIds()) + clusterText(sight))
              + findingsText(findings, sight, request.showsIds()));
    if (!request.csvFile.empty()) {
        const auto written
            = writeFile(request.csvFile, inspect::sessionsCsv(sight.evidence(), sight.at, !request.showIds));
        if (!written)
            return fail(written.error());
    }
    if (!request.labFile.empty() && !findings.empty()) {
        const auto lab = writeLab(request.labFile, sight.evidence(), findings);
        if (!lab)
            return fail(lab.error());
        if (!request.json)
            print(*lab);
    }
    if (!request.snapshotFile.empty()) {
        const auto written = writePrivateFile(request.snapshotFile, sight.toSnapshot(sight.at));
        if (!written)
            return fail(written.error());
    }
    return passedIf(findings.empty());
}

Result<ExitCode> inspectFile(const InspectRequest &request)
{
    if (request.watch || request.testConnection || !request.prefix.empty())
        return fail(misused("a snapshot can neither be watched nor dialled", "inspect"));
    auto snapshot = openSnapshot(request.source);
    if (!snapshot)
        return fail(snapshot.error());
    Sight sight = Sight::of(*std::move(snapshot));
    sight.source += ", " + utcText(sight.at);
    return conclude(request, sight);
}

Result<ExitCode> inspectLive(const InspectRequest &request)
{
    auto spec = readConnection(request.source, request.prefix, "URL");
    if (!spec)
        return fail(spec.error());
    const Interruption interruption;
    Progress progress;
    InspectorClient client({interruption, progress});
    if (request.testConnection)
        return testSteps(request, client, *std::move(spec));
    Sight &sight = client.sight();
    sight.source = spec->text();
    sight.keyPrefix = spec->keyPrefix;
    if (request.cluster.given()) {
        if (auto read = readObjects(request.cluster, client); !read)
            return fail(read.error());
    }
    sight.inventory.emplace();
    if (auto opened = client.perform(control::OpenConnection{*std::move(spec), request.watch}); !opened)
        return fail(opened.error());
    sight.at = wallTimeNow();
    if (request.watch) {
        if (request.json)
            print(jsonLine(inspect::inspectionJson(sight.evidence(), sight.at, !request.showsIds())));
        else
            print(sightText(sight, request.showsIds()) + clusterText(sight));
        watchChanges(client, request);
        sight.at = wallTimeNow();
    }
    const auto concluded = conclude(request, sight);
    return concluded && interruption ? ExitCode::Interrupted : concluded;
}

} // namespace

Result<ExitCode> inspectRedis(const InspectRequest &request)
{
    if (!request.diff.empty()) {
        if (!request.source.empty())
            return fail(misused("--diff compares two files and nothing else", "--diff"));
        return printDiff(request);
    }
    if (request.source.empty())
        return fail(misused("a URL or a snapshot's file is missing", "inspect"));
    return isUrl(request.source) ? inspectLive(request) : inspectFile(request);
}

} // namespace sessionscope::cli

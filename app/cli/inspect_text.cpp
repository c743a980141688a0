// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/findings_text.h"
#include "app/cli/results.h"
#include "app/cli/text_table.h"
#include "core/base/duration_text.h"
#include "core/base/mask.h"

#include <fmt/format.h>

#include <algorithm>

namespace sessionscope::cli {

using inspect::Session;

namespace {

constexpr std::size_t kRowsShown = 40;
constexpr std::size_t kClientColumns = 60; ///< what a client says of itself may be anything
constexpr std::size_t kUrlColumns = 280;   ///< holds the longest name that a host can have

std::string spanText(Duration span)
{
    return formatDuration(Duration::seconds(std::max<std::int64_t>(0, span.inSeconds())));
}

std::string clientOf(const Session &session)
{
    if (session.type == inspect::SessionType::Vmcp)
        return "(vMCP)";
    if (session.isProbe())
        return "(runner's probe)";
    if (!session.init || session.init->clientName.empty())
        return "–";
    return shortened(session.init->clientName + " " + session.init->clientVersion, kClientColumns);
}

/// All but the id.
std::vector<Cell> rowOf(const Session &session, Sight &sight)
{
    const inspect::PinTruth pin = inspect::pinTruth(session, sight.cluster());
    std::string pinText = inspect::toText(pin.kind);
    if (pin.ordinal >= 0)
        pinText += fmt::format(" {}", pin.ordinal);
    const Duration age = Duration::nanoseconds(sight.at.unixNanoseconds - session.createdAt.unixNanoseconds);
    return {{clientOf(session)},
            {pinText, pin.kind == inspect::PinKind::Service ? Tone::Bad : Tone::Plain},
            {session.createdAt.unixNanoseconds == 0 ? "–" : spanText(age)},
            {session.hasTtl()                            ? spanText(session.ttlLeft(sight.at))
                 : session.ttlMs == Session::kTtlUnknown ? "?"
                                                         : "never"},
            {session.backendSid.empty() ? "" : "lost", Tone::Warning},
            {shortened(inspect::view(session.backendUrl), kUrlColumns), Tone::Quiet}};
}

/// Masked ids are a column; whole ones stand above their rows, in one piece.
std::string sessionsText(Sight &sight, bool showIds)
{
    std::vector<std::string> titles{"client", "pin", "age", "TTL", "", "backend_url"};
    if (!showIds)
        titles.insert(titles.begin(), "session");
    TextTable table(std::move(titles));
    std::size_t shown = 0;
    sight.inventory->forEachPresent([&](auto, const Session &session) {
        if (shown++ >= kRowsShown)
            return;
        std::vector<Cell> row = rowOf(session, sight);
        const std::string id = printable(shownId(session.id(), showIds));
        if (!showIds)
            row.insert(row.begin(), {id});
        table.add(std::move(row), showIds ? id : std::string());
    });
    if (shown == 0)
        return {};
    std::string text = "\n" + table.text();
    if (shown > kRowsShown)
        text += fmt::format("  … and {} more; --json and --csv list all\n", shown - kRowsShown);
    return text;
}

std::string serverText(const inspect::ServerFacts &server)
{
    std::string text = server.product + " " + server.version.value_or("of unknown version");
    if (server.mode)
        text += ", " + *server.mode;
    if (server.role)
        text += ", " + *server.role;
    return text;
}

} // namespace

std::string shownId(std::string_view id, bool showIds)
{
    return showIds ? std::string(id) : maskedSessionId(id);
}

std::string sightText(Sight &sight, bool showIds)
{
    const auto counts = sight.inventory->counts();
    std::string text = paragraph(printable(sight.source), "  ", Tone::Strong);
    text += paragraph(fmt::format("{}: {} keys, {} sessions, {} of vMCP, {} other, {} malformed{}",
                                  sight.keyPrefix.empty() ? "thv:" : printable(sight.keyPrefix), counts.total,
                                  counts.sessions, counts.vmcp, counts.other, counts.malformed,
                                  sight.scanComplete ? "" : " (not all keys were seen)"),
                      "  ");
    if (sight.server)
        text += paragraph(serverText(*sight.server), "  ", Tone::Quiet);
    if (!sight.scanComplete && sight.server && sight.server->mode == "cluster")
        text += paragraph("a node of a cluster: the keys of masters that could not be asked are missing; "
                          "?cluster=true in the URL tells why",
                          "  ", Tone::Warning);
    for (const inspect::Capability &capability : sight.capabilities) {
        if (capability.granted)
            continue;
        const auto ability = inspect::describe(capability.ability);
        text += paragraph(fmt::format("no {}: {}", ability.command, ability.without), "  ", Tone::Warning);
    }
    if (const std::size_t unread = inspect::unreadSessions(sight.evidence()); unread > 0)
        text += paragraph(fmt::format("not read, among the other: {} of sessions, refused or over 64 KiB",
                                      unread == 1 ? "1 key" : fmt::format("{} keys", unread)),
                          "  ", Tone::Warning);
    return text + sessionsText(sight, showIds) + "\n";
}

std::string clusterText(Sight &sight)
{
    std::string text;
    const inspect::ClusterView *cluster = sight.cluster();
    if (!cluster)
        return text;
    for (const inspect::ServerView &server : cluster->servers()) {
        text += paragraph(
            fmt::format(
                "{}: {} {} {} → {} → {} {}",
                toned(server.id.namespaceName + "/" + server.id.name, Tone::Strong), server.proxyReplicas(),
                server.proxyReplicas() == 1 ? "proxy" : "proxies", server.proxyVersion(),
                server.service ? server.service->id.name + " (" + server.service->sessionAffinity + ")"
                               : std::string("no Service"),
                server.backendReplicas(), server.backendReplicas() == 1 ? "pod" : "pods"),
            "  ");
    }
    if (cluster->servers().empty())
        text += "No MCP server is among these objects.\n";
    for (const std::string &missing : cluster->facts().missing)
        text += paragraph("not read: " + missing, "  ", Tone::Warning);
    for (const inspect::UnseenSessions &unseen : inspect::unseenSessions(sight.evidence()))
        text += paragraph(fmt::format("not looked at: the sessions of {}/{}; --prefix {} does",
                                      unseen.server.namespaceName, unseen.server.name,
                                      printable(unseen.prefix)),
                          "  ", Tone::Warning);
    return text + "\n";
}

std::string namesText(const Sight &sight)
{
    if (!sight.names)
        return {};
    std::string text = paragraph(fmt::format("{} was asked for {} names of pods:", sight.names->nameServer,
                                             sight.names->answers.size()),
                                 "  ");
    for (const inspect::NameAnswer &answer : sight.names->answers) {
        std::string said = fmt::format("{}", fmt::join(answer.addresses, " "));
        if (answer.outcome == inspect::NameAnswer::Outcome::NoSuchName)
            said = "no such name";
        else if (answer.outcome == inspect::NameAnswer::Outcome::Failed)
            said = "the name server failed";
        text += "  " + paragraph(answer.asked.name, "      ") + "    " + paragraph(said, "      ");
    }
    return text + "\n";
}

std::string diffText(const inspect::SnapshotDiff &diff, bool showIds)
{
    const auto id = [showIds](const std::string &key) {
        return printable(shownId(key.substr(key.rfind(':') + 1), showIds));
    };
    TextTable table({});
    std::size_t rows = 0;
    const auto add = [&](const char *mark, const std::string &key, const std::string &what) {
        if (rows++ < kRowsShown)
            table.add({{mark}, {id(key)}, {shortened(what, 2 * kUrlColumns + 40)}});
    };
    for (const auto &key : diff.appeared)
        add("+", key, "appeared");
    for (const auto &key : diff.vanished)
        add("-", key, "vanished");
    for (const auto &change : diff.changed)
        add("~", change.key, change.what);
    std::string text
        = fmt::format("{} appeared, {} vanished, {} changed, {} only used, {} idle\n", diff.appeared.size(),
                      diff.vanished.size(), diff.changed.size(), diff.used, diff.idle);
    if (rows > kRowsShown)
        return text + table.text() + fmt::format("  … and {} more; --json lists all\n", rows - kRowsShown);
    return text + (rows > 0 ? table.text() : "");
}

} // namespace sessionscope::cli

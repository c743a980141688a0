// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/report.h"

#include "core/base/csv.h"
#include "core/base/mask.h"
#include "core/session/record_codec.h"

#include <fmt/format.h>

namespace sessionscope::inspect {

using nlohmann::ordered_json;

namespace {

constexpr std::size_t kExamples = 20; ///< session ids in a finding

std::string shownId(const Session &session, bool masked)
{
    return masked ? maskedSessionId(session.id()) : std::string(session.id());
}

std::string createdAt(const Session &session)
{
    return session.createdAt.unixNanoseconds == 0 ? std::string()
                                                  : session::formatTimestamp({session.createdAt, 0});
}

ordered_json orNull(std::string_view text)
{
    return text.empty() ? ordered_json() : ordered_json(text);
}

ordered_json sessionJson(const Session &session, const Evidence &evidence, WallTime now, bool masked)
{
    const PinTruth pin = pinTruth(session, evidence.cluster);
    const InitFacts none;
    const InitFacts &init = session.init ? *session.init : none;
    const std::string id = shownId(session, masked);
    ordered_json json{
        {"key", std::string(session.prefix()) + id},
        {"id", id},
        {"type", toText(session.type)},
        {"pin", toText(pin.kind)},
        {"ordinal", pin.ordinal < 0 ? ordered_json() : ordered_json(pin.ordinal)},
        {"backendUrl", orNull(view(session.backendUrl))},
        {"backendSid", orNull(masked ? maskedSessionId(session.backendSid) : session.backendSid)},
        {"client", {{"name", orNull(init.clientName)}, {"version", orNull(init.clientVersion)}}},
        {"protocolVersion", orNull(init.protocolVersion)},
        {"createdAt", orNull(createdAt(session))},
        {"ttlSeconds", session.hasTtl() ? ordered_json(ttlSeconds(session, now)) : ordered_json()}};
    if (session.isProbe())
        json["runnerProbe"] = true;
    return json;
}

} // namespace

const std::string &evidenceOf(const Finding &finding, bool masked)
{
    return masked || finding.evidenceWithIds.empty() ? finding.evidence : finding.evidenceWithIds;
}

std::int64_t ttlSeconds(const Session &session, WallTime now)
{
    return (session.ttlLeft(now).inMilliseconds() + 500) / 1000;
}

ordered_json findingsJson(const std::vector<Finding> &findings, const SessionInventory *inventory,
                          bool masked)
{
    ordered_json list = ordered_json::array();
    for (const Finding &finding : findings) {
        ordered_json json{{"mode", finding.mode},
                          {"id", finding.id},
                          {"severity", toText(finding.severity)},
                          {"certainty", toText(finding.certainty)},
                          {"sessions", finding.sessions},
                          {"title", finding.title},
                          {"evidence", evidenceOf(finding, masked)},
                          {"outlook", finding.outlook},
                          {"advice", finding.advice}};
        ordered_json examples = ordered_json::array();
        for (const auto row : finding.rows) {
            if (!inventory || examples.size() == kExamples)
                break;
            examples.push_back(shownId(inventory->session(row), masked));
        }
        json["examples"] = std::move(examples);
        list.push_back(std::move(json));
    }
    return list;
}

ordered_json inspectionJson(const Evidence &evidence, WallTime now, bool masked)
{
    const SessionInventory empty;
    const SessionInventory &inventory = evidence.inventory ? *evidence.inventory : empty;
    const auto counts = inventory.counts();
    ordered_json sessions = ordered_json::array();
    inventory.forEachPresent([&](auto, const Session &session) {
        sessions.push_back(sessionJson(session, evidence, now, masked));
    });
    return {{"keys",
             {{"total", counts.total},
              {"sessions", counts.sessions},
              {"vmcp", counts.vmcp},
              {"other", counts.other},
              {"malformed", counts.malformed}}},
            {"scanComplete", evidence.scanComplete},
            {"sessions", std::move(sessions)},
            {"findings", findingsJson(diagnose(evidence), evidence.inventory, masked)}};
}

std::string sessionsCsv(const Evidence &evidence, WallTime now, bool masked)
{
    std::string text
        = "id,type,pin,ordinal,backendUrl,backendSid,client,clientVersion,protocolVersion,createdAt,"
          "ttlSeconds\n";
    if (!evidence.inventory)
        return text;
    evidence.inventory->forEachPresent([&](auto, const Session &session) {
        const PinTruth pin = pinTruth(session, evidence.cluster);
        const InitFacts none;
        const InitFacts &init = session.init ? *session.init : none;
        const std::string sid = masked ? maskedSessionId(session.backendSid) : session.backendSid;
        text += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", csvField(shownId(session, masked)),
                            toText(session.type), toText(pin.kind),
                            pin.ordinal < 0 ? "" : fmt::format("{}", pin.ordinal),
                            csvField(view(session.backendUrl)), csvField(sid), csvField(init.clientName),
                            csvField(init.clientVersion), csvField(init.protocolVersion), createdAt(session),
                            session.hasTtl() ? fmt::format("{}", ttlSeconds(session, now)) : "");
    });
    return text;
}

} // namespace sessionscope::inspect

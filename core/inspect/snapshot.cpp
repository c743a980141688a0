// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/snapshot.h"

#include "core/session/record_codec.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <utility>

namespace sessionscope::inspect {

using nlohmann::json;

namespace {

constexpr int kFormat = 1;
constexpr const char *kMark = "sessionscopeSnapshot";
constexpr const char *kLines = "lines"; ///< that follow the header
constexpr std::array kTypes{SessionType::Mcp, SessionType::Streamable, SessionType::Sse, SessionType::Vmcp,
                            SessionType::Other};
constexpr std::array kOutcomes{NameAnswer::Outcome::Found, NameAnswer::Outcome::NoSuchName,
                               NameAnswer::Outcome::Failed};
constexpr std::array kKinds{KeyKind::RateLimit, KeyKind::Auth, KeyKind::Unknown, KeyKind::Malformed};

std::string timeText(WallTime time)
{
    return session::formatTimestamp({time, 0});
}

json sessionLine(const Session &session, const SessionInventory::State &state)
{
    json line{{"key", session.key},           {"prefix", session.prefixLength},
              {"type", toText(session.type)}, {"bytes", session.bytes},
              {"ttlMs", session.ttlMs},       {"at", timeText(session.observedAt)}};
    if (session.type == SessionType::Vmcp)
        line["vmcp"] = static_cast<int>(session.vmcp);
    else
        line["created"] = timeText(session.createdAt);
    if (session.backendUrl)
        line["url"] = *session.backendUrl;
    if (!session.backendSid.empty())
        line["sid"] = session.backendSid;
    if (session.init)
        line["init"] = {session.init->method, session.init->clientName, session.init->clientVersion,
                        session.init->protocolVersion, session.init->isRunnerProbe};
    if (session.idDiffers)
        line["idDiffers"] = true;
    if (session.updatedDiffers)
        line["updatedDiffers"] = true;
    if (state.sidChanges > 0)
        line["sidChanges"] = state.sidChanges;
    if (state.resurrected)
        line["resurrected"] = true;
    return {{"session", std::move(line)}};
}

json otherLine(const OtherKey &other)
{
    return {{"other",
             {{"key", other.key},
              {"kind", toText(other.kind)},
              {"detail", other.detail},
              {"bytes", other.size},
              {"ttlMs", other.ttlMs},
              {"at", timeText(other.observedAt)}}}};
}

template <class T> void put(json &into, const char *name, const std::optional<T> &value)
{
    if (value)
        into[name] = *value;
}

json serverLine(const ServerFacts &server)
{
    json line{{"product", server.product}, {"wantsPassword", server.wantsPassword}};
    put(line, "version", server.version);
    put(line, "mode", server.mode);
    put(line, "role", server.role);
    put(line, "uptimeSeconds", server.uptimeSeconds);
    put(line, "evictedKeys", server.evictedKeys);
    put(line, "usedMemory", server.usedMemory);
    put(line, "maxMemory", server.maxMemory);
    put(line, "maxMemoryPolicy", server.maxMemoryPolicy);
    put(line, "appendOnly", server.appendOnly);
    put(line, "save", server.save);
    return {{"server", std::move(line)}};
}

json namesLine(const NameFacts &names)
{
    json answers = json::array();
    for (const NameAnswer &answer : names.answers)
        answers.push_back({{"namespace", answer.asked.server.namespaceName},
                           {"server", answer.asked.server.name},
                           {"name", answer.asked.name},
                           {"address", answer.asked.address},
                           {"outcome", toText(answer.outcome)},
                           {"addresses", answer.addresses}});
    return {{"names", {{"nameServer", names.nameServer}, {"answers", std::move(answers)}}}};
}

/// Takes a field if it is there and of the right kind; a snapshot is our own file, edited by hand at most.
template <class T> void get(const json &from, const char *name, T &into)
{
    const auto field = from.find(name);
    if (field == from.end())
        return;
    bool fits = false;
    if constexpr (std::is_same_v<T, bool>)
        fits = field->is_boolean();
    else if constexpr (std::is_arithmetic_v<T>)
        fits = field->is_number_integer();
    else
        fits = field->is_string();
    if (fits)
        into = field->template get<T>();
}

template <class T> void get(const json &from, const char *name, std::optional<T> &into)
{
    if (!from.contains(name))
        return;
    T value{};
    get(from, name, value);
    into = std::move(value);
}

WallTime timeOf(const json &from, const char *name)
{
    std::string text;
    get(from, name, text);
    const auto time = session::parseTimestamp(text);
    return time ? time->instant : WallTime();
}

template <class Enum, std::size_t kCount>
Enum named(const json &from, const char *name, const std::array<Enum, kCount> &choices, Enum otherwise)
{
    std::string text;
    get(from, name, text);
    for (const Enum choice : choices) {
        if (text == toText(choice))
            return choice;
    }
    return otherwise;
}

/// Texts that sessions share, as RecordClassifier has them.
class SessionReader
{
public:
    void read(const json &line, SessionInventory &into)
    {
        Session session;
        SessionInventory::State state;
        get(line, "key", session.key);
        get(line, "prefix", session.prefixLength);
        session.prefixLength
            = static_cast<std::uint16_t>(std::min<std::size_t>(session.prefixLength, session.key.size()));
        session.type = named(line, "type", kTypes, SessionType::Other);
        get(line, "bytes", session.bytes);
        get(line, "ttlMs", session.ttlMs);
        session.observedAt = timeOf(line, "at");
        session.createdAt = timeOf(line, "created");
        int vmcp = 0;
        get(line, "vmcp", vmcp);
        if (vmcp >= 0 && vmcp <= static_cast<int>(VmcpState::Incomplete))
            session.vmcp = static_cast<VmcpState>(vmcp);
        readPinOf(line, session);
        get(line, "sid", session.backendSid);
        get(line, "idDiffers", session.idDiffers);
        get(line, "updatedDiffers", session.updatedDiffers);
        get(line, "sidChanges", state.sidChanges);
        get(line, "resurrected", state.resurrected);
        into.restore(std::move(session), state);
    }

private:
    void readPinOf(const json &line, Session &session)
    {
        std::string url;
        get(line, "url", url);
        if (!url.empty()) {
            Text &shared = m_urls[url];
            if (!shared)
                shared = std::make_shared<const std::string>(url);
            const PinForm pin = readPin(url);
            session.backendUrl = shared;
            session.pin = pin.kind;
            session.ordinal = pin.ordinal;
        }
        const auto init = line.find("init");
        if (init == line.end() || !init->is_array() || init->size() != 5)
            return;
        auto &shared = m_inits[init->dump()];
        if (!shared) {
            const auto text = [&init](std::size_t i) {
                return (*init)[i].is_string() ? (*init)[i].template get<std::string>() : std::string();
            };
            const bool probe = (*init)[4].is_boolean() && (*init)[4].template get<bool>();
            shared = std::make_shared<const InitFacts>(InitFacts{text(0), text(1), text(2), text(3), probe});
        }
        session.init = shared;
    }

    std::map<std::string, Text> m_urls;
    std::map<std::string, std::shared_ptr<const InitFacts>> m_inits;
};

OtherKey readOther(const json &line)
{
    OtherKey other;
    get(line, "key", other.key);
    other.kind = named(line, "kind", kKinds, KeyKind::Unknown);
    get(line, "detail", other.detail);
    get(line, "bytes", other.size);
    get(line, "ttlMs", other.ttlMs);
    other.observedAt = timeOf(line, "at");
    return other;
}

ServerFacts readServer(const json &line)
{
    ServerFacts server;
    get(line, "product", server.product);
    get(line, "wantsPassword", server.wantsPassword);
    get(line, "version", server.version);
    get(line, "mode", server.mode);
    get(line, "role", server.role);
    get(line, "uptimeSeconds", server.uptimeSeconds);
    get(line, "evictedKeys", server.evictedKeys);
    get(line, "usedMemory", server.usedMemory);
    get(line, "maxMemory", server.maxMemory);
    get(line, "maxMemoryPolicy", server.maxMemoryPolicy);
    get(line, "appendOnly", server.appendOnly);
    get(line, "save", server.save);
    return server;
}

NameFacts readNames(const json &line)
{
    NameFacts names;
    get(line, "nameServer", names.nameServer);
    for (const json &entry : line.value("answers", json::array())) {
        if (!entry.is_object())
            continue;
        NameAnswer answer;
        get(entry, "namespace", answer.asked.server.namespaceName);
        get(entry, "server", answer.asked.server.name);
        get(entry, "name", answer.asked.name);
        get(entry, "address", answer.asked.address);
        answer.outcome = named(entry, "outcome", kOutcomes, NameAnswer::Outcome::Failed);
        for (const json &address : entry.value("addresses", json::array())) {
            if (address.is_string())
                answer.addresses.push_back(address.get<std::string>());
        }
        names.answers.push_back(std::move(answer));
    }
    return names;
}

Result<void> readHeader(const json &line, Snapshot &snapshot)
{
    if (!line.is_object() || !line.contains(kMark) || !line[kMark].is_number_integer())
        return fail(ErrorCode::InvalidInput, "not a snapshot", "line 1",
                    "inspect … --snapshot FILE writes one");
    if (line[kMark].get<std::int64_t>() != kFormat)
        return fail(ErrorCode::InvalidInput, "written by a newer version", "line 1", "update this program");
    get(line, "source", snapshot.source);
    get(line, "keyPrefix", snapshot.keyPrefix);
    get(line, "scanComplete", snapshot.scanComplete);
    snapshot.takenAt = timeOf(line, "takenAt");
    return {};
}

} // namespace

std::string encodeSnapshot(const Snapshot &snapshot)
{
    return encodeSnapshot(snapshot, snapshot.inventory);
}

std::string encodeSnapshot(const Snapshot &snapshot, const SessionInventory &sessions)
{
    // Keys may be any bytes, JSON only UTF-8: what is not is replaced, since nothing can be done with it offline.
    const auto line
        = [](const json &value) { return value.dump(-1, ' ', false, json::error_handler_t::replace) + "\n"; };
    const std::size_t facts
        = (snapshot.server ? 1 : 0) + (snapshot.cluster ? 1 : 0) + (snapshot.names ? 1 : 0);
    std::string text = line({{kMark, kFormat},
                             {"source", snapshot.source},
                             {"keyPrefix", snapshot.keyPrefix},
                             {"takenAt", timeText(snapshot.takenAt)},
                             {"scanComplete", snapshot.scanComplete},
                             {kLines, facts + sessions.counts().total}});
    if (snapshot.server)
        text += line(serverLine(*snapshot.server));
    if (snapshot.cluster)
        text += line({{"cluster", *snapshot.cluster}});
    if (snapshot.names)
        text += line(namesLine(*snapshot.names));
    sessions.forEachPresent([&](SessionInventory::Row row, const Session &session) {
        text += line(sessionLine(session, sessions.state(row)));
    });
    sessions.forEachOther([&](const OtherKey &other) { text += line(otherLine(other)); });
    return text;
}

Result<Snapshot> decodeSnapshot(std::string_view text)
{
    Snapshot snapshot;
    SessionReader sessions;
    std::optional<std::uint64_t> lines; ///< that should follow the header
    std::uint64_t linesRead = 0;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        const std::string_view lineText = text.substr(0, end);
        const bool isLast = end == std::string_view::npos;
        text.remove_prefix(isLast ? text.size() : end + 1);
        const json line = json::parse(lineText, nullptr, false);
        if (number == 1) {
            if (auto header = readHeader(line, snapshot); !header)
                return fail(header.error());
            get(line, kLines, lines);
            continue;
        }
        if (!line.is_object()) {
            if (isLast) // cut off
                break;
            return fail(ErrorCode::InvalidInput, "not a JSON object", fmt::format("line {}", number));
        }
        ++linesRead;
        if (line.contains("session") && line["session"].is_object()) {
            sessions.read(line["session"], snapshot.inventory);
        } else if (line.contains("other") && line["other"].is_object()) {
            snapshot.inventory.apply(readOther(line["other"]));
        } else if (line.contains("server") && line["server"].is_object()) {
            snapshot.server = readServer(line["server"]);
        } else if (line.contains("cluster")) {
            snapshot.cluster = line["cluster"];
        } else if (line.contains("names") && line["names"].is_object()) {
            snapshot.names = readNames(line["names"]);
        }
    }
    if (snapshot.takenAt == WallTime())
        return fail(ErrorCode::InvalidInput, "not a snapshot", "line 1");
    if (lines && linesRead != *lines)
        snapshot.scanComplete = false;
    return snapshot;
}

} // namespace sessionscope::inspect

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/record_classifier.h"

#include "core/mcp/rpc_peek.h"
#include "core/session/record_codec.h"
#include "core/session/store_messages.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace sessionscope::inspect {

namespace {

constexpr std::string_view kVmcpPrefix = "thv:vmcp:session:";
constexpr std::string_view kAuthPrefix = "thv:auth:{";
constexpr std::string_view kRatePrefix = "thv:rl:{";
constexpr std::string_view kProbeName = "toolhive";              // digest 3.1 i
constexpr std::string_view kProbeId = "\"toolhive-init-check\""; // as JSON text
constexpr std::string_view kMetadata = ",\"metadata\":{";
constexpr std::size_t kBodiesKept = 4096;

/// What follows `{ns:name}:`, up to what names one thing: "access", "upstream", "shared:tool".
std::string_view afterOwner(std::string_view key)
{
    const std::size_t end = key.find("}:");
    return end == std::string_view::npos ? std::string_view() : key.substr(end + 2);
}

std::string_view authDetail(std::string_view key)
{
    static constexpr std::array<std::string_view, 5> kIndexes{"reqid:access", "reqid:refresh", "upstream:idx",
                                                              "user:upstream", "user:providers"};
    static constexpr std::array<std::string_view, 14> kKinds{
        "access",      "refresh", "authcode",      "pkce",     "client",   "user", "pending",
        "invalidated", "jwt",     "assertion-jwt", "upstream", "provider", "dcr",  "reqid"};
    const std::string_view rest = afterOwner(key);
    for (const std::string_view index : kIndexes) {
        if (rest.starts_with(index) && rest.substr(index.size()).starts_with(':'))
            return index;
    }
    const std::string_view kind = rest.substr(0, rest.find(':'));
    return std::ranges::find(kKinds, kind) == kKinds.end() ? std::string_view() : kind;
}

std::string_view rateDetail(std::string_view key)
{
    const std::string_view rest = afterOwner(key);
    if (rest == "shared")
        return rest;
    for (const std::string_view kind : {"shared:tool", "user-tool", "user"}) {
        if (rest.starts_with(kind) && rest.substr(kind.size()).starts_with(':'))
            return kind;
    }
    return {};
}

SessionType typeOf(std::string_view type)
{
    if (type == session::kTypeMcp)
        return SessionType::Mcp;
    if (type == session::kTypeStreamable)
        return SessionType::Streamable;
    return type == session::kTypeSse ? SessionType::Sse : SessionType::Other;
}

bool lists(std::string_view ids, std::string_view id)
{
    while (!ids.empty()) {
        const std::size_t end = std::min(ids.find(','), ids.size());
        if (ids.substr(0, end) == id)
            return true;
        ids.remove_prefix(std::min(end + 1, ids.size()));
    }
    return false;
}

/// Digest 3.3.
VmcpState vmcpState(const session::VmcpRecord &record)
{
    constexpr std::string_view kSession = "vmcp.backend.session.";
    const auto &values = record.values;
    if (values.empty())
        return VmcpState::Placeholder;
    if (const auto terminated = values.find("terminated");
        terminated != values.end() && terminated->second == "true")
        return VmcpState::Terminated;
    const bool hasToken = values.contains("vmcp.token.hash") || values.contains("vmcp.token.salt");
    if (hasToken && !values.contains("vmcp.identity.binding"))
        return VmcpState::Legacy;
    const auto ids = values.find("vmcp.backend.ids");
    if (ids == values.end())
        return VmcpState::Incomplete;
    for (auto it = values.lower_bound(kSession); it != values.end() && it->first.starts_with(kSession);
         ++it) {
        if (!lists(ids->second, std::string_view(it->first).substr(kSession.size())))
            return VmcpState::Incomplete;
    }
    return VmcpState::Full;
}

/// Whether a connection's prefix is one of sessions by itself, and not just wide enough to cover ToolHive's.
bool holdsSessions(std::string_view customPrefix)
{
    return !session::kDefaultKeyPrefix.starts_with(customPrefix) && !kVmcpPrefix.starts_with(customPrefix);
}

/// What the types of digest 3.4 say of a key that is not where sessions live.
bool hasTypeOf(KeyKind kind, std::string_view detail, ValueType type)
{
    if (kind == KeyKind::RateLimit)
        return type == ValueType::Hash;
    const bool index = detail.find(':') != std::string_view::npos;
    return kind != KeyKind::Auth || type == (index ? ValueType::Set : ValueType::String);
}

/// What a record tells beside its metadata.
void takeEnvelope(const session::Record &record, Session &session)
{
    session.type = typeOf(record.type);
    session.idDiffers = record.id != session.id();
    session.updatedDiffers = record.updatedAt.instant != record.createdAt.instant;
    session.createdAt = record.createdAt.instant;
}

OtherKey otherKey(const RawKey &raw, KeyKind kind, std::string detail)
{
    return OtherKey{raw.key, kind, std::move(detail), raw.type, raw.size, raw.ttlMs, raw.at};
}

} // namespace

const char *toText(KeyKind kind)
{
    switch (kind) {
    case KeyKind::ProxySession:
        return "proxy-session";
    case KeyKind::VmcpSession:
        return "vmcp-session";
    case KeyKind::RateLimit:
        return "rate-limit";
    case KeyKind::Auth:
        return "auth";
    case KeyKind::Unknown:
        return "unknown";
    case KeyKind::Malformed:
        return "malformed";
    }
    return "unknown";
}

ValueType valueTypeOf(std::string_view redisName)
{
    static constexpr std::pair<std::string_view, ValueType> kNames[]
        = {{"none", ValueType::None},    {"string", ValueType::String}, {"hash", ValueType::Hash},
           {"set", ValueType::Set},      {"list", ValueType::List},     {"zset", ValueType::SortedSet},
           {"stream", ValueType::Stream}};
    const auto *known = std::ranges::find(kNames, redisName, [](const auto &entry) { return entry.first; });
    return known == std::end(kNames) ? ValueType::Other : known->second;
}

const char *toText(ValueType type)
{
    switch (type) {
    case ValueType::None:
        return "nothing";
    case ValueType::String:
        return "string";
    case ValueType::Hash:
        return "hash";
    case ValueType::Set:
        return "set";
    case ValueType::List:
        return "list";
    case ValueType::SortedSet:
        return "sorted set";
    case ValueType::Stream:
        return "stream";
    case ValueType::Other:
        return "value of another type";
    }
    return "value of another type";
}

KeyName classifyName(std::string_view key, std::string_view customPrefix)
{
    if (holdsSessions(customPrefix) && key.starts_with(customPrefix) && key.size() > customPrefix.size())
        return {KeyKind::ProxySession, customPrefix.size(), {}};
    for (const auto &[prefix, kind] : {std::pair{session::kDefaultKeyPrefix, KeyKind::ProxySession},
                                       std::pair{kVmcpPrefix, KeyKind::VmcpSession}}) {
        if (key.starts_with(prefix) && key.size() > prefix.size())
            return {kind, prefix.size(), {}};
    }
    if (key.starts_with(kAuthPrefix)) {
        const std::string_view detail = authDetail(key);
        return {detail.empty() ? KeyKind::Unknown : KeyKind::Auth, 0, detail};
    }
    if (key.starts_with(kRatePrefix)) {
        const std::string_view detail = rateDetail(key);
        return {detail.empty() ? KeyKind::Unknown : KeyKind::RateLimit, 0, detail};
    }
    return {};
}

RecordClassifier::RecordClassifier(std::string customPrefix)
    : m_customPrefix(std::move(customPrefix))
{
}

ClassifiedKey RecordClassifier::classify(const RawKey &raw)
{
    const KeyName name = classifyName(raw.key, m_customPrefix);
    const bool isSession = name.kind == KeyKind::ProxySession || name.kind == KeyKind::VmcpSession;
    if (isSession && !raw.readable)
        return otherKey(raw, KeyKind::Unknown, "not readable: " + raw.value);
    if (!isSession) {
        const bool fits = hasTypeOf(name.kind, name.detail, raw.type);
        return otherKey(raw, fits ? name.kind : KeyKind::Unknown, std::string(name.detail));
    }
    if (raw.type != ValueType::String)
        return otherKey(raw, KeyKind::Malformed,
                        fmt::format("a {}, where a string belongs", toText(raw.type)));
    if (!raw.isWhole())
        return otherKey(raw, KeyKind::Unknown, fmt::format("large, not read: {} bytes", raw.size));
    auto session = decode(raw, name);
    if (session)
        return std::move(*session);
    Error error = session.error();
    return otherKey(raw, KeyKind::Malformed,
                    error.where.empty() ? error.what : fmt::format("{}: {}", error.where, error.what));
}

Result<Session> RecordClassifier::decode(const RawKey &raw, const KeyName &name)
{
    Session session;
    session.key = raw.key;
    session.prefixLength = static_cast<std::uint16_t>(name.prefixLength);
    session.bytes = static_cast<std::uint32_t>(raw.size);
    session.ttlMs = raw.ttlMs;
    session.observedAt = raw.at;
    if (name.kind == KeyKind::ProxySession && decodeByMetadata(raw, session))
        return session;
    const auto value = session::decodeValue(raw.value);
    if (!value)
        return fail(value.error());
    if (const auto *vmcp = std::get_if<session::VmcpRecord>(&*value)) {
        if (name.kind != KeyKind::VmcpSession && !holdsSessions(m_customPrefix))
            return fail(ErrorCode::InvalidInput, "a vMCP session among those of proxies", "$");
        session.type = SessionType::Vmcp;
        session.vmcp = vmcpState(*vmcp);
        return session;
    }
    if (name.kind == KeyKind::VmcpSession)
        return fail(ErrorCode::InvalidInput, "a proxy's session among those of vMCP", "$");

    const auto &record = std::get<session::Record>(*value);
    takeEnvelope(record, session);
    Metadata metadata;
    metadata.backendSid = record.backendSid();
    if (const std::string_view url = record.backendUrl(); !url.empty())
        metadata.pin = pin(url);
    if (const std::string_view body = record.initBody(); !body.empty())
        metadata.init = initFacts(body);
    apply(metadata, session);
    keepMetadata(raw.value, record, session);
    return session;
}

void RecordClassifier::apply(const Metadata &metadata, Session &session) const
{
    session.backendUrl = metadata.pin.url;
    session.pin = metadata.pin.kind;
    session.ordinal = metadata.pin.ordinal;
    session.backendSid = metadata.backendSid;
    session.init = metadata.init;
}

/// ToolHive writes the metadata last. If these very bytes were read before, only what stands before them is read.
bool RecordClassifier::decodeByMetadata(const RawKey &raw, Session &session) const
{
    const std::size_t cut = raw.value.find(kMetadata);
    if (cut == std::string::npos)
        return false;
    const auto known = m_metadata.find(std::string_view(raw.value).substr(cut));
    if (known == m_metadata.end())
        return false;
    const auto envelope = session::decodePlainEnvelope(std::string_view(raw.value).substr(0, cut));
    if (!envelope)
        return false;
    takeEnvelope(*envelope, session);
    apply(known->second, session);
    return true;
}

/// Bytes stand for their metadata only if they hold nothing else: no second id, say, behind it.
void RecordClassifier::keepMetadata(std::string_view value, const session::Record &record,
                                    const Session &session)
{
    const std::size_t cut = value.find(kMetadata);
    if (cut == std::string_view::npos)
        return;
    const auto envelope = session::decodeRecord(std::string(value.substr(0, cut)) + "}");
    session::Record whole = record;
    whole.metadata.clear();
    if (!envelope || *envelope != whole)
        return;
    if (m_metadata.size() >= kBodiesKept)
        m_metadata.clear();
    m_metadata.emplace(
        value.substr(cut),
        Metadata{{session.backendUrl, session.pin, session.ordinal}, session.backendSid, session.init});
}

const RecordClassifier::Pin &RecordClassifier::pin(std::string_view url)
{
    const auto known = m_pins.find(url);
    if (known != m_pins.end())
        return known->second;
    const PinForm form = readPin(url);
    Pin made{std::make_shared<const std::string>(url), form.kind, form.ordinal};
    return m_pins.emplace(url, std::move(made)).first->second;
}

/// Few clients make many sessions: most bodies were seen before, byte for byte.
std::shared_ptr<const InitFacts> RecordClassifier::initFacts(std::string_view body)
{
    const auto known = m_bodies.find(body);
    if (known != m_bodies.end())
        return known->second;
    mcp::RpcPeek seen = mcp::peek(body);
    const bool probe = seen.isInitialize() && seen.id == kProbeId && seen.clientName == kProbeName;
    InitFacts facts{std::move(seen.method), std::move(seen.clientName), std::move(seen.clientVersion),
                    std::move(seen.protocolVersion), probe};
    const std::string name = fmt::format("{}\n{}\n{}\n{}\n{}", facts.method, facts.clientName,
                                         facts.clientVersion, facts.protocolVersion, probe);
    auto &shared = m_facts[name];
    if (!shared)
        shared = std::make_shared<const InitFacts>(std::move(facts));
    if (m_bodies.size() >= kBodiesKept)
        m_bodies.clear();
    m_bodies.emplace(body, shared);
    return shared;
}

bool isPrintable(std::string_view value)
{
    for (std::size_t i = 0; i < value.size();) {
        const auto byte = static_cast<unsigned char>(value[i]);
        const std::size_t length = byte < 0x80 ? 1
            : byte >> 5 == 6                   ? 2
            : byte >> 4 == 14                  ? 3
            : byte >> 3 == 30                  ? 4
                                               : 0;
        if (length == 0 || i + length > value.size())
            return false;
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r')
            return false;
        for (std::size_t k = 1; k < length; ++k) {
            if ((static_cast<unsigned char>(value[i + k]) & 0xC0) != 0x80)
                return false;
        }
        i += length;
    }
    return true;
}

std::string valueText(std::string_view value)
{
    if (isPrintable(value))
        return std::string(value);
    constexpr std::size_t kBytesPerLine = 16;
    std::string text;
    for (std::size_t line = 0; line < value.size(); line += kBytesPerLine) {
        std::string hex;
        std::string plain;
        for (const char c : value.substr(line, kBytesPerLine)) {
            const auto byte = static_cast<unsigned char>(c);
            hex += fmt::format("{:02x} ", byte);
            plain += byte >= 0x20 && byte < 0x7f ? c : '.';
        }
        text += fmt::format("{:08x}  {:<48} {}\n", line, hex, plain);
    }
    return text;
}

} // namespace sessionscope::inspect

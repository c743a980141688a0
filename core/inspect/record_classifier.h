// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/string_hash.h"
#include "core/inspect/session.h"
#include "core/session/record.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

namespace sessionscope::inspect {

/// What a key is (digest 3.4).
enum class KeyKind : std::uint8_t {
    ProxySession,
    VmcpSession,
    RateLimit, ///< `thv:rl:{ns:name}:…`
    Auth,      ///< `thv:auth:{ns:name}:…`, the embedded OAuth server
    Unknown,   ///< of no known form
    Malformed, ///< where sessions live, but not a session
};

const char *
toText(KeyKind kind); ///< "proxy-session", "vmcp-session", "rate-limit", "auth", "unknown", "malformed"

/// The type that Redis gives a key.
enum class ValueType : std::uint8_t { None, String, Hash, Set, List, SortedSet, Stream, Other };

ValueType valueTypeOf(std::string_view redisName); ///< of what TYPE answers
const char *toText(ValueType type);

/// A key as Redis gave it.
struct RawKey
{
    std::string key;
    ValueType type = ValueType::String;
    std::string value;      ///< string keys; at most the preview's size
    std::uint64_t size = 0; ///< of the whole value
    std::int64_t ttlMs = Session::kNoTtl;
    WallTime at;
    bool readable = true; ///< false: the server would not give the value, and `value` says why

    bool isWhole() const { return value.size() == size; }
};

/// A key that is no session.
struct OtherKey
{
    std::string key;
    KeyKind kind = KeyKind::Unknown;
    std::string detail; ///< "access", "shared:tool" …; of a malformed one what is wrong with it
    ValueType type = ValueType::String;
    std::uint64_t size = 0;
    std::int64_t ttlMs = Session::kNoTtl;
    WallTime observedAt;
};

using ClassifiedKey = std::variant<Session, OtherKey>;

/// What the name of a key alone says: its kind, and for a session where the id begins.
struct KeyName
{
    KeyKind kind = KeyKind::Unknown;
    std::size_t prefixLength = 0;
    std::string_view detail; ///< of auth and rate-limit keys: which; a part of the key
};

/// `customPrefix` is the connection's; empty if it has none. Such keys are sessions of either kind.
KeyName classifyName(std::string_view key, std::string_view customPrefix);

/// Reads keys. It keeps the texts that many records share, so that each is stored once.
class RecordClassifier
{
public:
    explicit RecordClassifier(std::string customPrefix = {});

    /// Never fails: what does not read is a malformed key. A session's key whose value was not given, or not whole, is of
    /// an unknown kind: an init_body may have up to 8 MiB (digest §0), so size alone makes no record malformed.
    ClassifiedKey classify(const RawKey &raw);

private:
    Result<Session> decode(const RawKey &raw, const KeyName &name);
    std::shared_ptr<const InitFacts> initFacts(std::string_view body);

    struct Pin
    {
        Text url;
        PinKind kind = PinKind::None;
        std::int32_t ordinal = -1;
    };
    const Pin &pin(std::string_view url);

    /// What a record's metadata tells, by its bytes: few distinct ones make up many records.
    struct Metadata
    {
        Pin pin;
        std::string backendSid;
        std::shared_ptr<const InitFacts> init;
    };
    void apply(const Metadata &metadata, Session &session) const;
    bool decodeByMetadata(const RawKey &raw, Session &session) const;
    void keepMetadata(std::string_view value, const session::Record &record, const Session &session);

    std::string m_customPrefix;
    std::unordered_map<std::string, Pin, StringHash, std::equal_to<>> m_pins;
    std::unordered_map<std::string, Metadata, StringHash, std::equal_to<>> m_metadata; ///< bounded
    std::unordered_map<std::string, std::shared_ptr<const InitFacts>, StringHash, std::equal_to<>>
        m_bodies; ///< bounded
    std::unordered_map<std::string, std::shared_ptr<const InitFacts>, StringHash, std::equal_to<>> m_facts;
};

/// How a value is best shown: as it is, or in hex (16 bytes a line) if it is not printable UTF-8.
std::string valueText(std::string_view value);
bool isPrintable(std::string_view value);

} // namespace sessionscope::inspect

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sessionscope::live {

/// Everything that the inspector can say to a Redis, a Sentinel or a cluster node (architecture §10). There is no other
/// way to make one, so that a write, a GETEX (which would start a session's time to live anew), KEYS or MONITOR cannot
/// even be expressed.
class ReadCommand
{
public:
    enum class Kind : std::uint8_t {
        Auth,
        Select,
        Ping,
        ClientId,
        ClientSetName,
        ClientTracking,
        Subscribe,
        Scan,
        Type,
        StrLen,
        Get,
        GetRange,
        Pttl,
        Info,
        ConfigGet,
        AclWhoAmI,
        SentinelMaster,
        ClusterSlots,
    };

    static ReadCommand auth(const std::string &user,
                            const std::string &password); ///< empty user: the default one
    static ReadCommand select(std::uint32_t database);
    static ReadCommand ping();
    static ReadCommand clientId();
    static ReadCommand clientSetName(); ///< "sessionscope-inspector"
    /// Invalidations of every key with one of the prefixes, sent to the connection `redirectTo`.
    static ReadCommand clientTracking(std::int64_t redirectTo, const std::vector<std::string> &prefixes);
    static ReadCommand subscribeToInvalidations(); ///< the only channel that it listens to
    static ReadCommand scan(const std::string &cursor, const std::string &match, std::uint32_t count);
    static ReadCommand type(const std::string &key);
    static ReadCommand strLen(const std::string &key);
    static ReadCommand get(const std::string &key);
    static ReadCommand getStart(const std::string &key, std::uint64_t bytes); ///< GETRANGE from the beginning
    static ReadCommand pttl(const std::string &key);
    static ReadCommand info();
    static ReadCommand configGetSave();
    static ReadCommand aclWhoAmI();
    static ReadCommand sentinelMaster(const std::string &name);
    static ReadCommand clusterSlots();

    Kind kind() const { return m_kind; }
    const std::vector<std::string> &words() const { return m_words; }

private:
    ReadCommand(Kind kind, std::vector<std::string> words)
        : m_kind(kind)
        , m_words(std::move(words))
    {
    }

    Kind m_kind;
    std::vector<std::string> m_words;
};

const char *toText(ReadCommand::Kind kind); ///< "CLIENT TRACKING"

/// How many commands of each kind were sent, by their names.
using CommandCounts = std::map<std::string, std::uint64_t>;

/// A prefix as a pattern of SCAN MATCH: what a pattern would read as a wildcard is escaped.
std::string matchPattern(std::string_view prefix);

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/read_command.h"

namespace sessionscope::live {

ReadCommand ReadCommand::auth(const std::string &user, const std::string &password)
{
    if (user.empty())
        return {Kind::Auth, {"AUTH", password}};
    return {Kind::Auth, {"AUTH", user, password}};
}

ReadCommand ReadCommand::select(std::uint32_t database)
{
    return {Kind::Select, {"SELECT", std::to_string(database)}};
}

ReadCommand ReadCommand::ping()
{
    return {Kind::Ping, {"PING"}};
}

ReadCommand ReadCommand::clientId()
{
    return {Kind::ClientId, {"CLIENT", "ID"}};
}

ReadCommand ReadCommand::clientSetName()
{
    return {Kind::ClientSetName, {"CLIENT", "SETNAME", "sessionscope-inspector"}};
}

ReadCommand ReadCommand::clientTracking(std::int64_t redirectTo, const std::vector<std::string> &prefixes)
{
    std::vector<std::string> words{"CLIENT", "TRACKING", "ON", "REDIRECT", std::to_string(redirectTo),
                                   "BCAST"};
    for (const std::string &prefix : prefixes) {
        words.push_back("PREFIX");
        words.push_back(prefix);
    }
    return {Kind::ClientTracking, std::move(words)};
}

ReadCommand ReadCommand::subscribeToInvalidations()
{
    return {Kind::Subscribe, {"SUBSCRIBE", "__redis__:invalidate"}};
}

ReadCommand ReadCommand::scan(const std::string &cursor, const std::string &match, std::uint32_t count)
{
    return {Kind::Scan, {"SCAN", cursor, "MATCH", match, "COUNT", std::to_string(count)}};
}

ReadCommand ReadCommand::type(const std::string &key)
{
    return {Kind::Type, {"TYPE", key}};
}

ReadCommand ReadCommand::strLen(const std::string &key)
{
    return {Kind::StrLen, {"STRLEN", key}};
}

ReadCommand ReadCommand::get(const std::string &key)
{
    return {Kind::Get, {"GET", key}};
}

ReadCommand ReadCommand::getStart(const std::string &key, std::uint64_t bytes)
{
    return {Kind::GetRange, {"GETRANGE", key, "0", std::to_string(bytes - 1)}};
}

ReadCommand ReadCommand::pttl(const std::string &key)
{
    return {Kind::Pttl, {"PTTL", key}};
}

ReadCommand ReadCommand::info()
{
    return {Kind::Info, {"INFO"}};
}

ReadCommand ReadCommand::configGetSave()
{
    return {Kind::ConfigGet, {"CONFIG", "GET", "save"}};
}

ReadCommand ReadCommand::aclWhoAmI()
{
    return {Kind::AclWhoAmI, {"ACL", "WHOAMI"}};
}

ReadCommand ReadCommand::sentinelMaster(const std::string &name)
{
    return {Kind::SentinelMaster, {"SENTINEL", "get-master-addr-by-name", name}};
}

ReadCommand ReadCommand::clusterSlots()
{
    return {Kind::ClusterSlots, {"CLUSTER", "SLOTS"}};
}

const char *toText(ReadCommand::Kind kind)
{
    switch (kind) {
    case ReadCommand::Kind::Auth:
        return "AUTH";
    case ReadCommand::Kind::Select:
        return "SELECT";
    case ReadCommand::Kind::Ping:
        return "PING";
    case ReadCommand::Kind::ClientId:
        return "CLIENT ID";
    case ReadCommand::Kind::ClientSetName:
        return "CLIENT SETNAME";
    case ReadCommand::Kind::ClientTracking:
        return "CLIENT TRACKING";
    case ReadCommand::Kind::Subscribe:
        return "SUBSCRIBE";
    case ReadCommand::Kind::Scan:
        return "SCAN";
    case ReadCommand::Kind::Type:
        return "TYPE";
    case ReadCommand::Kind::StrLen:
        return "STRLEN";
    case ReadCommand::Kind::Get:
        return "GET";
    case ReadCommand::Kind::GetRange:
        return "GETRANGE";
    case ReadCommand::Kind::Pttl:
        return "PTTL";
    case ReadCommand::Kind::Info:
        return "INFO";
    case ReadCommand::Kind::ConfigGet:
        return "CONFIG GET";
    case ReadCommand::Kind::AclWhoAmI:
        return "ACL WHOAMI";
    case ReadCommand::Kind::SentinelMaster:
        return "SENTINEL GET-MASTER-ADDR-BY-NAME";
    case ReadCommand::Kind::ClusterSlots:
        return "CLUSTER SLOTS";
    }
    return "PING";
}

std::string matchPattern(std::string_view prefix)
{
    std::string pattern;
    for (const char c : prefix) {
        if (std::string_view("*?[]\\^").find(c) != std::string_view::npos)
            pattern += '\\';
        pattern += c;
    }
    return pattern + "*";
}

} // namespace sessionscope::live

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/server_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace sessionscope::inspect {

namespace {

using Fields = std::map<std::string, std::string, std::less<>>;

Fields fieldsOf(std::string_view info)
{
    Fields fields;
    while (!info.empty()) {
        const std::size_t end = std::min(info.find('\n'), info.size());
        std::string_view line = info.substr(0, end);
        info.remove_prefix(std::min(end + 1, info.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && !line.starts_with('#'))
            fields.insert_or_assign(std::string(line.substr(0, colon)), std::string(line.substr(colon + 1)));
    }
    return fields;
}

void takeText(std::optional<std::string> &into, const Fields &fields, std::string_view name)
{
    if (const auto field = fields.find(name); field != fields.end())
        into = field->second;
}

void takeNumber(std::optional<std::uint64_t> &into, const Fields &fields, std::string_view name)
{
    const auto field = fields.find(name);
    if (field == fields.end())
        return;
    std::uint64_t number = 0;
    const std::string &text = field->second;
    if (std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc())
        into = number;
}

} // namespace

void takeInfo(ServerFacts &facts, std::string_view info)
{
    const Fields fields = fieldsOf(info);
    takeText(facts.version, fields, "redis_version");
    if (fields.contains("valkey_version")) {
        facts.product = "valkey"; // its redis_version is that of the Redis it forked from
        takeText(facts.version, fields, "valkey_version");
    }
    takeText(facts.mode, fields, "redis_mode");
    takeText(facts.role, fields, "role");
    takeNumber(facts.uptimeSeconds, fields, "uptime_in_seconds");
    takeNumber(facts.evictedKeys, fields, "evicted_keys");
    takeNumber(facts.usedMemory, fields, "used_memory");
    takeNumber(facts.maxMemory, fields, "maxmemory");
    takeText(facts.maxMemoryPolicy, fields, "maxmemory_policy");
    std::optional<std::uint64_t> appendOnly;
    takeNumber(appendOnly, fields, "aof_enabled");
    if (appendOnly)
        facts.appendOnly = *appendOnly != 0;
}

void takeConfig(ServerFacts &facts, std::string_view name, std::string_view value)
{
    if (name == "save")
        facts.save = std::string(value);
    else if (name == "appendonly")
        facts.appendOnly = value == "yes";
    else if (name == "maxmemory-policy")
        facts.maxMemoryPolicy = std::string(value);
}

std::optional<bool> isOlder(std::string_view version, int major, int minor, int patch)
{
    if (version.starts_with('v'))
        version.remove_prefix(1);
    std::array<int, 3> parts{};
    const char *at = version.data();
    const char *const end = at + version.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto [next, error] = std::from_chars(at, end, parts[i]);
        if (error != std::errc())
            return i == 0 ? std::nullopt : std::optional<bool>(parts < std::array{major, minor, patch});
        if (next == end || *next != '.')
            break;
        at = next + 1;
    }
    return parts < std::array{major, minor, patch};
}

AbilityText describe(Ability ability)
{
    switch (ability) {
    case Ability::Scan:
        return {"SCAN", "no list of keys: only a session whose id is known can be looked at"};
    case Ability::Get:
        return {"GET", "no records: only the names and times of keys"};
    case Ability::GetRange:
        return {"GETRANGE", "no way to read only the beginning: large values are read whole"};
    case Ability::Pttl:
        return {"PTTL", "no times to live"};
    case Ability::StrLen:
        return {"STRLEN", "no sizes of values over 64 KiB"};
    case Ability::Type:
        return {"TYPE", "keys that are no strings have no type"};
    case Ability::Tracking:
        return {"CLIENT TRACKING", "no pushes: changes are looked for every few seconds"};
    case Ability::Info:
        return {"INFO", "version, role, uptime, evictions and memory are unknown"};
    case Ability::Config:
        return {"CONFIG GET", "persistence is unknown"};
    case Ability::WhoAmI:
        return {"ACL WHOAMI", "the user's name is unknown"};
    case Ability::SetName:
        return {"CLIENT SETNAME", "the server does not know who looks at it"};
    }
    return {};
}

std::string aclRule(std::string_view keyPrefix)
{
    return fmt::format(
        "~{}* resetchannels &__redis__:invalidate -@all +hello +auth +select +ping +client|id "
        "+client|setname +client|tracking +subscribe +scan +type +strlen +get +getrange +pttl +info "
        "+config|get +acl|whoami +cluster|slots",
        keyPrefix.empty() ? "thv:" : keyPrefix);
}

} // namespace sessionscope::inspect

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/cluster_spec.h"

#include "core/base/closest_name.h"
#include "core/base/duration_text.h"
#include "core/cluster/field_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace sessionscope::cluster {

namespace {

using nlohmann::json;

// Each list is in the order of its enum.
constexpr std::array<std::string_view, 3> kTransports{"streamable-http", "sse", "stdio"};
constexpr std::array<std::string_view, 3> kStores{"local", "embedded", "redis"};
constexpr std::array<std::string_view, 2> kAffinities{"None", "ClientIP"};
constexpr std::array<std::string_view, 2> kPeerAddresses{"cluster-ip", "pod-ip"};
constexpr std::array<std::string_view, 4> kIdStyles{"uuid", "hex32", "mcp-session", "base32"};

/// The longest name whose headless Service, `mcp-<name>-headless`, still is a DNS label.
constexpr std::size_t kNameMax = 63 - std::string_view("mcp--headless").size();

using Read = Result<void> (*)(ClusterSpec &, const json &, const std::string &);

struct Field
{
    std::string_view name;
    Read read;
    json (*write)(const ClusterSpec &);
};

/// Stores what was read, or passes the refusal on.
template <class Target, class Value> Result<void> put(Target &target, Result<Value> value)
{
    if (!value)
        return fail(std::move(value).error());
    target = static_cast<Target>(*std::move(value));
    return {};
}

Result<std::string> check(Result<std::string> text, bool good, const std::string &path, const char *hint)
{
    if (text && !good)
        return fail(ErrorCode::InvalidInput, fmt::format("\"{}\" cannot be used here", *text), path, hint);
    return text;
}

bool isPrintable(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

Result<std::string> readDomain(const json &value, const std::string &path)
{
    const Result<std::string> text = readText(value, path);
    if (!text)
        return text;
    std::string_view rest = *text;
    bool good = text->size() <= 253;
    while (good) {
        const std::size_t dot = rest.find('.');
        good = readLabel(std::string(rest.substr(0, dot)), path).has_value();
        if (dot == std::string_view::npos)
            break;
        rest.remove_prefix(dot + 1);
    }
    return check(text, good, path, "a domain such as cluster.local");
}

Result<std::string> readStoreUrl(const json &value, const std::string &path)
{
    const Result<std::string> text = readText(value, path);
    const bool good = text
        && (text->empty()
            || (isPrintable(*text)
                && (text->starts_with("redis://") || text->starts_with("rediss://")
                    || text->starts_with("unix:"))));
    return check(text, good, path, "redis://…, rediss://…, unix:…, or empty for a managed one");
}

Result<std::string> readKeyPrefix(const json &value, const std::string &path)
{
    const Result<std::string> text = readText(value, path);
    return check(text, text && text->ends_with(':'), path, "it must end in ':', as ToolHive demands");
}

Result<std::string> readHostHeader(const json &value, const std::string &path)
{
    const Result<std::string> text = readText(value, path);
    return check(text, text && isPrintable(*text), path, "a host, with a port if need be, without spaces");
}

Result<std::optional<std::string>> readPlainTarget(const json &value, const std::string &path)
{
    if (value.is_null())
        return std::optional<std::string>();
    const Result<std::string> text = readText(value, path);
    const std::size_t scheme = text ? text->find("://") : std::string::npos;
    const bool known = text && (text->starts_with("http://") || text->starts_with("https://"));
    const bool good = known && isPrintable(*text) && text->size() > scheme + 3
        && std::string_view(":/?#").find((*text)[scheme + 3]) == std::string_view::npos;
    const Result<std::string> url
        = check(text, good, path, "an http:// or https:// URL, or null for a cluster of pods");
    if (!url)
        return fail(url.error());
    return std::optional<std::string>(*url);
}

json jsonOf(const std::string &text)
{
    return text;
}

json jsonOf(const std::optional<std::string> &text)
{
    return text ? json(*text) : json(nullptr);
}

/// A field that is stored as the reader gives it.
template <auto kMember, auto kReader> constexpr Field text(std::string_view name)
{
    return {name,
            [](ClusterSpec &spec, const json &value, const std::string &path) {
                return put(spec.*kMember, kReader(value, path));
            },
            [](const ClusterSpec &spec) { return jsonOf(spec.*kMember); }};
}

template <auto kMember, std::size_t kMost> constexpr Field label(std::string_view name)
{
    return text<kMember, [](const json &value, const std::string &path) {
        return readLabel(value, path, kMost);
    }>(name);
}

template <auto kMember, std::int64_t kLeast, std::int64_t kMost> constexpr Field number(std::string_view name)
{
    return {name,
            [](ClusterSpec &spec, const json &value, const std::string &path) {
                return put(spec.*kMember, readNumber(value, path, kLeast, kMost));
            },
            [](const ClusterSpec &spec) { return json(spec.*kMember); }};
}

template <auto kMember, const auto &kChoices> constexpr Field choice(std::string_view name)
{
    return {name,
            [](ClusterSpec &spec, const json &value, const std::string &path) {
                return put(spec.*kMember, readChoice(value, path, kChoices));
            },
            [](const ClusterSpec &spec) { return json(kChoices.at(std::size_t(spec.*kMember))); }};
}

template <auto kMember, bool kZeroAllowed> constexpr Field duration(std::string_view name)
{
    return {name,
            [](ClusterSpec &spec, const json &value, const std::string &path) {
                return put(spec.*kMember, readDuration(value, path, kZeroAllowed));
            },
            [](const ClusterSpec &spec) { return json(formatDuration(spec.*kMember)); }};
}

constexpr std::int64_t kPortMax = 65'535;

constexpr std::array kFields{
    label<&ClusterSpec::name, kNameMax>("name"),
    label<&ClusterSpec::namespaceName, 63>("namespace"),
    text<&ClusterSpec::clusterDomain, readDomain>("clusterDomain"),
    choice<&ClusterSpec::transport, kTransports>("transport"),
    number<&ClusterSpec::mcpPort, 1, kPortMax>("mcpPort"),
    number<&ClusterSpec::backendReplicas, 0, ClusterSpec::kReplicasMax>("backendReplicas"),
    number<&ClusterSpec::proxyReplicas, 0, ClusterSpec::kReplicasMax>("proxyReplicas"),
    label<&ClusterSpec::serviceName, 63>("serviceName"),
    choice<&ClusterSpec::backendAffinity, kAffinities>("backendAffinity"),
    duration<&ClusterSpec::backendAffinityTimeout, false>("backendAffinityTimeout"),
    choice<&ClusterSpec::proxyAffinity, kAffinities>("proxyAffinity"),
    choice<&ClusterSpec::peerAddressSeen, kPeerAddresses>("peerAddressSeen"),
    choice<&ClusterSpec::store, kStores>("store"),
    text<&ClusterSpec::storeUrl, readStoreUrl>("storeUrl"),
    text<&ClusterSpec::keyPrefix, readKeyPrefix>("keyPrefix"),
    duration<&ClusterSpec::sessionTtl, false>("sessionTtl"),
    choice<&ClusterSpec::idStyle, kIdStyles>("idStyle"),
    duration<&ClusterSpec::podStartDelay, true>("podStartDelay"),
    text<&ClusterSpec::podHostHeader, readHostHeader>("podHostHeader"),
    text<&ClusterSpec::plainTarget, readPlainTarget>("plainTarget"),
};

tl::unexpected<Error> unknownField(const std::string &name, const std::string &path)
{
    std::vector<std::string_view> known;
    for (const Field &field : kFields)
        known.push_back(field.name);
    const std::string_view near = closestName(name, known);
    return fail(ErrorCode::InvalidInput, "there is no such field", joinPath(path, name),
                near.empty() ? fmt::format("known are {}", fmt::join(known, ", "))
                             : fmt::format("did you mean \"{}\"?", near));
}

/// A server of another name has its own Services; a serviceName that was derived from the old name follows.
void followName(ClusterSpec &spec, const ClusterSpec &defaults)
{
    if (defaults.serviceName == defaults.headlessServiceName())
        spec.serviceName = spec.headlessServiceName();
    else if (defaults.serviceName == defaults.name)
        spec.serviceName = spec.name;
}

} // namespace

Result<ClusterSpec> readClusterSpec(const json &json, const ClusterSpec &defaults, const std::string &path)
{
    if (!json.is_object())
        return fail(ErrorCode::InvalidInput, "a cluster is an object of fields", path, "{ \"name\": … }");

    ClusterSpec spec = defaults;
    for (const auto &[name, value] : json.items()) {
        const auto field = std::ranges::find(kFields, name, &Field::name);
        if (field == kFields.end())
            return unknownField(name, path);
        if (const Result<void> stored = field->read(spec, value, joinPath(path, name)); !stored)
            return fail(stored.error());
    }
    if (!json.contains("serviceName"))
        followName(spec, defaults);
    return spec;
}

Result<void> checkRoutable(const ClusterSpec &spec, const std::string &path)
{
    if (spec.transport != Transport::Stdio)
        return {};
    return fail(
        ErrorCode::Unsupported,
        "a stdio server is one process that its one proxy is attached to: there is nothing to route, and of "
        "several pods only the first is used",
        path, "transport streamable-http shows what would become of its sessions on several pods");
}

json toJson(const ClusterSpec &spec)
{
    json fields = json::object();
    for (const Field &field : kFields)
        fields[std::string(field.name)] = field.write(spec);
    return fields;
}

const char *toText(Transport transport)
{
    return kTransports.at(std::size_t(transport)).data();
}

const char *toText(StoreKind store)
{
    return kStores.at(std::size_t(store)).data();
}

const char *toText(Affinity affinity)
{
    return kAffinities.at(std::size_t(affinity)).data();
}

const char *toText(PeerAddressSeen address)
{
    return kPeerAddresses.at(std::size_t(address)).data();
}

} // namespace sessionscope::cluster

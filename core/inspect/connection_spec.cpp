// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/connection_spec.h"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cassert>
#include <utility>

namespace sessionscope::inspect {

namespace {

namespace urls = boost::urls;

constexpr const char *kForms = "redis://host, rediss://host, unix:/path, redis-sentinel://host,host/master "
                               "or redis://host?cluster=true";
constexpr std::uint16_t kSentinelPort = 26379;
constexpr std::string_view kSentinelSuffix = "-sentinel";

/// A URI cut where Boost.URL, which knows one host, cannot: at the commas between hosts.
struct CutUri
{
    std::string scheme; ///< without "-sentinel"
    bool sentinel = false;
    std::string user; ///< "name:password@", or empty
    std::vector<std::string> hosts;
    std::string rest; ///< path and query
};

CutUri cut(std::string_view uri)
{
    CutUri parts;
    const std::size_t colon = uri.find("://");
    parts.scheme = uri.substr(0, colon);
    if (parts.scheme.ends_with(kSentinelSuffix)) {
        parts.sentinel = true;
        parts.scheme.resize(parts.scheme.size() - kSentinelSuffix.size());
    }
    const std::string_view after = uri.substr(colon + 3);
    std::string_view authority = after.substr(0, after.find_first_of("/?#"));
    parts.rest = after.substr(authority.size());
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        parts.user = authority.substr(0, at + 1);
        authority.remove_prefix(at + 1);
    }
    for (std::size_t begin = 0; begin <= authority.size();) {
        const std::size_t end = std::min(authority.find(',', begin), authority.size());
        parts.hosts.emplace_back(authority.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::string bracketed(const std::string &host)
{
    return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

Result<HostPort> readHostPort(std::string_view text, std::uint16_t defaultPort, const std::string &where)
{
    const auto url = RedisUrl::parse(fmt::format("redis://{}", text));
    if (!url || url->database != 0 || !url->user.empty())
        return fail(ErrorCode::InvalidInput, fmt::format("'{}' is no host with a port", text), where, kForms);
    const bool hasPort = text.rfind(':') != std::string_view::npos && !text.ends_with(']');
    return HostPort{url->host, hasPort ? url->port : defaultPort};
}

Result<AddressMapping> readMapping(std::string_view text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos)
        return fail(ErrorCode::InvalidInput, "an address map needs two addresses", "?map",
                    "as map=10.0.0.7:6379=127.0.0.1:7001");
    auto announced = readHostPort(text.substr(0, equals), RedisUrl::kDefaultPort, "?map");
    auto reachable = readHostPort(text.substr(equals + 1), RedisUrl::kDefaultPort, "?map");
    if (!announced || !reachable)
        return fail(announced ? reachable.error() : announced.error());
    return AddressMapping{*std::move(announced), *std::move(reachable)};
}

/// Takes what is ours out of the query; what is left is RedisUrl's.
Result<void> takeOptions(ConnectionSpec &spec, urls::url &url)
{
    std::vector<std::pair<std::string, std::string>> left;
    PortForwardSpec forward;
    for (const auto &option : url.params()) {
        const std::string key = option.key;
        std::string value = option.value;
        if (key == "prefix")
            spec.keyPrefix = std::move(value);
        else if (key == "cluster" && spec.topology != ConnectionSpec::Topology::Sentinel)
            spec.topology = value == "false" ? spec.topology : ConnectionSpec::Topology::Cluster;
        else if (key == "sentinelUser" && spec.topology == ConnectionSpec::Topology::Sentinel)
            spec.sentinelUser = std::move(value);
        else if (key == "sentinelPassword" && spec.topology == ConnectionSpec::Topology::Sentinel)
            spec.sentinelPassword = std::move(value);
        else if (key == "forward")
            forward.target = std::move(value);
        else if (key == "context")
            forward.context = std::move(value);
        else if (key == "namespace")
            forward.namespaceName = std::move(value);
        else if (key == "map") {
            auto mapping = readMapping(value);
            if (!mapping)
                return fail(mapping.error());
            spec.addressMap.push_back(*std::move(mapping));
        } else
            left.emplace_back(key, std::move(value));
    }
    if (forward.target.empty() && !(forward.context.empty() && forward.namespaceName.empty()))
        return fail(ErrorCode::InvalidInput, "a context or namespace without what to forward to", "?forward",
                    "as forward=svc/redis");
    if (!forward.target.empty())
        spec.portForward = std::move(forward);
    url.remove_query();
    for (const auto &[key, value] : left)
        url.params().append({key, value});
    return {};
}

/// "/MASTER[/db]" of a Sentinel's URI.
Result<void> takeMaster(ConnectionSpec &spec, urls::url &url)
{
    const std::string path = url.path();
    const std::size_t slash = path.find('/', 1);
    spec.masterName = path.size() > 1 ? path.substr(1, slash == std::string::npos ? slash : slash - 1) : "";
    if (spec.masterName.empty())
        return fail(ErrorCode::InvalidInput, "no name of a master", "path",
                    "as redis-sentinel://host:26379/mymaster");
    url.set_path(slash == std::string::npos ? "" : path.substr(slash));
    return {};
}

Result<ConnectionSpec> parseHosts(std::string_view uri)
{
    CutUri parts = cut(uri);
    ConnectionSpec spec;
    if (parts.sentinel)
        spec.topology = ConnectionSpec::Topology::Sentinel;
    const std::string first = parts.hosts.front();
    const std::string text = fmt::format("{}://{}{}{}", parts.scheme, parts.user, first, parts.rest);
    const auto parsed = urls::parse_uri(text); // views into the text
    if (!parsed)
        return fail(ErrorCode::InvalidInput, "not a URL", "URL", kForms);
    urls::url url(*parsed);
    auto taken = takeOptions(spec, url);
    if (taken && parts.sentinel)
        taken = takeMaster(spec, url);
    if (!taken)
        return fail(taken.error());

    auto redis = RedisUrl::parse(std::string_view(url.buffer().data(), url.buffer().size()));
    if (!redis)
        return fail(redis.error());
    spec.redis = *std::move(redis);
    const std::uint16_t defaultPort = parts.sentinel ? kSentinelPort : RedisUrl::kDefaultPort;
    for (std::size_t i = 0; i < parts.hosts.size(); ++i) {
        auto seed = readHostPort(parts.hosts[i], defaultPort, "host");
        if (!seed)
            return fail(seed.error());
        if (i == 0)
            spec.redis.port = seed->port;
        else
            spec.furtherSeeds.push_back(*std::move(seed));
    }
    if (!spec.furtherSeeds.empty() && spec.topology == ConnectionSpec::Topology::Single)
        return fail(ErrorCode::InvalidInput, "several hosts, but neither Sentinel nor Cluster", "host",
                    kForms);
    if (spec.topology == ConnectionSpec::Topology::Cluster && spec.redis.database != 0)
        return fail(ErrorCode::InvalidInput, "a Redis Cluster has database 0 alone", "db");
    if (spec.portForward)
        spec.portForward->port = spec.redis.port;
    return spec;
}

} // namespace

std::string HostPort::text() const
{
    return fmt::format("{}:{}", bracketed(host), port);
}

Result<ConnectionSpec> ConnectionSpec::parse(std::string_view uri)
{
    if (uri.find("://") != std::string_view::npos && !uri.starts_with("unix:"))
        return parseHosts(uri);
    const auto parsed = urls::parse_uri(urls::string_view(uri.data(), uri.size()));
    if (!parsed)
        return fail(ErrorCode::InvalidInput, "not a Redis URL", "URL", kForms);
    urls::url url(*parsed);
    ConnectionSpec spec;
    if (auto taken = takeOptions(spec, url); !taken)
        return fail(taken.error());
    if (spec.topology != Topology::Single || spec.portForward)
        return fail(ErrorCode::InvalidInput, "a socket is one server on this machine", "URL", kForms);
    auto redis = RedisUrl::parse(std::string_view(url.buffer().data(), url.buffer().size()));
    if (!redis)
        return fail(redis.error());
    spec.redis = *std::move(redis);
    return spec;
}

std::string ConnectionSpec::text() const
{
    const std::string plain = redis.text();
    const auto parsed = urls::parse_uri(plain); // views into the text
    assert(parsed);
    urls::url url(*parsed);
    if (topology == Topology::Sentinel) {
        url.set_scheme(redis.transport == RedisUrl::Transport::Tls ? "rediss-sentinel" : "redis-sentinel");
        url.set_path("/" + masterName + (redis.database != 0 ? fmt::format("/{}", redis.database) : ""));
    }
    const auto append = [&url](const char *key, const std::string &value) {
        if (!value.empty())
            url.params().append({key, value});
    };
    append("cluster", topology == Topology::Cluster ? "true" : "");
    append("sentinelUser", sentinelUser);
    append("sentinelPassword", sentinelPassword.empty() ? "" : "***");
    append("prefix", keyPrefix);
    for (const AddressMapping &mapping : addressMap)
        append("map", mapping.announced.text() + "=" + mapping.reachable.text());
    if (portForward) {
        append("forward", portForward->target);
        append("context", portForward->context);
        append("namespace", portForward->namespaceName);
    }
    std::string text(url.buffer());
    std::string seeds;
    for (const HostPort &seed : furtherSeeds)
        seeds += "," + seed.text();
    const std::size_t authority = text.find("://");
    if (!seeds.empty() && authority != std::string::npos)
        text.insert(std::min(text.find_first_of("/?#", authority + 3), text.size()), seeds);
    return text;
}

std::string ConnectionSpec::address() const
{
    const std::string place = portForward ? portForward->target + " (port-forward)" : redis.address();
    switch (topology) {
    case Topology::Single:
        return place;
    case Topology::Sentinel:
        return fmt::format("{} via {}", masterName, place);
    case Topology::Cluster:
        return "cluster at " + place;
    }
    return place;
}

std::vector<HostPort> ConnectionSpec::seeds() const
{
    std::vector<HostPort> all{reachable({redis.host, redis.port})};
    for (const HostPort &seed : furtherSeeds)
        all.push_back(reachable(seed));
    return all;
}

HostPort ConnectionSpec::reachable(const HostPort &announced) const
{
    const auto mapping = std::ranges::find(addressMap, announced, &AddressMapping::announced);
    return mapping == addressMap.end() ? announced : mapping->reachable;
}

RedisUrl ConnectionSpec::urlOf(const HostPort &server) const
{
    RedisUrl url = redis;
    if (url.transport != RedisUrl::Transport::UnixSocket) {
        url.host = server.host;
        url.port = server.port;
    }
    return url;
}

RedisUrl ConnectionSpec::sentinelUrlOf(const HostPort &sentinel) const
{
    RedisUrl url = urlOf(sentinel);
    url.user = sentinelUser;
    url.password = sentinelPassword;
    url.database = 0;
    return url;
}

bool ConnectionSpec::hasSecrets() const
{
    return !redis.password.empty() || !sentinelPassword.empty();
}

ConnectionSpec ConnectionSpec::withoutSecrets() const
{
    ConnectionSpec bare = *this;
    bare.wantsSecrets = wantsSecrets || hasSecrets();
    bare.redis.password.clear();
    bare.sentinelPassword.clear();
    return bare;
}

const char *toText(ConnectionSpec::Topology topology)
{
    switch (topology) {
    case ConnectionSpec::Topology::Single:
        return "single";
    case ConnectionSpec::Topology::Sentinel:
        return "sentinel";
    case ConnectionSpec::Topology::Cluster:
        return "cluster";
    }
    return "single";
}

nlohmann::json connectionsToJson(const std::vector<ConnectionSpec> &connections)
{
    nlohmann::json list = nlohmann::json::array();
    for (const ConnectionSpec &spec : connections) {
        const ConnectionSpec bare = spec.withoutSecrets();
        list.push_back({{"name", bare.name},
                        {"group", bare.group},
                        {"colour", bare.colour},
                        {"wantsSecrets", bare.wantsSecrets},
                        {"uri", bare.text()}});
    }
    return {{"sessionscopeConnections", 1}, {"connections", std::move(list)}};
}

Result<std::vector<ConnectionSpec>> connectionsFromJson(std::string_view text,
                                                        const std::function<void(const Error &)> &onBadEntry)
{
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("sessionscopeConnections")
        || !json["sessionscopeConnections"].is_number_integer())
        return fail(ErrorCode::InvalidInput, "not a file of connections", "$");
    if (json["sessionscopeConnections"].get<std::int64_t>() != 1)
        return fail(ErrorCode::InvalidInput, "written by a newer version", "$.sessionscopeConnections",
                    "update this program");
    std::vector<ConnectionSpec> connections;
    const auto list = json.find("connections");
    if (list == json.end() || !list->is_array())
        return fail(ErrorCode::InvalidInput, "expected an array", "$.connections");
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto &entry = (*list)[i];
        const auto field = [&entry](const char *name) {
            return entry.is_object() && entry.contains(name) && entry[name].is_string()
                ? entry[name].get<std::string>()
                : std::string();
        };
        auto spec = ConnectionSpec::parse(field("uri"));
        if (!spec) {
            Error error{ErrorCode::InvalidInput,
                        fmt::format("'{}': {}", field("name"), spec.error().text()),
                        fmt::format("$.connections[{}].uri", i),
                        {}};
            if (!onBadEntry)
                return fail(std::move(error));
            onBadEntry(error);
            continue;
        }
        spec->name = field("name");
        spec->group = field("group");
        spec->colour = field("colour");
        spec->wantsSecrets = entry.contains("wantsSecrets") && entry["wantsSecrets"] == true;
        connections.push_back(*std::move(spec));
    }
    return connections;
}

} // namespace sessionscope::inspect

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/closest_name.h"
#include "core/cluster/object_reader.h"
#include "core/cluster/run_config.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <vector>

namespace sessionscope::cluster {

namespace {

using nlohmann::json;

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 8> kServerFields{"image",           "transport",     "proxyPort",
                                                        "mcpPort",         "replicas",      "backendReplicas",
                                                        "sessionAffinity", "sessionStorage"};
constexpr std::array<std::string_view, 6> kRemoteFields{"remoteUrl", "transport",       "proxyPort",
                                                        "replicas",  "sessionAffinity", "sessionStorage"};

/// Fields of ToolHive's MCPServerSpec and MCPRemoteProxySpec that play no part in where sessions live.
constexpr std::array<std::string_view, 24> kIgnored{"proxyMode",
                                                    "args",
                                                    "env",
                                                    "volumes",
                                                    "resources",
                                                    "secrets",
                                                    "serviceAccount",
                                                    "permissionProfile",
                                                    "podTemplateSpec",
                                                    "resourceOverrides",
                                                    "oidcConfigRef",
                                                    "authzConfig",
                                                    "authzConfigRef",
                                                    "audit",
                                                    "toolConfigRef",
                                                    "externalAuthConfigRef",
                                                    "webhookConfigRef",
                                                    "authServerRef",
                                                    "telemetryConfigRef",
                                                    "trustProxyHeaders",
                                                    "groupRef",
                                                    "rateLimiting",
                                                    "headerForward",
                                                    "endpointPrefix"};

/// Fields of a RunConfig that change where sessions live and that no such object has: what to write instead.
struct Misplaced
{
    std::string_view field;
    const char *hint;
};
constexpr std::array kMisplaced{
    Misplaced{"remoteUrl", "a remote server is an MCPRemoteProxy"},
    Misplaced{"remote_url", "a remote server is an MCPRemoteProxy, with a remoteUrl"},
    Misplaced{"stateless", "leave it out to see what would become of the server's sessions"},
};

json scalarOf(const YAML::Node &node)
{
    std::int64_t number = 0;
    bool flag = false;
    const bool quoted = node.Tag() == "!";
    if (!quoted && YAML::convert<std::int64_t>::decode(node, number))
        return number;
    if (!quoted && YAML::convert<bool>::decode(node, flag))
        return flag;
    return node.Scalar();
}

/// One object of the manifest as JSON, and the line of each of its fields. Deeper objects are left empty: the fields
/// that are read have none, but for sessionStorage.
class Lines
{
public:
    json objectAt(const YAML::Node &node, const std::string &path)
    {
        json object = json::object();
        if (!node.IsMap())
            return node.IsDefined() && !node.IsNull() ? json() : object;
        for (const auto &entry : node) {
            const std::string name = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
            const std::string where = joinPath(path, name);
            m_lines[where] = entry.first.Mark().line + 1;
            const YAML::Node &value = entry.second;
            if (value.IsScalar())
                object[name] = scalarOf(value);
            else if (value.IsMap() && where == "spec.sessionStorage")
                object[name] = objectAt(value, where);
            else
                object[name] = value.IsNull() ? json() : value.IsMap() ? json::object() : json::array();
        }
        return object;
    }

    /// The refusal with the line of its field, or of the object that lacks it.
    Error located(Error error) const
    {
        for (std::string path = error.where; !path.empty(); path.resize(path.rfind('.'))) {
            if (const auto line = m_lines.find(path); line != m_lines.end()) {
                error.where = fmt::format("line {}: {}", line->second, error.where);
                break;
            }
            if (path.find('.') == std::string::npos)
                break;
        }
        return error;
    }

private:
    std::map<std::string, int> m_lines;
};

Result<void> refuseMistakes(const json &spec, Names read)
{
    for (const auto &[name, value] : spec.items()) {
        if (std::ranges::find(read, name) != read.end()
            || std::ranges::find(kIgnored, name) != kIgnored.end())
            continue;
        std::string hint;
        if (const auto misplaced = std::ranges::find(kMisplaced, name, &Misplaced::field);
            misplaced != kMisplaced.end())
            hint = misplaced->hint;
        else if (const std::string_view near = closestName(name, read); !near.empty())
            hint = fmt::format("did you mean \"{}\"?", near);
        if (!hint.empty())
            return fail(ErrorCode::InvalidInput, "ToolHive has no such field", joinPath("spec", name), hint);
    }
    return {};
}

Result<void> readStorage(const json &value, const std::string &path, Workload &workload)
{
    static constexpr std::array<std::string_view, 2> kProviders{"memory", "redis"};
    std::size_t provider = 0;
    ClusterSpec &cluster = workload.cluster;
    const Result<void> read = ObjectReader(value, path)
                                  .require("provider")
                                  .field("provider",
                                         into(provider,
                                              [](const json &text, const std::string &where) {
                                                  return readChoice(text, where, kProviders);
                                              }))
                                  .field("address", into(workload.redisAddress, readText))
                                  .field("db", into(workload.redisDb, numberFrom(0, INT32_MAX)))
                                  .field("keyPrefix", specField("keyPrefix", cluster))
                                  .done();
    cluster.store = provider == 1 ? StoreKind::Redis : StoreKind::Local;
    if (read && cluster.store == StoreKind::Redis && workload.redisAddress.empty())
        return fail(ErrorCode::InvalidInput, "ToolHive demands the address of that Redis",
                    joinPath(path, "address"), "for example redis:6379");
    return read;
}

Result<void> readSpec(const json &spec, Workload &workload)
{
    ClusterSpec &cluster = workload.cluster;
    return ObjectReader(spec, "spec")
        .require("image")
        .field("image", into(workload.image, readText))
        .field("transport", specField("transport", cluster))
        .field("proxyPort", into(workload.proxyPort, numberFrom(1, 65'535)))
        .field("mcpPort", specField("mcpPort", cluster))
        .field("replicas", specField("proxyReplicas", cluster))
        .field("backendReplicas",
               [&](const json &value, const std::string &path) {
                   workload.managesBackendReplicas = true;
                   return readAs("backendReplicas", value, path, cluster);
               })
        .field("sessionAffinity", specField("proxyAffinity", cluster))
        .field("sessionStorage",
               [&](const json &value, const std::string &path) { return readStorage(value, path, workload); })
        .done();
}

Result<void> readRemoteSpec(const json &spec, Workload &workload)
{
    ClusterSpec &cluster = workload.cluster;
    return ObjectReader(spec, "spec")
        .require("remoteUrl")
        .field("remoteUrl", specField("plainTarget", cluster))
        .field("transport", specField("transport", cluster))
        .field("proxyPort", into(workload.proxyPort, numberFrom(1, 65'535)))
        .field("replicas", specField("proxyReplicas", cluster))
        .field("sessionAffinity", specField("proxyAffinity", cluster))
        .field("sessionStorage",
               [&](const json &value, const std::string &path) { return readStorage(value, path, workload); })
        .done();
}

/// A kind of object that describes a server (digest 1.5).
struct Kind
{
    std::string_view name;
    Transport transport; ///< where the spec gives none
    Names fields;
    Result<void> (*read)(const json &spec, Workload &workload);
};

constexpr std::array kKinds{
    Kind{"MCPServer", Transport::Stdio, kServerFields, readSpec},
    Kind{"MCPRemoteProxy", Transport::StreamableHttp, kRemoteFields, readRemoteSpec},
};

/// What the operator and Kubernetes take for fields that are left out (digest 1.1).
Workload emptyWorkload(const Kind &kind, const ClusterSpec &defaults)
{
    Workload workload{.cluster = defaults, .image = {}};
    ClusterSpec &cluster = workload.cluster;
    cluster.transport = kind.transport;
    cluster.plainTarget.reset();
    cluster.mcpPort = 8080;
    cluster.proxyReplicas = 1;
    cluster.backendReplicas = 1;
    cluster.proxyAffinity = Affinity::ClientIp;
    cluster.store = StoreKind::Local;
    cluster.storeUrl.clear();
    cluster.keyPrefix = "thv:proxy:session:";
    workload.managesBackendReplicas = false;
    return workload;
}

Result<Workload> readServer(const Kind &kind, const YAML::Node &server, const ClusterSpec &defaults)
{
    Lines lines;
    const json top = lines.objectAt(server, "");
    const json metadata = lines.objectAt(server["metadata"], "metadata");
    const json spec = lines.objectAt(server["spec"], "spec");
    Workload workload = emptyWorkload(kind, defaults);
    Result<void> read = ObjectReader(metadata, "metadata")
                            .require("name")
                            .field("name", specField("name", workload.cluster))
                            .field("namespace", specField("namespace", workload.cluster))
                            .field("generation", into(workload.generation, numberFrom(0, INT64_MAX)))
                            .done();
    if (read)
        read = kind.read(spec, workload);
    if (read)
        read = refuseMistakes(spec, kind.fields);
    if (read)
        read = checkRoutable(workload.cluster, "spec.transport");
    if (!read)
        return fail(lines.located(std::move(read).error()));
    return workload;
}

std::string scalarAt(const YAML::Node &object, const char *field)
{
    const bool found = object.IsMap() && object[field].IsDefined() && object[field].IsScalar();
    return found ? object[field].Scalar() : std::string();
}

struct Server
{
    const Kind *kind;
    YAML::Node object;

    /// "MCPServer team/foo"
    std::string text() const
    {
        const YAML::Node metadata = object["metadata"].IsDefined() ? object["metadata"] : YAML::Node();
        const std::string space = scalarAt(metadata, "namespace");
        const std::string name = scalarAt(metadata, "name");
        return fmt::format("{} {}{}{}", kind->name, space, space.empty() ? "" : "/",
                           name.empty() ? "?" : name);
    }
};

void addIfServer(const YAML::Node &object, std::vector<Server> &servers)
{
    const auto known = std::ranges::find(kKinds, scalarAt(object, "kind"), &Kind::name);
    if (known != kKinds.end())
        servers.push_back({&*known, object});
}

/// The servers of all documents. One may be a list, as `kubectl get -o yaml` prints it; lists of lists there are none.
std::vector<Server> serversOf(const std::vector<YAML::Node> &documents)
{
    std::vector<Server> servers;
    for (const YAML::Node &document : documents) {
        addIfServer(document, servers);
        if (scalarAt(document, "kind").ends_with("List") && document["items"].IsDefined()) {
            for (const YAML::Node &item : document["items"])
                addIfServer(item, servers);
        }
    }
    return servers;
}

Result<Workload> readOnlyServer(const std::string &text, const ClusterSpec &defaults)
{
    const std::vector<Server> servers = serversOf(YAML::LoadAll(text));
    if (servers.empty())
        return fail(ErrorCode::NotFound, "there is no MCPServer in this manifest", "kind",
                    "give a runconfig.json or the manifest of an MCPServer or MCPRemoteProxy");
    if (servers.size() == 1)
        return readServer(*servers.front().kind, servers.front().object, defaults);
    std::vector<std::string> names;
    for (const Server &server : servers)
        names.push_back(server.text());
    return fail(
        ErrorCode::InvalidInput,
        fmt::format("there are {} servers in this manifest: {}", servers.size(), fmt::join(names, ", ")),
        fmt::format("line {}", servers[1].object.Mark().line + 1),
        "keep one of them, as kubectl get mcpserver NAME -o yaml prints it");
}

} // namespace

Result<Workload> readMcpServerManifest(std::string_view text, const ClusterSpec &defaults)
{
    // The one place where yaml-cpp's exceptions end.
    try {
        return readOnlyServer(std::string(text), defaults);
    } catch (const YAML::Exception &error) {
        return fail(ErrorCode::InvalidInput, "this is not YAML: " + error.msg,
                    fmt::format("line {}", error.mark.line + 1));
    }
}

} // namespace sessionscope::cluster

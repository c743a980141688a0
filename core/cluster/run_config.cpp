// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/run_config.h"

#include "core/base/duration_text.h"
#include "core/base/json_error.h"
#include "core/cluster/field_reader.h"
#include "core/cluster/object_reader.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace sessionscope::cluster {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::string_view kSchemaVersion = "v0.1.0";
constexpr Duration kToolHiveSessionTtl = Duration::seconds(7200); // digest 2.4
constexpr std::string_view kToolHiveKeyPrefix = "thv:proxy:session:";

Result<void> readSchemaVersion(const json &value, const std::string &path)
{
    if (value != kSchemaVersion)
        return fail(ErrorCode::InvalidInput, "this schema version is not known", path,
                    fmt::format("only {} is", kSchemaVersion));
    return {};
}

/// A text (digest 2.1), or nanoseconds: versions of ToolHive whose field is a time.Duration write these.
Result<void> readTtl(const json &value, const std::string &path, Duration &ttl)
{
    Result<Duration> read = Duration();
    if (value.is_number_integer())
        read = readNumber(value, path, 0, INT64_MAX).map(Duration::nanoseconds);
    else if (value != "")
        read = readDuration(value, path, true);
    if (!read)
        return fail(read.error());
    ttl = *read == Duration() ? kToolHiveSessionTtl : *read; // empty or zero: the default (digest 2.4)
    return {};
}

/// A remote server is a URL: nothing is deployed, so there are no pods (digest 1.2). Of the URL the routing takes scheme
/// and host, as ToolHive does.
Result<void> readRemoteUrl(const json &value, const std::string &path, ClusterSpec &cluster)
{
    return value == "" ? Result<void>() : readAs("plainTarget", value, path, cluster);
}

/// ToolHive then takes POST alone, for a server that has no sessions: nothing could be lost, and no verdict could fail
/// (digest 4.1 step 2, 5.7 S5).
Result<void> refuseStateless(const json &value, const std::string &path)
{
    if (value == false)
        return {};
    return fail(ErrorCode::Unsupported, "a stateless server has no sessions that could be lost", path,
                "leave it out to see what would become of them if it had some");
}

Result<void> readRedis(const json &value, const std::string &path, Workload &workload)
{
    workload.cluster.store = StoreKind::Redis;
    workload.cluster.keyPrefix = kToolHiveKeyPrefix;
    return ObjectReader(value, path)
        .field("address", into(workload.redisAddress, readText))
        .field("db", into(workload.redisDb, numberFrom(0, INT32_MAX)))
        .field("key_prefix", specField("keyPrefix", workload.cluster))
        .done();
}

/// Proof that the StatefulSet belongs to the headless Service: pods then have names (digest 2.1, 5.2).
Result<void> readHeadlessService(const json &value, const std::string &path, ClusterSpec &cluster)
{
    return ObjectReader(value, path)
        .field("service_name", specField("serviceName", cluster))
        .field("namespace", specField("namespace", cluster))
        .done();
}

Result<void> readScaling(const json &value, const std::string &path, Workload &workload)
{
    return ObjectReader(value, path)
        .field("backend_replicas",
               [&](const json &replicas, const std::string &where) {
                   workload.managesBackendReplicas = true;
                   return readAs("backendReplicas", replicas, where, workload.cluster);
               })
        .field("session_redis",
               [&](const json &redis, const std::string &where) { return readRedis(redis, where, workload); })
        .field("headless_service",
               [&](const json &service, const std::string &where) {
                   return readHeadlessService(service, where, workload.cluster);
               })
        .done();
}

Workload emptyWorkload(const ClusterSpec &defaults)
{
    Workload workload{.cluster = defaults, .image = {}};
    workload.cluster.store = StoreKind::Local;
    workload.cluster.storeUrl.clear();
    workload.cluster.plainTarget.reset(); // a workload is remote only if its file says so
    workload.cluster.backendReplicas = 1; // what Kubernetes starts when nobody says how many
    workload.managesBackendReplicas = false;
    return workload;
}

Result<Workload> readRunConfigJson(const json &file, const ClusterSpec &defaults)
{
    Workload workload = emptyWorkload(defaults);
    Result<void> read
        = ObjectReader(file, "")
              .require("name")
              .require("transport")
              .field("schema_version", readSchemaVersion)
              .field("mcpserver_generation", into(workload.generation, numberFrom(0, INT64_MAX)))
              .field("image", into(workload.image, readText))
              .field("name", specField("name", workload.cluster))
              .field("transport", specField("transport", workload.cluster))
              .field("port", into(workload.proxyPort, numberFrom(0, 65'535)))
              .field("target_port", specField("mcpPort", workload.cluster))
              .field("remote_url",
                     [&](const json &value, const std::string &path) {
                         return readRemoteUrl(value, path, workload.cluster);
                     })
              .field("stateless", refuseStateless)
              .field("session_ttl",
                     [&](const json &value, const std::string &path) {
                         return readTtl(value, path, workload.cluster.sessionTtl);
                     })
              .field("scaling_config",
                     [&](const json &value, const std::string &path) {
                         return readScaling(value, path, workload);
                     })
              .done();
    if (read)
        read = checkRoutable(workload.cluster, "transport");
    if (!read)
        return fail(read.error());
    return workload;
}

ordered_json scalingOf(const Workload &workload)
{
    ordered_json scaling = ordered_json::object();
    if (workload.managesBackendReplicas)
        scaling["backend_replicas"] = workload.cluster.backendReplicas;
    if (workload.cluster.store == StoreKind::Redis) {
        ordered_json redis = ordered_json::object();
        if (!workload.redisAddress.empty())
            redis["address"] = workload.redisAddress;
        if (workload.redisDb != 0)
            redis["db"] = workload.redisDb;
        redis["key_prefix"] = workload.cluster.keyPrefix;
        scaling["session_redis"] = std::move(redis);
    }
    return scaling;
}

/// The fields in the order of digest 2.1, but for #4638's block.
ordered_json operatorsFile(const Workload &workload)
{
    const ClusterSpec &cluster = workload.cluster;
    ordered_json file = ordered_json::object();
    file["schema_version"] = kSchemaVersion;
    if (workload.generation != 0 && !cluster.plainTarget)
        file["mcpserver_generation"] = workload.generation;
    file["image"] = workload.image;
    if (cluster.plainTarget)
        file["remote_url"] = *cluster.plainTarget;
    file["name"] = cluster.name;
    file["transport"] = toText(cluster.transport);
    file["host"] = "0.0.0.0";
    file["port"] = workload.proxyPort;
    if (!cluster.plainTarget)
        file["target_port"] = cluster.mcpPort;
    file["proxy_mode"] = cluster.transport == Transport::Sse ? "sse" : "streamable-http";
    if (cluster.sessionTtl != kToolHiveSessionTtl)
        file["session_ttl"] = formatDuration(cluster.sessionTtl);
    if (ordered_json scaling = scalingOf(workload); !scaling.empty())
        file["scaling_config"] = std::move(scaling);
    return file;
}

bool beginsAsJson(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '{';
}

template <class Json> bool isRunConfig(const Json &file)
{
    return file.is_object() && !file.contains("kind")
        && (file.contains("schema_version") || file.contains("scaling_config"));
}

ordered_json headlessServiceOf(const ClusterSpec &cluster)
{
    ordered_json service = ordered_json::object();
    service["statefulset_name"] = cluster.name;
    service["service_name"] = cluster.headlessServiceName();
    service["namespace"] = cluster.namespaceName;
    if (cluster.backendReplicas != 0)
        service["replicas"] = cluster.backendReplicas;
    return service;
}

/// What a profile changes of a RunConfig is #4638's block alone.
void setHeadlessService(ordered_json &file, const Workload &workload, bool wanted)
{
    if (wanted && workload.managesBackendReplicas && !workload.cluster.plainTarget)
        file["scaling_config"]["headless_service"] = headlessServiceOf(workload.cluster);
    else if (const auto scaling = file.find("scaling_config"); scaling != file.end())
        scaling->erase("headless_service");
}

} // namespace

Result<Workload> readRunConfig(std::string_view text, const ClusterSpec &defaults)
{
    const json file = json::parse(text, nullptr, false);
    return file.is_discarded() ? fail(jsonError(text)) : readRunConfigJson(file, defaults);
}

Result<Workload> readClusterFile(std::string_view text, const ClusterSpec &defaults)
{
    const json file = json::parse(text, nullptr, false);
    if (file.is_discarded() && beginsAsJson(text)) {
        auto manifest = readMcpServerManifest(text, defaults); // YAML may begin so too, but hardly ever does
        return manifest ? manifest : fail(jsonError(text));
    }
    if (!file.is_object() || file.contains("kind"))
        return readMcpServerManifest(text, defaults);
    if (isRunConfig(file))
        return readRunConfigJson(file, defaults);
    return readClusterSpec(file, defaults, "").map([](const ClusterSpec &cluster) {
        return Workload{.cluster = cluster, .image = {}};
    });
}

std::string runConfigJson(const Workload &workload, bool withHeadlessService, std::string_view from)
{
    ordered_json file = ordered_json::parse(from, nullptr, false);
    if (!isRunConfig(file))
        file = operatorsFile(workload);
    setHeadlessService(file, workload, withHeadlessService);
    return file.dump(2) + "\n";
}

} // namespace sessionscope::cluster

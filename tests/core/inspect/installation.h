// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/diagnoses.h"
#include "core/session/record_codec.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace sessionscope::test {

using nlohmann::json;

inline constexpr const char *kProxyPrefix = "thv:proxy:session:";
inline constexpr const char *kGeneration = "toolhive.stacklok.dev/mcpserver-generation";

inline WallTime at(std::int64_t seconds)
{
    return WallTime{(1'700'000'000 + seconds) * 1'000'000'000};
}

inline std::string uuid(int number)
{
    return fmt::format("3f1c2f0a-7d0e-4b43-9c1e-{:012x}", number + 0xabc000);
}

inline std::string initBody(const std::string &client = "claude-code",
                            const std::string &method = "initialize")
{
    return json{{"jsonrpc", "2.0"},
                {"id", 0},
                {"method", method},
                {"params",
                 {{"protocolVersion", "2025-06-18"},
                  {"capabilities", json::object()},
                  {"clientInfo", {{"name", client}, {"version", "2.1.0"}}}}}}
        .dump();
}

/// A record as ToolHive writes it.
inline session::Record record(const std::string &id, const std::string &url = {}, bool withBody = true)
{
    session::Record record;
    record.id = id;
    record.createdAt = {at(0), 0};
    record.updatedAt = {at(0), 0};
    if (!url.empty())
        record.metadata["backend_url"] = url;
    if (!url.empty() && withBody)
        record.metadata["init_body"] = initBody();
    return record;
}

inline inspect::RawKey raw(std::string key, std::string value, std::int64_t ttlMs = 7'000'000)
{
    inspect::RawKey raw;
    raw.key = std::move(key);
    raw.value = std::move(value);
    raw.size = raw.value.size();
    raw.ttlMs = ttlMs;
    raw.at = at(100);
    return raw;
}

inline inspect::RawKey raw(const session::Record &record, const std::string &prefix = kProxyPrefix)
{
    return raw(prefix + record.id, session::encode(record));
}

/// A whole installation: 200 keys of a healthy one, to which a test does one harm.
struct Installation
{
    std::vector<json> objects; ///< of Kubernetes
    std::vector<inspect::RawKey> keys;
    std::vector<inspect::Observation> later; ///< seen while watched
    std::optional<inspect::ServerFacts> server;
    std::string keyPrefix;
    std::optional<inspect::NameFacts> names;
    bool withRedis = true;
    bool withCluster = true;
    inspect::SessionInventory inventory;         ///< filled by findings()
    std::vector<inspect::UnseenSessions> unseen; ///< likewise

    static Installation healthy();

    json &object(const std::string &kind, const std::string &name, const char *namespaceName = "default")
    {
        for (json &one : objects) {
            const json &about = one["metadata"];
            if (one["kind"] == kind && about["name"] == name && about["namespace"] == namespaceName)
                return one;
        }
        throw std::out_of_range(kind + "/" + name);
    }

    void add(const session::Record &session, const std::string &prefix = kProxyPrefix)
    {
        keys.push_back(raw(session, prefix));
    }

    std::vector<inspect::Finding> findings()
    {
        inventory = inspect::SessionInventory();
        inspect::RecordClassifier classifier(keyPrefix);
        inventory.apply(inspect::ScanStarted{});
        for (const inspect::RawKey &key : keys)
            std::visit([this](auto &&what) { inventory.apply(std::forward<decltype(what)>(what)); },
                       classifier.classify(key));
        inventory.apply(inspect::ScanFinished{true, at(101)});
        for (const inspect::Observation &observation : later)
            inventory.apply(observation);
        const auto facts = inspect::readKubeFacts(json{{"kind", "List"}, {"items", objects}}.dump());
        const inspect::ClusterView view(*facts);
        inspect::Evidence evidence;
        evidence.inventory = withRedis ? &inventory : nullptr;
        evidence.server = withRedis && server ? &*server : nullptr;
        evidence.cluster = withCluster ? &view : nullptr;
        evidence.names = names ? &*names : nullptr;
        evidence.keyPrefix = keyPrefix;
        unseen = inspect::unseenSessions(evidence);
        return inspect::diagnose(evidence);
    }

    /// Another MCP server beside foo, complete and healthy in itself.
    void addServer(const std::string &name, int net, const std::string &prefix,
                   const char *namespaceName = "default");

private:
    void addBackend(const std::string &name, int net);
    void addProxy(const std::string &name, int net, const std::string &prefix);
};

inline json kubeObject(const char *kind, const std::string &name)
{
    return {
        {"kind", kind}, {"metadata", {{"name", name}, {"namespace", "default"}}}, {"spec", json::object()}};
}

inline json podObject(const std::string &name, const std::string &ip, const std::string &owner,
                      const json &labels)
{
    json pod = kubeObject("Pod", name);
    pod["metadata"]["labels"] = labels;
    const auto slash = owner.find('/');
    pod["metadata"]["ownerReferences"].push_back(
        json{{"kind", owner.substr(0, slash)}, {"name", owner.substr(slash + 1)}});
    pod["status"]["podIP"] = ip;
    pod["status"]["conditions"].push_back(json{{"type", "Ready"}, {"status", "True"}});
    json container{{"restartCount", 0}};
    container["state"]["running"]["startedAt"] = "2023-11-14T22:00:00Z";
    pod["status"]["containerStatuses"].push_back(container);
    return pod;
}

inline void setImage(Installation &it, const char *version)
{
    it.object("Deployment", "foo")["spec"]["template"]["spec"]["containers"][0]["image"]
        = std::string("ghcr.io/stacklok/toolhive/proxyrunner:") + version;
}

inline void Installation::addBackend(const std::string &name, int net)
{
    const json labels{{"app", name}, {"toolhive", "true"}, {"toolhive-name", name}};
    json set = kubeObject("StatefulSet", name);
    set["spec"]["serviceName"] = "mcp-" + name + "-headless";
    set["spec"]["replicas"] = 3;
    set["spec"]["selector"]["matchLabels"]["app"] = name;
    json &setTemplate = set["spec"]["template"];
    setTemplate["metadata"]["labels"] = labels;
    setTemplate["metadata"]["annotations"][kGeneration] = "3";
    setTemplate["spec"]["containers"].push_back(json{{"name", "mcp"}, {"readinessProbe", json::object()}});
    set["status"] = {{"readyReplicas", 3}, {"currentRevision", "a"}, {"updateRevision", "a"}};
    objects.push_back(set);
    const auto service = [&](const std::string &its, const std::string &ip, const std::string &affinity) {
        json one = kubeObject("Service", its);
        one["spec"] = {{"clusterIP", ip}, {"selector", {{"app", name}}}, {"sessionAffinity", affinity}};
        objects.push_back(one);
    };
    service("mcp-" + name, fmt::format("10.96.{}.20", net), "ClientIP");
    service("mcp-" + name + "-headless", "None", "None");
    json slice = kubeObject("EndpointSlice", "mcp-" + name + "-x1");
    slice["metadata"]["labels"] = {{"kubernetes.io/service-name", "mcp-" + name}};
    slice["endpoints"] = json::array();
    for (int ordinal = 0; ordinal < 3; ++ordinal) {
        const std::string pod = fmt::format("{}-{}", name, ordinal);
        const std::string ip = fmt::format("10.244.{}.{}", net, ordinal + 7);
        objects.push_back(podObject(pod, ip, "StatefulSet/" + name, labels));
        json endpoint;
        endpoint["addresses"].push_back(ip);
        endpoint["conditions"]["ready"] = true;
        endpoint["targetRef"] = json{{"kind", "Pod"}, {"name", pod}};
        slice["endpoints"].push_back(endpoint);
    }
    objects.push_back(slice);
}

inline void Installation::addProxy(const std::string &name, int net, const std::string &prefix)
{
    const json labels{{"app", "mcpserver"}, {"app.kubernetes.io/instance", name}, {"toolhive-name", name}};
    json service = kubeObject("Service", "mcp-" + name + "-proxy");
    service["spec"] = {{"clusterIP", fmt::format("10.96.{}.21", net)},
                       {"selector", labels},
                       {"sessionAffinity", "ClientIP"}};
    objects.push_back(service);
    for (int proxy = 0; proxy < 2; ++proxy) {
        json pod
            = podObject(fmt::format("{}-5d9-{}", name, proxy), fmt::format("10.244.{}.{}", net, 100 + proxy),
                        "ReplicaSet/" + name + "-5d9", labels);
        pod["metadata"]["annotations"][kGeneration] = "3";
        objects.push_back(pod);
    }
    json deployment = kubeObject("Deployment", name);
    deployment["spec"]["replicas"] = 2;
    json &podTemplate = deployment["spec"]["template"];
    podTemplate["metadata"]["labels"] = labels;
    podTemplate["metadata"]["annotations"][kGeneration] = "3";
    podTemplate["spec"]["containers"].push_back(
        json{{"image", "ghcr.io/stacklok/toolhive/proxyrunner:v0.44.0"}});
    objects.push_back(deployment);
    json mcp = kubeObject("MCPServer", name);
    mcp["metadata"]["generation"] = 3;
    mcp["spec"] = {{"transport", "streamable-http"},
                   {"replicas", 2},
                   {"backendReplicas", 3},
                   {"sessionStorage",
                    {{"provider", "redis"},
                     {"address", "redis:6379"},
                     {"keyPrefix", prefix},
                     {"passwordRef", {{"name", "s"}, {"key", "k"}}}}}};
    mcp["status"]["conditions"].push_back(
        json{{"type", "SessionStorageWarning"}, {"status", "False"}, {"reason", "SessionStorageConfigured"}});
    objects.push_back(mcp);
}

inline void Installation::addServer(const std::string &name, int net, const std::string &prefix,
                                    const char *namespaceName)
{
    const std::size_t others = objects.size();
    addBackend(name, net);
    addProxy(name, net, prefix);
    for (std::size_t i = others; i < objects.size(); ++i)
        objects[i]["metadata"]["namespace"] = namespaceName;
}

inline Installation Installation::healthy()
{
    Installation it;
    it.addServer("foo", 1, kProxyPrefix);
    for (int number = 0; number < 180; ++number)
        it.add(record(uuid(number), fmt::format("http://10.244.1.{}:8080", number % 3 + 7)));
    for (int number = 0; number < 5; ++number)
        it.keys.push_back(
            raw(fmt::format("thv:vmcp:session:{}", uuid(number)),
                R"({"vmcp.backend.ids":"fetch,osv","vmcp.backend.session.fetch":"mcp-session-1",)"
                R"("vmcp.identity.binding":"unauthenticated"})",
                1'700'000));
    it.keys.push_back(raw(fmt::format("thv:vmcp:session:{}", uuid(50)), "{}", 1'790'000));
    it.keys.push_back(
        raw(fmt::format("thv:vmcp:session:{}", uuid(51)), R"({"terminated":"true"})", 1'000'000));
    for (const char *kind : {"access:a", "refresh:b", "upstream:s:google", "client:c"})
        it.keys.push_back(raw(fmt::format("thv:auth:{{default:foo}}:{}", kind), "{}"));
    inspect::RawKey bucket = raw("thv:rl:{default:foo}:shared", "");
    bucket.type = inspect::ValueType::Hash;
    it.keys.push_back(bucket);
    session::Record probe = record(uuid(900), "http://mcp-foo:8080");
    probe.metadata["init_body"]
        = R"({"jsonrpc":"2.0","id":"toolhive-init-check","method":"initialize","params":{"protocolVersion":"2025-11-25",)"
          R"("capabilities":{},"clientInfo":{"name":"toolhive","version":"1.0"}}})";
    it.add(probe);
    inspect::ServerFacts server;
    server.version = "7.2.4";
    server.mode = "standalone";
    server.role = "master";
    server.evictedKeys = 0;
    server.maxMemory = 100'000'000;
    server.usedMemory = 1'000'000;
    server.maxMemoryPolicy = "noeviction";
    server.appendOnly = true;
    server.save = "3600 1";
    server.wantsPassword = true;
    it.server = server;
    it.names.emplace();
    it.names->nameServer = "10.96.0.10:53";
    for (int ordinal = 0; ordinal < 3; ++ordinal) {
        inspect::PodName name{{"default", "foo"},
                              fmt::format("foo-{}.mcp-foo-headless.default.svc.cluster.local", ordinal),
                              fmt::format("10.244.1.{}", ordinal + 7)};
        it.names->answers.push_back({name, inspect::NameAnswer::Outcome::Found, {name.address}});
    }
    return it;
}

/// For the message of a test that fails.
inline std::string textOf(const std::vector<inspect::Finding> &findings)
{
    std::string text;
    for (const inspect::Finding &finding : findings)
        text += fmt::format("{} {} {}: {} / {} / {}\n", inspect::toText(finding.severity),
                            inspect::toText(finding.certainty), finding.id, finding.title, finding.evidence,
                            finding.advice);
    return text;
}

/// What is meant to be so, and is nothing to report: the healthy installation after `change`.
struct Calm
{
    const char *name;
    const char *id; ///< of the diagnosis that must not speak
    void (*change)(Installation &);
};

/// What was found if that diagnosis spoke; empty if it was calm.
inline std::string accusedBy(const Calm &calm)
{
    Installation it = Installation::healthy();
    calm.change(it);
    const auto findings = it.findings();
    const bool spoke
        = std::ranges::find(findings, std::string_view(calm.id), &inspect::Finding::id) != findings.end();
    return spoke ? textOf(findings) : std::string();
}

} // namespace sessionscope::test

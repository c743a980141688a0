// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/kube_facts.h"

#include "core/session/record_codec.h"
#include "core/session/store_messages.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace sessionscope::inspect {

namespace {

using Json = nlohmann::json;

constexpr const char *kGeneration = "toolhive.stacklok.dev/mcpserver-generation"; // digest 1.2

/// A value deep inside an object; null where any step is missing or of another kind.
template <class... Steps> const Json &at(const Json &object, Steps... steps)
{
    static const Json kNothing;
    const Json *here = &object;
    for (const char *step : {steps...}) {
        const auto next = here->is_object() ? here->find(step) : here->end();
        if (!here->is_object() || next == here->end())
            return kNothing;
        here = &*next;
    }
    return *here;
}

std::string text(const Json &value, std::string otherwise = {})
{
    return value.is_string() ? value.get<std::string>() : std::move(otherwise);
}

std::optional<std::int64_t> number(const Json &value)
{
    if (value.is_number_integer())
        return value.get<std::int64_t>();
    if (!value.is_string())
        return std::nullopt;
    const auto &digits = value.get_ref<const std::string &>(); // annotations are texts
    std::int64_t parsed = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), parsed);
    return error == std::errc() && end == digits.data() + digits.size() ? std::optional(parsed)
                                                                        : std::nullopt;
}

std::int32_t count(const Json &value, std::int32_t otherwise = 0)
{
    const auto read = number(value);
    return read ? static_cast<std::int32_t>(std::clamp<std::int64_t>(*read, 0, INT32_MAX)) : otherwise;
}

std::optional<std::int32_t> countIfAny(const Json &value)
{
    return number(value) ? std::optional(count(value)) : std::nullopt;
}

Labels labels(const Json &object)
{
    Labels result;
    if (object.is_object()) {
        for (const auto &[name, value] : object.items())
            result.emplace(name, text(value));
    }
    return result;
}

KubeName nameOf(const Json &object)
{
    return {text(at(object, "metadata", "namespace"), "default"), text(at(object, "metadata", "name"))};
}

const Json &list(const Json &value)
{
    static const Json kEmpty = Json::array();
    return value.is_array() ? value : kEmpty;
}

/// An object's addresses, of all families; objects from before there were two have the one alone.
std::vector<std::string> addressesOf(const Json &all, const std::string &first)
{
    std::vector<std::string> addresses;
    for (const Json &each : list(all)) {
        std::string address = text(each.is_object() ? at(each, "ip") : each);
        if (!address.empty())
            addresses.push_back(std::move(address));
    }
    if (addresses.empty() && !first.empty())
        addresses.push_back(first);
    return addresses;
}

/// The container that ToolHive makes, `toolhive` in a proxy and `mcp` in a backend (digest 1.1), else the first: the kubelet
/// lists them by name, so an injected sidecar may well come before it.
const Json &ownContainer(const Json &containers)
{
    const Json &all = list(containers);
    const auto own = std::ranges::find_if(all, [](const Json &container) {
        const std::string name = text(at(container, "name"));
        return name == "toolhive" || name == "mcp";
    });
    if (own != all.end())
        return *own;
    return all.empty() ? all : all.front();
}

std::string imageOf(const Json &podTemplate)
{
    return text(at(ownContainer(at(podTemplate, "spec", "containers")), "image"));
}

bool hasReadinessProbe(const Json &podTemplate)
{
    return std::ranges::any_of(list(at(podTemplate, "spec", "containers")), [](const Json &container) {
        return at(container, "readinessProbe").is_object();
    });
}

std::int64_t generationOf(const Json &metadata)
{
    return number(at(metadata, "annotations", kGeneration)).value_or(0);
}

/// Whether what an object's controller made of it is newer than its last edit, as far as the two tell.
bool isObserved(const Json &object)
{
    const auto edited = number(at(object, "metadata", "generation"));
    const auto observed = number(at(object, "status", "observedGeneration"));
    return !edited || !observed || *observed >= *edited;
}

StatefulSetFacts statefulSet(const Json &object)
{
    StatefulSetFacts facts;
    const Json &podTemplate = at(object, "spec", "template");
    facts.id = nameOf(object);
    facts.serviceName = text(at(object, "spec", "serviceName"));
    facts.replicas = countIfAny(at(object, "spec", "replicas"));
    facts.firstOrdinal = count(at(object, "spec", "ordinals", "start"));
    facts.readyReplicas = count(at(object, "status", "readyReplicas"));
    facts.selector = labels(at(object, "spec", "selector", "matchLabels"));
    facts.podLabels = labels(at(podTemplate, "metadata", "labels"));
    facts.hasReadinessProbe = hasReadinessProbe(podTemplate);
    facts.generation = generationOf(at(podTemplate, "metadata"));
    if (facts.generation == 0)
        facts.generation = generationOf(at(object, "metadata"));
    facts.image = imageOf(podTemplate);
    const std::string current = text(at(object, "status", "currentRevision"));
    const std::string update = text(at(object, "status", "updateRevision"));
    facts.rollingOut = !update.empty() && current != update;
    facts.isObserved = isObserved(object);
    return facts;
}

ServiceFacts service(const Json &object)
{
    ServiceFacts facts;
    facts.id = nameOf(object);
    facts.clusterIp = text(at(object, "spec", "clusterIP"));
    facts.clusterIps = addressesOf(at(object, "spec", "clusterIPs"), facts.clusterIp);
    facts.selector = labels(at(object, "spec", "selector"));
    facts.sessionAffinity = text(at(object, "spec", "sessionAffinity"), "None");
    facts.affinitySeconds
        = count(at(object, "spec", "sessionAffinityConfig", "clientIP", "timeoutSeconds"), 10'800);
    const Json &notReady = at(object, "spec", "publishNotReadyAddresses");
    facts.publishesNotReady = notReady.is_boolean() && notReady.get<bool>();
    return facts;
}

void takeEndpoints(std::vector<EndpointFacts> &into, const Json &object)
{
    const KubeName owner{nameOf(object).namespaceName,
                         text(at(object, "metadata", "labels", "kubernetes.io/service-name"))};
    for (const Json &endpoint : list(at(object, "endpoints"))) {
        const Json &ready = at(endpoint, "conditions", "ready"); // absent means ready (Kubernetes API)
        const bool isPod = text(at(endpoint, "targetRef", "kind")) == "Pod";
        for (const Json &address : list(at(endpoint, "addresses")))
            into.push_back({owner, text(address), isPod ? text(at(endpoint, "targetRef", "name")) : "",
                            !ready.is_boolean() || ready.get<bool>()});
    }
}

std::optional<WallTime> timeOf(const Json &value)
{
    const auto parsed = session::parseTimestamp(text(value));
    return parsed ? std::optional(parsed->instant) : std::nullopt;
}

void takeContainer(PodFacts &facts, const Json &status)
{
    facts.restarts = count(at(status, "restartCount"));
    facts.startedAt = timeOf(at(status, "state", "running", "startedAt"));
    facts.crashLooping = text(at(status, "state", "waiting", "reason")) == "CrashLoopBackOff";
    facts.lastMessage = text(at(status, "lastState", "terminated", "message"));
    if (facts.lastMessage.empty())
        facts.lastMessage = text(at(status, "state", "terminated", "message"));
}

PodFacts pod(const Json &object)
{
    PodFacts facts;
    facts.id = nameOf(object);
    facts.ip = text(at(object, "status", "podIP"));
    const std::string phase = text(at(object, "status", "phase"));
    if (phase != "Succeeded" && phase != "Failed")
        facts.ips = addressesOf(at(object, "status", "podIPs"), facts.ip);
    facts.labels = labels(at(object, "metadata", "labels"));
    for (const Json &owner : list(at(object, "metadata", "ownerReferences")))
        facts.owner = text(at(owner, "kind")) + "/" + text(at(owner, "name"));
    facts.generation = generationOf(at(object, "metadata"));
    for (const Json &condition : list(at(object, "status", "conditions"))) {
        if (text(at(condition, "type")) == "Ready")
            facts.ready = text(at(condition, "status")) == "True";
    }
    takeContainer(facts, ownContainer(at(object, "status", "containerStatuses")));
    if (!facts.startedAt)
        facts.startedAt = timeOf(at(object, "status", "startTime"));
    return facts;
}

DeploymentFacts deployment(const Json &object)
{
    DeploymentFacts facts;
    facts.id = nameOf(object);
    facts.replicas = count(at(object, "spec", "replicas"), 1);
    facts.readyReplicas = count(at(object, "status", "readyReplicas"));
    facts.podLabels = labels(at(object, "spec", "template", "metadata", "labels"));
    facts.image = imageOf(at(object, "spec", "template"));
    facts.generation = generationOf(at(object, "spec", "template", "metadata"));
    facts.isObserved = isObserved(object);
    const auto updated = number(at(object, "status", "updatedReplicas"));
    facts.rollingOut = updated && *updated < facts.replicas;
    return facts;
}

McpServerFacts mcpServer(const Json &object)
{
    McpServerFacts facts;
    const Json &spec = at(object, "spec");
    const Json &storage = at(spec, "sessionStorage");
    facts.id = nameOf(object);
    facts.transport = text(at(spec, "transport"));
    facts.replicas = countIfAny(at(spec, "replicas"));
    facts.backendReplicas = countIfAny(at(spec, "backendReplicas"));
    facts.sessionAffinity = text(at(spec, "sessionAffinity"), "ClientIP");
    facts.mcpPort = static_cast<std::uint16_t>(std::clamp(count(at(spec, "mcpPort"), 8080), 1, 65535));
    facts.generation = number(at(object, "metadata", "generation")).value_or(0);
    facts.isObserved = isObserved(object);
    facts.storageProvider = text(at(storage, "provider"));
    facts.redisAddress = text(at(storage, "address"));
    facts.redisDb = count(at(storage, "db"));
    if (at(storage, "keyPrefix").is_string())
        facts.keyPrefix = text(at(storage, "keyPrefix"));
    facts.hasPasswordRef = at(storage, "passwordRef").is_object();
    for (const Json &condition : list(at(object, "status", "conditions")))
        facts.conditions.emplace(text(at(condition, "type")),
                                 text(at(condition, "status")) + "/" + text(at(condition, "reason")));
    return facts;
}

void take(KubeFacts &facts, const Json &object)
{
    const std::string kind = text(at(object, "kind"));
    if (kind == "StatefulSet")
        facts.statefulSets.push_back(statefulSet(object));
    else if (kind == "Service")
        facts.services.push_back(service(object));
    else if (kind == "EndpointSlice")
        takeEndpoints(facts.endpoints, object);
    else if (kind == "Pod")
        facts.pods.push_back(pod(object));
    else if (kind == "Deployment")
        facts.deployments.push_back(deployment(object));
    else if (kind == "MCPServer")
        facts.mcpServers.push_back(mcpServer(object));
}

} // namespace

bool selects(const Labels &selector, const Labels &labels)
{
    return !selector.empty() && std::ranges::all_of(selector, [&labels](const auto &wanted) {
        const auto label = labels.find(wanted.first);
        return label != labels.end() && label->second == wanted.second;
    });
}

std::string McpServerFacts::effectivePrefix() const
{
    return keyPrefix && !keyPrefix->empty() ? *keyPrefix : std::string(session::kDefaultKeyPrefix);
}

bool KubeFacts::empty() const
{
    return statefulSets.empty() && services.empty() && pods.empty() && deployments.empty()
        && mcpServers.empty();
}

void dropSecrets(nlohmann::json &objects)
{
    if (objects.is_object()) {
        for (const char *name : {"env", "managedFields", "kubectl.kubernetes.io/last-applied-configuration"})
            objects.erase(name);
    }
    if (objects.is_structured()) {
        for (nlohmann::json &each : objects)
            dropSecrets(each);
    }
}

Result<KubeFacts> readKubeFacts(std::string_view json)
{
    const auto document = Json::parse(json, nullptr, false);
    if (document.is_discarded())
        return fail(ErrorCode::InvalidInput, "not JSON", "$", "save it with kubectl get … -o json");
    if (!document.is_object() || !at(document, "kind").is_string())
        return fail(
            ErrorCode::InvalidInput, "no Kubernetes object", "$.kind",
            "save it with kubectl get statefulset,service,endpointslice,pod,deployment,mcpserver -o json");
    KubeFacts facts;
    if (!text(at(document, "kind")).ends_with("List")) {
        take(facts, document);
        return facts;
    }
    const Json &items = at(document, "items");
    if (!items.is_array())
        return fail(ErrorCode::InvalidInput, "a list without items", "$.items");
    for (const Json &item : items)
        take(facts, item);
    return facts;
}

} // namespace sessionscope::inspect

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/inspect/installation.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace sessionscope;
using namespace sessionscope::test;
using inspect::Finding;

namespace {

using Harm = std::function<void(Installation &)>;

/// What a harm to a healthy installation must be called, and what must be pointed at.
struct Case
{
    const char *name;
    const char *id;
    Harm harm;
    const char *severity;
    const char *certainty;
    const char *seen;        ///< part of the evidence
    const char *advice = ""; ///< part of it
};

/// What looks like a harm and is none, as far as that diagnosis is concerned.
void remove(Installation &it, const std::string &kind, const std::string &name = {})
{
    std::erase_if(it.objects, [&](const json &one) {
        return one["kind"] == kind && (name.empty() || one["metadata"]["name"] == name);
    });
}

void setServiceName(Installation &it, const char *name)
{
    it.object("StatefulSet", "foo")["spec"]["serviceName"] = name;
}

void pinToPodName(Installation &it, int ordinal)
{
    it.add(record(uuid(901),
                  fmt::format("http://foo-{}.mcp-foo-headless.default.svc.cluster.local:8080", ordinal)));
}

const std::vector<Case> &nameCases()
{
    static const std::vector<Case> kCases{
        {"a serviceName that names nothing", "pod-names", [](auto &it) { setServiceName(it, "foo"); }, "info",
         "certain",
         "serviceName is 'foo', a Service that does not exist; the headless Service is 'mcp-foo-headless'",
         "Recreate the StatefulSet"},
        {"a serviceName that names no headless Service", "pod-names",
         [](auto &it) { setServiceName(it, "mcp-foo"); }, "info", "certain",
         "serviceName is 'mcp-foo', which is not headless"},
        {"no headless Service", "pod-names", [](auto &it) { remove(it, "Service", "mcp-foo-headless"); },
         "info", "certain", "there is no headless Service 'mcp-foo-headless'",
         "kubectl rollout restart deployment foo"},
        {"neither the one nor the other", "pod-names",
         [](auto &it) {
             setServiceName(it, "foo");
             remove(it, "Service", "mcp-foo-headless");
         },
         "info", "certain", "a Service that does not exist; there is no headless Service 'mcp-foo-headless'",
         "Recreate the StatefulSet"},
        {"no headless Service below which sessions are pinned", "pod-names",
         [](auto &it) {
             remove(it, "Service", "mcp-foo-headless");
             pinToPodName(it, 1);
         },
         "error", "certain", "1 session is pinned to such names"},
        {"a headless Service for other pods", "pod-names",
         [](auto &it) { it.object("Service", "mcp-foo-headless")["spec"]["selector"]["app"] = "bar"; },
         "info", "certain", "selects none of them", "selector app: foo"},
    };
    return kCases;
}

const std::vector<Case> &serviceCases()
{
    static const std::vector<Case> kCases{
        {"no Service for the proxies", "no-service", [](auto &it) { remove(it, "Service", "mcp-foo"); },
         "error", "certain", "proxies send to http://mcp-foo, and no Service has that name",
         "kubectl rollout restart deployment foo"},
        {"a Service of another name", "no-service",
         [](auto &it) { it.object("Service", "mcp-foo")["metadata"]["name"] = "foo"; }, "error", "certain",
         "the pods are behind 'foo'"},
        {"a server whose proxies made nothing", "no-service",
         [](auto &it) {
             remove(it, "Service", "mcp-foo");
             remove(it, "StatefulSet");
         },
         "error", "certain", "there is no StatefulSet either"},
        {"no Service, and nobody says of which transport", "no-service",
         [](auto &it) {
             remove(it, "Service", "mcp-foo");
             remove(it, "MCPServer");
         },
         "error", "likely", "no Service has that name"},
    };
    return kCases;
}

void setSpec(Installation &it, const char *field, int number)
{
    it.object("MCPServer", "foo")["spec"][field] = number;
}

const std::vector<Case> &replicaCases()
{
    static const std::vector<Case> kCases{
        {"backends that somebody scaled", "replicas-differ",
         [](auto &it) { setSpec(it, "backendReplicas", 5); }, "warning", "certain",
         "backendReplicas is 5, the StatefulSet has 3", "leave it out"},
        {"proxies that somebody scaled", "replicas-differ", [](auto &it) { setSpec(it, "replicas", 4); },
         "warning", "certain", "replicas is 4, the Deployment has 2"},
        {"an edit that the StatefulSet does not have yet", "rollout",
         [](auto &it) {
             setSpec(it, "backendReplicas", 5);
             it.object("MCPServer", "foo")["metadata"]["generation"] = 4;
         },
         "warning", "likely",
         "the MCPServer is at generation 4, the StatefulSet at 3; backendReplicas is 5, the StatefulSet has "
         "3, for now"},
        {"an edit that the Deployment does not have yet", "rollout",
         [](auto &it) {
             it.object("MCPServer", "foo")["metadata"]["generation"] = 4;
             remove(it, "StatefulSet");
         },
         "warning", "likely", "the MCPServer is at generation 4, the Deployment at 3"},
        {"an edit that the operator has not read", "rollout",
         [](auto &it) {
             setSpec(it, "replicas", 4);
             it.object("MCPServer", "foo")["status"]["observedGeneration"] = 2;
         },
         "warning", "likely", "the operator has not read the MCPServer's last edit; replicas is 4"},
        {"backends on their way", "rollout",
         [](auto &it) { it.object("StatefulSet", "foo")["status"]["updateRevision"] = "b"; }, "warning",
         "certain", "the StatefulSet's update has not reached every pod"},
        {"proxies on their way", "rollout",
         [](auto &it) { it.object("Deployment", "foo")["status"]["updatedReplicas"] = 1; }, "warning",
         "certain", "the Deployment's update has not reached every proxy"},
    };
    return kCases;
}

void makeUnready(Installation &it, const std::string &pod)
{
    it.object("Pod", pod)["status"]["conditions"][0]["status"] = "False";
    const std::string ip = it.object("Pod", pod)["status"]["podIP"];
    for (json &endpoint : it.object("EndpointSlice", "mcp-foo-x1")["endpoints"]) {
        if (endpoint["addresses"][0] == ip)
            endpoint["conditions"]["ready"] = false;
    }
}

/// What a pod was pinned to that is gone; its EndpointSlice knows it no more.
void removePod(Installation &it, const std::string &pod)
{
    remove(it, "Pod", pod);
    json &endpoints = it.object("EndpointSlice", "mcp-foo-x1")["endpoints"];
    json left = json::array();
    for (const json &endpoint : endpoints) {
        if (endpoint["targetRef"]["name"] != pod)
            left.push_back(endpoint);
    }
    endpoints = left;
}

void forgetSessions(Installation &it)
{
    it.keys.clear();
    it.withRedis = false;
}

const std::vector<Case> &podCases()
{
    static const std::vector<Case> kCases{
        {"a pod that is not ready", "absent-backends",
         [](auto &it) {
             forgetSessions(it);
             makeUnready(it, "foo-1");
         },
         "warning", "certain", "foo-1 is not ready", "kubectl describe pod foo-1"},
        {"a pod that crashes", "absent-backends",
         [](auto &it) {
             makeUnready(it, "foo-2");
             it.object("Pod", "foo-2")["status"]["containerStatuses"][0]["state"]
                 = {{"waiting", {{"reason", "CrashLoopBackOff"}}}};
         },
         "warning", "certain", "foo-2 crashes at each start; 60 sessions are pinned there"},
        {"an ordinal without a pod", "absent-backends",
         [](auto &it) {
             forgetSessions(it);
             removePod(it, "foo-1");
         },
         "warning", "certain", "foo-1 does not exist"},
        {"a pod with an ordinal that comes before the first", "absent-backends",
         [](auto &it) {
             forgetSessions(it);
             it.object("StatefulSet", "foo")["spec"]["ordinals"]["start"] = 1;
         },
         "warning", "certain", "foo-3 does not exist"},
        {"an ordinal without a pod, and sessions that only know its name", "absent-backends",
         [](auto &it) {
             removePod(it, "foo-1");
             pinToPodName(it, 1);
         },
         "error", "certain", "foo-1 does not exist; 1 session is pinned there"},
        {"a pod that is not ready, and a session that nothing recovers", "absent-backends",
         [](auto &it) {
             it.keys.clear();
             it.add(record(uuid(901), "http://10.244.1.8:8080", false));
             makeUnready(it, "foo-1");
         },
         "error", "certain", "foo-1 is not ready; 1 session is pinned there"},
        {"a Service that sends to pods that are not ready", "absent-backends",
         [](auto &it) {
             forgetSessions(it);
             it.object("Pod", "foo-1")["status"]["conditions"][0]["status"] = "False";
         },
         "error", "certain", "mcp-foo sends to such pods all the same"},
    };
    return kCases;
}

void setAffinity(Installation &it, const char *affinity)
{
    it.object("Service", "mcp-foo")["spec"]["sessionAffinity"] = affinity;
}

const std::vector<Case> &affinityCases()
{
    static const std::vector<Case> kCases{
        {"a Service without affinity, and nobody saw the records", "no-affinity",
         [](auto &it) {
             it.withRedis = false;
             setAffinity(it, "None");
         },
         "warning", "likely", "sessionAffinity of mcp-foo is None; ToolHive writes ClientIP, 1800 s",
         "kubectl patch service mcp-foo"},
        {"a Service without affinity, and records that name pods", "no-affinity",
         [](auto &it) { setAffinity(it, "None"); }, "info", "certain", "ToolHive writes ClientIP"},
        {"a Service without affinity, and a ClusterIP for a pin", "no-affinity",
         [](auto &it) {
             it.add(record(uuid(901), "http://10.96.1.20:8080"));
             setAffinity(it, "None");
         },
         "warning", "certain", "1 session is pinned to it"},
        {"a Service without affinity, and its name for a pin", "no-affinity",
         [](auto &it) {
             it.add(record(uuid(901), "http://mcp-foo:8080", false));
             it.add(record(uuid(902), "http://mcp-foo:8080"));
             setAffinity(it, "None");
         },
         "error", "certain", "2 sessions are pinned to it"},
    };
    return kCases;
}

void takeStorage(Installation &it, int proxies)
{
    json &server = it.object("MCPServer", "foo");
    server["spec"].erase("sessionStorage");
    server["status"].erase("conditions");
    server["spec"]["replicas"] = proxies;
    it.object("Deployment", "foo")["spec"]["replicas"] = proxies;
}

const std::vector<Case> &storeCases()
{
    static const std::vector<Case> kCases{
        {"one proxy with sessions in its memory", "no-shared-store",
         [](auto &it) {
             forgetSessions(it);
             takeStorage(it, 1);
         },
         "warning", "likely", "1 proxy, no sessionStorage, 3 backends", "sessionStorage with Redis"},
        {"one proxy, and a Redis without its sessions", "no-shared-store",
         [](auto &it) {
             it.keys.clear();
             takeStorage(it, 1);
         },
         "warning", "likely", "1 proxy, no sessionStorage, 3 backends"},
        {"two proxies with sessions in their memory", "no-shared-store",
         [](auto &it) {
             forgetSessions(it);
             takeStorage(it, 2);
         },
         "error", "likely", "2 proxies, no sessionStorage"},
    };
    return kCases;
}

const std::vector<Calm> &calm()
{
    static const std::vector<Calm> kCalm{
        {"nobody asked for Services", "pod-names", [](auto &it) { remove(it, "Service"); }},
        {"stdio has no Services", "pod-names",
         [](auto &it) {
             it.object("MCPServer", "foo")["spec"]["transport"] = "stdio";
             remove(it, "Service", "mcp-foo-headless");
         }},
        {"stdio by the pods' label", "pod-names",
         [](auto &it) {
             remove(it, "MCPServer");
             it.object("StatefulSet", "foo")["spec"]["template"]["metadata"]["labels"]["toolhive-transport"]
                 = "stdio";
             remove(it, "Service", "mcp-foo-headless");
         }},
        {"nobody asked for Services, not for the target's either", "no-service",
         [](auto &it) { remove(it, "Service"); }},
        {"stdio has no target", "no-service",
         [](auto &it) {
             it.object("MCPServer", "foo")["spec"]["transport"] = "stdio";
             remove(it, "Service", "mcp-foo");
         }},
        {"old proxies send to the headless Service", "no-service",
         [](auto &it) {
             setImage(it, "v0.11.2");
             remove(it, "Service", "mcp-foo");
         }},
        {"a server that is switched off", "no-service",
         [](auto &it) {
             it.object("Deployment", "foo")["spec"]["replicas"] = 0;
             remove(it, "StatefulSet");
             remove(it, "Service", "mcp-foo");
         }},
        {"an edit on its way to the pods", "replicas-differ",
         [](auto &it) {
             setSpec(it, "backendReplicas", 5);
             it.object("MCPServer", "foo")["metadata"]["generation"] = 4;
         }},
        {"an edit that the operator has not read yet", "replicas-differ",
         [](auto &it) {
             setSpec(it, "replicas", 4);
             it.object("MCPServer", "foo")["status"]["observedGeneration"] = 2;
         }},
        {"an autoscaler's numbers", "replicas-differ",
         [](auto &it) {
             for (const char *field : {"replicas", "backendReplicas"})
                 it.object("MCPServer", "foo")["spec"].erase(field);
         }},
        {"the one proxy of stdio", "replicas-differ",
         [](auto &it) {
             it.object("MCPServer", "foo")["spec"]["transport"] = "stdio";
             it.object("Deployment", "foo")["spec"]["replicas"] = 1;
         }},
        {"an edit that everybody has read", "rollout",
         [](auto &it) {
             it.object("MCPServer", "foo")["status"]["observedGeneration"] = 3;
             it.object("Deployment", "foo")["status"]["updatedReplicas"] = 2;
         }},
        {"a pod that is being replaced", "absent-backends",
         [](auto &it) {
             makeUnready(it, "foo-2");
             it.object("StatefulSet", "foo")["status"]["updateRevision"] = "b";
         }},
        {"pods that the StatefulSet has not heard of yet", "absent-backends",
         [](auto &it) {
             json &set = it.object("StatefulSet", "foo");
             set["metadata"]["generation"] = 2;
             set["status"]["observedGeneration"] = 1;
             set["spec"]["replicas"] = 5;
             setSpec(it, "backendReplicas", 5);
         }},
        {"nobody asked for pods", "absent-backends", [](auto &it) { remove(it, "Pod"); }},
        {"no pod at all is the Service's matter", "absent-backends",
         [](auto &it) {
             for (const char *pod : {"foo-0", "foo-1", "foo-2"})
                 makeUnready(it, pod);
         }},
        {"ordinals that do not begin at 0", "absent-backends",
         [](auto &it) {
             it.object("StatefulSet", "foo")["spec"]["ordinals"]["start"] = 1;
             it.object("Pod", "foo-0")["metadata"]["name"] = "foo-3";
         }},
        {"a pod of its own that is gone", "foreign-endpoints", [](auto &it) { remove(it, "Pod", "foo-2"); }},
        {"one pod needs no affinity", "no-affinity",
         [](auto &it) {
             it.object("StatefulSet", "foo")["spec"]["replicas"] = 1;
             setAffinity(it, "None");
         }},
        {"clients may be spread over the proxies", "no-affinity",
         [](auto &it) { it.object("Service", "mcp-foo-proxy")["spec"]["sessionAffinity"] = "None"; }},
        {"one proxy for one pod", "no-shared-store",
         [](auto &it) {
             forgetSessions(it);
             takeStorage(it, 1);
             it.object("StatefulSet", "foo")["spec"]["replicas"] = 1;
         }},
        {"a server that nobody runs", "no-shared-store",
         [](auto &it) {
             forgetSessions(it);
             takeStorage(it, 0);
         }},
        {"one proxy with the operator's default Redis", "no-shared-store",
         [](auto &it) { takeStorage(it, 1); }},
        {"two proxies with the operator's default Redis", "no-shared-store",
         [](auto &it) { takeStorage(it, 2); }},
    };
    return kCalm;
}

std::vector<Case> allCases()
{
    std::vector<Case> all;
    for (const auto *list :
         {&nameCases(), &serviceCases(), &replicaCases(), &podCases(), &affinityCases(), &storeCases()})
        all.insert(all.end(), list->begin(), list->end());
    return all;
}

} // namespace

/// What Kubernetes' objects tell by themselves, as `doctor` reads them.
class ClusterDoctorTest : public QObject
{
    Q_OBJECT

private slots:
    void findsNothingInAHealthyCluster()
    {
        Installation it = Installation::healthy();
        for (const bool withRedis : {true, false}) {
            it.withRedis = withRedis;
            const auto findings = it.findings();
            QVERIFY2(findings.empty(), textOf(findings).c_str());
        }
    }

    void pointsAtWhatIsWrong_data()
    {
        QTest::addColumn<int>("index");
        const auto cases = allCases();
        for (std::size_t i = 0; i < cases.size(); ++i)
            QTest::newRow(cases[i].name) << static_cast<int>(i);
    }

    void pointsAtWhatIsWrong()
    {
        QFETCH(int, index);
        const Case expected = allCases()[static_cast<std::size_t>(index)];
        Installation it = Installation::healthy();
        expected.harm(it);
        const auto findings = it.findings();
        const std::string all = textOf(findings);
        QCOMPARE(std::ranges::count(findings, std::string_view(expected.id), &Finding::id), 1);
        const auto found = std::ranges::find(findings, std::string_view(expected.id), &Finding::id);
        QVERIFY2(found->evidence.find(expected.seen) != std::string::npos, all.c_str());
        QVERIFY2(found->advice.find(expected.advice) != std::string::npos, all.c_str());
        QCOMPARE(inspect::toText(found->severity), expected.severity);
        QCOMPARE(inspect::toText(found->certainty), expected.certainty);
    }

    void isCalmAboutWhatIsMeant_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < calm().size(); ++i)
            QTest::newRow(calm()[i].name) << static_cast<int>(i);
    }

    void isCalmAboutWhatIsMeant()
    {
        QFETCH(int, index);
        const std::string accused = accusedBy(calm()[static_cast<std::size_t>(index)]);
        QVERIFY2(accused.empty(), accused.c_str());
    }
};

QTEST_APPLESS_MAIN(ClusterDoctorTest)
#include "cluster_doctor_test.moc"

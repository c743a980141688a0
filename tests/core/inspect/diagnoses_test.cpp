// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/session/session_id.h"
#include "tests/core/inspect/installation.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <set>

using namespace sessionscope;
using namespace sessionscope::test;
using inspect::Finding;

namespace {

/// One harm done to a healthy installation, and the diagnosis that must see it.
struct Case
{
    const char *id;
    const char *mode;
    std::function<void(Installation &)> harm;
    const char *severity;
};

session::Record with(session::Record record, const char *name, const std::string &value)
{
    record.metadata[name] = value;
    return record;
}

void makeStdio(Installation &it, const char *type, std::int64_t createdSecondsAgo)
{
    session::Record session = record(uuid(901));
    session.type = type;
    session.createdAt = {WallTime{at(0).unixNanoseconds - createdSecondsAgo * 1'000'000'000}, 0};
    session.updatedAt = session.createdAt;
    it.add(session);
}

void crashed(Installation &it, const char *message)
{
    it.object("Pod", "foo-5d9-0")["status"]["containerStatuses"][0]["lastState"]["terminated"]["message"]
        = message;
}

inspect::Session sessionOf(const session::Record &record)
{
    inspect::RecordClassifier classifier;
    return std::get<inspect::Session>(classifier.classify(raw(record)));
}

void useOneBackend(Installation &it)
{
    it.object("StatefulSet", "foo")["spec"]["replicas"] = 1;
    for (const char *pod : {"foo-1", "foo-2"})
        std::erase_if(it.objects, [pod](const json &one) { return one["metadata"]["name"] == pod; });
    std::erase_if(it.keys, [](const auto &key) { return key.value.find("10.244.1.7") == std::string::npos; });
}

const std::vector<Case> &pinCases()
{
    static const std::vector<Case> kCases{
        {"service-pin", "F-01", [](auto &it) { it.add(record(uuid(901), "http://mcp-foo:8080", false)); },
         "error"},
        {"pin-beyond-replicas", "F-06",
         [](auto &it) {
             it.add(record(uuid(901), "http://foo-3.mcp-foo-headless.default.svc.cluster.local:8080"));
         },
         "error"},
        {"cluster-ip-pin", "F-08", [](auto &it) { it.add(record(uuid(901), "http://10.96.1.20:8080")); },
         "warning"},
        {"starvation", "F-09",
         [](auto &it) {
             std::erase_if(
                 it.keys, [](const auto &key) { return key.value.find("10.244.1.9:") != std::string::npos; });
         },
         "warning"},
        {"dead-pin", "F-12", [](auto &it) { it.add(record(uuid(901), "http://10.244.1.77:8080")); },
         "warning"},
        {"foreign-pod", "F-14",
         [](auto &it) {
             it.objects.push_back(
                 podObject("stranger", "10.244.1.50", "ReplicaSet/other", {{"app", "other"}}));
             it.add(record(uuid(901), "http://10.244.1.50:8080"));
         },
         "error"},
        {"unpinned", "F-21", [](auto &it) { it.add(record(uuid(901), "http://mcp-foo:8080")); }, "warning"},
        {"sse-not-pinned", "F-26",
         [](auto &it) {
             it.object("MCPServer", "foo")["spec"]["transport"] = "sse";
             it.add(record(uuid(901)));
         },
         "error"},
        {"tls-not-pinned", "F-27", [](auto &it) { it.add(record(uuid(901), "https://mcp.example.com")); },
         "info"},
        {"shared-prefix", "F-39",
         [](auto &it) {
             it.addServer("bar", 2, "bar:");
             it.add(record(uuid(901), "http://10.244.2.7:8080"));
         },
         "error"},
        {"empty-target", "F-42", [](auto &it) { it.add(record(uuid(901), "http://:8080")); }, "error"},
    };
    return kCases;
}

const std::vector<Case> &recordCases()
{
    static const std::vector<Case> kCases{
        {"ping-pong", "F-10",
         [](auto &it) {
             for (const char *sid : {"one", "two"})
                 it.later.push_back(
                     sessionOf(with(record(uuid(0), "http://10.244.1.7:8080"), "backend_sid", sid)));
         },
         "error"},
        {"silent-loss", "F-11",
         [](auto &it) { it.add(with(record(uuid(901), "http://10.244.1.7:8080"), "backend_sid", "x")); },
         "warning"},
        {"shadow-session", "F-16",
         [](auto &it) {
             it.add(
                 with(record(uuid(901), "http://10.244.1.7:8080"), "init_body", initBody("c", "tools/call")));
         },
         "error"},
        {"needless-recovery", "F-20",
         [](auto &it) {
             useOneBackend(it);
             it.add(with(record(uuid(901), "http://10.244.1.7:8080"), "backend_sid", "x"));
         },
         "warning"},
        {"resurrected", "F-23",
         [](auto &it) {
             it.later.push_back(inspect::KeyGone{kProxyPrefix + uuid(0), at(102)});
             it.later.push_back(sessionOf(record(uuid(0), "http://10.244.1.7:8080")));
         },
         "warning"},
        {"id-surprise", "F-40",
         [](auto &it) { it.add(record(session::normaliseSessionId("session-1"), "http://10.244.1.7:8080")); },
         "warning"},
        {"stale-stdio", "F-45", [](auto &it) { makeStdio(it, "streamable", 100'000); }, "error"},
        {"sse-elsewhere", "F-49", [](auto &it) { makeStdio(it, "sse", -10); }, "error"},
        {"vmcp-restore", "F-55",
         [](auto &it) { it.keys.push_back(raw("thv:vmcp:session:" + uuid(77), "{}", 1'000'000)); },
         "warning"},
        {"foreign-writer", "A-5",
         [](auto &it) {
             session::Record session = record(uuid(901), "http://10.244.1.7:8080");
             session.updatedAt = {at(5), 0};
             it.add(session);
         },
         "warning"},
        {"no-ttl", "A-5", [](auto &it) { it.keys.front().ttlMs = -1; }, "warning"},
        {"malformed-record", "A-5",
         [](auto &it) { it.keys.push_back(raw(kProxyPrefix + uuid(901), "{oops")); }, "error"},
    };
    return kCases;
}

const std::vector<Case> &storeCases()
{
    static const std::vector<Case> kCases{
        {"unused-store", "F-03",
         [](auto &it) {
             it.keys.clear();
             setImage(it, "v0.15.0");
         },
         "error"},
        {"refuses-writes", "F-33", [](auto &it) { it.server->usedMemory = 200'000'000; }, "error"},
        {"evicted", "F-34", [](auto &it) { it.server->evictedKeys = 7; }, "error"},
        {"evicting-policy", "F-34", [](auto &it) { it.server->maxMemoryPolicy = "allkeys-lru"; }, "warning"},
        {"no-persistence", "F-34",
         [](auto &it) {
             it.server->save = "";
             it.server->appendOnly = false;
         },
         "warning"},
        {"no-getex", "F-36", [](auto &it) { it.server->version = "6.0.16"; }, "error"},
        {"no-password", "F-37",
         [](auto &it) { it.object("MCPServer", "foo")["spec"]["sessionStorage"].erase("passwordRef"); },
         "error"},
        {"prefix-in-keys", "F-38",
         [](auto &it) {
             it.keyPrefix = "myapp";
             it.add(record(uuid(901), "http://10.244.1.7:8080"), "myapp");
         },
         "error"},
    };
    return kCases;
}

const std::vector<Case> &clusterCases()
{
    static const std::vector<Case> kCases{
        {"service-pin-release", "F-01",
         [](auto &it) {
             it.withRedis = false;
             setImage(it, "v0.17.0");
         },
         "error"},
        {"no-shared-store", "F-02",
         [](auto &it) {
             it.withRedis = false;
             json &server = it.object("MCPServer", "foo");
             server["spec"].erase("sessionStorage");
             server["status"]["conditions"][0]["status"] = "True";
         },
         "error"},
        {"pod-names", "F-04",
         [](auto &it) { it.object("StatefulSet", "foo")["spec"]["serviceName"] = "foo"; }, "info"},
        {"immutable-service-name", "F-07",
         [](auto &it) { crashed(it, "failed to apply statefulset: Forbidden: updates to statefulset spec"); },
         "error"},
        {"affinity", "F-10",
         [](auto &it) {
             it.object("Service", "mcp-foo-proxy")["spec"]["sessionAffinity"] = "None";
             it.add(record(uuid(901), "http://10.96.1.20:8080"));
         },
         "warning"},
        {"foreign-endpoints", "F-24",
         [](auto &it) {
             json endpoint{{"targetRef", {{"kind", "Pod"}, {"name", "stranger"}}}};
             endpoint["addresses"].push_back("10.244.1.60");
             it.object("EndpointSlice", "mcp-foo-x1")["endpoints"].push_back(endpoint);
         },
         "error"},
        {"no-affinity", "F-28",
         [](auto &it) { it.object("Service", "mcp-foo")["spec"]["sessionAffinity"] = "None"; }, "info"},
        {"refused-by-redis", "F-37", [](auto &it) { crashed(it, "NOAUTH Authentication required"); },
         "error"},
        {"bad-prefix", "F-38",
         [](auto &it) { it.object("MCPServer", "foo")["spec"]["sessionStorage"]["keyPrefix"] = "myapp"; },
         "error"},
        {"same-store", "F-39", [](auto &it) { it.addServer("bar", 2, kProxyPrefix); }, "error"},
        {"rollout", "F-41", [](auto &it) { it.object("MCPServer", "foo")["metadata"]["generation"] = 4; },
         "warning"},
        {"replicas-differ", "",
         [](auto &it) { it.object("MCPServer", "foo")["spec"]["backendReplicas"] = 5; }, "warning"},
        {"old-generation", "F-42",
         [](auto &it) { it.object("Pod", "foo-5d9-1")["metadata"]["annotations"][kGeneration] = "2"; },
         "error"},
        {"restarting-proxies", "F-43",
         [](auto &it) {
             it.object("Pod", "foo-5d9-1")["status"]["containerStatuses"][0]["restartCount"] = 5;
         },
         "warning"},
        {"no-readiness-probe", "F-44",
         [](auto &it) {
             it.object("StatefulSet", "foo")["spec"]["template"]["spec"]["containers"][0].erase(
                 "readinessProbe");
         },
         "info"},
        {"unpublished-pod-names", "F-04",
         [](auto &it) {
             it.names->answers[1].outcome = inspect::NameAnswer::Outcome::NoSuchName;
             it.names->answers[1].addresses.clear();
         },
         "warning"},
        {"misleading-pod-names", "F-12", [](auto &it) { it.names->answers[2].addresses = {"10.244.1.77"}; },
         "warning"},
        {"no-service", "",
         [](auto &it) {
             std::erase_if(it.objects, [](const json &one) { return one["metadata"]["name"] == "mcp-foo"; });
         },
         "error"},
        {"absent-backends", "",
         [](auto &it) { it.object("Pod", "foo-1")["status"]["conditions"][0]["status"] = "False"; }, "error"},
        {"no-endpoints", "",
         [](auto &it) { it.object("Service", "mcp-foo")["spec"]["selector"]["app"] = "fooo"; }, "error"},
        {"session-leak", "F-46", [](auto &it) { setImage(it, "v0.11.2"); }, "info"},
        {"second-initialize", "F-48", [](auto &it) { setImage(it, "v0.41.0"); }, "info"},
        {"loss-not-understood", "F-51", [](auto &it) { setImage(it, "v0.40.0"); }, "info"},
        {"stray-meta", "F-52", [](auto &it) { setImage(it, "v0.42.1"); }, "info"},
    };
    return kCases;
}

std::vector<Case> allCases()
{
    std::vector<Case> all;
    for (const auto *list : {&pinCases(), &recordCases(), &storeCases(), &clusterCases()})
        all.insert(all.end(), list->begin(), list->end());
    return all;
}

std::string idsOf(const std::vector<Finding> &findings)
{
    std::string ids;
    for (const Finding &finding : findings)
        ids += std::string(finding.id) + ": " + finding.title + " / " + finding.evidence + "\n";
    return ids;
}

} // namespace

class DiagnosesTest : public QObject
{
    Q_OBJECT

private slots:
    void findNothingInAHealthyInstallation()
    {
        Installation it = Installation::healthy();
        const auto findings = it.findings();
        QVERIFY2(findings.empty(), idsOf(findings).c_str());
        QVERIFY(it.inventory.counts().total > 190);
    }

    void seeWhatTheyAreFor_data()
    {
        QTest::addColumn<int>("index");
        const auto cases = allCases();
        for (std::size_t i = 0; i < cases.size(); ++i)
            QTest::newRow(cases[i].id) << static_cast<int>(i);
    }

    void seeWhatTheyAreFor()
    {
        QFETCH(int, index);
        const Case expected = allCases()[static_cast<std::size_t>(index)];
        Installation it = Installation::healthy();
        expected.harm(it);
        const auto findings = it.findings();
        const auto found = std::ranges::find(findings, std::string_view(expected.id), &Finding::id);
        QVERIFY2(found != findings.end(), idsOf(findings).c_str());
        QCOMPARE(std::string(found->mode), std::string(expected.mode));
        QCOMPARE(std::string(inspect::toText(found->severity)), std::string(expected.severity));
        QVERIFY(!found->title.empty() && !found->evidence.empty() && !found->outlook.empty()
                && !found->advice.empty());
        QVERIFY(findings.size() <= 5); // one harm is no reason to cry about everything
    }

    /// A diagnosis that no case proves is a decoration: it could be wrong and nobody would know.
    void areAllProven()
    {
        std::set<std::string_view> proven;
        for (const Case &one : allCases())
            proven.insert(one.id);
        std::set<std::string_view> known;
        for (const inspect::Diagnosis &one : inspect::diagnoses())
            known.insert(one.id);
        QCOMPARE(known.size(), inspect::diagnoses().size());
        QVERIFY(proven == known);
    }

    void aServicePinIsNoRiskWithOnePod()
    {
        Installation it = Installation::healthy();
        useOneBackend(it);
        it.add(record(uuid(901), "http://mcp-foo:8080", false));
        for (const Finding &finding : it.findings())
            QVERIFY(finding.mode != "F-01");
    }

    void withoutFactsOfTheClusterAServicePinIsLikelyARisk()
    {
        Installation it = Installation::healthy();
        it.withCluster = false;
        it.add(record(uuid(901), "http://mcp-foo:8080", false));
        const auto findings = it.findings();
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(std::string(findings[0].mode), std::string("F-01"));
        QCOMPARE(findings[0].certainty, inspect::Certainty::Likely);
        QCOMPARE(findings[0].sessions, std::size_t(1));
    }

    void theRunnersProbeIsNobodysSession()
    {
        Installation it = Installation::healthy();
        it.withCluster = false;
        QVERIFY(it.findings().empty()); // its record pins the Service
    }

    void aStoreIsOnlyUnusedIfItWasLookedAtBelowTheServersPrefix_data()
    {
        QTest::addColumn<QByteArray>("scanned"); // empty: ToolHive's
        QTest::addColumn<QByteArray>("keyPrefix");
        QTest::addColumn<bool>("seen");
        QTest::newRow("both ToolHive's") << QByteArray() << QByteArray(kProxyPrefix) << true;
        QTest::newRow("a prefix of its own") << QByteArray() << QByteArray("foo:") << false;
        QTest::newRow("one that only begins as ToolHive's")
            << QByteArray() << QByteArray("thv:foo:") << false;
        QTest::newRow("its own") << QByteArray("foo:") << QByteArray("foo:") << true;
        QTest::newRow("another's") << QByteArray("bar:") << QByteArray("foo:") << false;
        QTest::newRow("ToolHive's, not looked at") << QByteArray("bar:") << QByteArray(kProxyPrefix) << false;
    }

    void aStoreIsOnlyUnusedIfItWasLookedAtBelowTheServersPrefix()
    {
        QFETCH(QByteArray, scanned);
        QFETCH(QByteArray, keyPrefix);
        QFETCH(bool, seen);
        Installation it = Installation::healthy();
        it.keys.clear();
        setImage(it, "v0.15.0");
        it.keyPrefix = scanned.toStdString();
        it.object("MCPServer", "foo")["spec"]["sessionStorage"]["keyPrefix"] = keyPrefix.toStdString();
        const auto findings = it.findings();
        QCOMPARE(std::ranges::count(findings, std::string_view("unused-store"), &Finding::id), seen ? 1 : 0);
        QCOMPARE(it.unseen.size(), std::size_t(seen ? 0 : 1));
        if (!seen)
            QCOMPARE(it.unseen[0].prefix, keyPrefix.toStdString());
    }

    void aRecordThatWasNotReadIsASessionAllTheSame()
    {
        Installation it = Installation::healthy();
        setImage(it, "v0.15.0");
        it.keys = {raw(kProxyPrefix + uuid(1), "")};
        it.keys.front().size = 70'000;
        for (const Finding &finding : it.findings())
            QVERIFY2(finding.id != "malformed-record" && finding.id != "unused-store", finding.title.c_str());
        QCOMPARE(it.inventory.counts().other, std::size_t(1));
        QCOMPARE(it.inventory.counts().malformed, std::size_t(0));
    }

    void recordsThatNobodySawProveNothingAboutAffinity()
    {
        Installation it = Installation::healthy();
        it.object("MCPServer", "foo")["spec"]["sessionStorage"]["keyPrefix"] = "foo:";
        it.object("Service", "mcp-foo")["spec"]["sessionAffinity"] = "None";
        it.keys.clear();
        const auto findings = it.findings();
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(std::string(findings[0].id), std::string("no-affinity"));
        QCOMPARE(findings[0].certainty, inspect::Certainty::Likely);
    }

    /// The kubelet lists containers by their names: istio-proxy comes before toolhive.
    void anInjectedSidecarIsNotTheProxy()
    {
        Installation it = Installation::healthy();
        json &containers = it.object("Pod", "foo-5d9-0")["status"]["containerStatuses"];
        containers[0]["name"] = "toolhive";
        json sidecar{{"name", "istio-proxy"}, {"restartCount", 7}};
        sidecar["lastState"]["terminated"]["message"] = "NOAUTH";
        containers.insert(containers.begin(), sidecar);
        json &inTemplate = it.object("Deployment", "foo")["spec"]["template"]["spec"]["containers"];
        inTemplate[0]["name"] = "toolhive";
        inTemplate.insert(inTemplate.begin(), {{"name", "istio-proxy"}, {"image", "istio/proxyv2:0.40.0"}});
        QVERIFY2(it.findings().empty(), idsOf(it.findings()).c_str());

        it.object("Pod", "foo-5d9-0")["status"]["containerStatuses"][1]["restartCount"] = 5;
        const auto findings = it.findings();
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(std::string(findings[0].id), std::string("restarting-proxies"));
        QVERIFY(findings[0].evidence.ends_with("5 times"));
    }

    void aNameServerIsOnlyBelievedAboutPodsThatAreReady()
    {
        Installation it = Installation::healthy();
        it.object("Pod", "foo-1")["status"]["conditions"][0]["status"] = "False";
        it.names->answers[1].outcome = inspect::NameAnswer::Outcome::NoSuchName;
        it.names->answers[2].outcome = inspect::NameAnswer::Outcome::Failed;
        for (const Finding &finding : it.findings())
            QVERIFY2(!finding.id.ends_with("pod-names"), idsOf(it.findings()).c_str());
    }

    void podNamesMatterOnceSomebodyPinsToThem()
    {
        Installation it = Installation::healthy();
        it.object("StatefulSet", "foo")["spec"]["serviceName"] = "foo";
        it.add(record(uuid(901), "http://foo-1.mcp-foo-headless.default.svc.cluster.local:8080"));
        const auto findings = it.findings();
        QCOMPARE(std::string(findings[0].id), std::string("pod-names"));
        QCOMPARE(findings[0].severity, inspect::Severity::Error);
        QCOMPARE(findings[0].sessions, std::size_t(1));
    }

    void theGravestComeFirst()
    {
        Installation it = Installation::healthy();
        it.object("StatefulSet", "foo")["spec"]["serviceName"] = "foo";
        it.server->evictedKeys = 1;
        it.keys.front().ttlMs = -1;
        const auto findings = it.findings();
        QVERIFY(std::ranges::is_sorted(findings, {}, &Finding::severity));
        QCOMPARE(findings.size(), std::size_t(3));
    }
};

QTEST_APPLESS_MAIN(DiagnosesTest)
#include "diagnoses_test.moc"

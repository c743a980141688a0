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

using Change = std::function<void(Installation &)>;

/// What must be said of a pin, and what must be pointed at.
struct Case
{
    const char *name;
    const char *id;
    Change harm;
    const char *severity;
    const char *certainty;
    const char *seen; ///< part of the evidence
};

/// What looks like a lost pin to that diagnosis and is none.
void pinTo(Installation &it, const char *host)
{
    it.add(record(uuid(901), fmt::format("http://{}:8080", host)));
}

/// Another foo, in a namespace of its own, with as many backends.
void addNamesake(Installation &it, int backends)
{
    it.addServer("foo", 2, "other:", "other");
    it.object("StatefulSet", "foo", "other")["spec"]["replicas"] = backends;
    it.object("MCPServer", "foo", "other")["spec"]["backendReplicas"] = backends;
}

void scale(Installation &it, int backends)
{
    it.object("StatefulSet", "foo")["spec"]["replicas"] = backends;
    it.object("MCPServer", "foo")["spec"]["backendReplicas"] = backends;
}

/// foo with the pods foo-5 to foo-7 instead, and everybody pinned to their names.
void beginAtFive(Installation &it)
{
    it.object("StatefulSet", "foo")["spec"]["ordinals"]["start"] = 5;
    for (int pod = 0; pod < 3; ++pod)
        it.object("Pod", fmt::format("foo-{}", pod))["metadata"]["name"] = fmt::format("foo-{}", pod + 5);
    it.keys.clear();
    it.names.reset();
    for (int number = 0; number < 60; ++number)
        it.add(record(
            uuid(number),
            fmt::format("http://foo-{}.mcp-foo-headless.default.svc.cluster.local:8080", number % 3 + 5)));
}

/// A Job's pod, which lists its address also after it has ended, and a session that is pinned there.
void addJob(Installation &it, const char *phase, const char *ip)
{
    json pod = podObject("migrate-x7", ip, "Job/migrate", {{"app", "migrate"}});
    pod["status"]["phase"] = phase;
    pod["status"]["conditions"][0]["status"] = "False";
    it.objects.push_back(pod);
    pinTo(it, ip);
}

/// IPv6 beside IPv4, as `kubectl` prints it; the Service may still be for IPv4 alone.
void speakBothFamilies(Installation &it)
{
    it.object("Service", "mcp-foo")["spec"]["clusterIPs"] = {"10.96.1.20", "fd00:96::20"};
    for (int pod = 0; pod < 3; ++pod)
        it.object("Pod", fmt::format("foo-{}", pod))["status"]["podIPs"]
            = {{{"ip", fmt::format("10.244.1.{}", pod + 7)}}, {{"ip", fmt::format("fd00:244::{}", pod + 7)}}};
}

const std::vector<Case> &cases()
{
    static const std::vector<Case> kCases{
        {"the Service of a namesake with more pods", "service-pin",
         [](auto &it) {
             scale(it, 1);
             addNamesake(it, 3);
             pinTo(it, "mcp-foo.other.svc.cluster.local");
         },
         "warning", "certain", "3 pods"},
        {"a Service of that name in either namespace", "service-pin",
         [](auto &it) {
             addNamesake(it, 2);
             pinTo(it, "mcp-foo");
         },
         "warning", "likely", "number of pods unknown"},
        {"a pod that the namesake does not have", "pin-beyond-replicas",
         [](auto &it) {
             addNamesake(it, 5);
             pinTo(it, "foo-5.mcp-foo-headless.other.svc.cluster.local");
         },
         "error", "certain", "foo-5.mcp-foo-headless.other"},
        {"a pod before the first ordinal", "pin-beyond-replicas",
         [](auto &it) {
             beginAtFive(it);
             pinTo(it, "foo-0.mcp-foo-headless.default.svc.cluster.local");
         },
         "error", "certain", "foo-0.mcp-foo-headless"},
        {"a pod with an ordinal above the first, and no session", "starvation",
         [](auto &it) {
             beginAtFive(it);
             std::erase_if(it.keys,
                           [](const auto &key) { return key.value.find("foo-7") != std::string::npos; });
         },
         "warning", "likely", "one pod holds 20 of 40 sessions"},
        {"the Service's address of the second family", "cluster-ip-pin",
         [](auto &it) {
             speakBothFamilies(it);
             pinTo(it, "[fd00:96::20]");
         },
         "warning", "certain", "http://[fd00:96::20]:8080 is the Service's own address"},
        {"an IPv6 address that nobody has", "dead-pin",
         [](auto &it) {
             speakBothFamilies(it);
             pinTo(it, "[fd00:244::77]");
         },
         "warning", "certain", "fd00:244::77"},
        {"a pod of another workload that still runs", "foreign-pod",
         [](auto &it) { addJob(it, "Running", "10.244.1.50"); }, "error", "certain", "pod migrate-x7"},
        {"an address that only an ended pod had", "dead-pin",
         [](auto &it) { addJob(it, "Succeeded", "10.244.1.50"); }, "warning", "certain", "10.244.1.50"},
        {"pods of two servers", "shared-prefix",
         [](auto &it) {
             addNamesake(it, 3);
             pinTo(it, "10.244.2.7");
         },
         "error", "certain", "records point at default/foo, other/foo"},
        {"a pod, and the Service of a server that nobody listed", "shared-prefix",
         [](auto &it) { pinTo(it, "mcp-bar-headless"); }, "error", "certain",
         "records point at default/foo, mcp-bar"},
        {"Services of two servers, and nobody listed any", "shared-prefix",
         [](auto &it) {
             it.withCluster = false;
             pinTo(it, "mcp-foo");
             it.add(record(uuid(902), "http://mcp-bar-headless:8080"));
         },
         "error", "certain", "records point at mcp-bar, mcp-foo"},
    };
    return kCases;
}

const std::vector<Calm> &calm()
{
    static const std::vector<Calm> kCalm{
        {"a pod that only the namesake has", "pin-beyond-replicas",
         [](auto &it) {
             addNamesake(it, 5);
             pinTo(it, "foo-4.mcp-foo-headless.other.svc.cluster.local");
         }},
        {"a pod of a namespace that nobody listed", "pin-beyond-replicas",
         [](auto &it) { pinTo(it, "foo-4.mcp-foo-headless.other.svc.cluster.local"); }},
        {"a short name that either may mean", "pin-beyond-replicas",
         [](auto &it) {
             addNamesake(it, 5);
             pinTo(it, "foo-4.mcp-foo-headless");
         }},
        {"pods whose ordinals begin at 5 exist", "pin-beyond-replicas", beginAtFive},
        {"pods whose ordinals begin at 5 serve somebody", "starvation", beginAtFive},
        {"pods whose ordinals begin at 5 are there", "absent-backends", beginAtFive},
        {"the Service has an address of each family", "dead-pin",
         [](auto &it) {
             speakBothFamilies(it);
             pinTo(it, "[fd00:96::20]");
         }},
        {"a pod has an address of each family", "dead-pin",
         [](auto &it) {
             speakBothFamilies(it);
             pinTo(it, "[fd00:244::8]");
         }},
        {"sessions know their pods by the second family's addresses", "starvation",
         [](auto &it) {
             speakBothFamilies(it);
             std::erase_if(
                 it.keys, [](const auto &key) { return key.value.find("10.244.1.8:") != std::string::npos; });
             pinTo(it, "[fd00:244::8]");
         }},
        {"a pod that succeeded has no address", "foreign-pod",
         [](auto &it) { addJob(it, "Succeeded", "10.244.1.50"); }},
        {"a pod that failed has no address", "foreign-pod",
         [](auto &it) { addJob(it, "Failed", "10.244.1.50"); }},
        {"an ended pod had the address before a backend", "dead-pin",
         [](auto &it) { addJob(it, "Succeeded", "10.244.1.8"); }},
        {"both Services of one server", "shared-prefix",
         [](auto &it) {
             pinTo(it, "mcp-foo");
             it.add(record(uuid(902), "http://mcp-foo-headless.default:8080"));
         }},
        {"both Services of one server that nobody listed", "shared-prefix",
         [](auto &it) {
             it.withCluster = false;
             pinTo(it, "mcp-foo");
             it.add(record(uuid(902), "http://mcp-foo-headless:8080"));
         }},
        {"a pod, and a short name that may be its server's", "shared-prefix",
         [](auto &it) {
             addNamesake(it, 3);
             pinTo(it, "mcp-foo-headless");
         }},
        {"the Service of a namesake with one pod", "service-pin",
         [](auto &it) {
             addNamesake(it, 1);
             pinTo(it, "mcp-foo.other.svc.cluster.local");
         }},
    };
    return kCalm;
}

} // namespace

/// Pins held against what a real cluster lists: several namespaces, ordinals, families of addresses.
class PinDiagnosesTest : public QObject
{
    Q_OBJECT

private slots:
    void sayWhatBecomesOfAPin_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < cases().size(); ++i)
            QTest::newRow(cases()[i].name) << static_cast<int>(i);
    }

    void sayWhatBecomesOfAPin()
    {
        QFETCH(int, index);
        const Case &expected = cases()[static_cast<std::size_t>(index)];
        Installation it = Installation::healthy();
        expected.harm(it);
        const auto findings = it.findings();
        const std::string all = textOf(findings);
        const auto found = std::ranges::find(findings, std::string_view(expected.id), &Finding::id);
        QVERIFY2(found != findings.end(), all.c_str());
        QVERIFY2(found->evidence.find(expected.seen) != std::string::npos, all.c_str());
        QCOMPARE(inspect::toText(found->severity), expected.severity);
        QCOMPARE(inspect::toText(found->certainty), expected.certainty);
    }

    void areCalmAboutAPinThatLeadsSomewhere_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < calm().size(); ++i)
            QTest::newRow(calm()[i].name) << static_cast<int>(i);
    }

    void areCalmAboutAPinThatLeadsSomewhere()
    {
        QFETCH(int, index);
        const std::string accused = accusedBy(calm()[static_cast<std::size_t>(index)]);
        QVERIFY2(accused.empty(), accused.c_str());
    }
};

QTEST_APPLESS_MAIN(PinDiagnosesTest)
#include "pin_diagnoses_test.moc"

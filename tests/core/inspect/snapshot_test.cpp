// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/mask.h"
#include "core/inspect/bring_to_lab.h"
#include "core/inspect/report.h"
#include "core/inspect/sight.h"
#include "core/inspect/snapshot.h"
#include "core/session/session_id.h"
#include "tests/core/inspect/installation.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace sessionscope;
using namespace sessionscope::test;

namespace {

inspect::Snapshot snapshotOf(Installation it)
{
    it.findings();
    inspect::Snapshot snapshot;
    snapshot.source = "redis://h";
    snapshot.takenAt = at(100);
    snapshot.inventory = std::move(it.inventory);
    snapshot.server = it.server;
    snapshot.cluster = json{{"kind", "List"}, {"items", it.objects}};
    return snapshot;
}

std::string reportOf(const inspect::Snapshot &snapshot)
{
    const auto facts = inspect::readKubeFacts(snapshot.cluster->dump());
    const inspect::ClusterView view(*facts);
    inspect::Evidence evidence;
    evidence.inventory = &snapshot.inventory;
    evidence.server = &*snapshot.server;
    evidence.cluster = &view;
    return inspect::inspectionJson(evidence, snapshot.takenAt, false).dump();
}

} // namespace

class SnapshotTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheSameWhenItIsOpenedAgain()
    {
        Installation it = Installation::healthy();
        session::Record lost = record(uuid(901), "http://mcp-foo:8080", false);
        lost.metadata["backend_sid"] = "x";
        it.add(lost);
        it.keys.push_back(raw(kProxyPrefix + uuid(902), "oops"));
        const inspect::Snapshot snapshot = snapshotOf(std::move(it));
        const auto again = inspect::decodeSnapshot(inspect::encodeSnapshot(snapshot));
        QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
        QCOMPARE(reportOf(*again), reportOf(snapshot));
        QVERIFY(reportOf(snapshot).find("F-01") != std::string::npos);
    }

    void keepsWhatANameServerSaid()
    {
        Installation it = Installation::healthy();
        it.names->answers[1].outcome = inspect::NameAnswer::Outcome::NoSuchName;
        it.names->answers[1].addresses.clear();
        it.names->answers[2].outcome = inspect::NameAnswer::Outcome::Failed;
        const inspect::NameFacts names = *it.names;
        inspect::Snapshot snapshot = snapshotOf(std::move(it));
        snapshot.names = names;
        const auto again = inspect::decodeSnapshot(inspect::encodeSnapshot(snapshot));
        QVERIFY(again && again->names);
        QCOMPARE(again->names->nameServer, names.nameServer);
        QCOMPARE(again->names->answers.size(), names.answers.size());
        for (std::size_t i = 0; i < names.answers.size(); ++i) {
            const inspect::NameAnswer &read = again->names->answers[i];
            QVERIFY(read.asked.server == names.answers[i].asked.server);
            QCOMPARE(read.asked.name, names.answers[i].asked.name);
            QCOMPARE(read.asked.address, names.answers[i].asked.address);
            QCOMPARE(read.outcome, names.answers[i].outcome);
            QCOMPARE(read.addresses, names.answers[i].addresses);
        }
    }

    void keepsNoTokenOfTheClustersObjects()
    {
        Installation it = Installation::healthy();
        json &set = it.object("StatefulSet", "foo");
        set["spec"]["template"]["spec"]["containers"][0]["env"] = {{{"name", "TOKEN"}, {"value", "geheim"}}};
        set["metadata"]["annotations"]["kubectl.kubernetes.io/last-applied-configuration"] = "geheim";
        set["metadata"]["managedFields"] = {{{"manager", "geheim"}}};
        it.object("MCPServer", "foo")["spec"]["env"] = {{{"name", "TOKEN"}, {"value", "geheim"}}};
        inspect::Sight sight;
        sight.clusterJson = json{{"kind", "List"}, {"items", it.objects}}.dump();
        sight.setFacts(*inspect::readKubeFacts(sight.clusterJson));
        const std::string text = sight.toSnapshot(at(100));
        QVERIFY(text.find("geheim") == std::string::npos);
        const inspect::Sight again = inspect::Sight::of(*inspect::decodeSnapshot(text));
        QCOMPARE(inspect::diagnose(again.evidence()).size(), inspect::diagnose(sight.evidence()).size());
    }

    void whereNoRedisWasLookedAtThereAreNoSessionsToMiss()
    {
        Installation it = Installation::healthy();
        inspect::Sight sight;
        sight.clusterJson = json{{"kind", "List"}, {"items", it.objects}}.dump();
        sight.setFacts(*inspect::readKubeFacts(sight.clusterJson));
        sight.names = it.names;
        const auto snapshot = inspect::decodeSnapshot(sight.toSnapshot(at(100)));
        QVERIFY2(snapshot.has_value(), snapshot ? "" : snapshot.error().text().c_str());
        QCOMPARE(snapshot->takenAt, at(100));
        const inspect::Sight again = inspect::Sight::of(*snapshot);
        QVERIFY(again.cluster());
        QVERIFY(!again.evidence().inventory);
        QVERIFY(again.names);
        QCOMPARE(again.sessions().size(), std::size_t(0));
    }

    void whatWasCutOffIsMissed_data()
    {
        QTest::addColumn<QByteArray>("lastKept"); // of the text, and some more bytes
        QTest::addColumn<int>("more");
        QTest::addColumn<bool>("complete");
        QTest::newRow("nothing") << QByteArray() << 0 << true;
        QTest::newRow("the end of the last line") << QByteArray() << -10 << false;
        QTest::newRow("all keys") << QByteArray("\n{\"session\"") << 1 << false;
        QTest::newRow("the server too") << QByteArray("\n{\"server\"") << 10 << false;
        QTest::newRow("all but the header") << QByteArray("\n") << 1 << false;
    }

    void whatWasCutOffIsMissed()
    {
        QFETCH(QByteArray, lastKept);
        QFETCH(int, more);
        QFETCH(bool, complete);
        std::string text = inspect::encodeSnapshot(snapshotOf(Installation::healthy()));
        const std::size_t all = inspect::decodeSnapshot(text)->inventory.counts().total;
        const std::size_t end = lastKept.isEmpty() ? text.size() : text.find(lastKept.toStdString());
        QVERIFY(end != std::string::npos);
        text.resize(end + static_cast<std::size_t>(more));
        const auto cut = inspect::decodeSnapshot(text);
        QVERIFY2(cut.has_value(), cut ? "" : cut.error().text().c_str());
        QCOMPARE(cut->scanComplete, complete);
        QCOMPARE(cut->inventory.counts().total == all, complete);
    }

    void aSnapshotOfAnOlderVersionPromisesNoNumberOfLines()
    {
        const auto old = inspect::decodeSnapshot(
            "{\"sessionscopeSnapshot\":1,\"takenAt\":\"2026-01-01T00:00:00Z\",\"scanComplete\":true}\n"
            "{\"server\":{\"product\":\"redis\"}}\n");
        QVERIFY(old && old->server);
        QVERIFY(old->scanComplete);
    }

    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("something else") << QByteArray("{\"a\":1}\n");
        QTest::newRow("the future") << QByteArray("{\"sessionscopeSnapshot\":2}\n");
        QTest::newRow("a broken line")
            << QByteArray("{\"sessionscopeSnapshot\":1,\"takenAt\":\"2026-01-01T00:00:00Z\"}\nx\n{}\n");
    }

    void refusesWhatIsNone()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!inspect::decodeSnapshot(text.toStdString()));
    }

    void tellsWhatIsDifferent()
    {
        Installation before = Installation::healthy();
        Installation after = before;
        after.keys[0].value = session::encode(record(uuid(0), "http://10.244.1.9:8080"));
        after.keys[0].size = after.keys[0].value.size();
        after.keys.erase(after.keys.begin() + 1);
        after.add(record(uuid(901), "http://10.244.1.7:8080"));
        after.keys[2].ttlMs += 5'000;
        const auto diff
            = inspect::diff(snapshotOf(std::move(before)).inventory, snapshotOf(std::move(after)).inventory);
        QCOMPARE(diff.appeared.size(), std::size_t(1));
        QCOMPARE(diff.vanished.size(), std::size_t(1));
        QCOMPARE(diff.changed.size(), std::size_t(1));
        QCOMPARE(diff.changed[0].what, std::string("pin http://10.244.1.7:8080 to http://10.244.1.9:8080"));
        QCOMPARE(diff.used, std::size_t(1));
    }

    void exportsHideIdsUnlessAsked()
    {
        Installation it = Installation::healthy();
        it.findings();
        inspect::Evidence evidence;
        evidence.inventory = &it.inventory;
        QVERIFY(inspect::sessionsCsv(evidence, at(100), true).find(uuid(0)) == std::string::npos);
        QVERIFY(inspect::sessionsCsv(evidence, at(100), false).find(uuid(0)) != std::string::npos);
        QVERIFY(inspect::inspectionJson(evidence, at(100), true).dump().find(uuid(0)) == std::string::npos);
    }

    void keysCountWhatIsListed()
    {
        Installation it = Installation::healthy();
        it.keys.push_back(raw(kProxyPrefix + uuid(902), "oops"));
        it.findings();
        inspect::Evidence evidence;
        evidence.inventory = &it.inventory;
        const json report = json::parse(inspect::inspectionJson(evidence, at(100), true).dump());
        const json &keys = report["keys"];
        const auto ofVmcp = std::ranges::count_if(
            report["sessions"], [](const json &session) { return session["type"] == "vmcp"; });
        QCOMPARE(keys["vmcp"].get<std::ptrdiff_t>(), ofVmcp);
        QCOMPARE(keys["sessions"].get<std::ptrdiff_t>(), std::ptrdiff_t(report["sessions"].size()) - ofVmcp);
        QCOMPARE(keys["malformed"].get<int>(), 1);
        QCOMPARE(keys["total"].get<std::size_t>(), it.keys.size());
        QCOMPARE(keys["total"].get<int>(),
                 keys["sessions"].get<int>() + keys["vmcp"].get<int>() + keys["other"].get<int>()
                     + keys["malformed"].get<int>());
    }

    void anIdLooksTheSameWhereverItStands_data()
    {
        QTest::addColumn<bool>("masked");
        QTest::newRow("masked") << true;
        QTest::newRow("in full") << false;
    }

    void anIdLooksTheSameWhereverItStands()
    {
        QFETCH(bool, masked);
        const std::string guessable = session::normaliseSessionId("session-1");
        Installation it;
        it.add(record(guessable, "http://mcp-foo:8080", false));
        session::Record again = record(uuid(1), "http://mcp-foo:8080", false);
        again.metadata["backend_sid"] = uuid(2);
        it.add(again);
        it.keys.push_back(raw(kProxyPrefix + uuid(3), "oops"));
        it.withCluster = false;
        it.findings();
        inspect::Evidence evidence;
        evidence.inventory = &it.inventory;
        const json report = json::parse(inspect::inspectionJson(evidence, at(100), masked).dump());
        const std::string text = report.dump();
        for (const std::string &id : {guessable, uuid(1), uuid(2), uuid(3), std::string("session-1")}) {
            QCOMPARE(text.find(id) != std::string::npos, !masked);
            if (id != "session-1")
                QCOMPARE(text.find(maskedSessionId(id)) != std::string::npos, masked);
        }
        std::set<std::string> listed;
        for (const json &session : report["sessions"]) {
            listed.insert(session["id"].get<std::string>());
            QCOMPARE(session["key"].get<std::string>(), kProxyPrefix + session["id"].get<std::string>());
        }
        for (const json &finding : report["findings"]) {
            for (const json &example : finding["examples"])
                QVERIFY(listed.contains(example.get<std::string>()));
        }
    }

    void rebuildsWhatWasFoundInTheLab()
    {
        Installation it = Installation::healthy();
        it.object("StatefulSet", "foo")["spec"]["replicas"] = 5;
        it.add(record(uuid(901), "http://mcp-foo:8080", false));
        const auto findings = it.findings();
        const auto facts = inspect::readKubeFacts(json{{"kind", "List"}, {"items", it.objects}}.dump());
        const inspect::ClusterView view(*facts);
        inspect::Evidence evidence;
        evidence.inventory = &it.inventory;
        evidence.cluster = &view;
        const inspect::LabScenario lab = inspect::bringToLab(evidence, findings.front());
        QCOMPARE(lab.profile, std::string("toolhive-0.17"));
        QCOMPARE(lab.plan.cluster["name"].get<std::string>(), std::string("foo"));
        QCOMPARE(lab.plan.cluster["backendReplicas"].get<int>(), 5);
        QVERIFY(scenario::parsePlan(scenario::toJson(lab.plan).dump()).has_value());
        for (const inspect::Diagnosis &diagnosis : inspect::diagnoses()) {
            inspect::Finding any;
            any.mode = diagnosis.mode;
            QVERIFY(scenario::parsePlan(scenario::toJson(inspect::bringToLab(evidence, any).plan).dump())
                        .has_value());
        }
    }
};

QTEST_APPLESS_MAIN(SnapshotTest)
#include "snapshot_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/inspect_rig.h"
#include "ui/inspect/cluster_view.h"
#include "ui/inspect/name_server_dialog.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

#include <algorithm>

using namespace sessionscope;
using namespace sessionscope::ui;

/// Kubernetes' word in the inspect mode: whose it is, and the names that a name server is asked for.
class InspectClusterTest : public QObject
{
    Q_OBJECT

    using Rig = InspectRig;

    static QByteArray objectsOf(const test::Installation &it)
    {
        return QByteArray::fromStdString(test::json{{"kind", "List"}, {"items", it.objects}}.dump());
    }

    /// As kubectl answers what was asked.
    static control::ClusterRead clusterRead(control::CommandId id, const test::Installation &it)
    {
        control::ClusterRead read;
        read.id = id;
        read.json = objectsOf(it).toStdString();
        read.facts = *inspect::readKubeFacts(read.json);
        return read;
    }

    static test::Installation badlyNamed()
    {
        test::Installation it = test::Installation::healthy();
        it.object("StatefulSet", "foo")["spec"]["serviceName"] = "foo"; // F-04
        return it;
    }

    static bool finds(Rig &rig, const char *mode)
    {
        const auto &findings = rig.inspection().judgement().findings();
        return std::any_of(findings.begin(), findings.end(),
                           [mode](const inspect::Finding &finding) { return finding.mode == mode; });
    }

    static const TopologyNode &pod(Rig &rig, std::uint32_t ordinal)
    {
        const auto *view = qobject_cast<InspectedClusterView *>(rig.view("inspect-cluster"));
        return view->topology().nodes[*view->topology().find({journal::Actor::Kind::Pod, ordinal})];
    }

private slots:
    void aLateAnswerOfKubectlDoesNotReplaceASnapshots()
    {
        Rig rig;
        rig.open();
        rig.inspection().readCluster({}, {});
        const control::CommandId asked = rig.fake.lastId();
        rig.inspection().show(*inspect::decodeSnapshot(InspectActions::example()));
        const inspect::ClusterView *shown = rig.inspection().sight().cluster();
        QVERIFY(shown);
        rig.fake.say(clusterRead(asked, test::Installation::healthy()));
        rig.settle();
        QCOMPARE(rig.inspection().sight().cluster(), shown);
    }

    void anAnswerOfKubectlOutlivesAChangeOfRedis()
    {
        Rig rig;
        rig.open();
        rig.inspection().readCluster({}, {});
        const control::CommandId asked = rig.fake.lastId();
        rig.open("redis://127.0.0.2");
        rig.fake.say(clusterRead(asked, badlyNamed()));
        QTRY_VERIFY(rig.inspection().sight().cluster());
        rig.open("redis://127.0.0.3");
        QVERIFY(rig.inspection().sight().cluster());
        QTRY_VERIFY(finds(rig, "F-04")); // although nothing was seen of that Redis
    }

    void whatNobodyLookedAtIsNotFoundToBeUnused()
    {
        test::Installation it = test::Installation::healthy();
        it.object("Deployment", "foo")["spec"]["template"]["spec"]["containers"][0]["image"]
            = "ghcr.io/stacklok/toolhive/proxyrunner:v0.15.0"; // F-03 if its Redis is empty
        Rig rig;
        QVERIFY(rig.inspection().takeCluster(objectsOf(it)));
        QTRY_VERIFY(!rig.inspection().judgement().isEmpty());
        QVERIFY(!finds(rig, "F-03"));
        rig.open();
        QTRY_VERIFY(!rig.inspection().judgement().isEmpty());
        QVERIFY(!finds(rig, "F-03")); // not before its Redis was looked through
        rig.fake.scan({});
        QTRY_VERIFY(finds(rig, "F-03"));
    }

    void saysWhoseSessionsWereNotLookedAt()
    {
        test::Installation it = test::Installation::healthy();
        it.object("MCPServer", "foo")["spec"]["sessionStorage"]["keyPrefix"] = "foo:";
        Rig rig;
        rig.open();
        rig.fake.scan({});
        QVERIFY(rig.inspection().takeCluster(objectsOf(it)));
        const auto *missing
            = rig.view("inspect-cluster")->findChild<QLabel *>(QStringLiteral("cluster.missing"));
        QTRY_VERIFY(missing->text().contains(QStringLiteral("the sessions of default/foo")));
        QVERIFY(missing->text().endsWith(QStringLiteral("the key prefix foo:")));
    }

    void theReleaseAloneAccusesWhereNoRedisWasLookedAt()
    {
        test::Installation it = test::Installation::healthy();
        it.object("Deployment", "foo")["spec"]["template"]["spec"]["containers"][0]["image"]
            = "ghcr.io/stacklok/toolhive/proxyrunner:v0.17.0";
        Rig rig;
        QVERIFY(rig.inspection().takeCluster(objectsOf(it)));
        QTRY_VERIFY(finds(rig, "F-01"));
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("objects.snapshot"));
        rig.window.window.inspect().saveSnapshot(file);
        QTRY_VERIFY(QFile::exists(file));
        Rig again;
        again.window.window.inspect().openSnapshot(file);
        QTRY_VERIFY(again.inspection().isOffline());
        QTRY_VERIFY(finds(again, "F-01"));
        const std::int64_t age
            = FakeInspector::now().unixNanoseconds - again.inspection().sight().at.unixNanoseconds;
        QVERIFY(age >= 0 && age < 600'000'000'000); // it was taken just now
    }

    void nobodyIsAskedForNamesUnbidden()
    {
        Rig rig;
        const QAction *action = rig.window.workspace.actions().find(QStringLiteral("inspect.resolve-names"));
        rig.open();
        QVERIFY(!action->isEnabled()); // there is nothing to ask for
        QVERIFY(rig.inspection().takeCluster(objectsOf(test::Installation::healthy())));
        QTRY_VERIFY(action->isEnabled());
        rig.window.trigger("inspect.resolve-names");
        auto *dialog = rig.window.window.findChild<NameServerDialog *>();
        auto *server = dialog->findChild<QLineEdit *>(QStringLiteral("nameServer.address"));
        QVERIFY(server->text().isEmpty());
        const auto buttons = dialog->findChildren<QPushButton *>();
        const auto ask
            = std::find_if(buttons.begin(), buttons.end(), [](auto *one) { return one->isDefault(); });
        QVERIFY(!(*ask)->isEnabled());
        server->setText(QStringLiteral("kube-dns"));
        QVERIFY(!(*ask)->isEnabled());
        server->setText(QStringLiteral("10.96.0.10"));
        (*ask)->click();
        const auto *asked = rig.fake.last<control::ResolveNames>();
        QVERIFY(asked);
        QCOMPARE(asked->nameServer.text(), std::string("10.96.0.10:53"));
        QCOMPARE(asked->names.size(), std::size_t(3));
        QCOMPARE(asked->names[0].name, std::string("foo-0.mcp-foo-headless.default.svc.cluster.local"));
        rig.inspection().show(*inspect::decodeSnapshot(InspectActions::example()));
        QVERIFY(rig.inspection().sight().cluster());
        QVERIFY(!action->isEnabled()); // what a snapshot shows may be gone long since
    }

    void whatTheNameServerSaidStandsOnThePods()
    {
        Rig rig;
        rig.open();
        test::Installation it = test::Installation::healthy();
        QVERIFY(rig.inspection().takeCluster(objectsOf(it)));
        QTRY_VERIFY(rig.inspection().sight().cluster());
        rig.inspection().resolveNames(*inspect::NameServer::parse("10.96.0.10"),
                                      QStringLiteral("cluster.local"));
        inspect::NameFacts said = *it.names;
        said.answers[1].outcome = inspect::NameAnswer::Outcome::NoSuchName;
        said.answers[1].addresses.clear();
        said.answers[2].addresses = {"10.244.9.9"};
        rig.fake.say(control::NamesResolved{rig.fake.lastId(), said});
        QTRY_VERIFY(pod(rig, 0).facts.contains(QStringLiteral("DNS knows its name")));
        QVERIFY(pod(rig, 1).alarm.contains(QStringLiteral("no such name")));
        QVERIFY(pod(rig, 2).alarm.contains(QStringLiteral("10.244.9.9")));
        QTRY_VERIFY(finds(rig, "F-12"));
        rig.open("redis://127.0.0.2"); // names are Kubernetes' too
        QVERIFY(pod(rig, 1).alarm.contains(QStringLiteral("no such name")));
        QVERIFY(rig.inspection().takeCluster(objectsOf(it))); // and go with what they were asked for
        QTRY_VERIFY(pod(rig, 1).alarm.isEmpty());
    }
};

QTEST_MAIN(InspectClusterTest)
#include "inspect_cluster_test.moc"

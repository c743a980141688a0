// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/pod_names.h"
#include "tests/core/inspect/installation.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::test;
using inspect::NameServer;

class PodNamesTest : public QObject
{
    Q_OBJECT

private slots:
    void aNameServerIsReadAsAPersonWritesIt_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QByteArray>("meant"); // empty: refused
        QTest::newRow("address") << QByteArray("10.96.0.10") << QByteArray("10.96.0.10:53");
        QTest::newRow("with port") << QByteArray("127.0.0.1:1053") << QByteArray("127.0.0.1:1053");
        QTest::newRow("over TCP") << QByteArray("tcp://127.0.0.1:1053") << QByteArray("tcp://127.0.0.1:1053");
        QTest::newRow("name") << QByteArray("kube-dns") << QByteArray();
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("no port") << QByteArray("10.96.0.10:") << QByteArray();
        QTest::newRow("port 0") << QByteArray("10.96.0.10:0") << QByteArray();
        QTest::newRow("port too high") << QByteArray("10.96.0.10:65536") << QByteArray();
        QTest::newRow("more") << QByteArray("10.96.0.10:53/tcp") << QByteArray();
    }

    void aNameServerIsReadAsAPersonWritesIt()
    {
        QFETCH(QByteArray, written);
        QFETCH(QByteArray, meant);
        const auto server = NameServer::parse(written.toStdString());
        QCOMPARE(server.has_value(), !meant.isEmpty());
        if (server)
            QCOMPARE(QByteArray::fromStdString(server->text()), meant);
        else
            QCOMPARE(server.error().where, written.toStdString());
    }

    void everyWantedBackendHasAName()
    {
        const Installation it = Installation::healthy();
        const auto names = namesOf(it, "cluster.local");
        QCOMPARE(names.size(), it.names->answers.size());
        for (std::size_t i = 0; i < names.size(); ++i) {
            QCOMPARE(names[i].name, it.names->answers[i].asked.name);
            QCOMPARE(names[i].address, it.names->answers[i].asked.address);
            QVERIFY(names[i].server == it.names->answers[i].asked.server);
        }
    }

    void aPodThatIsMissingHasANameWithoutAnAddress()
    {
        Installation it = Installation::healthy();
        it.object("StatefulSet", "foo")["spec"]["replicas"] = 4;
        const auto names = namesOf(it, "corp.example");
        QCOMPARE(names.size(), std::size_t(4));
        QCOMPARE(names[3].name, std::string("foo-3.mcp-foo-headless.default.svc.corp.example"));
        QVERIFY(names[3].address.empty());
    }

    void namesBeginAtTheFirstOrdinal()
    {
        Installation it = Installation::healthy();
        it.object("StatefulSet", "foo")["spec"]["ordinals"]["start"] = 1;
        const auto names = namesOf(it, "cluster.local");
        QCOMPARE(names.size(), std::size_t(3));
        QVERIFY(names.front().name.starts_with("foo-1."));
        QVERIFY(names.back().name.starts_with("foo-3."));
    }

private:
    static std::vector<inspect::PodName> namesOf(const Installation &it, std::string_view domain)
    {
        const auto facts = inspect::readKubeFacts(json{{"kind", "List"}, {"items", it.objects}}.dump());
        return inspect::podNames(inspect::ClusterView(*facts), domain);
    }
};

QTEST_APPLESS_MAIN(PodNamesTest)
#include "pod_names_test.moc"

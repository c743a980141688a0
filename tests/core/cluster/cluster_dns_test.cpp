// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/cluster_dns.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::cluster;

using Phase = Pod::Phase;

class ClusterDnsTest : public QObject
{
    Q_OBJECT

private slots:
    void answersLikeCoreDns_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("addresses");
        const QStringList clusterIp{"127.77.255.1"};
        const QStringList ready{"127.77.0.10", "127.77.0.12"};
        const QStringList pod2{"127.77.0.12"};
        const QStringList nxdomain;

        QTest::newRow("service, short") << "mcp-foo" << clusterIp;
        QTest::newRow("service with its namespace") << "mcp-foo.team" << clusterIp;
        QTest::newRow("service up to svc") << "mcp-foo.team.svc" << clusterIp;
        QTest::newRow("service in full") << "mcp-foo.team.svc.cluster.local" << clusterIp;
        QTest::newRow("service in full with a final dot") << "mcp-foo.team.svc.cluster.local." << clusterIp;
        QTest::newRow("a final dot turns the search list off") << "mcp-foo." << nxdomain;
        QTest::newRow("case does not matter") << "MCP-Foo.Team.SVC.Cluster.Local" << clusterIp;
        QTest::newRow("another namespace") << "mcp-foo.default.svc.cluster.local" << nxdomain;
        QTest::newRow("another domain") << "mcp-foo.team.svc.example.org" << nxdomain;
        QTest::newRow("an incomplete domain") << "mcp-foo.team.svc.cluster" << nxdomain;
        QTest::newRow("a longer name") << "mcp-foobar" << nxdomain;

        QTest::newRow("headless gives the ready pods") << "mcp-foo-headless" << ready;
        QTest::newRow("headless in full") << "mcp-foo-headless.team.svc.cluster.local" << ready;

        QTest::newRow("a ready pod") << "foo-2.mcp-foo-headless.team.svc.cluster.local" << pod2;
        QTest::newRow("a ready pod, short") << "foo-2.mcp-foo-headless" << pod2;
        QTest::newRow("a ready pod, upper case") << "FOO-2.mcp-foo-headless.team" << pod2;
        QTest::newRow("a pod that starts") << "foo-1.mcp-foo-headless.team.svc.cluster.local" << nxdomain;
        QTest::newRow("a pod that stops") << "foo-3.mcp-foo-headless.team.svc.cluster.local" << nxdomain;
        QTest::newRow("an ordinal beyond the replicas") << "foo-7.mcp-foo-headless.team.svc" << nxdomain;
        QTest::newRow("an ordinal with a zero in front") << "foo-02.mcp-foo-headless.team.svc" << nxdomain;
        QTest::newRow("no ordinal") << "foo-.mcp-foo-headless.team.svc" << nxdomain;
        QTest::newRow("an ordinal that is no number") << "foo-x.mcp-foo-headless.team.svc" << nxdomain;
        QTest::newRow("an ordinal too large for one") << "foo-4294967298.mcp-foo-headless" << nxdomain;
        QTest::newRow("a pod of the ClusterIP Service") << "foo-2.mcp-foo.team.svc.cluster.local" << nxdomain;
        QTest::newRow("the container's name") << "foo" << nxdomain;
        QTest::newRow("nothing") << "" << nxdomain;
        QTest::newRow("a dot") << "." << nxdomain;
    }

    void answersLikeCoreDns()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, addresses);
        QCOMPARE(resolved(name, spec()), addresses);
    }

    void podsHaveNoNamesWhileServiceNameIsNotTheHeadlessService_data()
    {
        QTest::addColumn<QString>("serviceName");
        QTest::newRow("the container, as released (F-04)") << "foo";
        QTest::newRow("the ClusterIP Service") << "mcp-foo";
    }

    void podsHaveNoNamesWhileServiceNameIsNotTheHeadlessService()
    {
        QFETCH(QString, serviceName);
        ClusterSpec released = spec();
        released.serviceName = serviceName.toStdString();
        QCOMPARE(resolved("foo-2.mcp-foo-headless.team.svc.cluster.local", released), QStringList());
        QCOMPARE(resolved("foo-2." + serviceName, released), QStringList());
        QCOMPARE(resolved("mcp-foo-headless", released).size(), 2);
    }

    void aServerWithoutServicesHasNoNames()
    {
        ClusterSpec stdio = spec();
        stdio.transport = Transport::Stdio;
        QCOMPARE(resolved("mcp-foo", stdio), QStringList());
        ClusterSpec plain = spec();
        plain.plainTarget = "http://127.0.0.1:9000";
        QCOMPARE(resolved("mcp-foo", plain), QStringList());
    }

private:
    static ClusterSpec spec()
    {
        ClusterSpec spec;
        spec.name = "foo";
        spec.namespaceName = "team";
        spec.serviceName = "mcp-foo-headless";
        return spec;
    }

    static QStringList resolved(const QString &name, const ClusterSpec &spec)
    {
        const std::vector<Pod> pods{
            {PodId(0), *IpAddress::parse("127.77.0.10"), Phase::Ready, 1},
            {PodId(1), *IpAddress::parse("127.77.0.11"), Phase::Starting, 1},
            {PodId(2), *IpAddress::parse("127.77.0.12"), Phase::Ready, 1},
            {PodId(3), *IpAddress::parse("127.77.0.13"), Phase::Stopping, 1},
        };
        QStringList texts;
        for (const IpAddress ip : resolve(name.toStdString(), spec, pods, *IpAddress::parse("127.77.255.1")))
            texts += QString::fromStdString(ip.text());
        return texts;
    }
};

QTEST_APPLESS_MAIN(ClusterDnsTest)
#include "cluster_dns_test.moc"

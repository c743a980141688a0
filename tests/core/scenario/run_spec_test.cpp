// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/run_spec.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::scenario;

namespace {

Plan plan()
{
    const auto read = parsePlan(R"({ "id": "x", "seed": 5,
        "cluster": { "backendReplicas": 2, "store": "embedded" },
        "clients": [ { "count": 4 } ],
        "steps": [ { "do": "initialize" }, { "do": "restart-proxy", "proxy": 0 } ] })");
    return read.value();
}

Overrides with(std::string path, std::string value)
{
    Overrides overrides;
    overrides.sets.emplace_back(std::move(path), std::move(value));
    return overrides;
}

} // namespace

class RunSpecTest : public QObject
{
    Q_OBJECT

private slots:
    void theProfileGivesWhatThePlanLeavesOpen()
    {
        Overrides overrides;
        overrides.profile = "toolhive-0.17";
        const auto run = resolve(plan(), overrides);
        QVERIFY2(run.has_value(), run ? "" : run.error().text().c_str());
        QCOMPARE(run->cluster.serviceName, std::string("myserver"));
        QCOMPARE(run->cluster.backendReplicas, 2U);
        QVERIFY(run->cluster.store == cluster::StoreKind::Embedded);
        QCOMPARE(run->seed, std::uint64_t(5));
    }

    void theProfileFollowsTheNameThatIsSet()
    {
        const auto run = resolve(plan(), with("cluster.name", "foo"));
        QVERIFY(run.has_value());
        QCOMPARE(run->cluster.serviceName, std::string("mcp-foo-headless"));
    }

    void overridesWinOverThePlan()
    {
        Overrides overrides = with("cluster.backendReplicas", "4");
        overrides.sets.emplace_back("clients.0.count", "7");
        overrides.sets.emplace_back("seed", "8");
        overrides.pinning = routing::Pinning::Service;
        overrides.recovery = routing::Recovery::Reinitialize;
        overrides.store = cluster::StoreKind::Local;
        const auto run = resolve(plan(), overrides);
        QVERIFY2(run.has_value(), run ? "" : run.error().text().c_str());
        QCOMPARE(run->cluster.backendReplicas, 4U);
        QCOMPARE(run->plan.clientCount(), 7U);
        QCOMPARE(run->seed, std::uint64_t(8));
        QCOMPARE(run->plan.seed, std::uint64_t(8));
        QVERIFY(run->profile.policy.pinning == routing::Pinning::Service);
        QVERIFY(run->profile.policy.recovery == routing::Recovery::Reinitialize);
        QVERIFY(run->cluster.store == cluster::StoreKind::Local);
    }

    void theSeedOptionWinsOverASetSeed()
    {
        Overrides overrides = with("seed", "8");
        overrides.seed = 9;
        QCOMPARE(resolve(plan(), overrides)->seed, std::uint64_t(9));
    }

    void aValueThatIsNoJsonIsText()
    {
        const auto run = resolve(plan(), with("cluster.serviceName", "mcp-other"));
        QVERIFY(run.has_value());
        QCOMPARE(run->cluster.serviceName, std::string("mcp-other"));
        QCOMPARE(run->plan.cluster["serviceName"].get<std::string>(), std::string("mcp-other"));
    }

    void refusesWhatCannotBeAndSaysWhere_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("where");
        const auto row = [](const char *name, const char *path, const char *value, const char *where) {
            QTest::newRow(name) << QByteArray(path) << QByteArray(value) << QByteArray(where);
        };
        row("no such part", "clutser.name", "x", "clutser.name");
        row("no such field", "cluster.backendReplica", "2", "cluster.backendReplica");
        row("bad value", "cluster.backendReplicas", "many", "cluster.backendReplicas");
        row("no such client group", "clients.1.count", "2", "clients.1.count");
        row("no number", "clients.x.count", "2", "clients.x.count");
        row("bad client value", "clients.0.count", "0", "clients[0].count");
        row("below a number", "seed.x", "1", "seed.x");
        row("no seed", "seed", "-1", "seed");
        row("clients of another kind", "clients", "3", "clients");
        row("cluster of another kind", "cluster", "3", "cluster");
        row("empty name", "cluster.", "3", "cluster.");
        row("empty path", "", "3", "");
        row("proxy that is not there", "cluster.proxyReplicas", "0", "$.steps[1].proxy");
    }

    void refusesWhatCannotBeAndSaysWhere()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, where);
        const auto run = resolve(plan(), with(path.toStdString(), value.toStdString()));
        QVERIFY(!run.has_value());
        QCOMPARE(run.error().where, where.toStdString());
    }

    void stdioIsNotRoutedUnderAnyProfile_data()
    {
        QTest::addColumn<QByteArray>("profile");
        for (const routing::Profile &profile : routing::profiles())
            QTest::newRow(profile.name.c_str()) << QByteArray::fromStdString(profile.name);
    }

    void stdioIsNotRoutedUnderAnyProfile()
    {
        QFETCH(QByteArray, profile);
        Overrides overrides = with("cluster.transport", "stdio");
        overrides.profile = profile.toStdString();
        const auto run = resolve(plan(), overrides);
        QVERIFY(!run.has_value());
        QCOMPARE(run.error().code, ErrorCode::Unsupported);
        QCOMPARE(run.error().where, std::string("cluster.transport"));
        QVERIFY(run.error().what.find("stdio") != std::string::npos);
    }

    void aPinToPodAddressesIsTrueUnlessAProfileOrAPersonSaysOtherwise_data()
    {
        QTest::addColumn<QByteArray>("profile");
        QTest::addColumn<bool>("asked");
        QTest::addColumn<QByteArray>("set");
        QTest::addColumn<QByteArray>("seen");
        QTest::newRow("asked of our best")
            << QByteArray("pod-dns") << true << QByteArray() << QByteArray("pod-ip");
        QTest::newRow("asked of the bug")
            << QByteArray("toolhive-0.17") << true << QByteArray() << QByteArray("pod-ip");
        QTest::newRow("asked of nobody")
            << QByteArray("pod-dns") << false << QByteArray() << QByteArray("cluster-ip");
        QTest::newRow("the profile's own")
            << QByteArray("pod-ip") << false << QByteArray() << QByteArray("pod-ip");
        QTest::newRow("today's release")
            << QByteArray("toolhive-0.44") << false << QByteArray() << QByteArray("cluster-ip");
        QTest::newRow("asked of today's release, which has it")
            << QByteArray("toolhive-0.44") << true << QByteArray() << QByteArray("cluster-ip");
        QTest::newRow("asked, behind DNAT")
            << QByteArray("pod-dns") << true << QByteArray("cluster-ip") << QByteArray("cluster-ip");
        QTest::newRow("today's release without DNAT")
            << QByteArray("toolhive-0.44") << false << QByteArray("pod-ip") << QByteArray("pod-ip");
    }

    void aPinToPodAddressesIsTrueUnlessAProfileOrAPersonSaysOtherwise()
    {
        QFETCH(QByteArray, profile);
        QFETCH(bool, asked);
        QFETCH(QByteArray, set);
        QFETCH(QByteArray, seen);
        Overrides overrides;
        overrides.profile = profile.toStdString();
        if (asked)
            overrides.pinning = routing::Pinning::PodIp;
        if (!set.isEmpty())
            overrides.sets.emplace_back("cluster.peerAddressSeen", set.toStdString());
        const auto run = resolve(plan(), overrides);
        QVERIFY(run.has_value());
        QCOMPARE(QByteArray(cluster::toText(run->cluster.peerAddressSeen)), seen);
    }

    void whatThePlanSaysOfAddressesWinsOverAPin()
    {
        Plan behindDnat = plan();
        behindDnat.cluster["peerAddressSeen"] = "cluster-ip";
        Overrides overrides;
        overrides.pinning = routing::Pinning::PodIp;
        const auto run = resolve(behindDnat, overrides);
        QVERIFY(run->cluster.peerAddressSeen == cluster::PeerAddressSeen::ClusterIp);
    }

    void anUnknownProfileIsRefused()
    {
        Overrides overrides;
        overrides.profile = "toolhive-9";
        QVERIFY(!resolve(plan(), overrides).has_value());
    }

    void aPolicyThatCannotBeHonouredIsRefusedUnlessTheProfileIsSilent_data()
    {
        QTest::addColumn<QByteArray>("profile");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("strict") << QByteArray("pr-4638-review") << false;
        QTest::newRow("silent, as first proposed") << QByteArray("pr-4638") << true;
    }

    void aPolicyThatCannotBeHonouredIsRefusedUnlessTheProfileIsSilent()
    {
        QFETCH(QByteArray, profile);
        QFETCH(bool, accepted);
        Overrides overrides = with("cluster.transport", "sse");
        overrides.profile = profile.toStdString();
        const auto run = resolve(plan(), overrides);
        QCOMPARE(run.has_value(), accepted);
        if (!accepted)
            QVERIFY(run.error().code == ErrorCode::Unsupported);
    }

    void aScaledClusterHasTheProxiesItWasScaledTo()
    {
        Plan scaled = plan();
        scaled.steps = {Fault{FaultKind::ScaleProxy, 3}, Fault{FaultKind::KillProxy, 2}};
        QVERIFY(resolve(scaled, {}).has_value());
        scaled.steps.emplace_back(Fault{FaultKind::KillPod, 2});
        QCOMPARE(resolve(scaled, {}).error().where, std::string("$.steps[2].pod"));
    }
};

QTEST_APPLESS_MAIN(RunSpecTest)
#include "run_spec_test.moc"

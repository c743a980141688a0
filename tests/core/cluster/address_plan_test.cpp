// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/address_plan.h"

#include <QTest>

#include <set>

using namespace sessionscope;
using namespace sessionscope::cluster;

class AddressPlanTest : public QObject
{
    Q_OBJECT

private slots:
    void givesEachKindItsOwnPartOfTheBlock()
    {
        AddressPlan plan(77);
        QCOMPARE(plan.clusterIp().text(), "127.77.255.1");
        QCOMPARE(plan.frontDoorIp().text(), "127.0.0.1");
        QCOMPARE(plan.nextPod().text(), "127.77.0.10");
        QCOMPARE(plan.nextPod().text(), "127.77.0.11");
        QCOMPARE(plan.nextProxy().text(), "127.77.128.10");
        QCOMPARE(plan.nextProxy().text(), "127.77.128.11");
    }

    void neverGivesAnAddressTwiceBeforeAllWereGiven()
    {
        AddressPlan plan(254);
        std::set<IpAddress> given{plan.clusterIp(), plan.frontDoorIp()};
        for (std::uint32_t i = 0; i < AddressPlan::kPodAddresses; ++i)
            QVERIFY(given.insert(plan.nextPod()).second);
        for (std::uint32_t i = 0; i < AddressPlan::kProxyAddresses; ++i)
            QVERIFY(given.insert(plan.nextProxy()).second);
        QCOMPARE(plan.nextPod().text(), "127.254.0.10");
        QCOMPARE(plan.nextProxy().text(), "127.254.128.10");
    }

    void staysInItsBlockToTheLastAddress()
    {
        AddressPlan plan(1);
        IpAddress pod;
        IpAddress proxy;
        for (std::uint32_t i = 0; i < AddressPlan::kPodAddresses; ++i)
            pod = plan.nextPod();
        for (std::uint32_t i = 0; i < AddressPlan::kProxyAddresses; ++i)
            proxy = plan.nextProxy();
        QCOMPARE(pod.text(), "127.1.127.255");
        QCOMPARE(proxy.text(), "127.1.254.255");
    }
};

QTEST_APPLESS_MAIN(AddressPlanTest)
#include "address_plan_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/stateful_set.h"

#include <QTest>

#include <set>

using namespace sessionscope;
using namespace sessionscope::cluster;

namespace {

Instant at(std::int64_t milliseconds)
{
    return Instant::sinceStart(Duration::milliseconds(milliseconds));
}

/// "start 0/1@10" for a first start of ordinal 0 at 127.77.0.10.
QString told(const PodChange &change)
{
    static const std::map<PodChange::Kind, QString> kWords{
        {PodChange::Kind::Start, "start"},
        {PodChange::Kind::BecameReady, "ready"},
        {PodChange::Kind::Terminate, "terminate"},
        {PodChange::Kind::Kill, "kill"},
    };
    return QString("%1 %2/%3@%4")
        .arg(kWords.at(change.kind))
        .arg(change.pod.id.value())
        .arg(change.pod.incarnation)
        .arg(change.pod.ip.hostOrder() & 0xFFFFU);
}

QStringList told(const std::vector<PodChange> &changes)
{
    QStringList lines;
    for (const PodChange &change : changes)
        lines += told(change);
    return lines;
}

} // namespace

/// All sets start in 20 ms and stop in 5 ms; addresses are those of block 77, written as their last octet.
class StatefulSetTest : public QObject
{
    Q_OBJECT

private slots:
    void startsTheMissingPodsTogether()
    {
        AddressPlan addresses(77);
        StatefulSet set({3}, addresses);
        QVERIFY(!set.settled());
        QCOMPARE(set.deadline(), Instant());

        QCOMPARE(told(set.advance(at(0))), QStringList({"start 0/1@10", "start 1/1@11", "start 2/1@12"}));
        QCOMPARE(set.deadline(), at(20));
        QVERIFY(set.ready().empty());
        QCOMPARE(told(set.advance(at(19))), QStringList());
        QCOMPARE(told(set.advance(at(20))), QStringList({"ready 0/1@10", "ready 1/1@11", "ready 2/1@12"}));
        QCOMPARE(set.ready(), std::vector<std::uint32_t>({0, 1, 2}));
        QVERIFY(set.settled());
        QVERIFY(!set.deadline().has_value());
    }

    void aRestartKeepsTheAddressAndStartsANewProcess()
    {
        AddressPlan addresses(77);
        StatefulSet set = settledSet(addresses, 2);
        set.restart(PodId(1));
        QVERIFY(!set.settled());
        QVERIFY(set.deadline().has_value());

        QCOMPARE(told(set.advance(at(100))), QStringList({"terminate 1/1@11"}));
        QCOMPARE(set.ready(), std::vector<std::uint32_t>({0}));
        QCOMPARE(told(set.advance(at(105))), QStringList({"start 1/2@11"}));
        QCOMPARE(told(set.advance(at(125))), QStringList({"ready 1/2@11"}));
        QVERIFY(set.settled());
    }

    void restartingTwiceIsRestartingOnce()
    {
        AddressPlan addresses(77);
        StatefulSet set = settledSet(addresses, 1);
        set.restart(PodId(0));
        set.restart(PodId(0));
        QCOMPARE(told(set.advance(at(100))), QStringList({"terminate 0/1@10"}));
        set.restart(PodId(0));
        QCOMPARE(told(set.advance(at(105))), QStringList({"start 0/2@10"}));
        set.restart(PodId(0));
        QCOMPARE(told(set.advance(at(110))), QStringList());
        QCOMPARE(told(set.advance(at(125))), QStringList({"ready 0/2@10"}));
    }

    void aKilledContainerStartsAgainAtOnceAtItsAddress()
    {
        AddressPlan addresses(77);
        StatefulSet set = settledSet(addresses, 2);
        set.kill(PodId(0));
        QCOMPARE(told(set.advance(at(100))), QStringList({"kill 0/1@10", "start 0/2@10"}));
        QCOMPARE(set.ready(), std::vector<std::uint32_t>({1}));
        QCOMPARE(told(set.advance(at(120))), QStringList({"ready 0/2@10"}));
    }

    void aKillEndsAGracefulStop()
    {
        AddressPlan addresses(77);
        StatefulSet set = settledSet(addresses, 1);
        set.restart(PodId(0));
        set.advance(at(100));
        set.kill(PodId(0));
        QCOMPARE(told(set.advance(at(101))), QStringList({"kill 0/1@10", "start 0/2@10"}));
    }

    void aRescheduledPodHasANewAddress()
    {
        AddressPlan addresses(77);
        StatefulSet set = settledSet(addresses, 2);
        set.reschedule(PodId(0));
        QCOMPARE(told(set.advance(at(100))), QStringList({"terminate 0/1@10"}));
        QCOMPARE(told(set.advance(at(105))), QStringList({"start 0/2@12"}));
        QCOMPARE(told(set.advance(at(125))), QStringList({"ready 0/2@12"}));
        QCOMPARE(set.find(PodId(0))->ip.text(), "127.77.0.12");
    }

    void aDeletionOutweighsARestart()
    {
        AddressPlan addresses(77);
        StatefulSet set = settledSet(addresses, 1);
        set.restart(PodId(0));
        set.reschedule(PodId(0));
        QCOMPARE(told(set.advance(at(100))), QStringList({"terminate 0/1@10"}));
        QCOMPARE(told(set.advance(at(105))), QStringList({"start 0/2@11"}));
    }

    void scalingDownRemovesTheHighestOrdinals()
    {
        AddressPlan addresses(77);
        StatefulSet set = settledSet(addresses, 4);
        set.scale(2);
        QCOMPARE(set.replicas(), 2U);
        QCOMPARE(told(set.advance(at(100))), QStringList({"terminate 3/1@13", "terminate 2/1@12"}));
        QCOMPARE(set.ready(), std::vector<std::uint32_t>({0, 1}));
        QVERIFY(!set.settled());
        QCOMPARE(told(set.advance(at(105))), QStringList());
        QCOMPARE(set.pods().size(), 2U);
        QVERIFY(set.find(PodId(2)) == nullptr);
        QVERIFY(set.settled());
    }

    void scalingToNothingAndBackGivesNewAddressesAndIncarnations()
    {
        AddressPlan addresses(77);
        StatefulSet set = settledSet(addresses, 2);
        set.scale(0);
        set.advance(at(100));
        set.advance(at(105));
        QVERIFY(set.settled());
        QVERIFY(set.pods().empty());
        set.scale(2);
        QCOMPARE(told(set.advance(at(200))), QStringList({"start 0/2@12", "start 1/2@13"}));
    }

    void scalingUpAgainWhileAPodLeavesMakesItAnew()
    {
        AddressPlan addresses(77);
        StatefulSet set = settledSet(addresses, 2);
        set.scale(1);
        set.advance(at(100));
        set.scale(2);
        QCOMPARE(told(set.advance(at(102))), QStringList());
        QCOMPARE(told(set.advance(at(105))), QStringList({"start 1/2@12"}));
    }

    void aRollingUpdateReplacesFromTheHighestEachAfterTheLastIsReady()
    {
        AddressPlan addresses(77);
        StatefulSet set = settledSet(addresses, 3);
        set.rollingUpdate();
        QVERIFY(!set.settled());
        QCOMPARE(told(set.advance(at(100))), QStringList({"terminate 2/1@12"}));
        QCOMPARE(told(set.advance(at(105))), QStringList({"start 2/2@13"}));
        QCOMPARE(told(set.advance(at(125))), QStringList({"ready 2/2@13", "terminate 1/1@11"}));
        QCOMPARE(told(set.advance(at(130))), QStringList({"start 1/2@14"}));
        QCOMPARE(told(set.advance(at(150))), QStringList({"ready 1/2@14", "terminate 0/1@10"}));
        QCOMPARE(told(set.advance(at(155))), QStringList({"start 0/2@15"}));
        QVERIFY(!set.settled());
        QCOMPARE(told(set.advance(at(175))), QStringList({"ready 0/2@15"}));
        QVERIFY(set.settled());
    }

    void aRollingUpdateWaitsForAPodThatDied()
    {
        AddressPlan addresses(77);
        StatefulSet set = settledSet(addresses, 2);
        set.rollingUpdate();
        set.kill(PodId(0));
        QCOMPARE(told(set.advance(at(100))), QStringList({"kill 0/1@10", "start 0/2@10"}));
        QCOMPARE(told(set.advance(at(120))), QStringList({"ready 0/2@10", "terminate 1/1@11"}));
    }

    void aCommandForAPodThatDoesNotExistIsIgnored()
    {
        AddressPlan addresses(77);
        StatefulSet set = settledSet(addresses, 1);
        set.restart(PodId(5));
        set.kill(PodId(5));
        set.reschedule(PodId(5));
        QCOMPARE(told(set.advance(at(100))), QStringList());
        QVERIFY(set.settled());
    }

    void withoutDelaysEverythingHappensInOneStep()
    {
        AddressPlan addresses(77);
        StatefulSet set({2, Duration(), Duration()}, addresses);
        set.advance(at(0));
        QVERIFY(set.settled());
        set.rollingUpdate();
        QCOMPARE(told(set.advance(at(1))),
                 QStringList({"terminate 1/1@11", "start 1/2@12", "ready 1/2@12", "terminate 0/1@10",
                              "start 0/2@13", "ready 0/2@13"}));
        QVERIFY(set.settled());
    }

    void anAddressThatIsStillInUseIsNotGivenAgain()
    {
        AddressPlan addresses(77);
        StatefulSet set = settledSet(addresses, 1);
        for (std::uint32_t i = 1; i < AddressPlan::kPodAddresses; ++i)
            addresses.nextPod();
        set.scale(2);
        QCOMPARE(told(set.advance(at(100))), QStringList({"start 1/1@11"}));
    }

private:
    static StatefulSet settledSet(AddressPlan &addresses, std::uint32_t replicas)
    {
        StatefulSet set({replicas}, addresses);
        set.advance(at(0));
        set.advance(at(20));
        return set;
    }
};

QTEST_APPLESS_MAIN(StatefulSetTest)
#include "stateful_set_test.moc"

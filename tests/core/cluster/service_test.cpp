// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/service.h"

#include <QTest>

#include <set>

using namespace sessionscope;
using namespace sessionscope::cluster;

namespace {

constexpr IpAddress kProxyA(0x7f4d800a);
constexpr IpAddress kProxyARestarted(0x7f4d800b);

} // namespace

class ServiceTest : public QObject
{
    Q_OBJECT

private slots:
    void refusesWhileNoEndpointIsReady()
    {
        Service service({}, Rng(1));
        QVERIFY(!service.pick(kProxyA, Instant()).has_value());
        service.setReady({0});
        QVERIFY(service.pick(kProxyA, Instant()).has_value());
        service.setReady({});
        QVERIFY(!service.pick(kProxyA, Instant()).has_value());
    }

    void keepsAClientOnItsEndpointUntilTheTimeout_data()
    {
        QTest::addColumn<int>("idleSeconds");
        QTest::addColumn<bool>("sameForSure");
        QTest::newRow("at once") << 0 << true;
        QTest::newRow("at the limit") << 1800 << true;
        QTest::newRow("after the limit") << 1801 << false;
    }

    void keepsAClientOnItsEndpointUntilTheTimeout()
    {
        QFETCH(int, idleSeconds);
        QFETCH(bool, sameForSure);

        int moved = 0;
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            Service service({}, Rng(seed));
            service.setReady({0, 1, 2});
            const auto first = service.pick(kProxyA, Instant());
            const auto again = service.pick(kProxyA, Instant() + Duration::seconds(idleSeconds));
            QCOMPARE(again->byAffinity, sameForSure);
            moved += first->endpoint != again->endpoint ? 1 : 0;
        }
        QCOMPARE(moved == 0, sameForSure);
    }

    void everyUseStartsTheTimeoutAnew()
    {
        Service service({}, Rng(3));
        service.setReady({0, 1, 2});
        Instant now;
        service.pick(kProxyA, now);
        for (int use = 0; use < 20; ++use) {
            now = now + Duration::seconds(1800);
            QVERIFY(service.pick(kProxyA, now)->byAffinity);
        }
    }

    void aRestartedProxyIsANewClient()
    {
        std::set<std::uint32_t> reached;
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            Service service({}, Rng(seed));
            service.setReady({0, 1, 2});
            service.pick(kProxyA, Instant());
            const auto pick = service.pick(kProxyARestarted, Instant());
            QVERIFY(!pick->byAffinity);
            reached.insert(pick->endpoint);
        }
        QCOMPARE(reached.size(), 3U);
    }

    void forgetsAnEndpointThatLeftEvenIfItComesBack()
    {
        Service service({}, Rng(7));
        service.setReady({0});
        service.pick(kProxyA, Instant());
        service.setReady({1});
        service.setReady({0, 1});
        QVERIFY(!service.pick(kProxyA, Instant())->byAffinity);
    }

    void keepsTheOthersWhenOneLeaves()
    {
        Service service({}, Rng(7));
        service.setReady({1});
        service.pick(kProxyA, Instant());
        service.setReady({0, 1, 2});
        service.setReady({0, 1});
        QCOMPARE(service.pick(kProxyA, Instant())->endpoint, 1U);
    }

    void withoutAffinityBalancesEveryConnectionUniformly()
    {
        Service service({Affinity::None, Duration::seconds(1800)}, Rng(11));
        service.setReady({4, 5, 6});
        std::map<std::uint32_t, int> reached;
        for (int i = 0; i < 3000; ++i) {
            const auto pick = service.pick(kProxyA, Instant());
            QVERIFY(!pick->byAffinity);
            ++reached[pick->endpoint];
        }
        for (const auto &[endpoint, count] : reached)
            QVERIFY2(count > 850 && count < 1150, qPrintable(QString::number(count)));
        QCOMPARE(reached.size(), 3U);
    }

    void theSameSeedPicksTheSame()
    {
        Service one({Affinity::None, Duration::seconds(1)}, Rng(5));
        Service other({Affinity::None, Duration::seconds(1)}, Rng(5));
        one.setReady({0, 1, 2});
        other.setReady({0, 1, 2});
        for (int i = 0; i < 50; ++i)
            QCOMPARE(one.pick(kProxyA, Instant())->endpoint, other.pick(kProxyA, Instant())->endpoint);
    }
};

QTEST_APPLESS_MAIN(ServiceTest)
#include "service_test.moc"

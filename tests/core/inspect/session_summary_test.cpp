// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/session_subject.h"
#include "core/inspect/session_summary.h"
#include "core/inspect/sight.h"
#include "core/journal/filter.h"
#include "tests/core/inspect/installation.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::inspect;
using test::Installation;

namespace {

Sight sightOf(const Installation &it)
{
    Sight sight;
    sight.inventory.emplace();
    RecordClassifier classifier;
    for (const RawKey &key : it.keys)
        std::visit([&sight](auto what) { sight.inventory->apply(std::move(what)); },
                   classifier.classify(key));
    if (it.withCluster)
        sight.setFacts(*readKubeFacts(test::json{{"kind", "List"}, {"items", it.objects}}.dump()));
    return sight;
}

const PinTarget *find(const SessionSummary &summary, const std::string &name)
{
    for (const PinTarget &target : summary.targets) {
        if (target.name == name)
            return &target;
    }
    return nullptr;
}

} // namespace

class SessionSummaryTest : public QObject
{
    Q_OBJECT

private slots:
    void countsSessionsWhereTheyPoint()
    {
        Installation it = Installation::healthy();
        it.add(test::record(test::uuid(1000), "http://mcp-foo:8080"));
        it.add(test::record(test::uuid(1001), "http://10.244.9.9:8080"));
        it.add(test::record(test::uuid(1002)));
        const Sight sight = sightOf(it);
        const SessionSummary summary = summarise(sight.evidence(), test::at(100));
        QCOMPARE(summary.sessions, std::size_t(180 + 7 + 3)); // of proxies and of vMCP
        QCOMPARE(summary.probes, std::size_t(1));
        for (const char *pod : {"foo-0", "foo-1", "foo-2"}) {
            QVERIFY(find(summary, pod));
            QCOMPARE(find(summary, pod)->sessions, std::size_t(60));
        }
        QCOMPARE(find(summary, "foo-1")->address, std::string("10.244.1.8"));
        QCOMPARE(summary.targets.front().kind, PinKind::Service); // what is at risk is seen first
        QCOMPARE(summary.targets.front().sessions, std::size_t(1));
        QVERIFY(find(summary, "10.244.9.9")->dead);
        QCOMPARE(summary.kinds.at(PinKind::PodIp), std::size_t(181));
        QCOMPARE(summary.kinds.at(PinKind::None), std::size_t(8));
    }

    void podsThatServeNobodyAreThere()
    {
        Installation it = Installation::healthy();
        it.keys.clear();
        it.add(test::record(test::uuid(1), "http://10.244.1.7:8080"));
        const Sight sight = sightOf(it);
        const SessionSummary summary = summarise(sight.evidence(), test::at(100));
        QVERIFY(find(summary, "foo-2"));
        QCOMPARE(find(summary, "foo-2")->sessions, std::size_t(0));
    }

    void withoutKubernetesNoAddressIsCalledDead()
    {
        Installation it = Installation::healthy();
        it.withCluster = false;
        const Sight sight = sightOf(it);
        const SessionSummary summary = summarise(sight.evidence(), test::at(100));
        QVERIFY(find(summary, "10.244.1.7"));
        for (const PinTarget &target : summary.targets)
            QVERIFY(!target.dead);
    }

    void binsHoldEverySessionOnce()
    {
        Installation it;
        it.withCluster = false;
        for (int number = 0; number < 24; ++number) {
            it.add(test::record(test::uuid(number), "http://mcp-foo:8080"));
            it.keys.back().ttlMs = 5 * 60'000 * (number + 1);
        }
        it.keys.back().ttlMs = Session::kNoTtl;
        const Sight sight = sightOf(it);
        const SessionSummary summary = summarise(sight.evidence(), test::at(100));
        QCOMPARE(summary.withoutTtl, std::size_t(1));
        std::size_t all = 0;
        for (const std::size_t bin : summary.timesToLive)
            all += bin;
        QCOMPARE(all, std::size_t(23));
        QCOMPARE(summary.ttlSpan, Duration::seconds(115 * 60));
        QVERIFY(summary.timesToLive.front() > 0 && summary.timesToLive.back() > 0);
        QCOMPARE(summary.clients.at({"claude-code", "2.1.0"}), std::size_t(24));
    }

    void filtersAskSessionsAsTheyAskRuns_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("matches");
        QTest::newRow("pod") << "pod:1" << true;
        QTest::newRow("other pod") << "pod:2" << false;
        QTest::newRow("pin") << "pin:pod-ip" << true;
        QTest::newRow("lost") << "state:lost" << true;
        QTest::newRow("second finding") << "mode:F-11" << true;
        QTest::newRow("no finding") << "mode:F-02" << false;
        QTest::newRow("age") << "age>1m age<1h" << true;
        QTest::newRow("ttl") << "ttl>2h" << false;
        QTest::newRow("protocol") << "2025-06-18" << true;
        QTest::newRow("client") << "client:claude*" << true;
        QTest::newRow("state of a run") << "state:amnesia" << false;
    }

    void filtersAskSessionsAsTheyAskRuns()
    {
        QFETCH(QString, filter);
        QFETCH(bool, matches);
        Installation it = Installation::healthy();
        it.keys.clear();
        session::Record record = test::record(test::uuid(1), "http://10.244.1.8:8080");
        record.metadata["backend_sid"] = "another";
        it.add(record);
        const Sight sight = sightOf(it);
        const auto parsed = journal::parseFilter(filter.toStdString());
        QVERIFY(parsed);
        const SessionSubject subject(*sight.inventory, 0, sight.cluster(), "F-01 F-11", test::at(100));
        QCOMPARE(parsed->matches(subject), matches);
    }
};

QTEST_GUILESS_MAIN(SessionSummaryTest)
#include "session_summary_test.moc"

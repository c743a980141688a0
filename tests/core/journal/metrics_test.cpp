// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/metrics.h"
#include "tests/core/journal/story.h"
#include "tests/support/sim_journal.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::journal;
using namespace sessionscope::testing;

namespace {

Metrics metricsOf(const Journal &journal, Duration width = Duration::milliseconds(10))
{
    Metrics metrics(width);
    for (const Event &event : journal.events())
        metrics.apply(event, journal);
    return metrics;
}

std::uint32_t sumOf(const Metrics &metrics, AnswerClass answer)
{
    std::uint32_t sum = 0;
    for (const MetricsBin &bin : metrics.bins())
        sum += bin.answersOf(answer);
    return sum;
}

} // namespace

class MetricsTest : public QObject
{
    Q_OBJECT

private slots:
    void aLatencyIsFoundWithinItsBucket_data()
    {
        QTest::addColumn<qint64>("nanoseconds");
        for (const qint64 each :
             {0LL, 1LL, 7LL, 8LL, 15LL, 16LL, 1'000LL, 999'999LL, 123'456'789LL, 30'000'000'000LL})
            QTest::addRow("%lld", each) << each;
    }

    void aLatencyIsFoundWithinItsBucket()
    {
        QFETCH(qint64, nanoseconds);
        LatencyHistogram histogram;
        histogram.add(Duration::nanoseconds(nanoseconds));
        const std::int64_t found = histogram.quantile(0.5)->inNanoseconds();
        QVERIFY(found >= nanoseconds);
        QVERIFY(found <= nanoseconds + nanoseconds / 8);
    }

    void quantilesAreInOrder()
    {
        LatencyHistogram histogram;
        QVERIFY(!histogram.quantile(0.5));
        for (int count = 1; count <= 1000; ++count)
            histogram.add(Duration::microseconds(count));
        const auto median = histogram.quantile(0.5)->inMicroseconds();
        const auto p99 = histogram.quantile(0.99)->inMicroseconds();
        QVERIFY(median >= 500 && median <= 563);
        QVERIFY(p99 >= 990 && p99 <= 1114);
    }

    void answersAreCountedByClass()
    {
        Story story;
        story.made(kService);
        story.call({.session = kSession});
        story.lostOn(1, kService);
        story.failed(kService, {{EventKind::DialFailed}});
        story.failed(kService, {}, 400);
        story.add(EventKind::RequestFailed, {.session = kSession, .text = "connection-lost"});
        const Metrics metrics = metricsOf(story.journal());
        QCOMPARE(sumOf(metrics, AnswerClass::Ok), 2U);
        QCOMPARE(sumOf(metrics, AnswerClass::NotFound), 1U);
        QCOMPARE(sumOf(metrics, AnswerClass::ServerError), 1U);
        QCOMPARE(sumOf(metrics, AnswerClass::ClientError), 1U);
        QCOMPARE(sumOf(metrics, AnswerClass::NoAnswer), 1U);
        QCOMPARE(metrics.total().exchanges, 5U);
        QCOMPARE(metrics.total().storeTrips, 5U); // a save and four loads
        QCOMPARE(metrics.total().latency.count(), 5U);
    }

    void answersFromARebuiltStateAreAmnesia()
    {
        Story story;
        story.made(addressOf(0));
        story.reinitialised(0, 1, addressOf(0), addressOf(1));
        const Metrics metrics = metricsOf(story.journal());
        QCOMPARE(sumOf(metrics, AnswerClass::Amnesia), 1U);
        QCOMPARE(sumOf(metrics, AnswerClass::Ok), 1U); // its initialize
    }

    void binsDoubleAndLoseNothing()
    {
        Story story;
        story.made(kService);
        for (int count = 0; count < 3'000; ++count)
            story.call({.session = kSession});
        const Metrics fine = metricsOf(story.journal(), Duration::seconds(1));
        const Metrics doubled = metricsOf(story.journal(), Duration::microseconds(100));
        QVERIFY(doubled.bins().size() <= Metrics::kBinsMax);
        QVERIFY(doubled.bins().size() > Metrics::kBinsMax / 2);
        QVERIFY(doubled.binWidth() > Duration::microseconds(100));
        QCOMPARE(sumOf(doubled, AnswerClass::Ok), 3'001U);
        QCOMPARE(sumOf(fine, AnswerClass::Ok), 3'001U);
        std::uint64_t latencies = 0;
        for (const MetricsBin &bin : doubled.bins()) {
            latencies += bin.latency.count();
            QVERIFY(&bin == &doubled.bins().front() || !bin.sessionsOnPod.empty());
        }
        QCOMPARE(latencies, 3'001U);
    }

    void ratesAreOverAWindow()
    {
        Story story;
        story.made(kService);
        story.call({.session = kSession});
        story.wait(Duration::seconds(1));
        story.stop(0);
        const Metrics metrics = metricsOf(story.journal());
        double most = 0.0;
        double answers = 0.0;
        for (std::size_t bin = 0; bin < metrics.bins().size(); ++bin) {
            const double rate = metrics.rate(bin, AnswerClass::Ok);
            most = std::max(most, rate);
            answers += rate * 0.01; // a bin is 10 ms
        }
        QCOMPARE(most, 10.0); // two in 200 ms, not two in 10 ms
        QVERIFY(std::abs(answers - 2.0) < 1e-9);
        QCOMPARE(metrics.rate(metrics.bins().size() - 1, AnswerClass::Ok), 0.0);
        QVERIFY(!metrics.storeTripsPerExchange(metrics.bins().size() - 1));
        QCOMPARE(metrics.storeTripsPerExchange(10), std::optional(1.0)); // a save, and a load
    }

    void quietTimesKeepTheirSessions()
    {
        Story story;
        story.made(kService);
        story.wait(Duration::seconds(1));
        story.stop(0);
        const Metrics metrics = metricsOf(story.journal());
        QCOMPARE(metrics.bins()[50].sessionsOnPod, (std::vector<std::uint32_t>{1, 0, 0}));
        QCOMPARE(metrics.bins().back().sessionsOnPod, (std::vector<std::uint32_t>{0, 0, 0}));
        QCOMPARE(metrics.bins()[50].exchanges, 0U);
    }

    void faultsAreMarked()
    {
        const Journal journal = journalOf("restart", "toolhive-0.17");
        const Metrics metrics = metricsOf(journal);
        QCOMPARE(metrics.faults().size(), 1U);
        QCOMPARE(metrics.faults()[0].text, std::string("restart-proxy 0"));
        QVERIFY(sumOf(metrics, AnswerClass::NotFound) > 0);
        QVERIFY(metrics.total().latency.quantile(0.99) >= metrics.total().latency.quantile(0.5));
    }
};

QTEST_APPLESS_MAIN(MetricsTest)
#include "metrics_test.moc"

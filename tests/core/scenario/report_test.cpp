// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/report.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace sessionscope;
using namespace sessionscope::scenario;

namespace {

Verdict verdict(bool passes, const std::string &evidence = "8 of 12 sessions were lost")
{
    Verdict verdict;
    verdict.scenario = "restart";
    verdict.profile = passes ? "pod-dns" : "toolhive-0.17";
    verdict.engine = "sim";
    verdict.seed = 42;
    verdict.sessions = {12, passes ? 12U : 4U, 0, passes ? 0U : 8U, 0};
    verdict.checks = {{"no-session-lost",
                       passes ? CheckResult::Status::Passed : CheckResult::Status::Failed,
                       passes ? "" : "proxy",
                       evidence,
                       {}}};
    if (!passes)
        verdict.failureModes = {"F-01"};
    verdict.duration = Duration::milliseconds(1234);
    return verdict;
}

std::string report(ReportFormat format, const Verdict &judged)
{
    return renderReport(format, std::span(&judged, 1), {"restart", "0.1.0", {}, {}, {}});
}

} // namespace

class ReportTest : public QObject
{
    Q_OBJECT

private slots:
    void aVerdictsJsonHasTheFieldsThatScriptsRely()
    {
        QCOMPARE(
            toJson(verdict(false)).dump(),
            std::string(
                R"({"scenario":"restart","profile":"toolhive-0.17","engine":"sim","seed":42,)"
                R"("sessions":{"total":12,"intact":4,"amnesia":0,"lost":8,"closed":0},"notFound":{"guard":0,"backend":0},)"
                R"("checks":[{"id":"no-session-lost","status":"failed","culprit":"proxy",)"
                R"("evidence":"8 of 12 sessions were lost"}],"failureModes":["F-01"],"durationMs":1234})"));
    }

    void readersAreToldWhoSaid404()
    {
        Verdict told = verdict(false);
        told.notFound.guard = 5;
        for (const ReportFormat format : {ReportFormat::Markdown, ReportFormat::Html}) {
            QVERIFY(report(format, told).find("5 answers were 404: 5 by the guard, 0 by a backend")
                    != std::string::npos);
            QVERIFY(report(format, verdict(false)).find("404") == std::string::npos);
        }
    }

    void aComparisonSaysWhetherTheBugWasReproducedAndFixed_data()
    {
        QTest::addColumn<bool>("beforePasses");
        QTest::addColumn<bool>("afterPasses");
        QTest::newRow("the fix fixes") << false << true;
        QTest::newRow("no bug to be seen") << true << true;
        QTest::newRow("the fix does not fix") << false << false;
    }

    void aComparisonSaysWhetherTheBugWasReproducedAndFixed()
    {
        QFETCH(bool, beforePasses);
        QFETCH(bool, afterPasses);
        const auto json = toJson(Comparison{verdict(beforePasses), verdict(afterPasses)});
        QCOMPARE(json["reproduced"].get<bool>(), !beforePasses);
        QCOMPARE(json["fixed"].get<bool>(), afterPasses);
    }

    void aWrongPinAloneReproducesNothing()
    {
        Verdict before = verdict(true);
        before.checks = {{"pin-is-true", CheckResult::Status::Failed, "proxy", "12 of 12", {}}};
        QVERIFY(!before.passed());
        QVERIFY(!before.showsTheBug());
        before.sessions.amnesia = 1;
        QVERIFY(before.showsTheBug());
    }

    void theEndingOfAFileNameDecidesTheFormat()
    {
        QVERIFY(reportFormatOf("a.json") == ReportFormat::Json);
        QVERIFY(reportFormatOf("a.b.xml") == ReportFormat::JunitXml);
        QVERIFY(reportFormatOf("a.md") == ReportFormat::Markdown);
        QVERIFY(reportFormatOf("a.html") == ReportFormat::Html);
        QCOMPARE(reportFormatOf("a.pdf").error().where, std::string("a.pdf"));
    }

    void junitXmlIsWellFormedWhateverARunSays_data()
    {
        QTest::addColumn<QByteArray>("evidence");
        QTest::newRow("plain") << QByteArray("8 of 12");
        QTest::newRow("markup") << QByteArray("<script>alert(\"1\")</script> & 'x' ]]>");
        QTest::newRow("control characters") << QByteArray("\x01\x1b[31mred\r");
        QTest::newRow("not ASCII") << QByteArray("3 × 4 – ünïcode");
    }

    void junitXmlIsWellFormedWhateverARunSays()
    {
        QFETCH(QByteArray, evidence);
        QXmlStreamReader reader(QByteArray::fromStdString(
            report(ReportFormat::JunitXml, verdict(false, evidence.toStdString()))));
        int failures = 0;
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::StartElement
                && reader.name() == QLatin1String("failure"))
                ++failures;
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QCOMPARE(failures, 1);
    }

    void htmlEscapesWhatComesFromARun()
    {
        const std::string page = report(ReportFormat::Html, verdict(false, "<script>alert(1)</script>"));
        QVERIFY(page.find("<script>") == std::string::npos);
        QVERIFY(page.find("&lt;script&gt;") != std::string::npos);
    }

    void htmlStandsAlone()
    {
        const std::string page = report(ReportFormat::Html, verdict(true));
        QVERIFY(page.find("prefers-color-scheme: dark") != std::string::npos);
        QVERIFY(page.find("http") == std::string::npos);
        QVERIFY(page.find("src=") == std::string::npos);
    }

    void markdownKeepsItsTable()
    {
        const std::string text = report(ReportFormat::Markdown, verdict(false, "a | b\nc"));
        QVERIFY(text.find("a \\| b c") != std::string::npos);
    }

    void ratesAreTheIntervalOfTheRuns_data()
    {
        QTest::addColumn<int>("lossy");
        QTest::addColumn<int>("runs");
        QTest::addColumn<qint64>("low");
        QTest::addColumn<qint64>("high");
        // From the closed form of Wilson's interval with z = 1.959964.
        QTest::newRow("none of ten") << 0 << 10 << qint64(0) << qint64(277'533);
        QTest::newRow("all of ten") << 10 << 10 << qint64(722'467) << qint64(1'000'000);
        QTest::newRow("half of 100") << 50 << 100 << qint64(403'832) << qint64(596'168);
        QTest::newRow("nothing tried") << 0 << 0 << qint64(0) << qint64(1'000'000);
    }

    void ratesAreTheIntervalOfTheRuns()
    {
        QFETCH(int, lossy);
        QFETCH(int, runs);
        QFETCH(qint64, low);
        QFETCH(qint64, high);
        const Interval interval = wilsonInterval(std::uint64_t(lossy), std::uint64_t(runs));
        QVERIFY(qAbs(interval.lowPpm - low) <= 1);
        QVERIFY(qAbs(interval.highPpm - high) <= 1);
    }

    void theTheoryOfOneRestartHangsOnThePin_data()
    {
        QTest::addColumn<QByteArray>("profile");
        QTest::addColumn<QByteArray>("replicas");
        QTest::addColumn<qint64>("ppm");
        QTest::newRow("three pods") << QByteArray("toolhive-0.17") << QByteArray("3") << qint64(666'667);
        QTest::newRow("two pods") << QByteArray("toolhive-0.17") << QByteArray("2") << qint64(500'000);
        QTest::newRow("the drawn pod initialized") << QByteArray("pod-dns") << QByteArray("3") << qint64(0);
        QTest::newRow("the pod's address") << QByteArray("pod-ip") << QByteArray("3") << qint64(0);
        QTest::newRow("drawn after the answer")
            << QByteArray("pr-4638") << QByteArray("3") << qint64(888'889);
        QTest::newRow("the only pod drawn") << QByteArray("pr-4638-review") << QByteArray("1") << qint64(0);
        QTest::newRow("one pod is not drawn") << QByteArray("pr-4638") << QByteArray("1") << qint64(0);
        QTest::newRow("the Service's address")
            << QByteArray("toolhive-0.44") << QByteArray("3") << qint64(-1);
    }

    void theTheoryOfOneRestartHangsOnThePin()
    {
        QFETCH(QByteArray, profile);
        QFETCH(QByteArray, replicas);
        QFETCH(qint64, ppm);
        Plan plan;
        plan.clients = {{.count = 2}};
        plan.steps = {plan_step::Initialize{}, Fault{FaultKind::RestartProxy, 0}, plan_step::Call{}};
        Overrides overrides;
        overrides.profile = profile.toStdString();
        overrides.sets = {{"cluster.backendReplicas", replicas.toStdString()}};
        const auto run = resolve(plan, overrides);
        QVERIFY(run.has_value());
        QCOMPARE(qint64(theoreticalLossPpm(*run).value_or(-1)), ppm);
    }

    void aRateIsToldWithItsIntervalAndTheory()
    {
        QCOMPARE(
            QString::fromStdString(describe(LossRate{60, 40, 3}, 666'667)),
            QStringLiteral("40 of 60 runs lost sessions: 66.7 % (95 %: 54.1 % to 77.3 %), theory 66.7 %; "
                           "amnesia in 3 of 60 runs: 5.0 %"));
    }

    void lossAndAmnesiaAreCountedApart_data()
    {
        QTest::addColumn<int>("lost");
        QTest::addColumn<int>("amnesia");
        QTest::addColumn<qint64>("lossPpm");
        QTest::addColumn<qint64>("amnesiaPpm");
        QTest::newRow("loss alone") << 2 << 0 << qint64(500'000) << qint64(0);
        QTest::newRow("amnesia alone") << 0 << 2 << qint64(0) << qint64(500'000);
        QTest::newRow("both in one run") << 1 << 1 << qint64(500'000) << qint64(500'000);
        QTest::newRow("neither") << 0 << 0 << qint64(0) << qint64(0);
    }

    void lossAndAmnesiaAreCountedApart()
    {
        QFETCH(int, lost);
        QFETCH(int, amnesia);
        LossRate losses;
        losses.add({.total = 2, .amnesia = std::uint32_t(amnesia), .lost = std::uint32_t(lost)});
        losses.add({.total = 2, .intact = 2});
        QCOMPARE(qint64(losses.runs), qint64(2));
        QTEST(qint64(losses.ratePpm()), "lossPpm");
        QTEST(qint64(losses.amnesiaPpm()), "amnesiaPpm");
        const Interval ofLoss = wilsonInterval(lost > 0 ? 1 : 0, 2);
        QCOMPARE(qint64(losses.interval().lowPpm), qint64(ofLoss.lowPpm));
        QCOMPARE(qint64(losses.interval().highPpm), qint64(ofLoss.highPpm));
    }

    void pagesOfRepeatedRunsTellBothShares_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("Markdown") << int(ReportFormat::Markdown);
        QTest::newRow("HTML") << int(ReportFormat::Html);
    }

    void pagesOfRepeatedRunsTellBothShares()
    {
        QFETCH(int, format);
        const Verdict one = verdict(false);
        const std::string page = renderReport(static_cast<ReportFormat>(format), std::span(&one, 1),
                                              {"restart", "0.1.0", {}, LossRate{60, 40, 3}, {}});
        QVERIFY(page.find("40 of 60 runs lost sessions: 66.7 %") != std::string::npos);
        QVERIFY(page.find("amnesia in 3 of 60 runs: 5.0 %") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(ReportTest)
#include "report_test.moc"

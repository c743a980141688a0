// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/session_outcomes.h"
#include "core/scenario/catalogue.h"
#include "core/scenario/check.h"
#include "core/scenario/run_spec.h"
#include "core/scenario/verdict.h"
#include "core/sim/world.h"

#include <QTest>

#include <algorithm>

using namespace sessionscope;
using namespace sessionscope::scenario;

namespace {

RunSpec runOf(const QByteArray &scenario, const char *profile)
{
    Overrides overrides;
    overrides.profile = profile;
    return resolve(findPlan(scenario.constData()).value(), overrides).value();
}

journal::Journal journalOf(const RunSpec &run)
{
    sim::World world(run);
    world.open();
    world.executePlan();
    journal::Journal journal;
    journal.append(world.takeJournal());
    return journal;
}

} // namespace

/// A built-in plan comes with a seed under which it shows what it is about.
class DefaultSeedsTest : public QObject
{
    Q_OBJECT

private slots:
    void losesSessionsUnderTheReleasedBug_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::addColumn<bool>("fixedByPodDns");
        QTest::newRow("restart") << QByteArray("restart") << true;
        QTest::newRow("restart-kill") << QByteArray("restart-kill") << true;
        QTest::newRow("cross-proxy") << QByteArray("cross-proxy") << true;
        QTest::newRow("upstream-e2e") << QByteArray("upstream-e2e") << true;
        QTest::newRow("restart-pod") << QByteArray("restart-pod") << false;
        QTest::newRow("reschedule-pod") << QByteArray("reschedule-pod") << false;
        QTest::newRow("scale-down") << QByteArray("scale-down") << false;
        QTest::newRow("rolling-update") << QByteArray("rolling-update") << false;
        QTest::newRow("no-shared-store") << QByteArray("no-shared-store") << false;
        QTest::newRow("store-flush") << QByteArray("store-flush") << false;
        QTest::newRow("session-expiry") << QByteArray("session-expiry") << false;
    }

    void losesSessionsUnderTheReleasedBug()
    {
        QFETCH(QByteArray, scenario);
        QFETCH(bool, fixedByPodDns);
        const auto before = journal::outcomesOf(journalOf(runOf(scenario, "toolhive-0.17"))).totals();
        const auto after = journal::outcomesOf(journalOf(runOf(scenario, "pod-dns"))).totals();
        QVERIFY(before.lost > 0);
        QCOMPARE(after.intact == after.total, fixedByPodDns);
    }

    void losesNothingWhereThereIsNothingToLose_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::newRow("one pod") << QByteArray("single-replica");
        QTest::newRow("a plain URL") << QByteArray("non-kubernetes");
        QTest::newRow("a store that comes back") << QByteArray("store-down");
    }

    void losesNothingWhereThereIsNothingToLose()
    {
        QFETCH(QByteArray, scenario);
        for (const char *profile : {"toolhive-0.17", "pod-dns", "pod-ip", "toolhive-0.44"}) {
            const auto totals = journal::outcomesOf(journalOf(runOf(scenario, profile))).totals();
            QVERIFY(totals.total > 0);
            QVERIFY2(totals.intact == totals.total, profile);
        }
    }

    void theBestProfilePassesEveryCheckOfTheMainScenario()
    {
        const RunSpec run = runOf("restart", "pod-dns");
        const journal::Journal journal = journalOf(run);
        for (const std::string &id : run.plan.checks) {
            const CheckResult result = findCheck(id)->evaluate(journal, run);
            QVERIFY2(result.status == CheckResult::Status::Passed, result.evidence.c_str());
        }
    }

    void aVerdictSumsTheRunUp_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::addColumn<QByteArray>("profile");
        QTest::addColumn<bool>("passes");
        QTest::addColumn<QByteArray>("mode");
        const auto row = [](const char *scenario, const char *profile, bool passes, const char *mode) {
            QTest::addRow("%s under %s", scenario, profile)
                << QByteArray(scenario) << QByteArray(profile) << passes << QByteArray(mode);
        };
        row("restart", "toolhive-0.17", false, "F-01");
        row("restart", "pr-4638", false, "F-05");
        row("restart", "pod-dns", true, "");
        row("starvation", "toolhive-0.17", false, "F-09");
        row("starvation", "pod-dns", true, "");
        row("store-flush", "pod-dns", false, "F-34");
        row("session-expiry", "pod-dns", false, "F-35");
    }

    void aVerdictSumsTheRunUp()
    {
        QFETCH(QByteArray, scenario);
        QFETCH(QByteArray, profile);
        QFETCH(bool, passes);
        QFETCH(QByteArray, mode);
        const RunSpec run = runOf(scenario, profile.constData());
        const Verdict verdict = judge(journalOf(run), run, "sim");
        QCOMPARE(verdict.passed(), passes);
        QCOMPARE(verdict.showsTheBug(), !passes);
        QCOMPARE(verdict.scenario, scenario.toStdString());
        QCOMPARE(verdict.engine, std::string("sim"));
        QCOMPARE(verdict.checks.size(), run.plan.checks.size());
        QVERIFY(verdict.duration > Duration());
        const bool named
            = std::ranges::find(verdict.failureModes, mode.toStdString()) != verdict.failureModes.end();
        QVERIFY2(named != mode.isEmpty(), toJson(verdict).dump(2).c_str());
    }

    void starvationIsThePlatformsDoing()
    {
        const RunSpec run = runOf("starvation", "toolhive-0.17");
        const CheckResult result = findCheck("load-spread")->evaluate(journalOf(run), run);
        QVERIFY(result.status == CheckResult::Status::Failed);
        QCOMPARE(result.culprit, std::string("platform"));
    }

    void aPolicyThatNamesPodsFailsLoudlyWithoutTheirNames()
    {
        const RunSpec run = runOf("dns-missing", "pod-dns");
        const CheckResult result = findCheck("every-client-got-a-session")->evaluate(journalOf(run), run);
        QVERIFY(result.status == CheckResult::Status::Failed);
        QCOMPARE(result.culprit, std::string("platform"));
    }
};

QTEST_APPLESS_MAIN(DefaultSeedsTest)
#include "default_seeds_test.moc"

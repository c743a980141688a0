// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/session_outcomes.h"
#include "core/sim/world.h"
#include "tests/support/json_text.h"
#include "tests/support/sim_journal.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::sim;
using sessionscope::testing::journalOf;

namespace {

constexpr const char *kRestart
    = "{'id':'restart','title':'t','purpose':'p','seed':42,'cluster':{},'clients':[{'count':12}],"
      "'steps':[{'do':'initialize'},{'do':'call','tool':'counter','times':1},{'do':'restart-proxy','proxy':0}"
      ","
      "{'do':'call','tool':'counter','times':5}],'checks':[]}";

scenario::RunSpec runOf(const char *planText, const std::string &profile, std::uint64_t seed)
{
    return testing::runSpecOf(scenario::parsePlan(test::json(planText).toStdString()), profile, seed);
}

journal::SessionOutcomes::Totals totals(const char *profile, std::uint64_t seed)
{
    return journal::outcomesOf(journalOf(runOf(kRestart, profile, seed))).totals();
}

} // namespace

/// The main scenario in virtual time: what every profile does to twelve sessions over a proxy restart.
class WorldTest : public QObject
{
    Q_OBJECT

private slots:
    void theSameSeedTellsTheSameStory()
    {
        const auto first = journalOf(runOf(kRestart, "toolhive-0.17", 7));
        const auto again = journalOf(runOf(kRestart, "toolhive-0.17", 7));
        const auto other = journalOf(runOf(kRestart, "toolhive-0.17", 8));
        QCOMPARE(first.digest(), again.digest());
        QVERIFY(first.digest() != other.digest());
    }

    void podDnsAndPodIpKeepEverySession_data()
    {
        QTest::addColumn<QByteArray>("profile");
        QTest::newRow("pod-dns") << QByteArray("pod-dns");
        QTest::newRow("pod-ip") << QByteArray("pod-ip");
    }

    void podDnsAndPodIpKeepEverySession()
    {
        QFETCH(QByteArray, profile);
        for (std::uint64_t seed = 0; seed < 20; ++seed)
            QCOMPARE(totals(profile.constData(), seed),
                     (journal::SessionOutcomes::Totals{.total = 12, .intact = 12}));
    }

    void theReleasedBugLosesAllOrNothing()
    {
        int lostRuns = 0;
        for (std::uint64_t seed = 0; seed < 300; ++seed) {
            const auto outcome = totals("toolhive-0.17", seed);
            QVERIFY(outcome.lost == 0 || outcome.lost == 12);
            QCOMPARE(outcome.total, 12U);
            lostRuns += outcome.lost == 12 ? 1 : 0;
        }
        // 1 − 1/3 of 300 runs, within four standard deviations.
        QVERIFY2(lostRuns > 167 && lostRuns < 233, qPrintable(QString::number(lostRuns)));
    }

    void theProposalLosesSessionsBeforeAnyRestart()
    {
        std::uint32_t lost = 0;
        for (std::uint64_t seed = 0; seed < 30; ++seed)
            lost += totals("pr-4638", seed).lost;
        QVERIFY2(lost > 200 && lost < 280, qPrintable(QString::number(lost))); // 2/3 of 360 are 240
    }

    void todaysReleaseLosesNothingButForgets()
    {
        std::uint32_t forgot = 0;
        for (std::uint64_t seed = 0; seed < 30; ++seed) {
            const auto outcome = totals("toolhive-0.44", seed);
            QCOMPARE(outcome.lost, 0U);
            forgot += outcome.amnesia;
        }
        QVERIFY(forgot > 0);
    }

    void withoutASharedStoreARestartLosesEverything()
    {
        QCOMPARE(totals("memory", 1), (journal::SessionOutcomes::Totals{.total = 12, .lost = 12}));
    }
};

QTEST_APPLESS_MAIN(WorldTest)
#include "world_test.moc"

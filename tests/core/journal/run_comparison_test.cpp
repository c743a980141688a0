// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/run_comparison.h"
#include "tests/core/journal/story.h"
#include "tests/support/sim_journal.h"

#include <QTest>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

using namespace sessionscope;
using namespace sessionscope::journal;
using namespace sessionscope::testing;

using Verdict = ComparedStep::Verdict;

class RunComparisonTest : public QObject
{
    Q_OBJECT

private slots:
    void aRunIsLikeItself()
    {
        const Journal journal = journalOf("restart", "toolhive-0.17");
        const RunComparison comparison = compareRuns(journal, journal);
        QVERIFY(!comparison.firstDifference);
        QVERIFY(comparison.same > 0);
        QCOMPARE(comparison.different, 0U);
        QCOMPARE(comparison.summary(), std::string("the runs took the same course"));
    }

    void stepsOfThePlanAreToldFromTheRequestsThatTheyMake()
    {
        const Journal journal = journalOf("restart", "toolhive-0.17");
        const RunComparison comparison = compareRuns(journal, journal);
        QCOMPARE(comparison.steps[0].left->what, std::string("step 1: initialize"));
        QCOMPARE(comparison.steps[1].left->what, std::string("POST initialize"));
    }

    void idsDoNotMatter()
    {
        Story one;
        one.initialize("a", 0, kService);
        one.call({.session = "a"});
        Story other;
        other.wait(Duration::seconds(5));
        other.initialize("b", 0, kService);
        other.call({.session = "b"});
        QVERIFY(!compareRuns(one.journal(), other.journal()).firstDifference);
    }

    void theFirstThingThatAClientNoticedIsSaid()
    {
        Story left;
        left.made(kService);
        left.call({.session = kSession});
        left.lostOn(1, kService);
        Story right;
        right.made(kService);
        right.call({.session = kSession});
        right.call({.session = kSession});
        const RunComparison comparison = compareRuns(left.journal(), right.journal());
        QCOMPARE(comparison.firstSeen, std::optional<std::size_t>(2));
        QCOMPARE(comparison.summary(),
                 std::string("tools/call counter of session 1: left 404 from pod-1, right 200 from pod-0"));
        const ComparedStep &step = comparison.steps[2];
        QCOMPARE(left.journal().find(step.left->seen)->number, 404);
        QCOMPARE(right.journal().find(step.right->seen)->number, 200);
    }

    void anotherPinAloneIsADifferenceOfRouting()
    {
        Story left;
        left.made(kService);
        Story right;
        right.made(nameOf(0));
        const RunComparison comparison = compareRuns(left.journal(), right.journal());
        QCOMPARE(comparison.firstDifference, std::optional<std::size_t>(0));
        QVERIFY(!comparison.firstSeen);
        QCOMPARE(comparison.steps[0].verdict, Verdict::RoutingDiffers);
        QCOMPARE(comparison.summary(),
                 "pin in initialize of session 1: left " + std::string(kService) + ", right " + nameOf(0)
                     + "; no client noticed");
    }

    void whatOneRunDidMoreIsAloneAndTheRestMatches()
    {
        Story left;
        left.made(kService);
        left.call({.session = kSession, .what = "POST tools/list"});
        left.call({.session = kSession});
        left.call({.session = kSession, .what = "DELETE"});
        Story right;
        right.made(kService);
        right.call({.session = kSession});
        right.call({.session = kSession, .what = "DELETE"});
        right.call({.session = kSession, .what = "GET"});
        const RunComparison comparison = compareRuns(left.journal(), right.journal());
        std::vector<Verdict> verdicts;
        for (const ComparedStep &step : comparison.steps)
            verdicts.push_back(step.verdict);
        QCOMPARE(verdicts,
                 (std::vector<Verdict>{Verdict::Same, Verdict::OnlyLeft, Verdict::Same, Verdict::Same,
                                       Verdict::OnlyRight}));
    }

    void runsWithNothingInCommonAreShownBesideEachOther()
    {
        Story left;
        left.call({.session = kSession, .what = "GET"});
        Story right;
        right.call({.session = kSession, .what = "DELETE"});
        const RunComparison comparison = compareRuns(left.journal(), right.journal());
        QCOMPARE(comparison.steps.size(), 2U);
        QCOMPARE(comparison.different, 2U);
    }

    void beforeAndAfterDifferInWhatSessionsAreTold()
    {
        const Journal before = journalOf("restart", "toolhive-0.17");
        const Journal after = journalOf("restart", "pod-dns");
        const RunComparison comparison = compareRuns(before, after);
        QVERIFY(comparison.firstDifference);
        QVERIFY(comparison.firstSeen);
        const ComparedStep &step = comparison.steps[*comparison.firstSeen];
        QCOMPARE(step.left->status, 404);
        QCOMPARE(step.right->status, 200);
        QCOMPARE(comparison.steps[*comparison.firstDifference].verdict, Verdict::RoutingDiffers);
        std::size_t lefts = 0;
        for (const ComparedStep &each : comparison.steps)
            lefts += each.left ? 1 : 0;
        const auto isStep = [](const Event &event) {
            return event.kind == EventKind::RequestSent || event.kind == EventKind::StepStarted
                || event.kind == EventKind::FaultRequested;
        };
        QCOMPARE(lefts, static_cast<std::size_t>(std::ranges::count_if(before.events(), isStep)));
    }
};

QTEST_APPLESS_MAIN(RunComparisonTest)
#include "run_comparison_test.moc"

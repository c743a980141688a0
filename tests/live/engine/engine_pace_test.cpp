// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/live/engine/engine_rig.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::live::test;
using control::SetPace;
using control::StepOnce;
using journal::EventKind;

/// A plan that people slow down, hold up and take step by step.
class EnginePaceTest : public QObject
{
    Q_OBJECT

private slots:
    void aPausedPlanTakesOneStepAtATime()
    {
        EngineRig rig;
        QVERIFY(rig.open(runOf(shortPlan(), "pod-dns", 1)));
        QVERIFY(rig.ask(SetPace{SetPace::Mode::Paused, {}}).has_value());
        rig.post(control::ExecutePlan{});
        for (std::size_t sent = 1; sent <= 3; ++sent) {
            QVERIFY(rig.ask(StepOnce{}).has_value());
            QVERIFY(rig.until([&] { return rig.count(EventKind::AnswerReceived) == sent; }));
            // What a status asks for takes many turns of the loop: a plan that does not wait would go on meanwhile.
            rig.status();
            QCOMPARE(rig.count(EventKind::RequestSent), sent);
            QVERIFY(!rig.planFinished);
        }
        QVERIFY(rig.ask(SetPace{}).has_value());
        QVERIFY(rig.until([&] { return rig.planFinished; }));
    }

    void theLastStepFinishesThePlan()
    {
        scenario::Plan plan;
        plan.id = "nothing";
        plan.clients = {{.count = 1}};
        EngineRig rig;
        QVERIFY(rig.open(runOf(std::move(plan), "pod-dns", 1)));
        QVERIFY(rig.ask(SetPace{SetPace::Mode::Paused, {}}).has_value());
        rig.post(control::ExecutePlan{});
        rig.status();
        QVERIFY(!rig.planFinished);
        QVERIFY(rig.ask(StepOnce{}).has_value());
        QVERIFY(rig.until([&] { return rig.planFinished; }));
    }

    void slowMotionKeepsItsGapBetweenRequests()
    {
        constexpr Duration kGap = Duration::milliseconds(20);
        EngineRig rig;
        QVERIFY(rig.open(runOf(shortPlan(), "pod-dns", 1)));
        QVERIFY(rig.ask(SetPace{SetPace::Mode::SlowMotion, kGap}).has_value());
        QVERIFY(rig.execute());
        std::optional<Instant> before;
        int requests = 0;
        for (const auto &event : rig.journal.events()) {
            if (event.kind != EventKind::RequestSent)
                continue;
            // A request is journalled a moment after its gap ended; nothing but the gap is long.
            if (before)
                QVERIFY(event.time - *before > Duration::nanoseconds(kGap.inNanoseconds() / 2));
            before = event.time;
            ++requests;
        }
        QCOMPARE(requests, 6);
    }

    void nobodyStepsWhereNothingWaits()
    {
        EngineRig rig;
        QVERIFY(rig.open(runOf(shortPlan(), "pod-dns", 1)));
        QCOMPARE(rig.ask(StepOnce{}).error().code, ErrorCode::Unsupported);
        QVERIFY(rig.ask(SetPace{SetPace::Mode::Paused, {}}).has_value());
        QCOMPARE(rig.ask(StepOnce{}).error().code, ErrorCode::Unsupported);
    }

    void aPausedPlanEndsWithItsEngine_data()
    {
        QTest::addColumn<bool>("inOrder");
        QTest::newRow("shutdown") << true;
        QTest::newRow("destroyed") << false;
    }

    void aPausedPlanEndsWithItsEngine()
    {
        QFETCH(bool, inOrder);
        EngineRig rig;
        QVERIFY(rig.open(runOf(shortPlan(), "pod-dns", 1)));
        QVERIFY(rig.ask(SetPace{SetPace::Mode::Paused, {}}).has_value());
        rig.post(control::ExecutePlan{});
        QVERIFY(rig.ask(StepOnce{}).has_value());
        QVERIFY(rig.until([&] { return rig.count(EventKind::AnswerReceived) == 1; }));
        if (inOrder) {
            rig.post(control::Shutdown{});
            QVERIFY(rig.until([&] { return rig.stopped; }));
        }
        rig.destroy();
        QVERIFY(!rig.planFinished);
    }

private:
    /// Six requests: initialize, its notification and a call, of two clients.
    static scenario::Plan shortPlan()
    {
        scenario::Plan plan;
        plan.id = "short";
        plan.clients = {{.count = 2}};
        plan.steps = {scenario::plan_step::Initialize{}, scenario::plan_step::Call{}};
        return plan;
    }
};

QTEST_APPLESS_MAIN(EnginePaceTest)
#include "engine_pace_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/plan_runner.h"
#include "tests/support/random_plans.h"
#include "tests/support/scripted_server.h"

#include <rapidcheck.h>

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::scenario;
using journal::Event;
using journal::EventKind;
using testing::ScriptedServer;

namespace {

/// Performs what a runner says against a scripted server, and writes down in a word each what that was.
struct Stage
{
    explicit Stage(const Plan &plan)
        : runner(plan, "pod-dns")
    {
    }

    void run()
    {
        bool finished = false;
        while (!finished)
            finished = perform(runner.next(writer, now));
        log.append(writer.take());
    }

    bool perform(const Action &action)
    {
        now = now + Duration::milliseconds(1);
        if (const auto *send = std::get_if<action::Send>(&action)) {
            words.push_back("client-" + std::to_string(send->client.value()));
            sends.push_back(*send);
            runner.on(server.answer(send->request), writer, now);
        } else if (std::holds_alternative<action::Finish>(action)) {
            return true;
        } else {
            words.push_back(std::holds_alternative<action::Inflict>(action)    ? "inflict"
                                : std::holds_alternative<action::Wait>(action) ? "wait"
                                                                               : "drop");
            runner.done(writer, now);
        }
        return false;
    }

    std::vector<Event> events(EventKind kind) const
    {
        std::vector<Event> found;
        for (const Event &event : log.events()) {
            if (event.kind == kind)
                found.push_back(event);
        }
        return found;
    }

    PlanRunner runner;
    ScriptedServer server;
    journal::Writer writer;
    journal::Journal log;
    Instant now;
    std::vector<std::string> words;
    std::vector<action::Send> sends;
};

Plan planOf(std::vector<PlanStep> steps, std::uint32_t clients = 2)
{
    Plan plan;
    plan.id = "x";
    plan.seed = 7;
    plan.clients = {{clients, ClientBehaviour::NeverReinitialises, ClientConnection::Kept}};
    plan.steps = std::move(steps);
    return plan;
}

} // namespace

class PlanRunnerTest : public QObject
{
    Q_OBJECT

private slots:
    void letsEveryClientActOnceBeforeAnyActsAgain()
    {
        Stage stage(planOf({plan_step::Initialize{}, plan_step::Call{"counter", 2, {}}}));
        stage.run();
        const std::vector<std::string> expected{
            "client-0", "client-0", "client-1", "client-1", // initialize(d)
            "client-0", "client-1", "client-0", "client-1"};
        QVERIFY(stage.words == expected);
    }

    void doesWhatIsDoneToTheClusterInItsPlace()
    {
        Stage stage(
            planOf({plan_step::Initialize{}, Fault{FaultKind::KillPod, 1},
                    plan_step::Wait{Duration::milliseconds(5)}, plan_step::Cancel{}, plan_step::Call{}},
                   1));
        stage.run();
        const std::vector<std::string> expected{"client-0", "client-0", "inflict",
                                                "wait",     "drop",     "client-0"};
        QVERIFY(stage.words == expected);
    }

    void journalsTheRunItsStepsAndItsFaults()
    {
        Stage stage(planOf({Fault{FaultKind::ScaleBackend, 2}, plan_step::Wait{}}));
        stage.run();
        std::vector<EventKind> kinds;
        for (const Event &event : stage.log.events())
            kinds.push_back(event.kind);
        const std::vector<EventKind> expected{EventKind::RunStarted,     EventKind::StepStarted,
                                              EventKind::FaultRequested, EventKind::FaultSettled,
                                              EventKind::StepFinished,   EventKind::StepStarted,
                                              EventKind::StepFinished,   EventKind::RunFinished};
        QVERIFY(kinds == expected);

        const auto events = stage.log.events();
        QCOMPARE(stage.log.text(events[0].text), std::string_view("x"));
        QCOMPARE(stage.log.text(events[0].detail), std::string_view("pod-dns"));
        QCOMPARE(events[0].number, std::int64_t(7));
        QCOMPARE(stage.log.text(events[1].text), std::string_view("scale-backend 2"));
        QCOMPARE(stage.log.text(events[2].detail), std::string_view("plan"));
        QCOMPARE(events[2].number, std::int64_t(2));
        QVERIFY(events[2].cause == events[1].sequence);
        QVERIFY(events[3].cause == events[2].sequence);
        QVERIFY(events[4].cause == events[1].sequence);
        QVERIFY(events[5].cause == events[4].sequence);
    }

    void theFirstRequestOfAStepIsCausedByTheStep()
    {
        Stage stage(planOf({plan_step::Initialize{}, plan_step::Call{"counter", 2, {}}}, 1));
        stage.run();
        const auto steps = stage.events(EventKind::StepStarted);
        const auto sent = stage.events(EventKind::RequestSent);
        const auto answers = stage.events(EventKind::AnswerReceived);
        QVERIFY(sent[0].cause == steps[0].sequence);
        QVERIFY(sent[2].cause == steps[1].sequence);
        QVERIFY(sent[3].cause == answers[2].sequence);
        QVERIFY(stage.sends[3].cause == sent[3].sequence);
    }

    void sendsPastTheFrontDoorAndOnNewConnectionsAsThePlanSays()
    {
        Plan plan = planOf({plan_step::Initialize{0}, plan_step::Call{"counter", 1, 1}});
        plan.clients = {{1, ClientBehaviour::FollowsSpec, ClientConnection::PerRequest}};
        Stage stage(plan);
        stage.run();
        QCOMPARE(stage.sends[0].proxy->value(), 0U);
        QCOMPARE(stage.sends[2].proxy->value(), 1U);
        QVERIFY(stage.sends[0].onNewConnection);
    }

    void clientsWithoutASessionHaveNothingToCall()
    {
        Stage stage(planOf({plan_step::Call{"counter", 3, {}}, plan_step::Close{}}));
        stage.run();
        QVERIFY(stage.words.empty());
        QCOMPARE(stage.events(EventKind::RunFinished).size(), std::size_t(1));
    }

    void saysFinishAsOftenAsItIsAsked()
    {
        Stage stage(planOf({plan_step::Wait{}}));
        stage.run();
        QVERIFY(std::holds_alternative<action::Finish>(stage.runner.next(stage.writer, stage.now)));
        QCOMPARE(stage.writer.pending(), std::size_t(0));
    }

    void comesToAnEndWhateverIsAnswered()
    {
        QVERIFY(rc::check("random plans and answers", [] {
            PlanRunner runner(*testing::anyPlan());
            journal::Writer writer;
            const auto odd = rc::gen::element<std::string>(
                "", "{}", "null", "[1]", R"({"result":{"structuredContent":{"count":1}}})",
                R"({"result":{"content":[{"text":"99999999999999999999"}]}})",
                R"({"error":{"code":-32001}})");
            for (int asked = 0; asked < 100'000; ++asked) {
                const Action action = runner.next(writer, Instant());
                if (std::holds_alternative<action::Finish>(action))
                    return;
                if (!std::holds_alternative<action::Send>(action)) {
                    runner.done(writer, Instant());
                } else if (*rc::gen::inRange(0, 10) == 0) {
                    runner.on(fail(ErrorCode::TimedOut, "late"), writer, Instant());
                } else {
                    const ClientAnswer answer{*rc::gen::element(200, 202, 400, 404, 502, 503),
                                              *rc::gen::element<std::string>("", "a", "b"), *odd};
                    runner.on(answer, writer, Instant());
                }
            }
            RC_FAIL("does not end");
        }));
    }
};

QTEST_APPLESS_MAIN(PlanRunnerTest)
#include "plan_runner_test.moc"

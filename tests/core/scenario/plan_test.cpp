// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/plan.h"
#include "core/scenario/plan_format.h"
#include "tests/support/random_plans.h"

#include <rapidcheck.h>

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::scenario;

namespace {

/// A good plan with one member replaced or added, as JSON text.
std::string planWith(const std::string &member, const std::string &value)
{
    nlohmann::json plan{{"id", "x"},
                        {"clients", {{{"count", 2}}}},
                        {"steps", {{{"do", "initialize"}}, {{"do", "call"}, {"tool", "counter"}}}}};
    plan[member] = nlohmann::json::parse(value);
    return plan.dump();
}

} // namespace

class PlanTest : public QObject
{
    Q_OBJECT

private slots:
    void readsAPlanAsAPersonWritesIt()
    {
        const auto plan = parsePlan(R"({
            "id": "restart", "title": "The proxy restarts", "purpose": "…", "seed": 7,
            "cluster": { "name": "myserver", "backendReplicas": 3 },
            "clients": [ { "count": 12, "behaviour": "never-reinitialises", "connection": "per-request" } ],
            "steps": [ { "do": "initialize" },
                       { "do": "call", "tool": "counter", "times": 5, "proxy": 1 },
                       { "do": "restart-proxy", "proxy": 0, "how": "drain" },
                       { "do": "restart-proxy", "proxy": 0, "how": "kill" },
                       { "do": "scale-backend", "replicas": 2 },
                       { "do": "wait", "for": "1500ms" },
                       { "do": "stop-store" } ],
            "checks": [ "pin-is-true" ] })");
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QCOMPARE(plan->seed, std::uint64_t(7));
        QCOMPARE(plan->clientCount(), 12U);
        QCOMPARE(int(plan->clients.front().behaviour), int(ClientBehaviour::NeverReinitialises));
        QCOMPARE(int(plan->clients.front().connection), int(ClientConnection::PerRequest));
        QCOMPARE(std::get<plan_step::Call>(plan->steps[1]).times, 5U);
        QVERIFY(std::get<Fault>(plan->steps[2]) == (Fault{FaultKind::RestartProxy, 0}));
        QVERIFY(std::get<Fault>(plan->steps[3]) == (Fault{FaultKind::KillProxy, 0}));
        QVERIFY(std::get<Fault>(plan->steps[4]) == (Fault{FaultKind::ScaleBackend, 2}));
        QVERIFY(std::get<plan_step::Wait>(plan->steps[5]).span == Duration::milliseconds(1500));
        QCOMPARE(plan->checks, std::vector<std::string>{"pin-is-true"});
    }

    void refusesWhatIsWrongAndSaysWhere_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("where");
        QTest::addColumn<QByteArray>("hint");
        const auto row = [](const char *name, const char *member, const char *value, const char *where,
                            const char *hint = "") {
            QTest::newRow(name) << QByteArray(member) << QByteArray(value) << QByteArray(where)
                                << QByteArray(hint);
        };
        row("unknown field", "sed", "1", "$.sed", "did you mean 'seed'?");
        row("no such step", "steps", R"([{"do":"cal"}])", "$.steps[0].do", "did you mean 'call'?");
        row("step without a verb", "steps", R"([{"tool":"x"}])", "$.steps[0].do");
        row("step is no object", "steps", R"(["call"])", "$.steps[0]");
        row("unknown field of a step", "steps", R"([{"do":"call","tool":"x","time":5}])", "$.steps[0].time",
            "did you mean 'times'?");
        row("field of another step", "steps", R"([{"do":"close","proxy":0}])", "$.steps[0].proxy",
            "known are: do");
        row("call without a tool", "steps", R"([{"do":"call"}])", "$.steps[0].tool");
        row("called never", "steps", R"([{"do":"call","tool":"x","times":0}])", "$.steps[0].times");
        row("called too often", "steps", R"([{"do":"call","tool":"x","times":10001}])", "$.steps[0].times");
        row("fault without target", "steps", R"([{"do":"kill-pod"}])", "$.steps[0].pod");
        row("negative target", "steps", R"([{"do":"kill-pod","pod":-1}])", "$.steps[0].pod");
        row("fractional target", "steps", R"([{"do":"kill-pod","pod":0.5}])", "$.steps[0].pod");
        row("too many replicas", "steps", R"([{"do":"scale-backend","replicas":1001}])",
            "$.steps[0].replicas");
        row("no such way to restart", "steps", R"([{"do":"restart-proxy","proxy":0,"how":"drian"}])",
            "$.steps[0].how", "did you mean 'drain'?");
        row("wait without a unit", "steps", R"([{"do":"wait","for":"15"}])", "$.steps[0].for");
        row("wait backwards", "steps", R"([{"do":"wait","for":"-1s"}])", "$.steps[0].for");
        row("wait too long", "steps", R"([{"do":"wait","for":"2h"}])", "$.steps[0].for");
        row("no steps", "steps", "[]", "$.steps");
        row("no clients", "clients", "[]", "$.clients");
        row("group of none", "clients", R"([{"count":0}])", "$.clients[0].count");
        row("too many clients together", "clients", R"([{"count":9999},{"count":2}])", "$.clients");
        row("unknown behaviour", "clients", R"([{"behaviour":"follow-spec"}])", "$.clients[0].behaviour",
            "did you mean 'follows-spec'?");
        row("id with capitals", "id", R"("Restart")", "$.id");
        row("id is a number", "id", "5", "$.id");
        row("negative seed", "seed", "-1", "$.seed");
        row("unknown check", "checks", R"(["pin-is-ture"])", "$.checks[0]", "did you mean 'pin-is-true'?");
        row("check is no text", "checks", "[1]", "$.checks[0]");
        row("cluster is a list", "cluster", "[]", "$.cluster");
        row("unknown cluster field", "cluster", R"({"backendReplica":3})", "$.cluster.backendReplica");
        row("bad cluster value", "cluster", R"({"backendReplicas":"three"})", "$.cluster.backendReplicas");
    }

    void refusesWhatIsWrongAndSaysWhere()
    {
        QFETCH(QByteArray, member);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, where);
        QFETCH(QByteArray, hint);
        const auto plan = parsePlan(planWith(member.toStdString(), value.toStdString()));
        QVERIFY(!plan.has_value());
        QCOMPARE(int(plan.error().code), int(ErrorCode::InvalidInput));
        QCOMPARE(plan.error().where, where.toStdString());
        if (!hint.isEmpty())
            QCOMPARE(plan.error().hint, hint.toStdString());
    }

    void refusesAFieldThatIsThereTwice_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("where");
        const auto row = [](const char *name, const char *clients, const char *steps, const char *more,
                            const char *where) {
            QTest::newRow(name) << QByteArray(R"({"id":"x","clients":)") + clients + R"(,"steps":)" + steps
                    + more + "}" << QByteArray(where);
        };
        const char *client = R"([{"count":1}])";
        const char *step = R"([{"do":"initialize"}])";
        row("of the plan", client, step, R"(,"id":"y")", "$.id");
        row("with the same value", client, step, R"(,"id":"x")", "$.id");
        row("of a client", R"([{"count":1},{"count":2,"count":2}])", step, "", "$.clients[1].count");
        row("of a step", client,
            R"([{"do":"initialize"},{"do":"close"},{"do":"wait","for":"1s","do":"close"}])", "",
            "$.steps[2].do");
        row("of the cluster", client, step,
            R"(,"cluster":{"backendReplicas":1,"name":"a","backendReplicas":2})",
            "$.cluster.backendReplicas");
        row("the first of two", client, step, R"(,"seed":1,"seed":2,"id":"x")", "$.seed");
        row("deep in what is not known", client, step, R"(,"notes":[[],[1,{"a":[],"a":0}]])",
            "$.notes[1][1].a");
        row("none", R"([{"count":1},{"count":1}])", R"([{"do":"close"},{"do":"close"}])", "", "");
    }

    void refusesAFieldThatIsThereTwice()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, where);
        const auto plan = parsePlan(text.toStdString());
        QCOMPARE(plan.has_value(), where.isEmpty());
        if (plan)
            return;
        QCOMPARE(int(plan.error().code), int(ErrorCode::InvalidInput));
        QCOMPARE(plan.error().where, where.toStdString());
        QCOMPARE(plan.error().what, std::string("this field is there twice"));
    }

    void simulatedPodsHaveNoOtherTools_data()
    {
        QTest::addColumn<QByteArray>("tool");
        QTest::addColumn<QByteArray>("hint");
        for (const char *known : {"counter", "echo", "whoami", "slow", "sleep", "tools/list"})
            QTest::newRow(known) << QByteArray(known) << QByteArray();
        QTest::newRow("a slip") << QByteArray("countr") << QByteArray("did you mean 'counter'?");
        QTest::newRow("of another server")
            << QByteArray("read_text_file") << QByteArray("known are: tools/list");
    }

    void simulatedPodsHaveNoOtherTools()
    {
        QFETCH(QByteArray, tool);
        QFETCH(QByteArray, hint);
        Plan plan;
        plan.steps = {plan_step::Initialize{}, plan_step::Call{tool.toStdString(), 1, {}}};
        const auto known = requireKnownTools(plan);
        QCOMPARE(known.has_value(), hint.isEmpty());
        if (known)
            return;
        QCOMPARE(int(known.error().code), int(ErrorCode::InvalidInput));
        QCOMPARE(known.error().where, std::string("$.steps[1].tool"));
        QVERIFY(QByteArray::fromStdString(known.error().hint).startsWith(hint));
    }

    void refusesTextThatIsNoPlan_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut off") << QByteArray(R"({"id":"x")");
        QTest::newRow("an array") << QByteArray("[]");
        QTest::newRow("bad UTF-8") << QByteArray("{\"id\":\"\xff\"}");
        QTest::newRow("too long") << QByteArray(int(plan_format::kPlanBytesMax) + 1, ' ');
        QTest::newRow("deeply nested") << QByteArray(100'000, '[');
        QTest::newRow("nothing in it") << QByteArray("{}");
    }

    void refusesTextThatIsNoPlan()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parsePlan(text.toStdString()).has_value());
    }

    void describesStepsForPeople_data()
    {
        QTest::addColumn<QByteArray>("step");
        QTest::addColumn<QString>("text");
        QTest::newRow("initialize") << QByteArray(R"({"do":"initialize","proxy":1})")
                                    << "initialize on proxy 1";
        QTest::newRow("call") << QByteArray(R"({"do":"call","tool":"counter","times":5,"proxy":1})")
                              << QString::fromUtf8("call counter ×5 on proxy 1");
        QTest::newRow("one call") << QByteArray(R"({"do":"call","tool":"echo"})") << "call echo";
        QTest::newRow("restart") << QByteArray(R"({"do":"restart-proxy","proxy":0})") << "restart-proxy 0";
        QTest::newRow("no target") << QByteArray(R"({"do":"stop-store"})") << "stop-store";
        QTest::newRow("wait") << QByteArray(R"({"do":"wait","for":"1500ms"})") << "wait 1.5s";
    }

    void describesStepsForPeople()
    {
        QFETCH(QByteArray, step);
        QFETCH(QString, text);
        const auto parsed = plan_format::parseStep(nlohmann::json::parse(step.toStdString()), "$");
        QVERIFY(parsed.has_value());
        QCOMPARE(QString::fromStdString(describe(*parsed)), text);
    }

    void readsBackWhatItWrites()
    {
        QVERIFY(rc::check("parse and toJson are inverse", [] {
            const Plan plan = *testing::anyPlan();
            const std::string text = toJson(plan).dump();
            const auto again = parsePlan(text);
            RC_ASSERT(again.has_value());
            RC_ASSERT(toJson(*again).dump() == text);
            RC_ASSERT(again->steps == plan.steps);
            RC_ASSERT(again->clients == plan.clients);
            RC_ASSERT(again->checks == plan.checks);
        }));
    }
};

QTEST_APPLESS_MAIN(PlanTest)
#include "plan_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/mask.h"
#include "tests/live/engine/engine_rig.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::live::test;
using cluster::StoreKind;
using journal::EventKind;
using journal::Leg;
using scenario::FaultKind;

namespace {

/// One client that makes a session and uses it; the test changes its record before the plan's last call.
scenario::Plan oneSession()
{
    scenario::Plan plan;
    plan.id = "one session";
    plan.clients = {{.count = 1, .behaviour = scenario::ClientBehaviour::NeverReinitialises}};
    plan.steps = {scenario::plan_step::Initialize{}, scenario::plan_step::Call{}};
    return plan;
}

/// Runs all but the last request of the plan.
bool pauseBeforeTheCall(EngineRig &rig, control::OpenCluster what)
{
    rig.post(std::move(what));
    if (!rig.until([&] { return rig.ready || rig.failed; }) || !rig.ready)
        return false;
    rig.post(control::SetPace{control::SetPace::Mode::Paused, {}});
    rig.post(control::ExecutePlan{});
    for (std::size_t sent = 1; sent <= 2; ++sent) {
        rig.post(control::StepOnce{});
        if (!rig.until([&] { return rig.count(EventKind::AnswerReceived) == sent; }))
            return false;
    }
    return true;
}

bool finish(EngineRig &rig)
{
    rig.post(control::SetPace{});
    return rig.until([&] { return rig.planFinished || rig.failed; }) && rig.planFinished;
}

const journal::Event *last(const EngineRig &rig, EventKind kind)
{
    const journal::Event *found = nullptr;
    for (const journal::Event &event : rig.journal.events())
        found = event.kind == kind ? &event : found;
    return found;
}

std::string sessionOf(const EngineRig &rig)
{
    return std::string(rig.journal.text(last(rig, EventKind::SessionCreated)->session));
}

} // namespace

/// Single records in people's hands, sessions in the status, messages in the journal.
class EngineRecordsTest : public QObject
{
    Q_OBJECT

private slots:
    void aMovedPinLeadsTheNextRequestToTheOtherPod_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<int>("store");
        QTest::addColumn<bool>("masked");
        QTest::newRow("pod-dns, embedded") << "pod-dns" << int(StoreKind::Embedded) << false;
        QTest::newRow("pod-dns, local, by masked id") << "pod-dns" << int(StoreKind::Local) << true;
        QTest::newRow("service pin") << "toolhive-0.17" << int(StoreKind::Embedded) << false;
    }

    void aMovedPinLeadsTheNextRequestToTheOtherPod()
    {
        QFETCH(QString, profile);
        QFETCH(int, store);
        QFETCH(bool, masked);
        EngineRig rig;
        auto run = runOf(oneSession(), profile.toStdString(), 1, static_cast<StoreKind>(store));
        QVERIFY(pauseBeforeTheCall(rig, {.run = std::move(run)}));
        const std::string session = sessionOf(rig);
        const auto home = static_cast<std::uint32_t>(last(rig, EventKind::SessionCreated)->number);
        const std::uint32_t other = (home + 1) % 3;
        const auto moved
            = rig.ask(control::RepinSession{masked ? maskedSessionId(session) : session, other, "test"});
        QVERIFY2(moved.has_value(), moved ? "" : moved.error().text().c_str());
        QVERIFY(moved->at("published").get<bool>());

        const auto *requested = last(rig, EventKind::FaultRequested);
        const auto *saved = last(rig, EventKind::RecordSaved);
        QVERIFY(rig.journal.text(requested->text) == "repin-session");
        QVERIFY(rig.journal.text(requested->detail) == "test");
        QVERIFY(rig.journal.text(requested->session) == session);
        QVERIFY(saved->cause == requested->sequence);
        QVERIFY(rig.journal.text(saved->detail) == "re-pinned");
        QVERIFY(last(rig, EventKind::FaultSettled)->cause == requested->sequence);

        const auto listed = rig.status().at("sessions").at(0);
        QCOMPARE(listed.at("id").get<std::string>(), maskedSessionId(session));
        QCOMPARE(listed.at("pin").get<std::string>(), moved->at("backendUrl").get<std::string>());
        QCOMPARE(listed.at("pod").get<std::uint32_t>(), home);
        QVERIFY(!listed.at("client").get<std::string>().empty());

        QVERIFY(finish(rig));
        const auto *answered = last(rig, EventKind::PodAnswered);
        QCOMPARE(answered->actor.index, other);
        QCOMPARE(answered->number, 404);
        QCOMPARE(rig.totals().lost, 1U);
    }

    void aRedisTakesTheSameChanges()
    {
        EngineRig rig;
        auto run = runOf(oneSession(), "pod-dns", 1, StoreKind::Redis);
        if (!pauseBeforeTheCall(rig, {.run = std::move(run)}))
            QSKIP("no redis-server");
        const std::string session = sessionOf(rig);
        const auto home = static_cast<std::uint32_t>(last(rig, EventKind::SessionCreated)->number);
        QVERIFY(rig.ask(control::RepinSession{maskedSessionId(session), (home + 1) % 3, "test"}).has_value());
        QCOMPARE(rig.status().at("sessions").size(), std::size_t(1));
        QVERIFY(rig.ask(control::DeleteSessionRecord{session, "test"}).has_value());
        QCOMPARE(rig.status().at("sessions").size(), std::size_t(0));
        QVERIFY(finish(rig));
        QCOMPARE(rig.totals().lost, 1U);
    }

    void aDeletedRecordMakesItsSessionUnknown()
    {
        EngineRig rig;
        QVERIFY(pauseBeforeTheCall(rig, {.run = runOf(oneSession(), "pod-dns", 1)}));
        QVERIFY(rig.ask(control::DeleteSessionRecord{sessionOf(rig), "test"}).has_value());
        QVERIFY(last(rig, EventKind::RecordDeleted)->cause == last(rig, EventKind::FaultRequested)->sequence);
        QVERIFY(finish(rig));
        QCOMPARE(rig.totals().lost, 1U);
    }

    void whatIsNotThereIsNotChanged()
    {
        EngineRig rig;
        QVERIFY(pauseBeforeTheCall(rig, {.run = runOf(oneSession(), "pod-dns", 1)}));
        const std::string session = sessionOf(rig);
        QCOMPARE(rig.ask(control::RepinSession{"nobody", 0, "test"}).error().code, ErrorCode::NotFound);
        QCOMPARE(rig.ask(control::RepinSession{session, 3, "test"}).error().code, ErrorCode::NotFound);
        QCOMPARE(rig.ask(control::DeleteSessionRecord{"nobody", "test"}).error().code, ErrorCode::NotFound);
        QVERIFY(rig.inflict(FaultKind::StopStore).has_value());
        QCOMPARE(rig.ask(control::RepinSession{session, 0, "test"}).error().code,
                 ErrorCode::ConnectionRefused);
        QCOMPARE(rig.count(EventKind::FaultSettled), std::size_t(1));
    }

    void aResetMendsWhatFaultsDid()
    {
        EngineRig rig;
        QVERIFY(rig.open(runOf(oneSession(), "pod-dns", 1)));
        QVERIFY(rig.inflict(FaultKind::ScaleBackend, 1).has_value());
        QVERIFY(rig.inflict(FaultKind::ScaleProxy, 2).has_value());
        QVERIFY(rig.inflict(FaultKind::StopStore).has_value());
        QVERIFY(rig.ask(control::ResetCluster{"test"}).has_value());
        const auto status = rig.status();
        QCOMPARE(status.at("pods").size(), std::size_t(3));
        QCOMPARE(status.at("proxies").size(), std::size_t(1));
        QVERIFY(status.at("store").at("reachable").get<bool>());
        QVERIFY(rig.journal.text(last(rig, EventKind::FaultSettled)->text) == "reset");
    }

    void theClusterTellsWhatItIsMadeOf()
    {
        EngineRig rig;
        QVERIFY(rig.open(runOf(oneSession(), "pod-dns", 1)));
        QCOMPARE(rig.ready->serviceName, std::string("mcp-myserver"));
        QVERIFY(rig.ready->serviceAddress != Endpoint());
        QVERIFY(rig.ready->store == StoreKind::Embedded);
        QVERIFY(rig.ready->pods.at(1).dnsName.starts_with("myserver-1.mcp-myserver-headless."));
    }

    void messagesAreCapturedOnlyWhereTheyAreAskedFor_data()
    {
        QTest::addColumn<bool>("captures");
        QTest::newRow("on") << true;
        QTest::newRow("off") << false;
    }

    void messagesAreCapturedOnlyWhereTheyAreAskedFor()
    {
        QFETCH(bool, captures);
        EngineRig rig;
        rig.post(control::OpenCluster{.run = runOf(oneSession(), "pod-dns", 1), .captureMessages = captures});
        QVERIFY(rig.until([&] { return rig.ready.has_value(); }));
        QVERIFY(rig.execute());
        QCOMPARE(rig.journal.messages().empty(), !captures);
        if (!captures)
            return;
        // The call: its six legs in order.
        const auto *answer = last(rig, EventKind::AnswerSent);
        const auto messages = rig.journal.messages().of(answer->exchange);
        std::vector<Leg> legs;
        for (const auto *message : messages) {
            legs.push_back(message->leg);
            QVERIFY(message->complete);
            QVERIFY(!message->truncated());
        }
        QVERIFY((legs
                 == std::vector{Leg::ClientRequest, Leg::RecordBefore, Leg::UpstreamRequest,
                                Leg::UpstreamResponse, Leg::ClientResponse}));
        QCOMPARE(messages[0]->startLine, std::string("POST /mcp HTTP/1.1"));
        QVERIFY(messages[0]->body.find("tools/call") != std::string::npos);
        QVERIFY(messages[0]->header("Mcp-Session-Id") == sessionOf(rig));
        QVERIFY(messages[1]->body.find("backend_url") != std::string::npos);
        QVERIFY(messages[2]->header("X-Forwarded-For") == "127.0.0.1");
        QCOMPARE(messages[2]->body, messages[0]->body);
        QVERIFY(messages[3]->startLine.starts_with("HTTP/1.1 200"));
        QVERIFY(!messages[3]->body.empty());
        QCOMPARE(messages[4]->body, messages[3]->body);
    }
};

QTEST_APPLESS_MAIN(EngineRecordsTest)
#include "engine_records_test.moc"

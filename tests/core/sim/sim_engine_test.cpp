// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/session_outcomes.h"
#include "core/sim/sim_engine.h"

#include <QTest>

#include <algorithm>

using namespace sessionscope;
using namespace sessionscope::control;
using journal::EventKind;

namespace {

scenario::RunSpec oneSession(cluster::StoreKind store)
{
    scenario::Plan plan;
    plan.id = "one session";
    plan.clients = {{.count = 1}};
    plan.steps = {scenario::plan_step::Initialize{}, scenario::plan_step::Call{}};
    scenario::Overrides overrides;
    overrides.profile = "pod-dns";
    overrides.store = store;
    return scenario::resolve(std::move(plan), overrides).value();
}

} // namespace

/// The simulator behind the engines' door: what people ask of a run beside its plan.
class SimEngineTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_engine = sim::makeSimEngine();
        m_journal = {};
        m_answer = fail(ErrorCode::TimedOut, "no answer");
    }

    void movesThePinOfASession_data()
    {
        QTest::addColumn<int>("store");
        QTest::newRow("embedded") << int(cluster::StoreKind::Embedded);
        QTest::newRow("local") << int(cluster::StoreKind::Local);
    }

    void movesThePinOfASession()
    {
        QFETCH(int, store);
        tell(OpenCluster{.run = oneSession(static_cast<cluster::StoreKind>(store))});
        tell(ExecutePlan{});
        const journal::Event created = last(EventKind::SessionCreated);
        const std::string session(m_journal.text(created.session));
        const auto other = static_cast<std::uint32_t>((created.number + 1) % 3);
        tell(RepinSession{session, other, "test"});
        QVERIFY2(m_answer.has_value(), m_answer ? "" : m_answer.error().text().c_str());
        QVERIFY(m_answer->at("published").get<bool>());
        QVERIFY(last(EventKind::RecordSaved).cause == last(EventKind::FaultRequested).sequence);
        tell(QueryStatus{});
        const auto listed = m_answer->at("sessions").at(0);
        QVERIFY(listed.at("pin").get<std::string>().starts_with("http://myserver-" + std::to_string(other)
                                                                + '.'));
        QCOMPARE(listed.at("pod").get<std::int64_t>(), created.number);
        tell(DeleteSessionRecord{session, "test"});
        tell(QueryStatus{});
        QVERIFY(m_answer->at("sessions").empty());
        tell(RepinSession{session, other, "test"});
        QCOMPARE(m_answer.error().code, ErrorCode::NotFound);
    }

    void aResetBringsBackWhatStoodAtFirst()
    {
        tell(OpenCluster{.run = oneSession(cluster::StoreKind::Embedded)});
        tell(InflictFault{{scenario::FaultKind::ScaleBackend, 1}, "test"});
        tell(InflictFault{{scenario::FaultKind::ScaleProxy, 3}, "test"});
        tell(InflictFault{{scenario::FaultKind::StopStore, 0}, "test"});
        tell(ResetCluster{"test"});
        QVERIFY(m_answer.has_value());
        tell(QueryStatus{});
        QCOMPARE(m_answer->at("pods").size(), std::size_t(3));
        QCOMPARE(m_answer->at("proxies").size(), std::size_t(1));
        QVERIFY(last(EventKind::StoreStarted).sequence > last(EventKind::StoreStopped).sequence);
    }

    void refusesAFaultWithoutItsTarget_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<quint32>("target");
        QTest::addColumn<int>("missing"); ///< what the cluster does not have
        QTest::addColumn<int>("code");
        const auto row
            = [](const char *name, scenario::FaultKind kind, quint32 target, Missing missing,
                 ErrorCode code) { QTest::newRow(name) << int(kind) << target << int(missing) << int(code); };
        using Kind = scenario::FaultKind;
        row("no such pod", Kind::KillPod, 3, Missing::Nothing, ErrorCode::NotFound);
        row("no such pod to reschedule", Kind::ReschedulePod, 7, Missing::Nothing, ErrorCode::NotFound);
        row("no such proxy", Kind::RestartProxy, 1, Missing::Nothing, ErrorCode::NotFound);
        row("no such proxy to kill", Kind::KillProxy, 9, Missing::Nothing, ErrorCode::NotFound);
        row("too many pods", Kind::ScaleBackend, 1001, Missing::Nothing, ErrorCode::InvalidInput);
        row("too many proxies", Kind::ScaleProxy, 1001, Missing::Nothing, ErrorCode::InvalidInput);
        row("no pods", Kind::RestartPod, 0, Missing::Pods, ErrorCode::Unsupported);
        row("no pods to scale", Kind::ScaleBackend, 2, Missing::Pods, ErrorCode::Unsupported);
        row("no pods to update", Kind::RollingUpdate, 0, Missing::Pods, ErrorCode::Unsupported);
        row("no store to stop", Kind::StopStore, 0, Missing::Store, ErrorCode::Unsupported);
        row("no store to flush", Kind::FlushStore, 0, Missing::Store, ErrorCode::Unsupported);
    }

    void refusesAFaultWithoutItsTarget()
    {
        QFETCH(int, fault);
        QFETCH(quint32, target);
        QFETCH(int, missing);
        QFETCH(int, code);
        auto run = oneSession(missing == int(Missing::Store) ? cluster::StoreKind::Local
                                                             : cluster::StoreKind::Embedded);
        if (missing == int(Missing::Pods))
            run.cluster.plainTarget = "http://127.0.0.1:8080";
        tell(OpenCluster{.run = run});
        const auto before = count(EventKind::PodStopped) + count(EventKind::ProxyStopped);
        tell(InflictFault{{static_cast<scenario::FaultKind>(fault), target}, "test"});
        QVERIFY(!m_answer.has_value());
        QCOMPARE(int(m_answer.error().code), code);
        QCOMPARE(count(EventKind::FaultSettled), 0);
        QCOMPARE(count(EventKind::PodStopped) + count(EventKind::ProxyStopped), before);
        tell(ExecutePlan{});
        QVERIFY(last(EventKind::AnswerSent).number == 200);
    }

    void givesAPlanUpWhenItIsNotWantedAnyMore()
    {
        tell(OpenCluster{.run = oneSession(cluster::StoreKind::Embedded)});
        tell(ExecutePlan{[] { return true; }});
        QCOMPARE(m_answer.error().code, ErrorCode::Cancelled);
        QCOMPARE(count(EventKind::SessionCreated), 0);
    }

    void hasNoPaceButItsOwn()
    {
        tell(SetPace{});
        QVERIFY(m_answer.has_value());
        tell(SetPace{SetPace::Mode::Paused, {}});
        QCOMPARE(m_answer.error().code, ErrorCode::Unsupported);
        tell(StepOnce{});
        QCOMPARE(m_answer.error().code, ErrorCode::Unsupported);
    }

    void capturesWhatItsValuesWouldSay()
    {
        tell(OpenCluster{.run = oneSession(cluster::StoreKind::Embedded), .captureMessages = true});
        tell(ExecutePlan{});
        const auto messages = m_journal.messages().of(last(EventKind::AnswerSent).exchange);
        QCOMPARE(messages.size(), std::size_t(5));
        QVERIFY(messages[0]->leg == journal::Leg::ClientRequest);
        QVERIFY(messages[0]->body.find("counter") != std::string::npos);
        QVERIFY(messages[4]->leg == journal::Leg::ClientResponse);
        QVERIFY(!messages[4]->body.empty());
    }

    void capturesNothingUnasked()
    {
        tell(OpenCluster{.run = oneSession(cluster::StoreKind::Embedded)});
        tell(ExecutePlan{});
        QVERIFY(m_journal.messages().empty());
    }

private:
    enum class Missing { Nothing, Pods, Store };

    void tell(decltype(Command::what) what)
    {
        m_engine->post({CommandId(1), std::move(what)});
        Report report = m_engine->drain();
        m_journal.append(std::move(report.journal));
        for (Notice &notice : report.notices) {
            if (auto *done = std::get_if<CommandDone>(&notice))
                m_answer = std::move(done->result);
        }
    }

    int count(EventKind kind) const
    {
        const auto &events = m_journal.events();
        return static_cast<int>(std::count_if(
            events.begin(), events.end(), [&](const journal::Event &event) { return event.kind == kind; }));
    }

    journal::Event last(EventKind kind) const
    {
        const auto events = m_journal.events();
        const auto found = std::find_if(events.rbegin(), events.rend(),
                                        [kind](const journal::Event &event) { return event.kind == kind; });
        return found == events.rend() ? journal::Event() : *found;
    }

    std::unique_ptr<EnginePort> m_engine;
    journal::Journal m_journal;
    Result<nlohmann::json> m_answer;
};

QTEST_APPLESS_MAIN(SimEngineTest)
#include "sim_engine_test.moc"

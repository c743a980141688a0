// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/address_plan.h"
#include "core/live/engine.h"
#include "core/scenario/streams.h"
#include "tests/live/engine/engine_rig.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::live;
using namespace sessionscope::live::test;
using scenario::FaultKind;
using Totals = journal::SessionOutcomes::Totals;

namespace {

/// Whether the Service sends a proxy's second generation to another pod than its first, by that seed.
bool secondPickDiffers(std::uint64_t seed)
{
    cluster::Service service({}, scenario::streams::service(seed));
    service.setReady({0, 1, 2});
    return service.pick(IpAddress(1), Instant())->endpoint != service.pick(IpAddress(2), Instant())->endpoint;
}

std::string explainFailure(const EngineRig &rig)
{
    return rig.failed ? rig.failed->text() : "no answer";
}

} // namespace

class EngineTest : public QObject
{
    Q_OBJECT

private slots:
    void aRestartLosesSessionsUnderTheServicePinAndKeepsThemUnderPodDns_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 4; ++seed) {
            QTest::addRow("toolhive-0.17, seed %llu", seed) << "toolhive-0.17" << seed;
            QTest::addRow("pod-dns, seed %llu", seed) << "pod-dns" << seed;
        }
    }

    void aRestartLosesSessionsUnderTheServicePinAndKeepsThemUnderPodDns()
    {
        QFETCH(QString, profile);
        QFETCH(quint64, seed);
        EngineRig rig;
        QVERIFY2(rig.open(runOf(restartPlan(), profile.toStdString(), seed)), explainFailure(rig).c_str());
        QVERIFY2(rig.execute(), explainFailure(rig).c_str());
        const bool loses = profile == "toolhive-0.17" && secondPickDiffers(seed);
        const Totals expected = loses ? Totals{.total = 12, .lost = 12} : Totals{.total = 12, .intact = 12};
        const auto totals = rig.totals();
        QCOMPARE(totals.total, expected.total);
        QCOMPARE(totals.intact, expected.intact);
        QCOMPARE(totals.lost, expected.lost);
    }

    void everythingAfterARequestHasACause()
    {
        EngineRig rig;
        QVERIFY2(rig.open(runOf(restartPlan(), "pod-dns", 3)), explainFailure(rig).c_str());
        QVERIFY(rig.execute());
        for (const auto &event : rig.journal.events()) {
            const bool caused = event.kind == journal::EventKind::RequestReceived
                || event.kind == journal::EventKind::PodAnswered
                || event.kind == journal::EventKind::ServicePicked
                || event.kind == journal::EventKind::AnswerReceived;
            if (caused)
                QVERIFY2(event.cause != journal::Sequence(), journal::kindFields(event.kind).name);
        }
        QVERIFY(rig.count(journal::EventKind::PodAnswered) > 0);
        QVERIFY(rig.count(journal::EventKind::ServicePicked) > 0);
    }

    void killsAreNoticedAsKills()
    {
        EngineRig rig;
        QVERIFY2(rig.open(runOf(restartPlan({FaultKind::KillProxy, 0}), "pod-dns", 5)),
                 explainFailure(rig).c_str());
        QVERIFY(rig.execute());
        QCOMPARE(rig.totals().intact, 12U);
        const auto stopped = std::ranges::find(rig.journal.events(), journal::EventKind::ProxyStopped,
                                               &journal::Event::kind);
        QVERIFY(stopped != rig.journal.events().end());
        QCOMPARE(std::string(rig.journal.text(stopped->text)), std::string("killed"));
    }

    void podFaultsReplaceWhatTheySay_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("newAddress");
        QTest::newRow("restart") << int(FaultKind::RestartPod) << false;
        QTest::newRow("kill") << int(FaultKind::KillPod) << false;
        QTest::newRow("reschedule") << int(FaultKind::ReschedulePod) << true;
        QTest::newRow("rolling update") << int(FaultKind::RollingUpdate) << true;
    }

    void podFaultsReplaceWhatTheySay()
    {
        QFETCH(int, kind);
        QFETCH(bool, newAddress);
        EngineRig rig;
        QVERIFY2(rig.open(runOf(restartPlan(), "pod-dns", 1)), explainFailure(rig).c_str());
        const std::string before = rig.status().at("pods").at(1).at("ip");
        const auto done
            = rig.inflict(static_cast<FaultKind>(kind), kind == int(FaultKind::RollingUpdate) ? 0 : 1);
        QVERIFY2(done.has_value(), done ? "" : done.error().text().c_str());
        const auto pod = rig.status().at("pods").at(1);
        QCOMPARE(pod.at("incarnation").get<int>(), 2);
        QCOMPARE(pod.at("phase").get<std::string>(), std::string("ready"));
        QCOMPARE(pod.at("ip").get<std::string>() != before, newAddress);
        QCOMPARE(rig.count(journal::EventKind::FaultSettled), std::size_t(1));
    }

    void scalesBothKindsOfReplicas()
    {
        EngineRig rig;
        QVERIFY2(rig.open(runOf(restartPlan(), "pod-dns", 1)), explainFailure(rig).c_str());
        QVERIFY(rig.inflict(FaultKind::ScaleBackend, 5).has_value());
        QVERIFY(rig.inflict(FaultKind::ScaleProxy, 3).has_value());
        QCOMPARE(rig.status().at("pods").size(), std::size_t(5));
        QCOMPARE(rig.status().at("proxies").size(), std::size_t(3));
        QVERIFY(rig.inflict(FaultKind::ScaleBackend, 1).has_value());
        QVERIFY(rig.ask(control::SetOption{"cluster.proxyReplicas", "1"}).has_value());
        QCOMPARE(rig.status().at("pods").size(), std::size_t(1));
        QCOMPARE(rig.status().at("proxies").size(), std::size_t(1));
    }

    void afterScalingTheProxiesDrawFromThePodsThatAreThere_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<int>("replicas");
        QTest::newRow("down, pod-dns") << "pod-dns" << 1;
        QTest::newRow("up, pod-dns") << "pod-dns" << 5;
        QTest::newRow("down, after review") << "pr-4638-review" << 1;
    }

    void afterScalingTheProxiesDrawFromThePodsThatAreThere()
    {
        QFETCH(QString, profile);
        QFETCH(int, replicas);
        scenario::Plan plan;
        plan.id = "scaled first";
        plan.clients = {{.count = 40, .behaviour = scenario::ClientBehaviour::NeverReinitialises}};
        plan.steps = {scenario::Fault{FaultKind::ScaleBackend, static_cast<std::uint32_t>(replicas)},
                      scenario::plan_step::Initialize{}, scenario::plan_step::Call{}};
        EngineRig rig;
        QVERIFY2(rig.open(runOf(plan, profile.toStdString(), 1)), explainFailure(rig).c_str());
        QVERIFY2(rig.execute(), explainFailure(rig).c_str());
        QCOMPARE(rig.totals().intact, 40U);
        const auto status = rig.status();
        for (const auto &pod : status.at("pods"))
            QVERIFY(pod.at("sessions").get<int>() > 0);
    }

    void whatIsSetHoldsForWhatRuns()
    {
        EngineRig rig;
        QVERIFY2(rig.open(runOf(restartPlan(), "pod-dns", 1)), explainFailure(rig).c_str());
        QVERIFY(rig.ask(control::SetOption{"cluster.idStyle", "base32"}).has_value());
        QVERIFY2(rig.execute(), explainFailure(rig).c_str());
        for (const journal::Event &event : rig.journal.events()) {
            if (event.kind == journal::EventKind::SessionCreated)
                QCOMPARE(rig.journal.text(event.session).size(), std::size_t(26));
        }
    }

    void aRestartedProxyHasANewGenerationAndAddress()
    {
        EngineRig rig;
        QVERIFY2(rig.open(runOf(restartPlan(), "pod-dns", 1)), explainFailure(rig).c_str());
        const auto before = rig.status().at("proxies").at(0);
        QVERIFY(rig.inflict(FaultKind::RestartProxy).has_value());
        const auto after = rig.status().at("proxies").at(0);
        QCOMPARE(after.at("generation").get<int>(), 2);
        QVERIFY(after.at("address") != before.at("address"));
    }

    void storeFaultsDoWhatTheKindOfStoreAllows_data()
    {
        QTest::addColumn<int>("store");
        QTest::addColumn<bool>("possible");
        QTest::newRow("embedded") << int(cluster::StoreKind::Embedded) << true;
        QTest::newRow("local") << int(cluster::StoreKind::Local) << false;
    }

    void storeFaultsDoWhatTheKindOfStoreAllows()
    {
        QFETCH(int, store);
        QFETCH(bool, possible);
        EngineRig rig;
        QVERIFY2(rig.open(runOf(restartPlan(), "pod-dns", 1, static_cast<cluster::StoreKind>(store))),
                 explainFailure(rig).c_str());
        QVERIFY(rig.execute());
        const auto stopped = rig.inflict(FaultKind::StopStore);
        QCOMPARE(stopped.has_value(), possible);
        if (!possible) {
            QCOMPARE(stopped.error().code, ErrorCode::Unsupported);
            return;
        }
        QCOMPARE(rig.status().at("store").at("reachable").get<bool>(), false);
        QVERIFY(rig.inflict(FaultKind::StartStore).has_value());
        QCOMPARE(rig.status().at("store").at("records").get<int>(), 12);
        QVERIFY(rig.inflict(FaultKind::FlushStore).has_value());
        QCOMPARE(rig.status().at("store").at("records").get<int>(), 0);
    }

    void aFaultWithoutItsTargetIsRefusedAndNothingElseHappens()
    {
        EngineRig rig;
        QVERIFY2(rig.open(runOf(restartPlan(), "pod-dns", 1)), explainFailure(rig).c_str());
        QCOMPARE(rig.inflict(FaultKind::KillPod, 3).error().code, ErrorCode::NotFound);
        QCOMPARE(rig.inflict(FaultKind::RestartProxy, 1).error().code, ErrorCode::NotFound);
        QCOMPARE(rig.count(journal::EventKind::FaultSettled), std::size_t(0));
    }

    void whatIsFixedOnceTheClusterStandsSaysSo()
    {
        EngineRig rig;
        QVERIFY2(rig.open(runOf(restartPlan(), "pod-dns", 1)), explainFailure(rig).c_str());
        QCOMPARE(rig.ask(control::SetOption{"cluster.mcpPort", "9090"}).error().code, ErrorCode::Unsupported);
        QCOMPARE(rig.ask(control::SetOption{"cluster.backendReplicas", "many"}).error().code,
                 ErrorCode::InvalidInput);
        QCOMPARE(rig.ask(control::SetOption{"seed", "7"}).error().code, ErrorCode::Unsupported);
    }

    void aPlainTargetNeedsNoPods()
    {
        auto run = runOf(restartPlan(), "toolhive-0.17", 1);
        run.cluster.plainTarget = "http://127.0.0.1:0";
        EngineRig rig;
        QVERIFY2(rig.open(run), explainFailure(rig).c_str());
        QVERIFY2(rig.execute(), explainFailure(rig).c_str());
        QCOMPARE(rig.totals().intact, 12U);
        QCOMPARE(rig.inflict(FaultKind::ScaleBackend, 2).error().code, ErrorCode::Unsupported);
    }

    void connectsToNobodyBeyondThisMachine_data()
    {
        QTest::addColumn<QString>("target");
        for (const char *target : {"http://10.1.2.3:8080", "http://mcp.example.com", "https://127.0.0.1:8443",
                                   "https://127.0.0.1:0"})
            QTest::newRow(target) << target;
    }

    void connectsToNobodyBeyondThisMachine()
    {
        QFETCH(QString, target);
        auto run = runOf(restartPlan(), "toolhive-0.17", 1);
        run.cluster.plainTarget = target.toStdString();
        EngineRig rig;
        QVERIFY(!rig.open(run));
        QCOMPARE(rig.failed->code, ErrorCode::Unsupported);
        QCOMPARE(rig.failed->where, std::string("cluster.plainTarget"));
    }

    void stopsToJournalExchangesAtTheLimitButNotTheCluster()
    {
        EngineRig rig;
        rig.post(
            control::OpenCluster{runOf(restartPlan(), "pod-dns", 1), {IpAddress(0x7F00'0001), 0}, {}, 40});
        QVERIFY(rig.until([&] { return rig.ready.has_value(); }));
        QVERIFY(rig.execute());
        QCOMPARE(rig.count(journal::EventKind::LimitReached), std::size_t(1));
        const auto exchanges = rig.count(journal::EventKind::RequestReceived);
        QVERIFY(exchanges < 12);
        QVERIFY(rig.inflict(FaultKind::RestartProxy).has_value());
        QCOMPARE(rig.count(journal::EventKind::ProxyStarted), std::size_t(3));
        QCOMPARE(rig.count(journal::EventKind::RequestReceived), exchanges);
    }
};

QTEST_APPLESS_MAIN(EngineTest)
#include "engine_test.moc"

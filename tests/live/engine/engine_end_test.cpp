// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/engine.h"
#include "tests/live/engine/engine_rig.h"
#include "tests/live/engine/on_loop.h"

#include <QTest>

#include <filesystem>

using namespace sessionscope;
using namespace sessionscope::live;
using namespace sessionscope::live::test;
using scenario::FaultKind;

namespace {

std::size_t threadCount()
{
    std::size_t count = 0;
    for ([[maybe_unused]] const auto &task : std::filesystem::directory_iterator("/proc/self/task"))
        ++count;
    return count;
}

std::size_t socketCount()
{
    std::size_t count = 0;
    for (const auto &descriptor : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code gone; // the iterator's own descriptor
        const auto target = std::filesystem::read_symlink(descriptor.path(), gone);
        count += target.string().starts_with("socket:") ? 1 : 0;
    }
    return count;
}

Endpoint frontDoorOf(const EngineRig &rig)
{
    const auto &url = rig.ready->mcpUrl;
    const auto port = url.substr(url.rfind(':') + 1);
    return {kLoopback, static_cast<std::uint16_t>(std::stoi(port))};
}

/// How a dial to that address ends.
Result<void> dial(Endpoint to)
{
    asio::io_context loop(sessionscope::live::kOneThread);
    Result<void> outcome = fail(ErrorCode::TimedOut, "the dial did not end");
    onLoop(loop, [](asio::io_context &io, Endpoint target, Result<void> &result) -> Awaitable<void> {
        auto socket = openDialler(io.get_executor(), kLoopback);
        result = co_await connectWithin(*socket, target, Duration::seconds(5));
    }(loop, to, outcome));
    return outcome;
}

} // namespace

class EngineEndTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_threads = threadCount();
        m_sockets = socketCount();
    }

    void cleanup()
    {
        // The kernel may list a thread a moment longer than it takes to join it.
        QTRY_COMPARE(threadCount(), m_threads);
        QCOMPARE(socketCount(), m_sockets);
    }

    void endsBeforeItWasAskedForAnything()
    {
        EngineRig rig;
        rig.destroy();
    }

    void endsWhileTheClusterComesUp()
    {
        for (int round = 0; round < 10; ++round) {
            EngineRig rig;
            rig.post(control::OpenCluster{runOf(restartPlan(), "pod-dns", 1), {kLoopback, 0}, {}, 0});
            if (round % 2 == 0)
                rig.until([&] { return !rig.journal.events().empty(); });
            rig.destroy();
        }
    }

    void endsInTheMiddleOfAPlan()
    {
        for (int round = 0; round < 5; ++round) {
            EngineRig rig;
            QVERIFY(rig.open(runOf(restartPlan(), "pod-dns", 1)));
            rig.post(control::ExecutePlan{});
            const auto enough = static_cast<std::size_t>(1 + round * 40);
            QVERIFY(rig.until([&] { return rig.journal.events().size() > enough; }));
            rig.destroy();
        }
    }

    void endsWhileAPlanWaits()
    {
        auto plan = restartPlan();
        plan.steps.push_back(scenario::plan_step::Wait{Duration::seconds(3600)});
        EngineRig rig;
        QVERIFY(rig.open(runOf(plan, "pod-dns", 1)));
        rig.post(control::ExecutePlan{});
        QVERIFY(rig.until([&] { return rig.count(journal::EventKind::StepStarted) == plan.steps.size(); }));
        rig.destroy();
    }

    void endsInTheMiddleOfAFault_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("restart-proxy") << int(FaultKind::RestartProxy);
        QTest::newRow("rolling-update") << int(FaultKind::RollingUpdate);
        QTest::newRow("reschedule-pod") << int(FaultKind::ReschedulePod);
        QTest::newRow("scale-backend") << int(FaultKind::ScaleBackend);
    }

    void endsInTheMiddleOfAFault()
    {
        QFETCH(int, kind);
        EngineRig rig;
        QVERIFY(rig.open(runOf(restartPlan(), "pod-dns", 1)));
        rig.post(control::InflictFault{{static_cast<FaultKind>(kind), 0}, "test"});
        QVERIFY(rig.until([&] { return rig.count(journal::EventKind::FaultRequested) == 1; }));
        rig.destroy();
    }

    void saysThatItStopped()
    {
        EngineRig rig;
        QVERIFY(rig.open(runOf(restartPlan(), "pod-dns", 1)));
        rig.post(control::Shutdown{});
        QVERIFY(rig.until([&] { return rig.stopped; }));
    }

    void freesItsPortForTheNext()
    {
        EngineRig first;
        QVERIFY(first.open(runOf(restartPlan(), "pod-dns", 1)));
        const auto address = frontDoorOf(first);
        first.destroy();
        EngineRig second;
        QVERIFY(second.open(runOf(restartPlan(), "pod-dns", 1), {}, address));
        QCOMPARE(frontDoorOf(second).text(), address.text());
    }

    void namesThePortThatIsTaken()
    {
        EngineRig first;
        QVERIFY(first.open(runOf(restartPlan(), "pod-dns", 1)));
        EngineRig second;
        QVERIFY(!second.open(runOf(restartPlan(), "pod-dns", 1), {}, frontDoorOf(first)));
        QCOMPARE(second.failed->code, ErrorCode::AddressInUse);
        QCOMPARE(second.failed->where, frontDoorOf(first).text());
    }

    void twoRunsDoNotMeet()
    {
        EngineRig one;
        EngineRig two;
        QVERIFY(one.open(runOf(restartPlan(), "pod-dns", 1)));
        QVERIFY(two.open(runOf(restartPlan(), "pod-dns", 1)));
        QVERIFY(one.ready->pods.at(0).address.ip != two.ready->pods.at(0).address.ip);
        one.post(control::ExecutePlan{});
        QVERIFY(two.execute());
        QVERIFY(one.until([&] { return one.planFinished; }));
        QCOMPARE(one.totals().intact, 12U);
        QCOMPARE(two.totals().intact, 12U);
    }

    void refusesClientsWhileNoProxyIsReady()
    {
        EngineRig rig;
        QVERIFY(rig.open(runOf(restartPlan(), "pod-dns", 1)));
        QVERIFY(dial(frontDoorOf(rig)).has_value());
        QVERIFY(rig.inflict(FaultKind::ScaleProxy, 0).has_value());
        const auto refused = dial(frontDoorOf(rig));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::ConnectionRefused);
        QVERIFY(rig.inflict(FaultKind::ScaleProxy, 1).has_value());
        QVERIFY(dial(frontDoorOf(rig)).has_value());
    }

    void opensOneClusterOnly()
    {
        EngineRig rig;
        QVERIFY(rig.open(runOf(restartPlan(), "pod-dns", 1)));
        const auto again
            = rig.ask(control::OpenCluster{runOf(restartPlan(), "pod-dns", 1), {kLoopback, 0}, {}, 0});
        QCOMPARE(again.error().code, ErrorCode::Unsupported);
    }

    void refusesWhatNeedsAClusterBeforeThereIsOne()
    {
        EngineRig rig;
        QCOMPARE(rig.ask(control::QueryStatus{}).error().code, ErrorCode::Unsupported);
        QCOMPARE(rig.ask(control::ExecutePlan{}).error().code, ErrorCode::Unsupported);
        QCOMPARE(rig.inflict(FaultKind::RestartProxy).error().code, ErrorCode::Unsupported);
    }

private:
    std::size_t m_threads = 0;
    std::size_t m_sockets = 0;
};

QTEST_APPLESS_MAIN(EngineEndTest)
#include "engine_end_test.moc"

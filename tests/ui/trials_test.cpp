// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/catalogue.h"
#include "tests/ui/support/window_rig.h"
#include "ui/trials.h"

#include <QSemaphore>
#include <QTest>
#include <QThreadPool>

#include <utility>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

/// An engine whose plan takes until somebody gives it up.
class EndlessEngine : public control::EnginePort
{
public:
    explicit EndlessEngine(QSemaphore &begun)
        : m_begun(begun)
    {
    }

    void post(control::Command command) override
    {
        if (const auto *execute = std::get_if<control::ExecutePlan>(&command.what)) {
            m_begun.release();
            while (!execute->isGivenUp())
                QThread::yieldCurrentThread();
        }
    }
    control::Report drain() override { return {}; }
    void onWake(std::function<void()>) override { }

private:
    QSemaphore &m_begun;
};

scenario::RunSpec someRun()
{
    return scenario::resolve(scenario::findPlan("restart").value(), {}).value();
}

} // namespace

/// Runs on the simulator beside the window.
class TrialsTest : public QObject
{
    Q_OBJECT

private slots:
    void aLongRunIsGivenUp_data()
    {
        QTest::addColumn<bool>("cancels");
        QTest::newRow("cancelled") << true;
        QTest::newRow("its owner goes") << false;
    }

    void aLongRunIsGivenUp()
    {
        QFETCH(bool, cancels);
        QSemaphore begun;
        Lab lab([&begun](EngineKind) { return std::make_unique<EndlessEngine>(begun); },
                QStringLiteral("test"));
        Jobs jobs;
        {
            Trials trials(lab, jobs);
            trials.start(QStringLiteral("endless"), {someRun()});
            begun.acquire();
            QCOMPARE(QThreadPool::globalInstance()->activeThreadCount(), 0); // files are opened there
            if (cancels)
                trials.cancel();
        }
        QVERIFY(!begun.available());
    }

    void seedsFollowTheRunsOwn()
    {
        const auto runs = underSeeds(someRun(), 3);
        QCOMPARE(runs.size(), std::size_t(3));
        QCOMPARE(runs[0].seed, someRun().seed);
        QCOMPARE(runs[2].seed, someRun().seed + 2);
        QCOMPARE(runs[2].plan.seed, runs[2].seed);
    }
};

QTEST_MAIN(TrialsTest)
#include "trials_test.moc"

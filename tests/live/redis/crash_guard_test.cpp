// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/child_process.h"
#include "core/live/crash_guard.h"
#include "core/live/temp_folder.h"
#include "tests/live/redis/live_support.h"
#include "tests/live/redis/process_support.h"

#include <QTest>

#include <csignal>
#include <filesystem>
#include <sstream>

using namespace sessionscope;
using namespace sessionscope::live;

class CrashGuardTest : public QObject
{
    Q_OBJECT

private slots:
    void aManagedRedisDoesNotOutliveAKilledProgram_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGKILL") << SIGKILL;
        QTest::newRow("SIGSEGV") << SIGSEGV;
        QTest::newRow("SIGTERM, not handled") << SIGTERM;
    }

    void aManagedRedisDoesNotOutliveAKilledProgram()
    {
        QFETCH(int, signal);
        ChildProcess::Spec spec;
        spec.command = {CRASH_HELPER};
        auto helper = *ChildProcess::start(m_io, std::move(spec));
        QVERIFY(runUntil(m_io, [&] { return helper->output().ends_with('\n') || helper->ended(); }));
        QVERIFY2(!helper->ended(), helper->output().c_str());
        std::istringstream told(helper->output());
        pid_t redis = 0;
        std::string folder;
        told >> redis >> folder;
        QVERIFY(isAlive(redis));
        QVERIFY(std::filesystem::exists(folder + "/redis.conf"));

        ::kill(helper->pid(), signal); // it alone, not its group
        run(m_io, helper->waitForEnd());
        QVERIFY(runUntil(m_io, [&] { return !isAlive(redis) && !std::filesystem::exists(folder); }));
    }

    void anOrderlyEndLeavesEverythingAlone()
    {
        auto folder = *TempFolder::create("sessionscope-guard-test", nullptr);
        ChildProcess::Spec spec;
        spec.command = {"/bin/sleep", "1000"};
        auto child = *ChildProcess::start(m_io, std::move(spec));
        {
            const auto guard = *CrashGuard::start();
            guard->removeOnCrash(folder.path());
            guard->killOnCrash(child->pid());
        } // waits until the guard has ended
        QVERIFY(isAlive(child->pid()));
        QVERIFY(std::filesystem::exists(folder.path()));
    }

private:
    asio::io_context m_io{1};
};

QTEST_APPLESS_MAIN(CrashGuardTest)
#include "crash_guard_test.moc"

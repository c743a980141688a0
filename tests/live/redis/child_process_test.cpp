// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/child_process.h"
#include "core/live/temp_folder.h"
#include "tests/live/redis/live_support.h"
#include "tests/live/redis/process_support.h"

#include <QTest>

#include <csignal>
#include <filesystem>
#include <sys/stat.h>

using namespace sessionscope;
using namespace sessionscope::live;

namespace {

ChildProcess::Spec shell(std::string script)
{
    ChildProcess::Spec spec;
    spec.command = {"/bin/sh", "-c", std::move(script)};
    return spec;
}

} // namespace

class ChildProcessTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsHowItEnded_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QByteArray>("ended");
        QTest::addColumn<QByteArray>("output");
        QTest::newRow("well") << QByteArray("echo out; echo err >&2") << QByteArray("exit code 0")
                              << QByteArray("out\nerr\n");
        QTest::newRow("badly") << QByteArray("exit 7") << QByteArray("exit code 7") << QByteArray("");
        QTest::newRow("by a signal") << QByteArray("echo last words; kill -SEGV $$")
                                     << QByteArray("signal 11") << QByteArray("last words\n");
        QTest::newRow("with nothing to read")
            << QByteArray("read line || echo none") << QByteArray("exit code 0") << QByteArray("none\n");
    }

    void tellsHowItEnded()
    {
        QFETCH(QByteArray, script);
        QFETCH(QByteArray, ended);
        QFETCH(QByteArray, output);
        auto child = *ChildProcess::start(m_io, shell(script.toStdString()));
        const auto exit = run(m_io, child->waitForEnd());
        QVERIFY(exit.has_value());
        QCOMPARE(exit->text(), ended.toStdString());
        QCOMPARE(child->output(), output.toStdString());
        QVERIFY(child->ended() == exit);
        QVERIFY(!isAlive(child->pid()));
    }

    void aMissingProgramIsNotFound()
    {
        ChildProcess::Spec spec;
        spec.command = {"no-such-program-anywhere"};
        const auto child = ChildProcess::start(m_io, std::move(spec));
        QVERIFY(!child.has_value());
        QCOMPARE(child.error().code, ErrorCode::NotFound);
        QCOMPARE(child.error().where, std::string("no-such-program-anywhere"));
    }

    void runsWhereAndWithWhatItIsTold()
    {
        auto spec = shell("pwd; echo $GREETING; echo $HOME");
        spec.directory = "/usr";
        spec.environment = {"GREETING=hello there", "HOME=/elsewhere"};
        auto child = *ChildProcess::start(m_io, std::move(spec));
        run(m_io, child->waitForEnd());
        QCOMPARE(child->output(), std::string("/usr\nhello there\n/elsewhere\n"));
    }

    void inheritsNoneOfOurSockets()
    {
        TcpAcceptor acceptor(m_io.get_executor(), {asio::ip::address_v4::loopback(), 0});
        auto child = *ChildProcess::start(m_io, shell("echo /proc/$$/fd/*"));
        run(m_io, child->waitForEnd());
        const auto pid = std::to_string(child->pid());
        for (int descriptor = 3; descriptor <= acceptor.native_handle(); ++descriptor) {
            const std::string path = "/proc/" + pid + "/fd/" + std::to_string(descriptor) + " ";
            // The shell itself opens the folder it lists, as 3.
            QVERIFY2(descriptor == 3 || child->output().find(path) == std::string::npos,
                     child->output().c_str());
        }
        QVERIFY(child->output().find("/fd/2") != std::string::npos);
    }

    void keepsTheEndOfLongOutput()
    {
        auto spec = shell("i=0; while [ $i -lt 2000 ]; do echo line $i; i=$((i+1)); done");
        spec.keptOutputBytes = 1000;
        std::size_t heard = 0;
        spec.onOutput = [&heard](std::string_view bytes) { heard += bytes.size(); };
        auto child = *ChildProcess::start(m_io, std::move(spec));
        run(m_io, child->waitForEnd());
        QCOMPARE(child->output().size(), std::size_t(1000));
        QVERIFY(child->output().ends_with("line 1999\n"));
        QCOMPARE(heard, std::size_t(2000 * 6 + 10 + 90 * 2 + 900 * 3 + 1000 * 4));
    }

    void waitingHasALimit()
    {
        auto child = *ChildProcess::start(m_io, shell("exec sleep 1000"));
        QVERIFY(!run(m_io, child->waitForEnd(Duration::milliseconds(20))).has_value());
        QVERIFY(!child->ended().has_value());
    }

    void stopsGently()
    {
        // The loop starts no `sleep`: the group's signal would kill that too, and the shell would then print so.
        auto child
            = *ChildProcess::start(m_io, shell("trap 'echo bye; exit 3' TERM; echo up; while :; do :; done"));
        QVERIFY(runUntil(m_io, [&] { return child->output() == "up\n"; }));
        QCOMPARE(run(m_io, child->stop(Duration::seconds(20))).text(), std::string("exit code 3"));
        QCOMPARE(child->output(), std::string("up\nbye\n"));
    }

    void stopsByForceWhatDoesNotListen()
    {
        auto child = *ChildProcess::start(m_io, shell("trap '' TERM; echo up; while :; do sleep 0.01; done"));
        QVERIFY(runUntil(m_io, [&] { return child->output() == "up\n"; }));
        QCOMPARE(run(m_io, child->stop(Duration::milliseconds(50))).text(), std::string("signal 9"));
    }

    void nothingOfItsGroupSurvives_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("stopped") << 0;
        QTest::newRow("killed") << 1;
        QTest::newRow("destroyed") << 2;
        QTest::newRow("its leader ended") << 3;
    }

    void nothingOfItsGroupSurvives()
    {
        QFETCH(int, way);
        auto child = *ChildProcess::start(
            m_io, shell(way == 3 ? "trap '' HUP; sleep 1000 & echo $!" : "sleep 1000 & echo $!; wait"));
        QVERIFY(runUntil(m_io, [&] { return child->output().ends_with('\n'); }));
        const auto grandchild = static_cast<pid_t>(std::stol(child->output()));
        const auto leader = child->pid();
        if (way == 0)
            run(m_io, child->stop(Duration::seconds(20)));
        else if (way == 1)
            child->kill();
        if (way == 1 || way == 3)
            run(m_io, child->waitForEnd());
        child.reset();
        QVERIFY(!isAlive(leader));
        QVERIFY(runUntil(m_io, [&] { return !isAlive(grandchild); }));
    }

    void aTemporaryFolderIsPrivateAndGoesWithItsContent()
    {
        std::string path;
        {
            auto folder = *TempFolder::create("sessionscope-test", nullptr);
            auto moved = std::move(folder);
            path = moved.path();
            const auto file = moved.write("secret", "first and longer");
            QVERIFY(file.has_value() && moved.write("secret", "second").has_value());
            QCOMPARE(std::filesystem::file_size(*file), std::uintmax_t(6));
            std::filesystem::create_directories(path + "/a/b");
            struct stat status;
            QCOMPARE(stat(path.c_str(), &status), 0);
            QCOMPARE(status.st_mode & 0777u, 0700u);
            QCOMPARE(stat(file->c_str(), &status), 0);
            QCOMPARE(status.st_mode & 0777u, 0600u);
        }
        QVERIFY(!std::filesystem::exists(path));
    }

private:
    asio::io_context m_io{1};
};

QTEST_APPLESS_MAIN(ChildProcessTest)
#include "child_process_test.moc"

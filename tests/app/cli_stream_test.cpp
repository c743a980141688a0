// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli_pipe.h"
#include "tests/app/cli_process.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <unistd.h>

namespace {

constexpr int kTimeoutMs = 60'000;

/// What is wrong with standard output.
enum class Trouble { NoReader, Full, Closed };

CliRun runInto(Trouble trouble, const QStringList &words)
{
    std::array<int, 2> ends{-1, -1};
    if (trouble == Trouble::NoReader && ::pipe(ends.data()) == 0)
        ::close(ends[0]);
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    if (trouble == Trouble::Full)
        process.setStandardOutputFile("/dev/full");
    process.setChildProcessModifier([trouble, writer = ends[1]] {
        std::signal(SIGPIPE, SIG_DFL);
        if (trouble == Trouble::NoReader)
            ::dup2(writer, STDOUT_FILENO);
        if (trouble == Trouble::Closed)
            ::close(STDOUT_FILENO);
    });
    process.start(CLI_PATH, words);
    CliRun run;
    const bool ended = process.waitForFinished(kTimeoutMs) && process.exitStatus() == QProcess::NormalExit;
    ::close(ends[1]);
    if (ended)
        run.exitCode = process.exitCode();
    run.err = process.readAllStandardError();
    return run;
}

} // namespace

/// Standard output that cannot be written is the environment's fault, and is said once; standard error tells of long work.
class CliStreamTest : public QObject
{
    Q_OBJECT

private slots:
    void outputThatCannotBeWrittenIsTheEnvironmentsFault_data()
    {
        QTest::addColumn<int>("trouble");
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("why");
        const std::pair<const char *, QStringList> commands[] = {
            {"help", {"--help"}},
            {"help of a command", {"run", "--help"}},
            {"version", {"version"}},
            {"scenarios", {"scenarios"}},
            {"profiles", {"profiles", "--json"}},
            {"run", {"run", "restart", "--engine", "sim"}},
            {"a failed run", {"run", "restart", "--engine", "sim", "--profile", "toolhive-0.17"}},
            {"verify", {"verify", "restart", "--engine", "sim", "--json"}},
            {"runconfig", {"runconfig", GOLDEN_DIR "/cluster/mcpserver.yaml"}},
            {"matrix", {"matrix", "--seeds", "1"}},
            {"serve", {"serve", "--listen", "127.0.0.1:0", "--store", "embedded"}},
        };
        for (const auto &[name, words] : commands) {
            QTest::addRow("%s, no reader", name)
                << int(Trouble::NoReader) << words << QByteArray("Broken pipe");
            QTest::addRow("%s, full", name) << int(Trouble::Full) << words << QByteArray("No space left");
            QTest::addRow("%s, closed", name)
                << int(Trouble::Closed) << words << QByteArray("Bad file descriptor");
        }
    }

    void outputThatCannotBeWrittenIsTheEnvironmentsFault()
    {
        QFETCH(int, trouble);
        QFETCH(QStringList, words);
        QFETCH(QByteArray, why);
        const CliRun run = runInto(static_cast<Trouble>(trouble), words);
        QVERIFY2(run.exitCode == 3, run.err.constData());
        QVERIFY2(run.err.contains("error: cannot write the output: " + why), run.err.constData());
        QVERIFY2(run.err.contains("\nwhere: standard output\n"), run.err.constData());
        QCOMPARE(run.err.count("error: "), 1);
    }

    void filesAreWrittenAllTheSame()
    {
        const QTemporaryDir folder;
        const QString journal = folder.filePath("run.journal");
        const QString report = folder.filePath("run.json");
        const CliRun run
            = runInto(Trouble::NoReader,
                      {"run", "restart", "--engine", "sim", "--journal", journal, "--report", report});
        QCOMPARE(run.exitCode, 3);
        QCOMPARE(runCli({"explain", journal}).exitCode, 0);
        QFile file(report);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("no-session-lost"));
    }

    void nothingTakesThePlaceOfAClosedOutput()
    {
        const QTemporaryDir folder;
        const QString journal = folder.filePath("serve.journal");
        const CliRun run
            = runInto(Trouble::Closed,
                      {"serve", "--listen", "127.0.0.1:0", "--store", "embedded", "--journal", journal});
        QCOMPARE(run.exitCode, 3);
        QCOMPARE(runCli({"explain", journal}).exitCode, 0);
    }

    void longWorkIsToldInALogALineASecondAndCanBeInterrupted()
    {
        QElapsedTimer since;
        since.start();
        QProcess run;
        run.start(CLI_PATH, {"run", "restart", "--engine", "sim", "--repeat", "100000"});
        QByteArray told;
        const auto lines = [&] { return (told += run.readAllStandardError()).count('\n'); };
        QTRY_VERIFY_WITH_TIMEOUT(lines() >= 3, kTimeoutMs);
        run.terminate();
        QVERIFY(run.waitForFinished(kTimeoutMs));
        QCOMPARE(run.exitStatus(), QProcess::NormalExit);
        QCOMPARE(run.exitCode(), 130);
        lines();
        QVERIFY2(told.left(told.indexOf("error: ")).count('\n') <= since.elapsed() / 1000, told.constData());
        QVERIFY2(told.startsWith("restart: run "), told.constData());
        QVERIFY2(!told.contains('\r') && !told.contains('\x1b'), told.constData());
    }

    void shortWorkIsNotSpokenOf()
    {
        QElapsedTimer since;
        since.start();
        const CliRun run = runCli({"run", "restart", "--engine", "sim"});
        QVERIFY2(run.err.isEmpty() || since.elapsed() >= 1000, run.err.constData());
    }

    void serveEndsWhenNobodyReadsItsAnswers()
    {
        QProcess serve;
        CliPipe output(serve);
        serve.start(CLI_PATH, {"serve", "--listen", "127.0.0.1:0", "--store", "embedded"});
        QVERIFY(output.waitFor("\n"));
        output.close();
        serve.write("status\n");
        QVERIFY(serve.waitForFinished(kTimeoutMs));
        QCOMPARE(serve.exitStatus(), QProcess::NormalExit);
        QCOMPARE(serve.exitCode(), 3);
        QVERIFY(serve.readAllStandardError().contains("Broken pipe"));
    }
};

QTEST_GUILESS_MAIN(CliStreamTest)
#include "cli_stream_test.moc"

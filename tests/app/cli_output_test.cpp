// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli_process.h"

#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTest>

namespace {

/// The program's output as a terminal shows it: `script` gives it a terminal of its own.
QByteArray onTerminal(const QString &script, const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(script, {"-qec", QString(CLI_PATH) + " run restart --engine sim", "/dev/null"});
    process.waitForFinished();
    return process.readAllStandardOutput();
}

} // namespace

class CliOutputTest : public QObject
{
    Q_OBJECT

private slots:
    void peoplesOutputFitsEightyColumns_data()
    {
        QTest::addColumn<QStringList>("words");
        for (const char *scenario : {"restart", "upstream-e2e", "rolling-update", "store-down"}) {
            for (const char *profile : {"toolhive-0.17", "pr-4638", "toolhive-0.44", "pod-dns"})
                QTest::addRow("%s %s", scenario, profile)
                    << QStringList{"run", scenario, "--profile", profile};
            QTest::addRow("verify %s", scenario) << QStringList{"verify", scenario};
        }
        QTest::newRow("repeat") << QStringList{"run", "restart", "--repeat", "20", "--profile", "pr-4638"};
    }

    void peoplesOutputFitsEightyColumns()
    {
        QFETCH(QStringList, words);
        const CliRun run = runCli(words << "--engine" << "sim");
        QVERIFY(!run.out.isEmpty());
        QVERIFY2(columnsOf(run.out) <= 80, run.out.constData());
    }

    void marksNeverStandAlone()
    {
        const CliRun run = runCli({"run", "restart", "--engine", "sim", "--profile", "toolhive-0.17"});
        QVERIFY(run.out.contains("✗ failed  no-session-lost"));
        QVERIFY(run.out.contains("✓ passed  state-intact"));
        QVERIFY(run.out.contains("F-01  Service URL pinned"));
        QVERIFY(run.out.contains("12 lost"));
    }

    void thereIsNoColourInAPipe()
    {
        QVERIFY(!runCli({"run", "restart", "--engine", "sim"}).out.contains('\x1b'));
    }

    void aTerminalHasColourUnlessSomebodyObjects()
    {
        const QString script = QStandardPaths::findExecutable("script");
        if (script.isEmpty())
            QSKIP("no `script` program to make a terminal with");
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.remove("NO_COLOR");
        environment.insert("TERM", "xterm");
        QVERIFY(onTerminal(script, environment).contains("\x1b[32m"));
        environment.insert("NO_COLOR", "1");
        const QByteArray plain = onTerminal(script, environment);
        QVERIFY(plain.contains("passed"));
        QVERIFY(!plain.contains("\x1b[3"));
        environment.remove("NO_COLOR");
        environment.insert("TERM", "dumb");
        QVERIFY(!onTerminal(script, environment).contains("\x1b[3"));
    }
};

QTEST_GUILESS_MAIN(CliOutputTest)
#include "cli_output_test.moc"

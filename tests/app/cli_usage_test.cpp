// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli_process.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace {

const QStringList kCommands{"scenarios", "profiles", "version",   "run",     "verify", "serve",
                            "explain",   "matrix",   "runconfig", "inspect", "doctor"};

} // namespace

class CliUsageTest : public QObject
{
    Q_OBJECT

private slots:
    void everyCommandHasHelpWithExamplesThatFits_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("the program") << QStringList{"--help"};
        for (const QString &command : kCommands)
            QTest::addRow("%s", qPrintable(command)) << QStringList{command, "--help"};
    }

    void everyCommandHasHelpWithExamplesThatFits()
    {
        QFETCH(QStringList, words);
        const CliRun run = runCli(words);
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.out.contains("Examples:\n  sessionscope-cli "));
        QVERIFY2(columnsOf(run.out) <= 80, run.out.constData());
        QVERIFY(run.err.isEmpty());
    }

    void everyCommandTakesJson_data()
    {
        QTest::addColumn<QString>("command");
        for (const QString &command : kCommands)
            QTest::addRow("%s", qPrintable(command)) << command;
    }

    void everyCommandTakesJson()
    {
        QFETCH(QString, command);
        QVERIFY(runCli({command, "--help"}).out.contains("--json"));
    }

    void badInputIsRefusedWithWhatWhereAndHint_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("where");
        QTest::addColumn<QByteArray>("hint");

        QTest::newRow("no command") << QStringList{} << QByteArray("sessionscope-cli")
                                    << QByteArray("--help");
        QTest::newRow("unknown command")
            << QStringList{"verfy"} << QByteArray("verfy") << QByteArray("'verify'");
        QTest::newRow("unknown option")
            << QStringList{"run", "restart", "--sed", "4"} << QByteArray("--sed") << QByteArray("'--seed'");
        QTest::newRow("no number") << QStringList{"run", "restart", "--seed", "x"} << QByteArray("--seed")
                                   << QByteArray("run --help");
        QTest::newRow("negative repeat") << QStringList{"run", "restart", "--repeat", "0"}
                                         << QByteArray("--repeat") << QByteArray("run --help");
        for (const char *seed : {"-1", "+1", "010", "0x1", "1.5", "18446744073709551616"})
            QTest::addRow("seed %s", seed) << QStringList{"run", "restart", "--engine", "sim", "--seed", seed}
                                           << QByteArray("--seed") << QByteArray("run --help");
        QTest::newRow("octal repeat") << QStringList{"run", "restart", "--engine", "sim", "--repeat", "010"}
                                      << QByteArray("--repeat") << QByteArray("run --help");
        QTest::newRow("octal seeds") << QStringList{"matrix", "--seeds", "01"} << QByteArray("--seeds")
                                     << QByteArray("matrix --help");
        QTest::newRow("unknown scenario")
            << QStringList{"run", "restrat"} << QByteArray("SCENARIO") << QByteArray("'restart'");
        QTest::newRow("missing file") << QStringList{"run", "no/such.json"} << QByteArray("no/such.json")
                                      << QByteArray("check its name");
        QTest::newRow("unknown profile") << QStringList{"run", "restart", "--profile", "pod-dsn"}
                                         << QByteArray("--profile") << QByteArray("pod-dns");
        QTest::newRow("unknown before") << QStringList{"verify", "restart", "--before", "x"}
                                        << QByteArray("--before") << QByteArray("toolhive-0.17");
        QTest::newRow("unknown engine") << QStringList{"run", "restart", "--engine", "fast"}
                                        << QByteArray("--engine") << QByteArray("live or sim");
        QTest::newRow("unknown pin") << QStringList{"run", "restart", "--pin", "x"} << QByteArray("--pin")
                                     << QByteArray("pod-dns");
        QTest::newRow("unknown store") << QStringList{"run", "restart", "--store", "disk"}
                                       << QByteArray("--store") << QByteArray("embedded");
        QTest::newRow("no store, as of an unset variable")
            << QStringList{"run", "restart", "--store", ""} << QByteArray("--store")
            << QByteArray("run --help");
        QTest::newRow("a matrix on somebody's Redis")
            << QStringList{"matrix", "--engine", "live", "--store", "redis://127.0.0.1:1"}
            << QByteArray("--store") << QByteArray("embedded");
        QTest::newRow("set without value") << QStringList{"run", "restart", "--set", "cluster.name"}
                                           << QByteArray("--set") << QByteArray("backendReplicas=2");
        QTest::newRow("set of a bad value")
            << QStringList{"run", "restart", "--set", "cluster.backendReplicas=many"}
            << QByteArray("cluster.backendReplicas") << QByteArray();
        QTest::newRow("report without ending") << QStringList{"run", "restart", "--report", "x.txt"}
                                               << QByteArray("--report x.txt") << QByteArray(".html");
        QTest::newRow("one journal of many runs")
            << QStringList{"run", "restart", "--journal", "x", "--repeat", "2"} << QByteArray("--journal")
            << QByteArray("--seed");
        QTest::newRow("listen elsewhere")
            << QStringList{"serve", "--listen", "0.0.0.0:80"} << QByteArray("--listen") << QByteArray("127.");
        QTest::newRow("listen nowhere") << QStringList{"serve", "--listen", "8080"} << QByteArray("--listen")
                                        << QByteArray("127.0.0.1:18080");
        QTest::newRow("no journal") << QStringList{"explain", "no-such.journal"}
                                    << QByteArray("no-such.journal") << QByteArray("check its name");
        QTest::newRow("markdown and JSON") << QStringList{"matrix", "--json", "--markdown"}
                                           << QByteArray("--") << QByteArray("matrix --help");
    }

    void badInputIsRefusedWithWhatWhereAndHint()
    {
        QFETCH(QStringList, words);
        QFETCH(QByteArray, where);
        QFETCH(QByteArray, hint);
        const CliRun run = runCli(words);
        QCOMPARE(run.exitCode, 2);
        QVERIFY(run.out.isEmpty());
        QVERIFY2(run.err.startsWith("error: "), run.err.constData());
        QVERIFY2(run.err.contains("\nwhere: " + where), run.err.constData());
        QVERIFY2(run.err.contains(hint), run.err.constData());
    }

    void whatIsRefusedIsShownWithoutItsPasswordAndItsControlCharacters()
    {
        const CliRun store = runCli({"run", "restart", "--store", "REDIS://:secret@127.0.0.1"});
        QCOMPARE(store.exitCode, 2);
        QVERIFY2(store.err.contains("'REDIS'") && !store.err.contains("secret"), store.err.constData());
        const CliRun set = runCli({"run", "restart", "--set", "cluster.sessionTtl=\x1b[31mred"});
        QCOMPARE(set.exitCode, 2);
        QVERIFY2(set.err.contains("?[31mred") && !set.err.contains('\x1b'), set.err.constData());
    }

    void everyShellCompletesEveryCommand_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *shell : {"bash", "zsh", "fish"})
            QTest::newRow(shell) << QString(COMPLETIONS_DIR "/sessionscope-cli.%1").arg(shell);
    }

    void everyShellCompletesEveryCommand()
    {
        QFETCH(QString, file);
        QFile script(file);
        QVERIFY(script.open(QIODevice::ReadOnly));
        const QRegularExpression list(QStringLiteral("\\bverify run .*"));
        const QString offered = list.match(QString::fromUtf8(script.readAll())).captured();
        for (const QString &command : kCommands)
            QVERIFY2(offered.split(' ').contains(command), qPrintable(command));
    }

    void aBadPlanNamesItsFileAndTheFieldsPath_data()
    {
        QTest::addColumn<QByteArray>("plan");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("what");
        QTest::newRow("unknown field")
            << QByteArray(R"({"id":"x","clients":[{"cuont":1}],"steps":[{"do":"initialize"}]})")
            << QByteArray("$.clients[0].cuont") << QByteArray("unknown field");
        QTest::newRow("unknown tool")
            << QByteArray(
                   R"({"id":"x","clients":[{}],"steps":[{"do":"initialize"},{"do":"call","tool":"countr"}]})")
            << QByteArray("$.steps[1].tool") << QByteArray("did you mean 'counter'?");
        QTest::newRow("field twice") << QByteArray(
            R"({"id":"x","clients":[{}],"steps":[{"do":"initialize","do":"close"}]})")
                                     << QByteArray("$.steps[0].do") << QByteArray("twice");
        QTest::newRow("too long") << QByteArray(R"({"id":"x","clients":[{}],"steps":[{"do":"initialize"}]})"
                                                + QByteArray(1 << 20, ' '))
                                  << QByteArray("$") << QByteArray("1 MiB");
    }

    void aBadPlanNamesItsFileAndTheFieldsPath()
    {
        QFETCH(QByteArray, plan);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, what);
        QTemporaryDir folder;
        const QString name = folder.filePath("plan.json");
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(plan);
        file.close();
        for (const char *command : {"run", "verify"}) {
            const CliRun run = runCli({command, name, "--engine", "sim"});
            QCOMPARE(run.exitCode, 2);
            QVERIFY2(run.err.contains("where: " + name.toUtf8() + ": " + path + "\n"), run.err.constData());
            QVERIFY2(run.err.contains(what), run.err.constData());
            QVERIFY(run.out.isEmpty());
        }
    }

    void aPlanWithoutEndIsRefused()
    {
        const CliRun run = runCli({"run", "/dev/zero", "--engine", "sim"});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.err.contains("1 MiB"), run.err.constData());
    }

    void aFileThatCannotBeWrittenIsTheEnvironmentsFault()
    {
        const CliRun run = runCli({"run", "restart", "--engine", "sim", "--journal", "no/such/folder/x"});
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(run.err.contains("where: no/such/folder/x"), run.err.constData());
    }
};

QTEST_GUILESS_MAIN(CliUsageTest)
#include "cli_usage_test.moc"

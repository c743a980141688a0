// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli_process.h"

#include <QRegularExpression>
#include <QTest>

class CliListsTest : public QObject
{
    Q_OBJECT

private slots:
    void listsFitTheTerminal_data()
    {
        QTest::addColumn<QStringList>("words");
        for (const char *command : {"scenarios", "profiles", "version"})
            QTest::addRow("%s", command) << QStringList{command};
        QTest::newRow("matrix") << QStringList{"matrix", "--seeds", "1"};
    }

    void listsFitTheTerminal()
    {
        QFETCH(QStringList, words);
        const CliRun run = runCli(words);
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(columnsOf(run.out) <= 80, run.out.constData());
        QVERIFY(!run.out.contains('\x1b'));
        QVERIFY2(!run.err.contains("error"), run.err.constData()); // a slow machine tells of progress there
    }

    void everyScenarioSaysWhatItShows()
    {
        const auto list = runCli({"scenarios", "--json"}).json();
        QVERIFY(list.is_array());
        QVERIFY(list.size() >= 17);
        QCOMPARE(list[0]["id"].get<std::string>(), "restart");
        for (const auto &scenario : list) {
            QVERIFY(!scenario["title"].get<std::string>().empty());
            QVERIFY(!scenario["purpose"].get<std::string>().empty());
            QVERIFY(scenario["seed"].is_number_unsigned());
        }
    }

    void everyProfileSaysWhatItModelsAndWhereThatIsFrom()
    {
        const auto list = runCli({"profiles", "--json"}).json();
        QVERIFY(list.is_array());
        QStringList names;
        for (const auto &profile : list) {
            names << QString::fromStdString(profile["name"].get<std::string>());
            QVERIFY(!profile["models"].get<std::string>().empty());
            QVERIFY(!profile["source"].get<std::string>().empty());
        }
        for (const char *name :
             {"memory", "toolhive-0.17", "pr-4638", "pr-4638-review", "pod-dns", "pod-ip", "toolhive-0.44"})
            QVERIFY2(names.contains(name), name);
    }

    void theVersionIsTheSameEverywhere()
    {
        const auto version = runCli({"version", "--json"}).json();
        QCOMPARE(runCli({"version"}).out,
                 "sessionscope-cli " + QByteArray::fromStdString(version["version"]) + "\n");
        QCOMPARE(runCli({"--version"}).out, runCli({"version"}).out);
    }

    void theMatrixHasEveryScenarioUnderEveryProfile()
    {
        const auto matrix = runCli({"matrix", "--seeds", "2", "--json"}).json();
        QVERIFY(matrix.is_object());
        QCOMPARE(matrix["seeds"].get<int>(), 2);
        QCOMPARE(matrix["cells"].size(), matrix["scenarios"].size() * matrix["profiles"].size());
        for (const auto &cell : matrix["cells"]) {
            if (!cell.contains("sessions"))
                continue;
            const auto &sessions = cell["sessions"];
            QCOMPARE(sessions["total"].get<int>(),
                     sessions["intact"].get<int>() + sessions["amnesia"].get<int>()
                         + sessions["lost"].get<int>() + sessions["closed"].get<int>());
        }
    }

    void oneSeedIsNotSeveral()
    {
        QVERIFY(runCli({"matrix", "--seeds", "1"}).out.startsWith("Sessions over 1 seed, "));
    }

    void theMarkdownMatrixIsATable()
    {
        const CliRun run = runCli({"matrix", "--seeds", "1", "--markdown"});
        QCOMPARE(run.exitCode, 0);
        const QList<QByteArray> lines = run.out.trimmed().split('\n');
        QVERIFY(lines.size() >= 19);
        for (const QByteArray &line : lines)
            QCOMPARE(line.count('|'), lines.first().count('|'));
        QVERIFY(run.out.contains("| restart | 100 % lost |"));
    }
};

QTEST_GUILESS_MAIN(CliListsTest)
#include "cli_lists_test.moc"

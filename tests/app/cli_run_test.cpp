// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli_process.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <set>

namespace {

QStringList simulated(QStringList words)
{
    return words << "--engine" << "sim";
}

std::set<std::string> keysOf(const nlohmann::json &object)
{
    std::set<std::string> keys;
    for (const auto &[key, value] : object.items())
        keys.insert(key);
    return keys;
}

const QString kRunConfig = GOLDEN_DIR "/cluster/runconfig.json";

/// A seed under which the bug does not show.
int seedWithoutLoss()
{
    const auto json
        = runCli(simulated({"run", "restart", "--profile", "toolhive-0.17", "--repeat", "60", "--json"}))
              .json();
    for (const auto &result : json["results"]) {
        if (result["lost"] == 0)
            return result["seed"];
    }
    return -1;
}

const std::set<std::string> kVerdictKeys{"scenario", "profile", "engine",       "seed",      "sessions",
                                         "notFound", "checks",  "failureModes", "durationMs"};

} // namespace

class CliRunTest : public QObject
{
    Q_OBJECT

private slots:
    void exitCodesTellTheVerdict_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("the fix") << QStringList{"run", "restart", "--profile", "pod-dns"} << 0;
        QTest::newRow("the default profile is the fix") << QStringList{"run", "restart"} << 0;
        QTest::newRow("the bug") << QStringList{"run", "restart", "--profile", "toolhive-0.17"} << 1;
        QTest::newRow("amnesia is a failure")
            << QStringList{"run", "restart", "--profile", "toolhive-0.44"} << 1;
        QTest::newRow("the bug by its parts") << QStringList{"run", "restart", "--pin", "service"} << 1;
        QTest::newRow("pods' addresses by their parts")
            << QStringList{"run", "restart", "--pin", "pod-ip"} << 0;
        QTest::newRow("pods' addresses, seen through DNAT")
            << QStringList{"run", "restart", "--pin", "pod-ip", "--set", "cluster.peerAddressSeen=cluster-ip"}
            << 1;
        QTest::newRow("pods' addresses in a cluster from a file")
            << QStringList{"run", "restart", "--pin", "pod-ip", "--cluster", kRunConfig} << 0;
        QTest::newRow("pods' addresses in a file's cluster behind DNAT")
            << QStringList{"run",       "restart",  "--pin", "pod-ip",
                           "--cluster", kRunConfig, "--set", "cluster.peerAddressSeen=cluster-ip"}
            << 1;
        QTest::newRow("one pod") << QStringList{"run",           "restart", "--profile",
                                                "toolhive-0.17", "--set",   "cluster.backendReplicas=1"}
                                 << 0;
        QTest::newRow("verify") << QStringList{"verify", "restart"} << 0;
        QTest::newRow("verify: not fixed")
            << QStringList{"verify", "restart", "--after", "toolhive-0.44"} << 1;
        QTest::newRow("verify: not reproduced")
            << QStringList{"verify", "restart", "--before", "pod-ip"} << 1;
    }

    void exitCodesTellTheVerdict()
    {
        QFETCH(QStringList, words);
        QFETCH(int, exitCode);
        const CliRun run = runCli(simulated(words));
        QVERIFY2(run.exitCode == exitCode, run.out.constData());
        QVERIFY2(!run.err.contains("error"), run.err.constData()); // a slow machine tells of progress there
    }

    void aRunIsOneVerdict()
    {
        const auto json
            = runCli(simulated({"run", "restart", "--profile", "toolhive-0.17", "--json"})).json();
        QVERIFY(json.is_object());
        QVERIFY(keysOf(json) == kVerdictKeys);
        QCOMPARE(json["engine"].get<std::string>(), "sim");
        QCOMPARE(json["sessions"]["total"].get<int>(), 12);
        QCOMPARE(json["sessions"]["lost"].get<int>(), 12);
        QVERIFY(json["failureModes"] == nlohmann::json::array({"F-01"}));
        for (const auto &check : json["checks"])
            QVERIFY((keysOf(check) == std::set<std::string>{"id", "status", "culprit", "evidence"}));
    }

    void aNotFoundIsAttributed_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<int>("guard");
        QTest::addColumn<int>("backend");
        QTest::newRow("closed") << "upstream-e2e-close" << 5 << 0;
        QTest::newRow("cancelled") << "upstream-e2e" << 0 << 5;
    }

    void aNotFoundIsAttributed()
    {
        QFETCH(QString, scenario);
        QFETCH(int, guard);
        QFETCH(int, backend);
        const QStringList words = simulated({"run", scenario, "--profile", "toolhive-0.17"});
        const auto told = runCli(QStringList(words) << "--json").json()["notFound"];
        QCOMPARE(told["guard"].get<int>(), guard);
        QCOMPARE(told["backend"].get<int>(), backend);
        const QByteArray line = QStringLiteral("5 answers were 404: %1 by the guard, %2 by a backend")
                                    .arg(guard)
                                    .arg(backend)
                                    .toUtf8();
        QVERIFY(runCli(words).out.contains(line));
        const QByteArray both = runCli(simulated({"verify", scenario})).out;
        QVERIFY2(both.contains("404 by the guard") && both.contains("404 by a backend"), both.constData());
    }

    void aComparisonHasBothVerdicts()
    {
        const auto json = runCli(simulated({"verify", "restart", "--json"})).json();
        QVERIFY((keysOf(json) == std::set<std::string>{"reproduced", "fixed", "before", "after"}));
        QVERIFY(json["reproduced"].get<bool>());
        QVERIFY(json["fixed"].get<bool>());
        QVERIFY(keysOf(json["before"]) == kVerdictKeys);
        QCOMPARE(json["after"]["profile"].get<std::string>(), "pod-dns");
        QVERIFY(json["before"]["seed"] == json["after"]["seed"]);
    }

    void repeatedRunsGiveARateWithItsInterval_data()
    {
        QTest::addColumn<QString>("replicas");
        QTest::addColumn<double>("theoretical");
        QTest::newRow("three pods") << "3" << 2.0 / 3;
        QTest::newRow("two pods") << "2" << 0.5;
    }

    void repeatedRunsGiveARateWithItsInterval()
    {
        QFETCH(QString, replicas);
        QFETCH(double, theoretical);
        const CliRun run = runCli(simulated({"run", "restart", "--profile", "toolhive-0.17", "--repeat", "60",
                                             "--json", "--set", "cluster.backendReplicas=" + replicas}));
        QCOMPARE(run.exitCode, 1);
        const auto json = run.json();
        QCOMPARE(json["runs"].get<int>(), 60);
        QCOMPARE(json["results"].size(), 60U);
        QVERIFY(std::abs(json["theoretical"].get<double>() - theoretical) < 0.001);
        QVERIFY(json["interval"][0].get<double>() <= theoretical);
        QVERIFY(json["interval"][1].get<double>() >= theoretical);
        const auto lossy
            = std::ranges::count_if(json["results"], [](const auto &result) { return result["lost"] > 0; });
        QCOMPARE(json["lossyRuns"].get<std::int64_t>(), lossy);
        QCOMPARE(json["results"][59]["seed"].get<int>(), json["seed"].get<int>() + 59);
    }

    void amnesiaIsNotCountedAsLoss()
    {
        const QStringList words
            = simulated({"run", "restart", "--profile", "toolhive-0.44", "--repeat", "20"});
        const auto json = runCli(QStringList(words) << "--json").json();
        const auto forgetful = std::ranges::count_if(
            json["results"], [](const auto &result) { return result["amnesia"] > 0; });
        QVERIFY(forgetful > 0);
        QCOMPARE(json["amnesiaRuns"].get<std::int64_t>(), forgetful);
        QCOMPARE(json["amnesiaRate"].get<double>(), static_cast<double>(forgetful) / 20);
        QCOMPARE(json["lossyRuns"].get<int>(), 0);
        QCOMPARE(json["lossRate"].get<double>(), 0.0);
        QCOMPARE(json["interval"][0].get<double>(), 0.0);
        QVERIFY(json["theoretical"].is_null());

        QString text = QString::fromUtf8(runCli(words).out).simplified();
        QVERIFY2(text.contains("0 of 20 runs lost sessions: 0.0 %"), qPrintable(text));
        QVERIFY2(text.contains(QString("amnesia in %1 of 20 runs").arg(forgetful)), qPrintable(text));
    }

    void luckIsBlamedOnlyWhereThereIsSome_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<bool>("lucky");
        const QString luckySeed = QString::number(seedWithoutLoss());
        QTest::newRow("one of three pods") << QStringList{"--seed", luckySeed} << true;
        QTest::newRow("one pod") << QStringList{"--set", "cluster.backendReplicas=1"} << false;
        QTest::newRow("no theory") << QStringList{"--before", "pod-ip"} << false;
        QTest::newRow("reproduced") << QStringList{} << false;
    }

    void luckIsBlamedOnlyWhereThereIsSome()
    {
        QFETCH(QStringList, words);
        QFETCH(bool, lucky);
        const CliRun run = runCli(simulated(QStringList{"verify", "restart"} + words));
        QVERIFY2(run.out.contains("not reproduced") != words.isEmpty(), run.out.constData());
        QVERIFY2(run.out.contains("lucky") == lucky, run.out.constData());
    }

    void theSameSeedGivesTheSameRun()
    {
        const QStringList words
            = simulated({"run", "restart", "--profile", "pr-4638", "--seed", "7", "--json"});
        QCOMPARE(runCli(words).out, runCli(words).out);
    }

    void aClusterFileGoesUnderThePlan()
    {
        const CliRun run = runCli(
            simulated({"run", "restart", "--json", "--cluster", GOLDEN_DIR "/cluster/mcpserver.yaml"}));
        QVERIFY2(run.exitCode == 0, run.err.constData());
        QCOMPARE(run.json()["sessions"]["intact"].get<int>(), 12);
    }

    void reportsAreWrittenByTheirEnding_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("JSON") << "report.json" << QByteArray("{");
        QTest::newRow("JUnit") << "report.xml" << QByteArray("<?xml");
        QTest::newRow("Markdown") << "report.md" << QByteArray("#");
        QTest::newRow("HTML") << "report.html" << QByteArray("<!");
    }

    void reportsAreWrittenByTheirEnding()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, start);
        const QTemporaryDir folder;
        QCOMPARE(runCli(simulated({"verify", "restart", "--report", folder.filePath(name)})).exitCode, 0);
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY2(text.startsWith(start), text.left(100).constData());
        QVERIFY(text.contains("no-session-lost"));
    }
};

QTEST_GUILESS_MAIN(CliRunTest)
#include "cli_run_test.moc"

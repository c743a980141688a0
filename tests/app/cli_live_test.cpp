// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli_process.h"
#include "tests/app/cli_redis.h"

#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

class CliLiveTest : public QObject
{
    Q_OBJECT

private slots:
    void theBugIsReproducedAndFixedOnRealSockets_data()
    {
        QTest::addColumn<QString>("store");
        QTest::newRow("a managed Redis") << "redis";
        QTest::newRow("without a Redis") << "embedded";
    }

    void theBugIsReproducedAndFixedOnRealSockets()
    {
        QFETCH(QString, store);
        if (store == "redis" && !hasRedis())
            QSKIP("no redis-server or valkey-server on the PATH");
        const CliRun run = runCli({"verify", "restart", "--store", store, "--json"});
        QVERIFY2(run.exitCode == 0, (run.out + run.err).constData());
        const auto json = run.json();
        QVERIFY(json["reproduced"].get<bool>() && json["fixed"].get<bool>());
        QCOMPARE(json["before"]["engine"].get<std::string>(), "live");
    }

    // Our pods give the same ids in every run of a seed: what a run leaves would be taken for its successor's.
    void aRedisMayBeUsedAgain()
    {
        if (!CliRedis::isInstalled())
            QSKIP("no redis-server on the PATH");
        CliRedis redis;
        QVERIFY(redis.answers());
        redis.ask({"SET", "somebody", "else"});
        // Of ids that are known already this profile keeps the old record, and its pin.
        const QStringList words{"run",     "restart",   "--profile", "toolhive-0.44",
                                "--store", redis.url(), "--json"};
        for (int time = 0; time < 2; ++time) {
            const CliRun run = runCli(words);
            QVERIFY2(run.json()["sessions"]["amnesia"] == 12, (run.out + run.err).constData());
            QCOMPARE(redis.ask({"KEYS", "*"}), QByteArray("somebody\n"));
        }
    }

    void aRedisThatIsNotOursIsNeitherStoppedNorFlushed_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::newRow("flushed") << "store-flush";
        QTest::newRow("stopped") << "store-down";
    }

    void aRedisThatIsNotOursIsNeitherStoppedNorFlushed()
    {
        QFETCH(QString, scenario);
        if (!CliRedis::isInstalled())
            QSKIP("no redis-server on the PATH");
        CliRedis redis;
        QVERIFY(redis.answers());
        const CliRun run = runCli({"run", scenario, "--profile", "pod-dns", "--store", redis.url()});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.err.contains("not ours"), run.err.constData());
    }

    void bothEnginesAgree_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QString>("profile");
        QTest::newRow("the bug") << "restart" << "toolhive-0.17";
        QTest::newRow("the pull request") << "restart" << "pr-4638";
        QTest::newRow("amnesia") << "restart" << "toolhive-0.44";
        QTest::newRow("two proxies") << "cross-proxy" << "toolhive-0.17";
        QTest::newRow("no store") << "restart" << "memory";
    }

    void bothEnginesAgree()
    {
        QFETCH(QString, scenario);
        QFETCH(QString, profile);
        QStringList words{"run", scenario, "--profile", profile, "--json"};
        if (profile != "memory")
            words << "--store" << "embedded";
        const auto live = runCli(words).json();
        const auto sim = runCli(words << "--engine" << "sim").json();
        QVERIFY(live.is_object() && sim.is_object());
        QCOMPARE(live["sessions"].dump(), sim["sessions"].dump());
    }

    void withoutARedisServerItSaysWhatToDo()
    {
        if (hasRedis())
            QSKIP("a Redis server is installed");
        const CliRun run = runCli({"run", "restart"});
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(run.err.contains("--store embedded"), run.err.constData());
    }

    void anUnreachableRedisIsTheEnvironmentsFault()
    {
        const CliRun run = runCli({"run", "restart", "--store", "redis://127.0.0.1:1"});
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(run.err.contains("127.0.0.1:1"), run.err.constData());
    }

    void interruptingARunEndsItWith130AndKeepsItsJournal()
    {
        const QTemporaryDir folder;
        const QString plan = folder.filePath("wait.json");
        const QString journal = folder.filePath("wait.journal");
        QFile file(plan);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"id": "wait", "title": "Wait", "clients": [{"count": 1}],)"
                   R"("steps": [{"do": "initialize"}, {"do": "wait", "for": "60s"}],)"
                   R"("checks": ["no-session-lost"]})");
        file.close();
        QProcess process;
        process.start(CLI_PATH, {"run", plan, "--store", "embedded", "--journal", journal});
        QByteArray told; // it tells of itself after a second
        const auto tells = [&] { return (told += process.readAllStandardError()).contains("wait under"); };
        QTRY_VERIFY_WITH_TIMEOUT(tells(), 20'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 130);
        QFile kept(journal);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY(kept.readAll().contains("\"SessionCreated\""));
        QCOMPARE(runCli({"explain", journal}).exitCode, 0);
    }

    void moreClientsThanTheUsualLimitOfDescriptorsAllows()
    {
        QProcess process; // as a shell does for its children
        process.setChildProcessModifier([] {
            rlimit limit{};
            ::getrlimit(RLIMIT_NOFILE, &limit);
            limit.rlim_cur = 256;
            ::setrlimit(RLIMIT_NOFILE, &limit);
        });
        process.start(CLI_PATH,
                      {"run", "restart", "--profile", "pod-dns", "--store", "embedded", "--set",
                       "clients.0.count=300"});
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitCode() == 0, process.readAll().constData());
    }

private:
    static bool hasRedis()
    {
        return !QStandardPaths::findExecutable("redis-server").isEmpty()
            || !QStandardPaths::findExecutable("valkey-server").isEmpty();
    }
};

QTEST_GUILESS_MAIN(CliLiveTest)
#include "cli_live_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli_process.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace {

const QString kManifest = GOLDEN_DIR "/cluster/mcpserver.yaml";

QByteArray golden(const QString &name)
{
    QFile file(GOLDEN_DIR "/cluster/" + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class CliRunConfigTest : public QObject
{
    Q_OBJECT

private slots:
    void theOperatorsFileDependsOnTheProfile_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QString>("file");
        QTest::newRow("as released") << "toolhive-0.17" << "runconfig.json";
        QTest::newRow("today") << "toolhive-0.44" << "runconfig.json";
        QTest::newRow("the pull request") << "pr-4638" << "runconfig_headless.json";
        QTest::newRow("our best") << "pod-dns" << "runconfig_headless.json";
    }

    void theOperatorsFileDependsOnTheProfile()
    {
        QFETCH(QString, profile);
        QFETCH(QString, file);
        const CliRun run = runCli({"runconfig", kManifest, "--profile", profile});
        QVERIFY2(run.exitCode == 0, run.err.constData());
        QCOMPARE(run.out, golden(file));
    }

    void oneReplicaIsNamedUnlessTheProfileLeavesItAlone_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<int>("replicas");
        QTest::addColumn<bool>("named");
        QTest::newRow("as proposed, one") << "pr-4638" << 1 << false;
        QTest::newRow("as proposed, two") << "pr-4638" << 2 << true;
        QTest::newRow("after review, one") << "pr-4638-review" << 1 << true;
        QTest::newRow("our best, one") << "pod-dns" << 1 << true;
        QTest::newRow("as released, two") << "toolhive-0.17" << 2 << false;
    }

    void oneReplicaIsNamedUnlessTheProfileLeavesItAlone()
    {
        QFETCH(QString, profile);
        QFETCH(int, replicas);
        QFETCH(bool, named);
        QTemporaryDir folder;
        QFile file(folder.filePath("runconfig.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QString(R"({"schema_version":"v0.1.0","name":"foo","transport":"streamable-http",)"
                           R"("scaling_config":{"backend_replicas":%1}})")
                       .arg(replicas)
                       .toUtf8());
        file.close();
        const CliRun run = runCli({"runconfig", file.fileName(), "--profile", profile});
        QVERIFY2(run.exitCode == 0, run.err.constData());
        QCOMPARE(run.json()["scaling_config"].contains("headless_service"), named);
    }

    void aRemoteServerHasNoPodToBeLost()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("runconfig.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"schema_version\":\"v0.1.0\",\"name\":\"foo\",\"transport\":\"streamable-http\","
                   "\"remote_url\":\"https://mcp.example.com/mcp\"}");
        file.close();
        const QStringList run{"run",     "restart",  "--profile", "toolhive-0.17",
                              "--store", "embedded", "--cluster", file.fileName()};
        const CliRun simulated = runCli(run + QStringList{"--engine", "sim"});
        QVERIFY2(simulated.exitCode == 0, simulated.out + simulated.err);
        const CliRun live = runCli(run);
        QCOMPARE(live.exitCode, 2);
        QVERIFY2(live.err.contains("cluster.plainTarget") && live.err.contains("--engine sim"), live.err);
    }

    /// The sample of digest 2.1, and a field that only others read.
    void ofAFileOnlyThatChangesWhichTheProfileDecides_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<bool>("named");
        QTest::newRow("as released") << "toolhive-0.17" << false;
        QTest::newRow("our best") << "pod-dns" << true;
    }

    void ofAFileOnlyThatChangesWhichTheProfileDecides()
    {
        QFETCH(QString, profile);
        QFETCH(bool, named);
        auto sample = nlohmann::ordered_json::parse(R"({
            "schema_version": "v0.1.0", "mcpserver_generation": 3, "image": "…", "name": "foo",
            "transport": "streamable-http", "host": "0.0.0.0", "port": 8080, "target_port": 8080,
            "proxy_mode": "streamable-http", "session_ttl": "2h", "stateless": false,
            "scaling_config": {
                "backend_replicas": 2,
                "session_redis": {"address": "redis:6379", "db": 0, "key_prefix": "thv:proxy:session:"}},
            "env_vars": {"A": "b"}})");
        QTemporaryDir folder;
        QFile file(folder.filePath("runconfig.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(sample.dump()));
        file.close();
        const CliRun run = runCli({"runconfig", file.fileName(), "--profile", profile});
        QVERIFY2(run.exitCode == 0, run.err.constData());
        if (named) {
            sample["scaling_config"]["headless_service"] = {{"statefulset_name", "foo"},
                                                            {"service_name", "mcp-foo-headless"},
                                                            {"namespace", "default"},
                                                            {"replicas", 2}};
        }
        QCOMPARE(run.out, QByteArray::fromStdString(sample.dump(2) + '\n'));
    }

    void brokenJsonIsToldByItsPlace()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("bad.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"name\": \"foo\",\n \"store\": }\n");
        file.close();
        const QStringList cluster{"run", "restart", "--engine", "sim", "--cluster", file.fileName()};
        for (const QStringList &words : {cluster, QStringList{"run", file.fileName()}}) {
            const CliRun run = runCli(words);
            QCOMPARE(run.exitCode, 2);
            QVERIFY2(run.err.contains("not JSON"), run.err);
            QVERIFY2(run.err.simplified().contains("bad.json: line 2, column 11"), run.err);
            QVERIFY2(run.err.contains("hint:"), run.err);
        }
    }

    void whatAPlanAimsAtIsToldWithItsFile()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("plan.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"id":"a","clients":[{"count":1}],"steps":[{"do":"restart-proxy","proxy":5}]})");
        file.close();
        const CliRun run = runCli({"run", file.fileName(), "--engine", "sim"});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.err.simplified().contains("plan.json: $.steps[0].proxy"), run.err);
        QVERIFY2(run.err.contains("counted from 0"), run.err);
    }

    void aFolderIsNoFile()
    {
        QTemporaryDir folder;
        QCOMPARE(runCli({"run", folder.path() + "/"}).exitCode, 2);
        QCOMPARE(runCli({"runconfig", folder.path()}).exitCode, 2);
    }

    void whatWasPrintedCanBeReadAgain()
    {
        const QString file = GOLDEN_DIR "/cluster/runconfig_headless.json";
        const auto first = runCli({"runconfig", file, "--profile", "pod-dns"}).json();
        QVERIFY(first.is_object());
        QVERIFY(first["scaling_config"]["headless_service"].is_object());
    }
};

QTEST_GUILESS_MAIN(CliRunConfigTest)
#include "cli_run_config_test.moc"

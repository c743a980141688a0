// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli_pipe.h"
#include "tests/app/cli_process.h"
#include "tests/app/cli_redis.h"
#include "tests/core/inspect/installation.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <csignal>
#include <set>
#include <string>

using namespace sessionscope::test;

/// `inspect` and `doctor`. The Redis listens on a socket of the test's own folder.
class CliInspectTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        if (!CliRedis::isInstalled())
            QSKIP("no redis-server on the PATH");
        m_redis
            = std::make_unique<CliRedis>(); // the one before stays until here: rows of data name its files
        QVERIFY(m_redis->answers());
    }

    void nothingWrongIsExitCode0()
    {
        put(record(uuid(1), "http://10.244.1.7:8080"));
        const CliRun run = runCli({"inspect", url()});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.out.contains("claude-code 2.1.0"));
        QVERIFY2(!run.out.contains(QByteArray::fromStdString(uuid(1))), "ids are masked");
        QVERIFY(columnsOf(run.out) <= 80);
        QVERIFY(runCli({"inspect", url(), "--show-ids"}).out.contains(QByteArray::fromStdString(uuid(1))));
    }

    void aFindingIsExitCode1AndAllIsInTheJson()
    {
        put(record(uuid(1), "http://mcp-foo:8080", false));
        const CliRun run = runCli({"inspect", url(), "--json"});
        QCOMPARE(run.exitCode, 1);
        const json seen = run.json();
        QCOMPARE(seen["keys"].dump(),
                 json({{"total", 1}, {"sessions", 1}, {"vmcp", 0}, {"other", 0}, {"malformed", 0}}).dump());
        const json &session = seen["sessions"][0];
        QCOMPARE(session["key"].get<std::string>(), kProxyPrefix + uuid(1));
        QCOMPARE(session["id"].get<std::string>(), uuid(1));
        QCOMPARE(session["type"].get<std::string>(), std::string("mcp"));
        QCOMPARE(session["pin"].get<std::string>(), std::string("service"));
        QCOMPARE(session["backendUrl"].get<std::string>(), std::string("http://mcp-foo:8080"));
        QVERIFY(session["ordinal"].is_null() && session["backendSid"].is_null()
                && session["client"].is_object());
        QVERIFY(session["ttlSeconds"].get<int>() > 7'000);
        QCOMPARE(seen["findings"].size(), std::size_t(1));
        const json &finding = seen["findings"][0];
        QCOMPARE(finding["mode"].get<std::string>(), std::string("F-01"));
        QCOMPARE(finding["sessions"].get<int>(), 1);
        for (const char *field : {"severity", "certainty", "evidence", "advice"})
            QVERIFY(!finding[field].get<std::string>().empty());
    }

    void aLargeRecordIsNoError()
    {
        auto large = record(uuid(1), "http://10.244.1.7:8080");
        large.metadata["init_body"] = initBody(std::string(70'000, 'c'));
        put(large);
        const CliRun run = runCli({"inspect", url()});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.out.contains("1 other, 0 malformed"), run.out);
        QVERIFY2(run.out.contains("not read, among the other: 1 key of sessions"), run.out);
    }

    void idsAreWholeInJsonUnlessAskedFor()
    {
        runCli({"inspect", url(), "--snapshot", path("none")});
        auto lost = record(uuid(1), "http://mcp-foo:8080", false);
        lost.metadata["backend_sid"] = uuid(2);
        put(lost);
        m_redis->ask({"SET", QString::fromStdString(kProxyPrefix + uuid(3)), "no record", "EX", "7200"});
        runCli({"inspect", url(), "--snapshot", path("all")});
        write(path("objects.json"),
              json{{"kind", "List"}, {"items", Installation::healthy().objects}}.dump());

        const std::pair<QStringList, int> views[] = {
            {{"inspect", url()}, 3},
            {{"inspect", path("all")}, 3},
            {{"doctor", "--kubectl-json", path("objects.json"), "--redis", url()}, 3},
            {{"inspect", "--diff", path("none"), path("all")}, 1}, // of sessions alone
        };
        for (const auto &[words, ids] : views) {
            const CliRun masked = runCli(words + QStringList{"--json", "--mask-ids"});
            QVERIFY2(masked.json().is_object(), masked.err.constData());
            const CliRun shown = runCli(words + QStringList{"--json"});
            for (int number = 1; number <= ids; ++number) {
                const QByteArray id = QByteArray::fromStdString(uuid(number));
                QVERIFY2(!masked.out.contains(id), masked.out.constData());
                QVERIFY2(shown.out.contains(id), shown.out.constData());
            }
        }
    }

    void aWatchMasksIdsInItsLines_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<bool>("shows");
        QTest::newRow("for people") << QStringList() << false;
        QTest::newRow("for people, in full") << QStringList{"--show-ids"} << true;
        QTest::newRow("JSON, masked") << QStringList{"--json", "--mask-ids"} << false;
        QTest::newRow("JSON") << QStringList{"--json"} << true;
    }

    void aWatchMasksIdsInItsLines()
    {
        QFETCH(QStringList, options);
        QFETCH(bool, shows);
        QByteArray out;
        watchALoss(options, out);
        for (const int number : {1, 2})
            QVERIFY2(out.simplified().contains(QByteArray::fromStdString(uuid(number))) == shows,
                     out.constData());
    }

    void misuseIs2AndNoConnectionIs3_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("code");
        QTest::newRow("nothing to look at") << QStringList{"inspect"} << 2;
        QTest::newRow("not a URL") << QStringList{"inspect", "redis://h:x"} << 2;
        QTest::newRow("no such file") << QStringList{"inspect", "no-such-file"} << 2;
        QTest::newRow("one file to compare") << QStringList{"inspect", "--diff", "a"} << 2;
        QTest::newRow("nobody listens") << QStringList{"inspect", "redis://127.0.0.1:1"} << 3;
        QTest::newRow("nobody listens, tested")
            << QStringList{"inspect", "redis://127.0.0.1:1", "--test-connection"} << 3;
        QTest::newRow("no objects") << QStringList{"doctor", "--kubectl-json", "no-such-file"} << 2;
        QTest::newRow("a domain for nobody")
            << QStringList{"doctor", "--cluster-domain", "corp.example"} << 2;
        QTest::newRow("file and context")
            << QStringList{"doctor", "--kubectl-json", "f", "--context", "c"} << 2;
    }

    void misuseIs2AndNoConnectionIs3()
    {
        QFETCH(QStringList, words);
        QFETCH(int, code);
        const CliRun run = runCli(words);
        QCOMPARE(run.exitCode, code);
        QVERIFY(!run.err.isEmpty() || run.out.contains("failed"));
    }

    void snapshotsAreOpenedAndCompared()
    {
        put(record(uuid(1), "http://10.244.1.7:8080"));
        QCOMPARE(runCli({"inspect", url(), "--snapshot", path("a")}).exitCode, 0);
        QCOMPARE(QFileInfo(path("a")).permissions() & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
        put(record(uuid(2), "http://mcp-foo:8080", false));
        QCOMPARE(runCli({"inspect", url(), "--snapshot", path("b")}).exitCode, 1);
        m_redis->stop();

        QCOMPARE(runCli({"inspect", path("a")}).exitCode, 0);
        const CliRun later = runCli({"inspect", path("b"), "--json"});
        QCOMPARE(later.exitCode, 1);
        QCOMPARE(later.json()["keys"]["sessions"].get<int>(), 2);
        const CliRun diff = runCli({"inspect", "--diff", path("a"), path("b"), "--json"});
        QCOMPARE(diff.exitCode, 1);
        QCOMPARE(diff.json()["appeared"].size(), std::size_t(1));
        const CliRun same = runCli({"inspect", "--diff", path("a"), path("a")});
        QCOMPARE(same.exitCode, 0);
        QVERIFY(!same.out.contains("Not all keys"));

        QFile file(path("b"));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.resize(200));
        file.close();
        QCOMPARE(runCli({"inspect", path("b"), "--json"}).json().value("scanComplete", true), false);
        QVERIFY(runCli({"inspect", path("b")}).out.simplified().contains("not all keys were seen"));
        const QStringList withPart{"inspect", "--diff", path("a"), path("b")};
        QVERIFY(runCli(withPart).out.contains("Not all keys"));
        QCOMPARE(runCli(withPart + QStringList{"--json"}).json().value("scanComplete", true), false);
    }

    void aPartIsNotTakenForTheWhole()
    {
        const QStringList part{"inspect", path("part")};
        write(path("part"),
              "{\"sessionscopeSnapshot\":1,\"source\":\"redis://h\",\"takenAt\":\"2026-01-01T00:00:00Z\","
              "\"scanComplete\":false}\n{\"server\":{\"mode\":\"cluster\"}}\n");
        QCOMPARE(runCli(part + QStringList{"--json"}).json().value("scanComplete", true), false);
        const QByteArray text = runCli(part).out.simplified();
        QVERIFY2(text.contains("a node of a cluster") && text.contains("these are not all"), text);
        QCOMPARE(runCli({"inspect", url(), "--json"}).json().value("scanComplete", false), true);
    }

    void watchesUntilItIsInterrupted_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<QByteArray>("conclusion");
        QTest::addColumn<QString>("pin");
        QTest::newRow("Ctrl-C") << SIGINT << QByteArray("Nothing is wrong") << "http://10.244.1.7:8080";
        QTest::newRow("terminated") << SIGTERM << QByteArray("Nothing is wrong") << "http://10.244.1.7:8080";
        QTest::newRow("with findings") << SIGINT << QByteArray("F-") << "http://mcp-foo:8080";
    }

    void watchesUntilItIsInterrupted()
    {
        QFETCH(int, signal);
        QFETCH(QByteArray, conclusion);
        QFETCH(QString, pin);
        put(record(uuid(2), pin.toStdString()));
        put(record(uuid(1), "http://10.244.1.7:8080"));
        QProcess watch;
        watch.start(CLI_PATH, {"inspect", url(), "--watch", "--show-ids"});
        QByteArray out;
        const auto shows = [&](const char *text) {
            out += watch.readAllStandardOutput();
            return out.contains(text);
        };
        QTRY_VERIFY_WITH_TIMEOUT(shows("[live]"), 20'000);
        m_redis->ask({"DEL", QString::fromStdString(kProxyPrefix + uuid(1))});
        QTRY_VERIFY_WITH_TIMEOUT(shows("gone"), 20'000);
        ::kill(static_cast<pid_t>(watch.processId()), signal);
        QVERIFY(watch.waitForFinished());
        QCOMPARE(watch.exitStatus(), QProcess::NormalExit);
        QCOMPARE(watch.exitCode(), 130);
        QVERIFY(shows(conclusion.constData()));
    }

    void aWatchForProgramsEndsWithWhatItFound()
    {
        QByteArray out;
        watchALoss({"--json"}, out);
        const QList<QByteArray> lines = out.trimmed().split('\n');
        const json first = json::parse(lines.front().toStdString(), nullptr, false);
        const json last = json::parse(lines.back().toStdString(), nullptr, false);
        QVERIFY2(last.contains("keys") && last.contains("sessions"), lines.back());
        QCOMPARE(modesOf(first).count("F-11"), std::size_t(0));
        QCOMPARE(modesOf(last).count("F-11"), std::size_t(1));
    }

    void aWatchThatNobodyReadsEnds()
    {
        put(record(uuid(1), "http://10.244.1.7:8080"));
        QProcess watch;
        CliPipe output(watch);
        watch.start(CLI_PATH, {"inspect", url(), "--watch"});
        QVERIFY(output.waitFor("[live]"));
        output.close();
        m_redis->ask({"DEL", QString::fromStdString(kProxyPrefix + uuid(1))});
        QVERIFY(watch.waitForFinished());
        QCOMPARE(watch.exitStatus(), QProcess::NormalExit);
        QCOMPARE(watch.exitCode(), 3);
    }

    void theDoctorCrossChecksObjectsWithRecords()
    {
        Installation it = Installation::healthy();
        write(path("objects.json"), json{{"kind", "List"}, {"items", it.objects}}.dump());
        QCOMPARE(runCli({"doctor", "--kubectl-json", path("objects.json")}).exitCode, 0);

        it.object("StatefulSet", "foo")["spec"]["serviceName"] = "foo";
        write(path("objects.json"), json{{"kind", "List"}, {"items", it.objects}}.dump());
        put(record(uuid(1), "http://10.96.1.20:8080"));
        const CliRun run
            = runCli({"doctor", "--kubectl-json", path("objects.json"), "--redis", url(), "--json"});
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.json()["sessions"][0]["pin"].get<std::string>(), std::string("cluster-ip"));
        std::string modes;
        const json findings = run.json()["findings"];
        for (const json &finding : findings)
            modes += finding["mode"].get<std::string>() + " ";
        QCOMPARE(modes, std::string("F-08 F-04 "));
    }

    void theDoctorSaysWhoseSessionsItDidNotLookAt()
    {
        Installation it = Installation::healthy();
        it.object("MCPServer", "foo")["spec"]["sessionStorage"]["keyPrefix"] = "foo:";
        write(path("objects.json"), json{{"kind", "List"}, {"items", it.objects}}.dump());
        const QStringList doctor{"doctor", "--kubectl-json", path("objects.json"), "--redis", url()};
        const CliRun run = runCli(doctor);
        QVERIFY2(run.out.contains("not looked at: the sessions of default/foo; --prefix foo: does"), run.out);
        const json expected = json::array({{{"namespace", "default"}, {"name", "foo"}, {"prefix", "foo:"}}});
        QCOMPARE(runCli(doctor + QStringList{"--json"}).json()["notLookedAt"].dump(), expected.dump());
        QVERIFY(runCli(doctor + QStringList{"--prefix", "foo:", "--json"}).json()["notLookedAt"].empty());
    }

    void aNameServerIsAskedOnlyIfNamed()
    {
        const Installation it = Installation::healthy();
        write(path("objects.json"), json{{"kind", "List"}, {"items", it.objects}}.dump());
        const QStringList doctor{"doctor", "--kubectl-json", path("objects.json")};
        QCOMPARE(runCli(doctor + QStringList{"--resolve-with", "kube-dns"}).exitCode, 2);
        const CliRun refused = runCli(doctor + QStringList{"--resolve-with", "tcp://127.0.0.1:1"});
        QCOMPARE(refused.exitCode, 3);
        QVERIFY(refused.err.contains("127.0.0.1:1"));
    }

    void whatWasFoundIsRebuiltInTheLab()
    {
        put(record(uuid(1), "http://mcp-foo:8080", false));
        const CliRun found = runCli({"inspect", url(), "--lab", path("lab.json")});
        QVERIFY(found.out.contains("--profile toolhive-0.17"));
        const CliRun bug = runCli({"run", path("lab.json"), "--profile", "toolhive-0.17", "--engine", "sim"});
        QCOMPARE(bug.exitCode, 1);
        const CliRun fixed = runCli({"run", path("lab.json"), "--profile", "pod-dns", "--engine", "sim"});
        QCOMPARE(fixed.exitCode, 0);
    }

    void aStoreThatNobodySharesIsRebuiltToo_data()
    {
        QTest::addColumn<int>("proxies");
        QTest::newRow("one proxy, which restarts") << 1;
        QTest::newRow("two proxies, each with its own") << 2;
    }

    void aStoreThatNobodySharesIsRebuiltToo()
    {
        QFETCH(int, proxies);
        Installation it = Installation::healthy();
        it.object("MCPServer", "foo")["spec"].erase("sessionStorage");
        it.object("MCPServer", "foo")["status"].erase("conditions");
        it.object("MCPServer", "foo")["spec"]["replicas"] = proxies;
        it.object("Deployment", "foo")["spec"]["replicas"] = proxies;
        write(path("objects.json"), json{{"kind", "List"}, {"items", it.objects}}.dump());
        const CliRun found
            = runCli({"doctor", "--kubectl-json", path("objects.json"), "--lab", path("lab.json")});
        QVERIFY2(found.out.contains("--profile memory"), found.out);
        const QStringList run{"run", path("lab.json"), "--engine", "sim", "--profile"};
        const CliRun bug = runCli(run + QStringList{"memory"});
        QVERIFY2(bug.exitCode == 1 && bug.out.contains("F-02"), bug.out);
        const CliRun fixed = runCli(run + QStringList{"pod-dns"});
        QVERIFY2(fixed.exitCode == 0, fixed.out);
    }

private:
    QString path(const QString &name) const { return m_redis->path(name); }
    QString url() const { return m_redis->url(); }

    /// What a watch prints that sees session 1 get lost and made anew as session 2, and is then ended.
    void watchALoss(const QStringList &options, QByteArray &out) const
    {
        put(record(uuid(1), "http://10.244.1.7:8080"));
        QProcess watch;
        watch.start(CLI_PATH, QStringList{"inspect", url(), "--watch"} + options);
        const auto tells = [&](const char *text) {
            out += watch.readAllStandardOutput();
            return out.contains(text);
        };
        QTRY_VERIFY_WITH_TIMEOUT(tells("live"), 20'000);
        auto lost = record(uuid(1), "http://10.244.1.7:8080");
        lost.metadata["backend_sid"] = uuid(2);
        put(lost);
        QTRY_VERIFY_WITH_TIMEOUT(tells("backend_sid changed"), 20'000);
        watch.terminate();
        QVERIFY(watch.waitForFinished());
        tells("");
    }

    void put(const sessionscope::session::Record &record) const
    {
        const QString key = QString::fromStdString(kProxyPrefix + record.id);
        QCOMPARE(m_redis->ask({"SET", key, QString::fromStdString(sessionscope::session::encode(record)),
                               "EX", "7200"}),
                 QByteArray("OK\n"));
    }

    static std::set<std::string> modesOf(const json &inspection)
    {
        std::set<std::string> modes;
        for (const json &finding : inspection.value("findings", json::array()))
            modes.insert(finding.value("mode", std::string()));
        return modes;
    }

    static void write(const QString &name, const std::string &text)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(text));
    }

    std::unique_ptr<CliRedis> m_redis;
};

QTEST_GUILESS_MAIN(CliInspectTest)
#include "cli_inspect_test.moc"

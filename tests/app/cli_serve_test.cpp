// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli_process.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <functional>
#include <linux/capability.h>
#include <memory>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace {

constexpr int kTimeoutMs = 30'000;

/// A `serve` that runs, and its conversation.
class Served
{
public:
    explicit Served(const QStringList &more = {}, const std::function<void()> &inChild = {})
    {
        m_process.setChildProcessModifier(inChild);
        m_process.start(CLI_PATH,
                        QStringList{"serve", "--listen", "127.0.0.1:0", "--store", "embedded"} + more);
    }
    ~Served()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    nlohmann::json line()
    {
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(kTimeoutMs))
                return {};
        }
        return nlohmann::json::parse(m_process.readLine().toStdString(), nullptr, false);
    }

    nlohmann::json ask(const QByteArray &command)
    {
        m_process.write(command + "\n");
        return line();
    }

    int exitCode()
    {
        if (!m_process.waitForFinished(kTimeoutMs) || m_process.exitStatus() != QProcess::NormalExit)
            return -1;
        return m_process.exitCode();
    }

    QProcess &process() { return m_process; }

private:
    QProcess m_process;
};

} // namespace

class CliServeTest : public QObject
{
    Q_OBJECT

private slots:
    void theFirstLineTellsWhereEverythingListens()
    {
        Served served({"--set", "cluster.backendReplicas=2"});
        const auto ready = served.line();
        QVERIFY(ready.is_object());
        QCOMPARE(ready["event"].get<std::string>(), "ready");
        QVERIFY(QString::fromStdString(ready["mcpUrl"]).startsWith("http://127.0.0.1:"));
        QCOMPARE(ready["redisUrl"].get<std::string>(), "");
        QCOMPARE(ready["pods"].size(), 2U);
        QCOMPARE(ready["pods"][1]["name"].get<std::string>(), "myserver-1");
        QCOMPARE(ready["pods"][1]["ordinal"].get<int>(), 1);
        QVERIFY(ready["pods"][1]["ip"].is_string());
        QVERIFY(ready["pods"][1]["port"].is_number());
        QCOMPARE(ready["proxies"].size(), 1U);
    }

    void everyCommandIsAnsweredByOneLineInOrder()
    {
        Served served;
        served.line();
        QVERIFY(served.ask("status")["pods"].size() == 3U);
        for (const char *command :
             {"restart-proxy", "kill-proxy 0", "restart-pod 1", "kill-pod 2", "reschedule-pod 0",
              "scale-backend 2", "scale-proxy 2", "rolling-update", "stop-store", "start-store",
              "flush-store", "set cluster.backendReplicas 3", "reset"}) {
            const auto answer = served.ask(command);
            QVERIFY2(answer.value("ok", false),
                     (QByteArray(command) + ": " + answer.dump().c_str()).constData());
        }
        QVERIFY(served.ask("quit")["ok"].get<bool>());
        QCOMPARE(served.exitCode(), 0);
        QVERIFY(served.process().readAllStandardOutput().isEmpty());
    }

    void commandsMayBeWrittenAhead()
    {
        Served served;
        served.process().write("restart-proxy\nnonsense\nstatus\nquit\n");
        QCOMPARE(served.line()["event"].get<std::string>(), "ready");
        QVERIFY(served.line()["ok"].get<bool>());
        QCOMPARE(served.line()["error"]["code"].get<std::string>(), "not-found");
        QVERIFY(served.line().contains("pods"));
        QVERIFY(served.line()["ok"].get<bool>());
        QCOMPARE(served.exitCode(), 0);
    }

    void wrongCommandsAreAnsweredAndChangeNothing_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArray>("hint");
        QTest::newRow("slip") << QByteArray("restart-prxy") << QByteArray("restart-proxy");
        QTest::newRow("which pod") << QByteArray("kill-pod") << QByteArray("kill-pod N");
        QTest::newRow("no number") << QByteArray("kill-pod one") << QByteArray("kill-pod N");
        QTest::newRow("one word too many") << QByteArray("flush-store 1") << QByteArray("flush-store");
        QTest::newRow("set without value") << QByteArray("set cluster.backendReplicas") << QByteArray("set ");
        QTest::newRow("repin what") << QByteArray("repin") << QByteArray("repin SESSION N");
        QTest::newRow("repin where") << QByteArray("repin abc pod-1") << QByteArray("repin SESSION N");
        QTest::newRow("no such session") << QByteArray("delete-record abc") << QByteArray("status");
        QTest::newRow("empty line") << QByteArray("") << QByteArray("quit");
    }

    void wrongCommandsAreAnsweredAndChangeNothing()
    {
        QFETCH(QByteArray, command);
        QFETCH(QByteArray, hint);
        Served served;
        served.line();
        const auto answer = served.ask(command);
        QVERIFY(answer.is_object());
        QCOMPARE(answer["ok"].get<bool>(), false);
        QVERIFY(!answer["error"]["what"].get<std::string>().empty());
        QVERIFY(QByteArray::fromStdString(answer["error"]["hint"]).contains(hint));
        QVERIFY(served.ask("status")["ok"].get<bool>());
    }

    void aPodThatIsNotThereIsRefusedByTheCluster()
    {
        Served served;
        served.line();
        QCOMPARE(served.ask("kill-pod 7")["ok"].get<bool>(), false);
        QCOMPARE(served.ask("restart-proxy 7")["ok"].get<bool>(), false);
    }

    void scalingTakesWhatTheFieldTakes_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("pods") << QByteArray("scale-backend") << QByteArray("backendReplicas");
        QTest::newRow("proxies") << QByteArray("scale-proxy") << QByteArray("proxyReplicas");
    }

    void scalingTakesWhatTheFieldTakes()
    {
        QFETCH(QByteArray, command);
        QFETCH(QByteArray, field);
        Served served;
        served.line();
        const auto refused = served.ask(command + " 1001");
        QCOMPARE(refused["ok"].get<bool>(), false);
        QCOMPARE(refused["error"].dump(), served.ask("set cluster." + field + " 1001")["error"].dump());
        QCOMPARE(served.ask("status")["pods"].size(), 3U);
    }

    void nobodyHasToWaitForServersThatNeverListen_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("quit") << QByteArray("quit\n") << QByteArray("{\"ok\":true}\n");
        QTest::newRow("the end of input") << QByteArray() << QByteArray();
    }

    void nobodyHasToWaitForServersThatNeverListen()
    {
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, answer);
        Served served({"--pod-command", "exec sleep 600"});
        QByteArray progress;
        served.process().setReadChannel(QProcess::StandardError);
        while (!progress.contains('\n') && served.process().waitForReadyRead(kTimeoutMs))
            progress += served.process().readAllStandardError();
        QCOMPARE(progress, QByteArray("waiting for 3 pods to listen …\n"));
        served.process().write(input);
        served.process().closeWriteChannel();
        QCOMPARE(served.exitCode(), 0);
        QCOMPARE(served.process().readAllStandardOutput(), answer);
    }

    void theEndOfInputMeansQuit()
    {
        Served served;
        served.line();
        served.process().closeWriteChannel();
        QCOMPARE(served.exitCode(), 0);
    }

    void signalsEndItInOrder_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl-C") << SIGINT;
        QTest::newRow("terminated") << SIGTERM;
    }

    void signalsEndItInOrder()
    {
        QFETCH(int, signal);
        Served served;
        QVERIFY(served.line().is_object());
        ::kill(static_cast<pid_t>(served.process().processId()), signal);
        QCOMPARE(served.exitCode(), 130);
        QVERIFY(served.process().readAllStandardError().isEmpty());
    }

    void aTakenPortIsTheEnvironmentsFault()
    {
        Served first;
        const QString url = QString::fromStdString(first.line()["mcpUrl"]);
        const QString address = url.mid(7).section('/', 0, 0);
        const CliRun second = runCli({"serve", "--store", "embedded", "--listen", address});
        QCOMPARE(second.exitCode, 3);
        QVERIFY2(second.err.contains("error: cannot listen at " + address.toUtf8()), second.err.constData());
        QVERIFY2(second.err.contains("\nwhere: " + address.toUtf8()), second.err.constData());
        QVERIFY2(second.err.contains("\nhint:  ") && second.err.contains("--listen"), second.err.constData());
        QVERIFY(second.out.isEmpty());
    }

    void aPortThatNeedsRightsIsTheEnvironmentsFault()
    {
        constexpr int kPort = 81;
        QFile first("/proc/sys/net/ipv4/ip_unprivileged_port_start");
        if (!first.open(QIODevice::ReadOnly) || first.readAll().toInt() <= kPort)
            QSKIP("every port is free to take here");
        QProcess serve;
        serve.setChildProcessModifier(
            [] { ::prctl(PR_CAPBSET_DROP, CAP_NET_BIND_SERVICE); }); // of root's rights
        serve.start(CLI_PATH, {"serve", "--store", "embedded", "--listen", "127.0.0.1:81"});
        QVERIFY(serve.waitForFinished(kTimeoutMs));
        const QByteArray err = serve.readAllStandardError();
        QCOMPARE(serve.exitCode(), 3);
        QVERIFY2(err.contains("error: cannot listen at 127.0.0.1:81"), err.constData());
        QVERIFY2(err.contains("1024") && err.contains("--listen"), err.constData());
    }

    void theJournalIsThereForExplain()
    {
        const QTemporaryDir folder;
        const QString journal = folder.filePath("serve.journal");
        Served served({"--journal", journal});
        served.line();
        QVERIFY(served.ask("kill-pod 1")["ok"].get<bool>());
        served.ask("quit");
        QCOMPARE(served.exitCode(), 0);
        QFile file(journal);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("\"kill-pod\""));
        QCOMPARE(runCli({"explain", journal}).exitCode, 0);
    }

    void aJournalWithoutRoomIsToldAndServingGoesOn()
    {
        const QTemporaryDir folder;
        Served served({"--journal", folder.filePath("serve.journal")}, [] {
            const rlimit limit{16'384, 16'384};
            setrlimit(RLIMIT_FSIZE, &limit);
            std::signal(SIGXFSZ, SIG_IGN);
        });
        served.line();
        QByteArray errors;
        while (!errors.contains("hint:")) {
            QVERIFY(served.ask("restart-pod 1")["ok"].get<bool>());
            errors += served.process().readAllStandardError();
        }
        QVERIFY2(errors.contains("the journal cannot be written any further"), errors.constData());
        QVERIFY(served.ask("quit")["ok"].get<bool>());
        QCOMPARE(served.exitCode(), 3);
    }
};

QTEST_GUILESS_MAIN(CliServeTest)
#include "cli_serve_test.moc"

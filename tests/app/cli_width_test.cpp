// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli_process.h"
#include "tests/app/cli_redis.h"
#include "tests/core/inspect/installation.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QUdpSocket>

using namespace sessionscope::test;

namespace {

constexpr int kColumns = 80;
constexpr int kTimeoutMs = 30'000;

const std::string kServer = "filesystem-and-search-tools-staging";
const std::string kPodUrl
    = "http://" + kServer + "-2.mcp-" + kServer + "-headless.engineering-productivity.svc.cluster.local:8080";
const std::string kServiceUrl = "http://mcp-" + kServer + ".engineering-productivity.svc.cluster.local:8080";

/// Without colours, and with broken lines put together again.
QByteArray joined(const QByteArray &text)
{
    static const QRegularExpression kBreaks(QStringLiteral("\x1b\\[[0-9;]*m|\\s+"));
    return QString::fromUtf8(text).remove(kBreaks).toUtf8();
}

bool fits(const QByteArray &text)
{
    static const QRegularExpression kColour(QStringLiteral("\x1b\\[[0-9;]*m"));
    return !text.isEmpty() && columnsOf(QString::fromUtf8(text).remove(kColour).toUtf8()) <= kColumns;
}

bool write(const QString &name, const std::string &text)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly) && file.write(QByteArray::fromStdString(text)) >= 0;
}

std::string planText()
{
    const json plan{{"id", std::string(64, 'p')},
                    {"clients", {{{"count", 3}}}},
                    {"steps",
                     {{{"do", "initialize"}},
                      {{"do", "restart-proxy"}, {"proxy", 0}},
                      {{"do", "call"}, {"tool", "counter"}}}}};
    return plan.dump();
}

} // namespace

/// What people read fits into 80 columns, whatever the names and addresses of their installation.
class CliWidthTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_deep = m_folder.filePath(QString(60, 'd') + "/" + QString(50, 'e') + "/it's my folder");
        QVERIFY(QDir().mkpath(m_deep));
        m_plan = m_deep + "/plan.json";
        QVERIFY(write(m_plan, planText()));
        if (!CliRedis::isInstalled())
            return;
        m_redis = std::make_unique<CliRedis>();
        QVERIFY(m_redis->answers());
        fillStore();
    }

    void runsFit_data()
    {
        QTest::addColumn<QStringList>("words");
        const QString seed = "18446744073709551000";
        QTest::newRow("run") << QStringList{"run", m_plan, "--profile", "pr-4638-review", "--seed", seed};
        QTest::newRow("repeat") << QStringList{"run",    m_plan, "--profile", "toolhive-0.44",
                                               "--seed", seed,   "--repeat",  "20"};
        QTest::newRow("verify") << QStringList{"verify",         m_plan,   "--before",
                                               "pr-4638-review", "--seed", seed};
        QTest::newRow("no such plan") << QStringList{"run", m_deep + "/no-such-plan.json"};
        QTest::newRow("no such name") << QStringList{"run", QString(200, 'x')};
        QTest::newRow("cannot write") << QStringList{"run", m_plan, "--journal", m_deep + "/no/such/folder"};
    }

    void runsFit()
    {
        QFETCH(QStringList, words);
        const CliRun run = runCli(words << "--engine" << "sim");
        QVERIFY2(fits(run.out + run.err), (run.out + run.err).constData());
    }

    void explanationsFitWithWholeIds()
    {
        const QString journal = m_deep + "/run.journal";
        runCli({"run", m_plan, "--engine", "sim", "--profile", "toolhive-0.17", "--journal", journal});
        const CliRun run = runCli({"explain", journal, "--show-ids"});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(fits(run.out), run.out.constData());
    }

    void whatIsInspectedFits_data()
    {
        if (!m_redis)
            QSKIP("no redis-server on the PATH");
        QTest::addColumn<QStringList>("words");
        const QString url = m_redis->url();
        const QString long1 = m_deep + "/monday.snapshot";
        const QString long2 = m_deep + "/tuesday.snapshot";
        const QString objects = m_deep + "/objects.json";
        QVERIFY(write(objects, objectsText()));
        runCli({"inspect", url, "--snapshot", long1});
        m_redis->ask({"DEL", key(uuid(2))});
        put(record(uuid(3), kServiceUrl));
        put(record(uuid(77), kPodUrl));
        runCli({"inspect", url, "--snapshot", long2});

        QTest::newRow("inspect") << QStringList{"inspect", url};
        QTest::newRow("whole ids") << QStringList{"inspect", url, "--show-ids"};
        QTest::newRow("test") << QStringList{"inspect", url, "--test-connection"};
        QTest::newRow("nobody there") << QStringList{"inspect", "unix:" + m_deep + "/no.sock"};
        QTest::newRow("test, nobody there")
            << QStringList{"inspect", "unix:" + m_deep + "/no.sock", "--test-connection"};
        QTest::newRow("prefix") << QStringList{"inspect", url, "--prefix", QString(90, 'k') + ":"};
        QTest::newRow("snapshot") << QStringList{"inspect", long1};
        QTest::newRow("difference") << QStringList{"inspect", "--diff", long1, long2};
        QTest::newRow("difference, whole ids")
            << QStringList{"inspect", "--diff", long1, long2, "--show-ids"};
        QTest::newRow("lab") << QStringList{"inspect", url, "--lab", m_deep + "/lab.json"};
        QTest::newRow("with objects") << QStringList{"inspect", url, "--kubectl-json", objects};
        QTest::newRow("doctor") << QStringList{"doctor", "--kubectl-json", objects};
        QTest::newRow("doctor with records")
            << QStringList{"doctor", "--kubectl-json", objects, "--redis", url, "--show-ids"};
        QTest::newRow("no objects") << QStringList{"doctor", "--kubectl-json", m_deep + "/none.json"};
    }

    void whatIsInspectedFits()
    {
        QFETCH(QStringList, words);
        const CliRun run = runCli(words);
        QVERIFY2(fits(run.out + run.err), (run.out + run.err).constData());
    }

    void nothingThatTellsSessionsApartIsLeftOut()
    {
        if (!m_redis)
            QSKIP("no redis-server on the PATH");
        const CliRun masked = runCli({"inspect", m_redis->url()});
        const QByteArray all = joined(masked.out);
        // How wide an age is, and so where a client's name is broken, depends on the second.
        for (const std::string &words :
             {kPodUrl, kServiceUrl, std::string("Insiders"), std::string("1.104.0-insider")})
            QVERIFY2(all.contains(QByteArray::fromStdString(words)), masked.out.constData());

        const CliRun shown = runCli({"inspect", m_redis->url(), "--show-ids"});
        QVERIFY2(shown.out.contains("\n  " + QByteArray::fromStdString(uuid(1)) + "\n"),
                 shown.out.constData());
        QVERIFY(joined(shown.out).contains(QByteArray(64, 'f')));
    }

    void aClientsNameSteersNoTerminal()
    {
        if (!m_redis)
            QSKIP("no redis-server on the PATH");
        const CliRun run = runCli({"inspect", m_redis->url()});
        QVERIFY(!run.out.contains('\x1b'));
        QVERIFY2(run.out.contains("evil?[2J"), run.out.constData());
    }

    void theCommandForTheLabSurvivesAShell()
    {
        if (!m_redis)
            QSKIP("no redis-server on the PATH");
        const CliRun found = runCli({"inspect", m_redis->url(), "--lab", m_deep + "/lab.json"});
        const qsizetype begin = found.out.indexOf("  sessionscope-cli run");
        QVERIFY(begin >= 0);
        const QByteArray command = found.out.mid(begin, found.out.indexOf("\nand to see", begin) - begin);
        QProcess shell;
        QVERIFY(write(m_folder.filePath("sessionscope-cli"), "#!/bin/sh\nprintf '%s\\n' \"$2\"\n"));
        QFile::setPermissions(m_folder.filePath("sessionscope-cli"), QFile::ReadOwner | QFile::ExeOwner);
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("PATH", m_folder.path() + ":" + environment.value("PATH"));
        shell.setProcessEnvironment(environment);
        shell.start("sh", {"-c", command});
        QVERIFY(shell.waitForFinished(kTimeoutMs));
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()).trimmed(), m_deep + "/lab.json");
    }

    void whatIsWatchedFits()
    {
        if (!m_redis)
            QSKIP("no redis-server on the PATH");
        QProcess watch;
        watch.start(CLI_PATH, {"inspect", m_redis->url(), "--watch", "--show-ids"});
        QByteArray out;
        const auto shows = [&](const QByteArray &text) {
            out += watch.readAllStandardOutput();
            return joined(out).contains(text);
        };
        QTRY_VERIFY_WITH_TIMEOUT(shows("[live]"), kTimeoutMs);
        put(record(uuid(1), kServiceUrl));
        QTRY_VERIFY_WITH_TIMEOUT(shows("pinmoved:" + QByteArray::fromStdString(kServiceUrl)), kTimeoutMs);
        watch.terminate();
        QVERIFY(watch.waitForFinished(kTimeoutMs));
        out += watch.readAllStandardOutput();
        QVERIFY2(fits(out), out.constData());
    }

    void namesThatWereAskedForFit()
    {
        const QString objects = m_deep + "/objects.json";
        QVERIFY(write(objects, objectsText()));
        QUdpSocket nameServer;
        QVERIFY(nameServer.bind(QHostAddress::LocalHost));
        connect(&nameServer, &QUdpSocket::readyRead, this, [&nameServer] {
            while (nameServer.hasPendingDatagrams()) {
                QByteArray message(int(nameServer.pendingDatagramSize()), '\0');
                QHostAddress from;
                quint16 port = 0;
                nameServer.readDatagram(message.data(), message.size(), &from, &port);
                message[2] = char(0x81); // a response
                message[3] = char(0x83); // no such name
                nameServer.writeDatagram(message, from, port);
            }
        });
        QProcess doctor;
        doctor.start(CLI_PATH,
                     {"doctor", "--kubectl-json", objects, "--resolve-with",
                      QString("127.0.0.1:%1").arg(nameServer.localPort())});
        QTRY_COMPARE_WITH_TIMEOUT(doctor.state(), QProcess::NotRunning, kTimeoutMs);
        const QByteArray out = doctor.readAllStandardOutput();
        QVERIFY2(
            joined(out).contains(QByteArray::fromStdString(kServer + "-2.mcp-" + kServer + "-headless.")),
            out.constData());
        QVERIFY2(fits(out), out.constData());
    }

    void aTerminalOfEightyColumnsBreaksNoLine()
    {
        const QString script = QStandardPaths::findExecutable("script");
        if (script.isEmpty() || !m_redis)
            QSKIP("no `script` program to make a terminal with, or no redis-server");
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.remove("NO_COLOR");
        environment.insert("TERM", "xterm");
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(script,
                      {"-qec",
                       QString("stty cols 80; '%1' inspect '%2' --show-ids").arg(CLI_PATH, m_redis->url()),
                       "/dev/null"});
        QVERIFY(process.waitForFinished(kTimeoutMs));
        const QByteArray out = process.readAllStandardOutput().replace('\r', "");
        QVERIFY(out.contains("\x1b[1m"));
        QVERIFY2(fits(out), out.constData());
    }

private:
    static QString key(const std::string &id) { return QString::fromStdString(kProxyPrefix + id); }

    void put(const sessionscope::session::Record &record) const
    {
        QCOMPARE(m_redis->ask({"SET", key(record.id),
                               QString::fromStdString(sessionscope::session::encode(record)), "EX", "7200"}),
                 QByteArray("OK\n"));
    }

    void fillStore()
    {
        put(record(uuid(1), kPodUrl));
        put(record(uuid(2), "http://10.244.11.107:8080"));
        put(record(uuid(3), kPodUrl));
        auto one = record(std::string(64, 'f'), kServiceUrl);
        one.metadata["init_body"] = initBody("Visual Studio Code - Insiders");
        one.metadata["init_body"].replace(one.metadata["init_body"].find("2.1.0"), 5, "1.104.0-insider");
        one.metadata["backend_sid"] = uuid(9);
        put(one);
        auto evil = record(uuid(4), "http://mcp-foo:8080");
        evil.metadata["init_body"] = initBody("evil\x1b[2J\nname");
        put(evil);
        m_redis->ask({"SET", key(uuid(5)), "no record", "EX", "7200"});
    }

    static std::string objectsText()
    {
        Installation it;
        it.addServer(kServer, 1, kProxyPrefix);
        it.object("StatefulSet", kServer)["spec"]["serviceName"] = kServer;
        return json{{"kind", "List"}, {"items", it.objects}}.dump();
    }

    QTemporaryDir m_folder;
    QString m_deep;
    QString m_plan;
    std::unique_ptr<CliRedis> m_redis;
};

QTEST_GUILESS_MAIN(CliWidthTest)
#include "cli_width_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/live/inspect/inspector_rig.h"

#include <QFile>

using namespace sessionscope;
using namespace sessionscope::test;
using inspect::LinkState;

namespace {

constexpr int kPatience = 40'000;

bool runProgram(const QString &program, const QStringList &words)
{
    return endOf(spawn(program, words)) == 0;
}

/// An authority, a server's certificate for 127.0.0.1 and a client's, made with openssl.
class Certificates
{
public:
    bool make()
    {
        const QString days = "2";
        if (!runProgram("openssl",
                        {"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path("ca.key"), "-out",
                         path("ca.crt"), "-days", days, "-subj", "/CN=test authority"}))
            return false;
        QFile names(path("names"));
        if (!names.open(QIODevice::WriteOnly)
            || names.write("subjectAltName=DNS:redis.mcp,IP:127.0.0.1\n") < 0)
            return false;
        names.close();
        for (const char *who : {"server", "client"}) {
            const QString name = who;
            if (!runProgram("openssl",
                            {"req", "-newkey", "rsa:2048", "-nodes", "-keyout", path(name + ".key"), "-out",
                             path(name + ".csr"), "-subj", "/CN=" + name})
                || !runProgram("openssl",
                               {"x509", "-req", "-in", path(name + ".csr"), "-CA", path("ca.crt"), "-CAkey",
                                path("ca.key"), "-CAcreateserial", "-out", path(name + ".crt"), "-days", days,
                                "-extfile", path("names")}))
                return false;
        }
        return true;
    }

    QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

/// Of a server that wants a certificate of everybody.
QStringList optionsOf(const Certificates &certificates, std::uint16_t port)
{
    return {"--tls-port",         QString::number(port),
            "--tls-cert-file",    certificates.path("server.crt"),
            "--tls-key-file",     certificates.path("server.key"),
            "--tls-ca-cert-file", certificates.path("ca.crt"),
            "--tls-auth-clients", "yes"};
}

/// Three masters that share the slots.
class RedisCluster
{
public:
    RedisCluster()
    {
        constexpr int kNodes = 3;
        for (int node = 0; node < kNodes; ++node)
            m_nodes.push_back(std::make_unique<RedisProcess>(
                QStringList{"--cluster-enabled", "yes", "--cluster-port", QString::number(ownPort())}));
    }

    bool form() const
    {
        QStringList create{"--cluster", "create"};
        for (const auto &node : m_nodes) {
            if (!QTest::qWaitFor([&node] { return answers(node->url()); }, kPatience))
                return false;
            create << QString("127.0.0.1:%1").arg(node->port());
        }
        return runProgram("redis-cli", create << "--cluster-yes")
            && QTest::qWaitFor([this] { return isUp(); }, kPatience);
    }

    void putSessions(int count) const
    {
        for (int number = 0; number < count; ++number) {
            for (const auto &node : m_nodes) // all but one refuse: MOVED
                put(node->url(), record(uuid(number), "http://10.244.1.7:8080"));
        }
    }

    const std::vector<std::unique_ptr<RedisProcess>> &nodes() const { return m_nodes; }

private:
    bool isUp() const
    {
        return std::ranges::all_of(m_nodes, [](const auto &node) {
            const live::RespReply info = ask(node->url(), {"CLUSTER", "INFO"});
            return info.string() && info.string()->starts_with("cluster_state:ok");
        });
    }

    std::vector<std::unique_ptr<RedisProcess>> m_nodes;
};

} // namespace

class InspectorTopologyTest : public QObject
{
    Q_OBJECT

private slots:
    void entersThroughTlsWithACertificate()
    {
        Certificates certificates;
        QVERIFY(certificates.make());
        const std::uint16_t port = ownPort();
        const RedisProcess redis(optionsOf(certificates, port));
        QTRY_VERIFY_WITH_TIMEOUT(answers(redis.url()), kPatience);
        put(redis.url(), record(uuid(1), "http://10.244.1.7:8080"));
        ask(redis.url(), {"CONFIG", "RESETSTAT"});
        const std::string ca = "?ca=" + certificates.path("ca.crt").toStdString();
        const std::string own = "&cert=" + certificates.path("client.crt").toStdString()
            + "&key=" + certificates.path("client.key").toStdString();
        const std::string host = "rediss://127.0.0.1:" + std::to_string(port);

        InspectorRig rig;
        rig.open(spec(host + ca + own + "&sni=redis.mcp"));
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Live, kPatience);
        QCOMPARE(rig.sessions(), std::size_t(1));
        QCOMPARE(beyondTheList(redis.url()), std::string());

        InspectorRig elsewhere; // the server is somebody else
        elsewhere.post(control::TestConnection{spec(host + ca + own + "&sni=other.mcp")});
        QTRY_VERIFY_WITH_TIMEOUT(elsewhere.isDone(), kPatience);
        QVERIFY(!elsewhere.result());
        QCOMPARE(elsewhere.steps.back().step, inspect::TestStep::Tls);
    }

    void whoeverShowsNoCertificateIsToldHow_data()
    {
        QTest::addColumn<QString>("protocol");
        for (const char *protocol : {"TLSv1.2", "TLSv1.3"}) // one refuses in the handshake, one after it
            QTest::newRow(protocol) << protocol;
    }

    void whoeverShowsNoCertificateIsToldHow()
    {
        QFETCH(QString, protocol);
        Certificates certificates;
        QVERIFY(certificates.make());
        const std::uint16_t port = ownPort();
        const RedisProcess redis(optionsOf(certificates, port) + QStringList{"--tls-protocols", protocol});
        QTRY_VERIFY_WITH_TIMEOUT(answers(redis.url()), kPatience);
        const auto stranger = spec("rediss://127.0.0.1:" + std::to_string(port)
                                   + "?ca=" + certificates.path("ca.crt").toStdString());
        const std::string advice = "?cert=FILE&key=FILE";

        InspectorRig rig;
        rig.open(stranger, false);
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        QVERIFY(!rig.result());
        QVERIFY(rig.result().error().code == ErrorCode::Refused);
        QVERIFY2(rig.result().error().hint.find(advice) != std::string::npos,
                 rig.result().error().text().c_str());

        rig.post(control::TestConnection{stranger});
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        QVERIFY(!rig.result());
        QCOMPARE(rig.steps.back().step, inspect::TestStep::Tls);
        QVERIFY2(rig.steps.back().advice.find(advice) != std::string::npos, rig.steps.back().advice.c_str());
    }

    void aFileOfCertificatesThatIsNotThereIsNamed_data()
    {
        QTest::addColumn<QByteArray>("files");
        QTest::addColumn<QByteArray>("missing");
        QTest::addColumn<QByteArray>("option");
        QTest::newRow("authority") << QByteArray("?ca=/nofile") << QByteArray("/nofile") << QByteArray("?ca");
        QTest::newRow("certificate") << QByteArray("?cert=/nofile&key=/k") << QByteArray("/nofile")
                                     << QByteArray("?cert");
    }

    void aFileOfCertificatesThatIsNotThereIsNamed()
    {
        QFETCH(QByteArray, files);
        QFETCH(QByteArray, missing);
        QFETCH(QByteArray, option);
        const RedisProcess redis; // it is told before any TLS is spoken
        QTRY_VERIFY_WITH_TIMEOUT(answers(redis.url()), kPatience);
        InspectorRig rig;
        rig.post(control::TestConnection{spec("rediss://" + redis.url().address() + files.toStdString())});
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        QVERIFY(!rig.result());
        QCOMPARE(rig.result().error().where, missing.toStdString());
        QVERIFY2(rig.steps.back().detail.find(missing.toStdString()) != std::string::npos,
                 rig.steps.back().detail.c_str());
        QVERIFY2(rig.steps.back().advice.find(option.toStdString()) != std::string::npos,
                 rig.steps.back().advice.c_str());
    }

    void followsAFailoverOfSentinels()
    {
        auto master = std::make_unique<RedisProcess>();
        const RedisProcess replica({"--replicaof", QString("127.0.0.1 %1").arg(master->port())});
        QTRY_VERIFY_WITH_TIMEOUT(answers(master->url()) && answers(replica.url()), kPatience);
        put(master->url(), record(uuid(1), "http://10.244.1.7:8080"));
        QTRY_VERIFY_WITH_TIMEOUT(ask(replica.url(), {"DBSIZE"}) == live::RespReply{std::int64_t(1)},
                                 kPatience);

        QTemporaryDir folder;
        const std::uint16_t port = ownPort();
        QFile file(folder.filePath("sentinel.conf"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            QString(
                "port %1\nbind 127.0.0.1\ndir %2\nsentinel monitor mymaster 127.0.0.1 %3 1\n"
                "sentinel down-after-milliseconds mymaster 500\nsentinel failover-timeout mymaster 3000\n")
                .arg(port)
                .arg(folder.path())
                .arg(master->port())
                .toUtf8());
        file.close();
        const RedisProcess sentinel({file.fileName()}, port, true);
        QTRY_VERIFY_WITH_TIMEOUT(answers(sentinel.url()), kPatience);
        const auto replicas = [&sentinel] {
            const live::RespReply reply = ask(sentinel.url(), {"SENTINEL", "REPLICAS", "mymaster"});
            return reply.array() ? reply.array()->size() : 0;
        };
        QTRY_COMPARE_WITH_TIMEOUT(replicas(), std::size_t(1), kPatience);

        InspectorRig rig; // the first sentinel is not there: the next is asked
        rig.open(spec("redis-sentinel://127.0.0.1:1,127.0.0.1:" + std::to_string(port) + "/mymaster"));
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Live, kPatience);
        QCOMPARE(rig.status.server, master->url().address());
        master->kill();
        QTRY_VERIFY_WITH_TIMEOUT(
            rig.state() == LinkState::Live && rig.status.server == replica.url().address(), kPatience);
        QCOMPARE(rig.sessions(), std::size_t(1));
        put(replica.url(), record(uuid(2), "http://10.244.1.7:8080"));
        QTRY_COMPARE_WITH_TIMEOUT(rig.sessions(), std::size_t(2), kPatience);
    }

    void anUnknownMasterIsNamed()
    {
        QTemporaryDir folder;
        const std::uint16_t port = ownPort();
        QFile file(folder.filePath("sentinel.conf"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QString("port %1\nbind 127.0.0.1\ndir %2\n").arg(port).arg(folder.path()).toUtf8());
        file.close();
        const RedisProcess sentinel({file.fileName()}, port, true);
        QTRY_VERIFY_WITH_TIMEOUT(answers(sentinel.url()), kPatience);
        InspectorRig rig;
        rig.open(spec("redis-sentinel://127.0.0.1:" + std::to_string(port) + "/nobody"), false);
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        QVERIFY(rig.result().error().what.find("nobody") != std::string::npos);
    }

    void scansEveryMasterOfACluster_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("the first seed is not there") << "redis://127.0.0.1:1," << "?cluster=true";
        QTest::newRow("one node, not said to be of a cluster") << "redis://" << "";
        QTest::newRow("as the user of the aclfile") << "redis://sessionscope:change-me@" << "?cluster=true";
    }

    void scansEveryMasterOfACluster()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        RedisCluster cluster;
        QVERIFY(cluster.form());
        constexpr int kSessions = 30;
        cluster.putSessions(kSessions);
        for (const auto &node : cluster.nodes()) {
            QVERIFY(allowFromFile(node->url(), ACL_FILE));
            ask(node->url(), {"CONFIG", "RESETSTAT"});
        }
        const std::string seed = cluster.nodes()[1]->url().address();

        InspectorRig rig;
        rig.open(spec(before.toStdString() + seed + after.toStdString()));
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Live, kPatience);
        QCOMPARE(rig.sessions(), std::size_t(kSessions));
        for (const auto &node : cluster.nodes()) {
            QVERIFY(rig.status.server.find(node->url().address()) != std::string::npos);
            QCOMPARE(beyondTheList(node->url()), std::string());
            ask(node->url(), {"DEL", kProxyPrefix + uuid(0)});
        }
        QTRY_COMPARE_WITH_TIMEOUT(rig.sessions(), std::size_t(kSessions - 1), kPatience);
    }

    void aNodeThatMayNotTellOfTheOthersIsSeenAsAPart()
    {
        RedisCluster cluster;
        QVERIFY(cluster.form());
        constexpr int kSessions = 30;
        cluster.putSessions(kSessions);
        const RedisUrl node = cluster.nodes()[1]->url();
        QVERIFY(allowFromFile(node, ACL_FILE));
        ask(node, {"ACL", "SETUSER", "sessionscope", "-cluster|slots"});

        InspectorRig rig;
        rig.open(spec("redis://sessionscope:change-me@" + node.address()), false);
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        QVERIFY(rig.result().has_value());
        QVERIFY(rig.sessions() > 0 && rig.sessions() < std::size_t(kSessions));
        QVERIFY(!rig.progress.complete);
    }

    void whatKeepsAClusterFromBeingFoundIsNamed_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("hint");
        QTest::newRow("it is none") << "" << static_cast<int>(ErrorCode::Unsupported)
                                    << QByteArray("leave ?cluster out");
        QTest::newRow("the user may not ask")
            << "poor:p@" << static_cast<int>(ErrorCode::Refused) << QByteArray("+cluster|slots");
    }

    void whatKeepsAClusterFromBeingFoundIsNamed()
    {
        QFETCH(QString, user);
        QFETCH(int, code);
        QFETCH(QByteArray, hint);
        const RedisProcess redis;
        QTRY_VERIFY_WITH_TIMEOUT(answers(redis.url()), kPatience);
        ask(redis.url(), {"ACL", "SETUSER", "poor", "on", ">p", "~thv:*", "-@all", "+ping", "+scan", "+get"});
        InspectorRig rig;
        rig.open(spec("redis://" + user.toStdString() + redis.url().address() + "?cluster=true"), false);
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        QVERIFY(!rig.result());
        QCOMPARE(static_cast<int>(rig.result().error().code), code);
        QVERIFY2(rig.result().error().hint.find(hint.toStdString()) != std::string::npos,
                 rig.result().error().text().c_str());
    }

    void reachesAnnouncedAddressesThroughTheMap()
    {
        const auto mapped = spec("redis://10.9.9.9:7000?cluster=true&map=10.9.9.9:7000=127.0.0.1:7001");
        QCOMPARE(mapped.seeds().front().text(), std::string("127.0.0.1:7001"));
        QCOMPARE(inspect::ConnectionSpec::parse(mapped.text())->addressMap, mapped.addressMap);
    }
};

QTEST_GUILESS_MAIN(InspectorTopologyTest)
#include "inspector_topology_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/kubectl.h"
#include "tests/live/inspect/inspector_rig.h"

#include <boost/asio/write.hpp>

#include <QFile>

#include <atomic>
#include <thread>

using namespace sessionscope;
using namespace sessionscope::test;
using inspect::LinkState;

namespace {

constexpr int kPatience = 20'000;

/// Answers whatever it is sent with the same bytes, then closes.
class FalseRedis
{
public:
    explicit FalseRedis(std::string answer)
        : m_acceptor(m_io, {boost::asio::ip::address_v4::loopback(), 0})
        , m_answer(std::move(answer))
        , m_thread([this] { serve(); })
    {
    }

    ~FalseRedis()
    {
        m_stopping = true;
        boost::asio::ip::tcp::socket last(m_io); // wakes accept()
        boost::system::error_code ignored;
        last.connect({boost::asio::ip::address_v4::loopback(), m_acceptor.local_endpoint().port()}, ignored);
        last.close(ignored);
        m_thread.join();
    }

    std::string uri() const
    {
        return "redis://127.0.0.1:" + std::to_string(m_acceptor.local_endpoint().port());
    }

private:
    void serve()
    {
        while (!m_stopping) {
            boost::asio::ip::tcp::socket socket(m_io);
            boost::system::error_code error;
            m_acceptor.accept(socket, error);
            char some[256];
            socket.read_some(boost::asio::buffer(some), error);
            boost::asio::write(socket, boost::asio::buffer(m_answer), error);
        }
    }

    boost::asio::io_context m_io;
    boost::asio::ip::tcp::acceptor m_acceptor;
    std::string m_answer;
    std::atomic<bool> m_stopping = false;
    std::thread m_thread;
};

} // namespace

class InspectorOutsideTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_path = qgetenv("PATH"); }
    void cleanup() { qputenv("PATH", m_path); }

    void aServerThatIsNoRedisIsAState_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("garbage") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n");
        QTest::newRow("closes in the middle of a reply") << QByteArray("+PON");
        QTest::newRow("closes at once") << QByteArray();
        QTest::newRow("a reply without end") << QByteArray("+PONG\r\n*2147483647\r\n$3\r\nabc\r\n");
    }

    void aServerThatIsNoRedisIsAState()
    {
        QFETCH(QByteArray, answer);
        const FalseRedis redis(answer.toStdString());
        InspectorRig rig;
        rig.open(spec(redis.uri()));
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        QVERIFY(!rig.result() && !rig.result().error().what.empty());
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Redialling, kPatience);
    }

    void aLinkThatBreaksIsNotTakenForARefusal_data()
    {
        QTest::addColumn<QByteArray>("options");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("a server") << QByteArray() << QByteArray("+PONG\r\n+O");
        QTest::newRow("a node of a cluster") << QByteArray("?cluster=true") << QByteArray("+PONG\r\n*1");
    }

    void aLinkThatBreaksIsNotTakenForARefusal()
    {
        QFETCH(QByteArray, options);
        QFETCH(QByteArray, answer);
        const FalseRedis redis(answer.toStdString());
        InspectorRig rig;
        rig.open(spec(redis.uri() + options.toStdString()), false);
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        QVERIFY(!rig.result());
        const Error error = rig.result().error();
        QVERIFY2(error.code == ErrorCode::ConnectionLost, error.text().c_str());
        QVERIFY2(error.hint.find("this user") == std::string::npos, error.text().c_str());
    }

    void readsWhatKubectlPrints()
    {
        const std::string objects = json{{"kind", "List"}, {"items", Installation::healthy().objects}}.dump();
        writeKubectl("cat <<'END'\n" + objects + "\nEND\necho 'Warning: an old version' >&2");
        const auto answer = runKubectl();
        QVERIFY2(answer.has_value(), answer ? "" : answer.error().text().c_str());
        QCOMPARE(answer->facts.mcpServers.size(), std::size_t(1));
        QVERIFY(answer->facts.missing.empty());
        QVERIFY(arguments().contains("--context=prod --namespace=mcp"));
        QVERIFY(arguments().startsWith("get statefulset,"));
    }

    void troubleWithKubectlIsAState_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<int>("code");
        QTest::newRow("missing") << QString() << static_cast<int>(ErrorCode::NotFound);
        QTest::newRow("denied") << "echo 'Error from server (Forbidden): pods is forbidden' >&2; exit 1"
                                << static_cast<int>(ErrorCode::Refused);
        QTest::newRow("no such context") << "echo 'error: context \"prod\" does not exist' >&2; exit 1"
                                         << static_cast<int>(ErrorCode::Refused);
        QTest::newRow("slow") << "exec sleep 60" << static_cast<int>(ErrorCode::TimedOut);
        QTest::newRow("garbage") << "echo '<html>login</html>'" << static_cast<int>(ErrorCode::Protocol);
        QTest::newRow("killed") << "kill -9 $$" << static_cast<int>(ErrorCode::Refused);
    }

    void troubleWithKubectlIsAState()
    {
        QFETCH(QString, script);
        QFETCH(int, code);
        writeKubectl(script.toStdString());
        const auto answer = runKubectl();
        QVERIFY(!answer);
        QCOMPARE(static_cast<int>(answer.error().code), code);
        QVERIFY(!answer.error().what.empty());
    }

    void whatOnePersonMayNotReadIsNamed()
    {
        const std::string objects = json{{"kind", "List"}, {"items", Installation::healthy().objects}}.dump();
        writeKubectl("case \"$2\" in *mcpserver*) echo 'error: the server doesn'\"'\"'t have a resource type "
                     "\"mcpserver\"' >&2; exit 1;; esac\ncat <<'END'\n"
                     + objects
                     + "\nEND\necho 'Error from server (Forbidden): deployments is forbidden' >&2; exit 1");
        const auto answer = runKubectl();
        QVERIFY2(answer.has_value(), answer ? "" : answer.error().text().c_str());
        QCOMPARE(answer->facts.missing.size(), std::size_t(2));
        QVERIFY(!answer->facts.pods.empty());
    }

    void aForwardedPortThatMovesIsDialledAnew()
    {
        auto redis = std::make_unique<RedisProcess>();
        QTRY_VERIFY_WITH_TIMEOUT(answers(redis->url()), kPatience);
        put(redis->url(), record(uuid(1), "http://10.244.1.7:8080"));
        const QString portFile = m_folder.filePath("port");
        writeText(portFile, QByteArray::number(redis->port()));
        writeKubectl("echo \"Forwarding from 127.0.0.1:$(cat " + portFile.toStdString()
                     + ") -> 6379\"\nexec sleep 600");

        InspectorRig rig;
        rig.open(spec("redis://h?forward=svc/redis&namespace=mcp"));
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Live, kPatience);
        QCOMPARE(rig.sessions(), std::size_t(1));

        redis->kill(); // the pod goes, another comes with another forwarded port
        RedisProcess next;
        QTRY_VERIFY_WITH_TIMEOUT(answers(next.url()), kPatience);
        put(next.url(), record(uuid(2), "http://10.244.1.7:8080"));
        writeText(portFile, QByteArray::number(next.port()));
        QTRY_VERIFY_WITH_TIMEOUT(rig.hasBeen(LinkState::Redialling), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(rig.look().inventory.find(kProxyPrefix + uuid(2)).has_value(), kPatience);
    }

private:
    /// A kubectl of its own, alone on the PATH with what a script needs; none for an empty script.
    void writeKubectl(const std::string &script)
    {
        const QString name = m_folder.filePath("kubectl");
        QFile::remove(name);
        if (script.empty()) {
            qputenv("PATH", m_folder.path().toUtf8());
            return;
        }
        writeText(name,
                  "#!/bin/sh\nPATH=/usr/bin:/bin\necho \"$*\" > " + m_folder.filePath("arguments").toUtf8()
                      + "\n" + QByteArray::fromStdString(script) + "\n");
        QFile::setPermissions(name, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("PATH", m_folder.path().toUtf8() + ":" + m_path);
    }

    static void writeText(const QString &name, const QByteArray &text)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
    }

    QString arguments() const
    {
        QFile file(m_folder.filePath("arguments"));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).replace("-o json ", "")
                                              : QString();
    }

    static Result<live::KubectlAnswer> runKubectl()
    {
        boost::asio::io_context io(sessionscope::live::kOneThread);
        live::KubectlRequest request;
        request.context = "prod";
        request.namespaceName = "mcp";
        request.limit = Duration::milliseconds(3'000);
        return live::run(io, live::readCluster(io, std::move(request)));
    }

    QByteArray m_path;
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(InspectorOutsideTest)
#include "inspector_outside_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/child_process.h"
#include "core/live/redis_server.h"
#include "core/live/redis_store.h"
#include "core/live/temp_folder.h"
#include "core/session/record_codec.h"
#include "tests/live/redis/live_support.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::live;
using namespace sessionscope::session;

namespace {

constexpr auto kKey = "thv:proxy:session:3f1c2f0a-7d0e-4b43-9c1e-1f0a6f2f9f10";
constexpr auto kJson = R"({"id":"3f1c2f0a-7d0e-4b43-9c1e-1f0a6f2f9f10","type":"mcp",)"
                       R"("created_at":"2026-08-21T10:26:05.123456789Z",)"
                       R"("updated_at":"2026-08-21T10:26:05.123456789Z","metadata":{}})";

} // namespace

/// Every way to be let in by a real server, and not to be.
class RedisAccessTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_folder = *TempFolder::create("sessionscope-test", nullptr);
        makeCertificate("server", "subjectAltName=IP:127.0.0.1,DNS:localhost");
        makeCertificate("client", "subjectAltName=DNS:client");
        auto server = run(m_io, RedisServer::start(m_io, {}));
        QVERIFY2(server.has_value(), server ? "" : server.error().text().c_str());
        m_server = std::move(*server);
        m_control = std::make_unique<RespClient>(m_io, m_server->socketUrl());
        control({"config", "set", "bind", "127.0.0.1 127.0.0.2"});
        control({"acl", "setuser", "limited", "on", ">s3cret:/@", "~thv:*", "+get", "+getex", "+set", "+del",
                 "+ping", "+select"});
        openTlsPort();
    }

    void init()
    {
        control({"flushall"});
        requireClientCertificates(false);
    }

    void cleanupTestCase()
    {
        m_control.reset();
        m_server.reset();
    }

    void isLetIn_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("clientsNeedCertificates");
        QTest::addColumn<int>("database");
        const auto row = [](const char *name, const char *url, bool certificates = false, int database = 0) {
            QTest::newRow(name) << QString(url) << certificates << database;
        };
        row("by the password", "redis://:PASSWORD@127.0.0.1:PLAIN");
        row("as the default user", "redis://default:PASSWORD@127.0.0.1:PLAIN");
        row("as a user of the access list", "redis://limited:s3cret%3A%2F%40@127.0.0.1:PLAIN");
        row("to another database", "redis://:PASSWORD@127.0.0.1:PLAIN/3", false, 3);
        row("as a user to another database", "redis://limited:s3cret%3A%2F%40@127.0.0.1:PLAIN/7", false, 7);
        row("over the socket", "unix:SOCKET?password=PASSWORD");
        row("as a user over the socket", "unix:SOCKET?user=limited&password=s3cret:/@&db=2", false, 2);
        row("over TLS, by address", "rediss://:PASSWORD@127.0.0.1:TLS?ca=FOLDER/server.crt");
        row("over TLS, by name", "rediss://:PASSWORD@localhost:TLS/5?ca=FOLDER/server.crt", false, 5);
        row("over TLS, unverified", "rediss://:PASSWORD@127.0.0.2:TLS?insecure=true");
        row("over TLS, as a user", "rediss://limited:s3cret%3A%2F%40@127.0.0.1:TLS?ca=FOLDER/server.crt");
        row("over TLS with a certificate",
            "rediss://:PASSWORD@127.0.0.1:TLS?ca=FOLDER/server.crt&cert=FOLDER/client.crt&key=FOLDER/"
            "client.key",
            true);
    }

    void isLetIn()
    {
        QFETCH(QString, url);
        QFETCH(bool, clientsNeedCertificates);
        QFETCH(int, database);
        requireClientCertificates(clientsNeedCertificates);
        RedisStore store(m_io, urlOf(url), Duration::seconds(7200));
        const auto record = std::make_shared<Record>(*decodeRecord(kJson));
        const SaveRecord save{kKey, record, SaveRecord::Mode::Always};
        const auto saved = run(m_io, store.apply(save));
        QVERIFY2(saved.has_value(), saved ? "" : saved.error().text().c_str());
        const auto loaded = run(m_io, store.apply(LoadRecord{kKey}));
        QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
        QVERIFY(loaded->record && *loaded->record == *record);

        RedisUrl there = m_server->socketUrl();
        there.database = static_cast<std::uint32_t>(database);
        RespClient reader(m_io, there);
        const auto json = run(m_io, reader.command("get", kKey));
        QVERIFY(json && json->string() && *decodeRecord(*json->string()) == *record);
        control({"flushall"});
        QVERIFY(run(m_io, store.apply(LoadRecord{kKey}))->record == nullptr);
    }

    void isRefused_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("clientsNeedCertificates");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *url, ErrorCode code, const char *says,
                            bool certificates = false) {
            QTest::newRow(name) << QString(url) << certificates << code << QString(says);
        };
        const auto refused = ErrorCode::Refused;
        row("without a password", "redis://127.0.0.1:PLAIN", refused, "give the password in the URL");
        row("with a wrong password", "redis://:nonsense@127.0.0.1:PLAIN", refused,
            "check the user and the password");
        row("as an unknown user", "redis://nobody:PASSWORD@127.0.0.1:PLAIN", refused,
            "check the user and the password");
        row("as a user with a wrong password", "unix:SOCKET?user=limited&password=wrong", refused,
            "check the user and the password");
        row("to a database that is not there", "redis://:PASSWORD@127.0.0.1:PLAIN/99", refused,
            "fewer databases");
        row("over TLS with a wrong password", "rediss://:nonsense@127.0.0.1:TLS?ca=FOLDER/server.crt",
            refused, "check the user and the password");
        row("by a certificate of nobody we know", "rediss://:PASSWORD@127.0.0.1:TLS", refused, "not trusted");
        row("by a certificate of another authority", "rediss://:PASSWORD@127.0.0.1:TLS?ca=FOLDER/client.crt",
            refused, "not trusted");
        row("by a certificate for another host", "rediss://:PASSWORD@127.0.0.2:TLS?ca=FOLDER/server.crt",
            refused, "not trusted");
        row("without a certificate of one's own", "rediss://:PASSWORD@127.0.0.1:TLS?ca=FOLDER/server.crt",
            refused, "?cert=FILE&key=FILE", true);
        row("with a certificate that is not there",
            "rediss://127.0.0.1:TLS?cert=FOLDER/no.crt&key=FOLDER/client.key&insecure=true", ErrorCode::Io,
            "no.crt");
        row("with TLS on a port without", "rediss://127.0.0.1:PLAIN?insecure=true", ErrorCode::Unreachable,
            "does this port speak TLS?");
        row("without TLS on a port with", "redis://:PASSWORD@127.0.0.1:TLS", ErrorCode::ConnectionRefused,
            "not to a working Redis");
        row("at a socket that is not there", "unix:FOLDER/nothing", ErrorCode::ConnectionRefused,
            "is the server running?");
    }

    void isRefused()
    {
        QFETCH(QString, url);
        QFETCH(bool, clientsNeedCertificates);
        QFETCH(ErrorCode, code);
        QFETCH(QString, says);
        requireClientCertificates(clientsNeedCertificates);
        RespLimits limits;
        if (code == ErrorCode::Unreachable) // a server without TLS waits for more of our greeting
            limits.dial = Duration::milliseconds(100);
        RedisStore store(m_io, urlOf(url), Duration::seconds(7200), limits);
        const auto reply = run(m_io, store.apply(LoadRecord{kKey}));
        QVERIFY(!reply.has_value());
        const std::string text = reply.error().text();
        QVERIFY2(reply.error().code == code, text.c_str());
        QVERIFY2(text.find(says.toStdString()) != std::string::npos, text.c_str());
        QVERIFY2(!mayHaveTakenEffect(reply.error()), text.c_str());
        QVERIFY2(text.find(m_server->url().password) == std::string::npos, text.c_str());
    }

    void aUserMayNotReachBeyondItsKeys()
    {
        RespClient limited(m_io, urlOf("redis://limited:s3cret%3A%2F%40@127.0.0.1:PLAIN"));
        const auto reply = run(m_io, limited.command("get", "other"));
        QVERIFY(!reply.has_value());
        QCOMPARE(reply.error().code, ErrorCode::Refused);
        QVERIFY2(reply.error().hint.find("ACL LIST") != std::string::npos, reply.error().text().c_str());
        QVERIFY(run(m_io, limited.command("get", kKey))->isNull()); // the connection goes on
    }

    void anOutageOfATlsConnectionHeals()
    {
        RespLimits limits;
        limits.firstBackOff = limits.longestBackOff = Duration::milliseconds(1);
        RespClient client(m_io, urlOf("rediss://:PASSWORD@127.0.0.1:TLS?ca=FOLDER/server.crt"), limits);
        QVERIFY(run(m_io, client.command("set", kKey, "1")).has_value());
        control({"client", "kill", "type", "normal", "skipme", "yes"});
        QVERIFY(runUntil(m_io, [&] { return !client.isConnected(); }));
        QCOMPARE(*run(m_io, client.command("get", kKey))->string(), std::string("1"));
    }

private:
    /// A certificate NAME.crt with its key NAME.key, signed by itself, thus its own authority.
    void makeCertificate(const std::string &name, const std::string &names)
    {
        ChildProcess::Spec spec;
        spec.directory = m_folder->path();
        spec.command = {"openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=test " + name,
                        "-addext",
                        names,
                        "-keyout",
                        name + ".key",
                        "-out",
                        name + ".crt"};
        auto child = *ChildProcess::start(m_io, std::move(spec));
        const auto exit = run(m_io, child->waitForEnd(Duration::seconds(20)));
        QVERIFY2(exit && exit->ok(), child->output().c_str());
    }

    RespReply control(std::vector<std::string> command)
    {
        const auto reply = run(m_io, m_control->command(std::move(command)));
        if (!reply)
            qFatal("%s", reply.error().text().c_str());
        return *reply;
    }

    void requireClientCertificates(bool yes)
    {
        control({"config", "set", "tls-auth-clients", yes ? "yes" : "no"});
    }

    /// On the first port from the plain one on that nobody has.
    void openTlsPort()
    {
        const std::string folder = m_folder->path() + "/";
        for (int port = m_server->url().port + 1; m_tlsPort == 0 && port < 65536; ++port) {
            const auto opened = run(m_io,
                                    m_control->command(std::vector<std::string>{
                                        "config", "set", "tls-cert-file", folder + "server.crt",
                                        "tls-key-file", folder + "server.key", "tls-ca-cert-file",
                                        folder + "client.crt", "tls-port", std::to_string(port)}));
            if (opened)
                m_tlsPort = port;
        }
        QVERIFY(m_tlsPort != 0);
    }

    RedisUrl urlOf(QString text)
    {
        const RedisUrl plain = m_server->url();
        text.replace("PASSWORD", QString::fromStdString(plain.password));
        text.replace(":PLAIN", ":" + QString::number(plain.port));
        text.replace(":TLS", ":" + QString::number(m_tlsPort));
        text.replace("SOCKET", QString::fromStdString(m_server->socketUrl().socketPath));
        text.replace("FOLDER", QString::fromStdString(m_folder->path()));
        return *RedisUrl::parse(text.toStdString());
    }

    asio::io_context m_io{1};
    std::optional<TempFolder> m_folder;
    std::unique_ptr<RedisServer> m_server;
    std::unique_ptr<RespClient> m_control;
    int m_tlsPort = 0;
};

QTEST_APPLESS_MAIN(RedisAccessTest)
#include "redis_access_test.moc"

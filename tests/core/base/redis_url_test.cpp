// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/redis_url.h"

#include <QTest>

using namespace sessionscope;
using Transport = RedisUrl::Transport;

Q_DECLARE_METATYPE(RedisUrl)

namespace {

RedisUrl tcp(std::string host, std::uint16_t port = 6379)
{
    RedisUrl url;
    url.host = std::move(host);
    url.port = port;
    return url;
}

RedisUrl unixSocket(std::string path)
{
    RedisUrl url;
    url.transport = Transport::UnixSocket;
    url.port = 0;
    url.socketPath = std::move(path);
    return url;
}

template <class Change> RedisUrl with(RedisUrl url, Change change)
{
    change(url);
    return url;
}

} // namespace

class RedisUrlTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryForm_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<RedisUrl>("expected");
        QTest::newRow("host") << QByteArray("redis://localhost") << tcp("localhost");
        QTest::newRow("trailing slash") << QByteArray("redis://localhost/") << tcp("localhost");
        QTest::newRow("port") << QByteArray("redis://127.0.0.1:6390") << tcp("127.0.0.1", 6390);
        QTest::newRow("IPv6") << QByteArray("redis://[::1]:6390") << tcp("::1", 6390);
        QTest::newRow("database") << QByteArray("redis://h/3")
                                  << with(tcp("h"), [](auto &u) { u.database = 3; });
        QTest::newRow("database as an option")
            << QByteArray("redis://h?db=3") << with(tcp("h"), [](auto &u) { u.database = 3; });
        QTest::newRow("password") << QByteArray("redis://:secret@h")
                                  << with(tcp("h"), [](auto &u) { u.password = "secret"; });
        QTest::newRow("user, encoded password")
            << QByteArray("redis://ada:p%40s%3As%2F@h") << with(tcp("h"), [](auto &u) {
                   u.user = "ada";
                   u.password = "p@s:s/";
               });
        QTest::newRow("TLS") << QByteArray("rediss://h:6380?ca=/c%20a.pem&cert=/c.pem&key=/k.pem")
                             << with(tcp("h", 6380), [](auto &u) {
                                    u.transport = Transport::Tls;
                                    u.authorityFile = "/c a.pem";
                                    u.certificateFile = "/c.pem";
                                    u.privateKeyFile = "/k.pem";
                                });
        QTest::newRow("TLS unverified")
            << QByteArray("rediss://h?insecure=true") << with(tcp("h"), [](auto &u) {
                   u.transport = Transport::Tls;
                   u.verifyCertificate = false;
               });
        QTest::newRow("socket") << QByteArray("unix:/run/redis.sock") << unixSocket("/run/redis.sock");
        QTest::newRow("socket, empty authority") << QByteArray("unix:///run/r%20s") << unixSocket("/run/r s");
        QTest::newRow("socket with options")
            << QByteArray("unix:/r?db=2&user=ada&password=a%26b") << with(unixSocket("/r"), [](auto &u) {
                   u.database = 2;
                   u.user = "ada";
                   u.password = "a&b";
               });
    }

    void readsEveryForm()
    {
        QFETCH(QByteArray, text);
        QFETCH(RedisUrl, expected);
        const auto url = RedisUrl::parse(text.toStdString());
        QVERIFY2(url.has_value(), url ? "" : url.error().text().c_str());
        QVERIFY2(*url == expected, url->textWithPassword().c_str());
        const auto again = RedisUrl::parse(expected.textWithPassword());
        QVERIFY2(again == expected, expected.textWithPassword().c_str());
    }

    void namesThePartThatDoesNotRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("where");
        QTest::newRow("empty") << QByteArray("") << QByteArray("URL");
        QTest::newRow("no scheme") << QByteArray("localhost:secret") << QByteArray("scheme");
        QTest::newRow("other scheme") << QByteArray("http://:secret@h") << QByteArray("scheme");
        QTest::newRow("no host") << QByteArray("redis:///3") << QByteArray("host");
        QTest::newRow("port too large") << QByteArray("redis://:secret@h:65536") << QByteArray("port");
        QTest::newRow("port 0") << QByteArray("redis://:secret@h:0") << QByteArray("port");
        QTest::newRow("port a word") << QByteArray("redis://:secret@h:x") << QByteArray("port");
        QTest::newRow("database a word") << QByteArray("redis://:secret@h/zero") << QByteArray("db");
        QTest::newRow("database negative") << QByteArray("redis://:secret@h/-1") << QByteArray("db");
        QTest::newRow("unknown option")
            << QByteArray("redis://:secret@h?timeout=3") << QByteArray("?timeout");
        QTest::newRow("TLS option without TLS") << QByteArray("redis://:secret@h?ca=/c") << QByteArray("?ca");
        QTest::newRow("neither true nor false")
            << QByteArray("rediss://h?insecure=maybe") << QByteArray("?insecure");
        QTest::newRow("certificate without key") << QByteArray("rediss://h?cert=/c") << QByteArray("?cert");
        QTest::newRow("relative socket") << QByteArray("unix:redis.sock") << QByteArray("path");
        QTest::newRow("socket with host") << QByteArray("unix://h/redis.sock") << QByteArray("path");
        QTest::newRow("fragment") << QByteArray("redis://h#secret") << QByteArray("#");
        QTest::newRow("unencoded password") << QByteArray("redis://:sec ret@h") << QByteArray("URL");
    }

    void namesThePartThatDoesNotRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, where);
        const auto url = RedisUrl::parse(text.toStdString());
        QVERIFY(!url.has_value());
        QCOMPARE(url.error().code, ErrorCode::InvalidInput);
        QCOMPARE(url.error().where, where.toStdString());
        QVERIFY(url.error().text().find("secret") == std::string::npos);
    }

    void anAddressIsWrittenAsItIsRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"redis://[::1]:27301", "redis://127.0.0.1:27301", "rediss://[fe80::2]:1/3"})
            QTest::newRow(text) << QByteArray(text);
    }

    void anAddressIsWrittenAsItIsRead()
    {
        QFETCH(QByteArray, text);
        const auto url = RedisUrl::parse(text.toStdString());
        QVERIFY2(url.has_value(), url ? "" : url.error().text().c_str());
        QCOMPARE(url->text(), text.toStdString());
    }

    void neverShowsAPassword_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("TCP") << QByteArray("redis://ada:secret@h/1")
                             << QByteArray("redis://ada:***@h:6379/1");
        QTest::newRow("no user") << QByteArray("redis://:secret@h") << QByteArray("redis://:***@h:6379");
        QTest::newRow("socket") << QByteArray("unix:/r?password=secret")
                                << QByteArray("unix:/r?password=***");
        QTest::newRow("none") << QByteArray("redis://h") << QByteArray("redis://h:6379");
    }

    void neverShowsAPassword()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shown);
        QCOMPARE(RedisUrl::parse(text.toStdString())->text(), shown.toStdString());
    }

    void anAddressIsHostAndPortOrAPath()
    {
        QCOMPARE(RedisUrl::parse("redis://[::1]")->address(), std::string("[::1]:6379"));
        QCOMPARE(RedisUrl::parse("redis://:p@h:1")->address(), std::string("h:1"));
        QCOMPARE(RedisUrl::parse("unix:/r?password=p")->address(), std::string("/r"));
    }
};

QTEST_APPLESS_MAIN(RedisUrlTest)
#include "redis_url_test.moc"

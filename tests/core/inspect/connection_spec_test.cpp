// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/connection_spec.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace sessionscope;
using inspect::ConnectionSpec;

class ConnectionSpecTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryForm_data()
    {
        QTest::addColumn<QByteArray>("uri");
        QTest::addColumn<QByteArray>("address");
        QTest::newRow("plain") << QByteArray("redis://h:6390/2") << QByteArray("h:6390");
        QTest::newRow("unix") << QByteArray("unix:/tmp/r.sock?prefix=my:") << QByteArray("/tmp/r.sock");
        QTest::newRow("tls") << QByteArray("rediss://h?ca=/c.pem&sni=redis.mcp") << QByteArray("h:6379");
        QTest::newRow("sentinel") << QByteArray("redis-sentinel://s1,s2:26380/mymaster/1?sentinelUser=u")
                                  << QByteArray("mymaster via s1:26379");
        QTest::newRow("cluster") << QByteArray("redis://a,b:7001?cluster=true")
                                 << QByteArray("cluster at a:6379");
        QTest::newRow("address map") << QByteArray("redis://a?cluster=true&map=10.0.0.7:6379=127.0.0.1:7001")
                                     << QByteArray("cluster at a:6379");
        QTest::newRow("port-forward") << QByteArray("redis://h/0?forward=svc/redis&context=c&namespace=n")
                                      << QByteArray("svc/redis (port-forward)");
    }

    void readsEveryForm()
    {
        QFETCH(QByteArray, uri);
        QFETCH(QByteArray, address);
        const auto spec = ConnectionSpec::parse(uri.toStdString());
        QVERIFY2(spec.has_value(), spec ? "" : spec.error().text().c_str());
        QCOMPARE(spec->address(), address.toStdString());
        const auto again = ConnectionSpec::parse(spec->text());
        QVERIFY2(again.has_value(), spec->text().c_str());
        QCOMPARE(*again, *spec);
    }

    void refusesWhatCannotBe_data()
    {
        QTest::addColumn<QByteArray>("uri");
        for (const char *uri : {"", "nonsense", "http://h", "redis://a,b", "redis-sentinel://h",
                                "redis://h/3?cluster=true", "redis://h?namespace=n", "redis://h?map=a:1",
                                "redis://h:99999", "unix:r.sock", "redis://h?prefx=a"})
            QTest::newRow(uri) << QByteArray(uri);
    }

    void refusesWhatCannotBe()
    {
        QFETCH(QByteArray, uri);
        const auto spec = ConnectionSpec::parse(uri.toStdString());
        QVERIFY(!spec);
        QCOMPARE(spec.error().code, ErrorCode::InvalidInput);
    }

    void neverShowsOrSavesASecret()
    {
        auto spec = *ConnectionSpec::parse("redis-sentinel://u:geheim@s1/m?sentinelPassword=versteckt");
        spec.name = "prod";
        const std::string saved = inspect::connectionsToJson({spec}).dump();
        for (const std::string &text : {spec.text(), spec.address(), saved}) {
            QVERIFY(text.find("geheim") == std::string::npos);
            QVERIFY(text.find("versteckt") == std::string::npos);
        }
        const auto read = inspect::connectionsFromJson(saved);
        QVERIFY(read.has_value());
        QCOMPARE(read->front(), spec.withoutSecrets());
        QVERIFY(read->front().wantsSecrets); // but it is known that there was one
    }

    void oneConnectionThatDoesNotReadIsLeftOutIfThatIsWanted()
    {
        nlohmann::json entries = nlohmann::json::array();
        for (const char *uri : {"redis://a", "unix:/s?forward=svc/redis", "redis://c"})
            entries.push_back({{"name", uri}, {"uri", uri}});
        const std::string saved
            = nlohmann::json{{"sessionscopeConnections", 1}, {"connections", entries}}.dump();
        QVERIFY(!inspect::connectionsFromJson(saved));
        std::vector<Error> told;
        const auto read
            = inspect::connectionsFromJson(saved, [&told](const Error &error) { told.push_back(error); });
        QVERIFY(read.has_value());
        QCOMPARE(read->size(), std::size_t(2));
        QCOMPARE(read->back().name, std::string("redis://c"));
        QCOMPARE(told.size(), std::size_t(1));
        QCOMPARE(told[0].where, std::string("$.connections[1].uri"));
        QVERIFY(told[0].what.find("unix:") != std::string::npos);
    }

    void refusesConnectionsOfTheFuture()
    {
        const auto read = inspect::connectionsFromJson("{\"sessionscopeConnections\":2,\"connections\":[]}");
        QVERIFY(!read);
        QVERIFY(!inspect::connectionsFromJson("[]"));
    }
};

QTEST_APPLESS_MAIN(ConnectionSpecTest)
#include "connection_spec_test.moc"

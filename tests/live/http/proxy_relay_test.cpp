// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/live/http/proxy_rig.h"

#include <QTest>

#include <string>

using namespace sessionscope;
using namespace sessionscope::live;
using namespace sessionscope::live::test;

Q_DECLARE_METATYPE(std::string)

/// What a proxy passes on, and how, while everybody behaves.
class ProxyRelayTest : public QObject
{
    Q_OBJECT

private slots:
    void passesARequestAndItsAnswerOn();
    void setsWhatAProxySetsAndDropsWhatBelongsToAHop();
    void keepsTheOrderAndTheDuplicatesOfFields();
    void passesAnAcceptedNotificationOnExactly();
    void answersPipelinedRequestsInOrder();
    void reusesTheConnectionToTheBackend();
    void tellsALengthOnceAndOnlyWhereThereIsABody_data();
    void tellsALengthOnceAndOnlyWhereThereIsABody();
    void deliversEventsBeforeTheStreamEnds();
    void sendsTheHeadOfAStreamAtOnce();
};

void ProxyRelayTest::passesARequestAndItsAnswerOn()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(post(kCall));
    auto server = rig.backendReceiving(kCall);
    QVERIFY(server);
    server->send(reply(200, R"({"result":1})", "Content-Type: application/json\r\n"));
    QVERIFY(rig.receives(client, R"({"result":1})"));
    QCOMPARE(client.received,
             std::string("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                         "Content-Length: 12\r\n\r\n{\"result\":1}"));
}

void ProxyRelayTest::setsWhatAProxySetsAndDropsWhatBelongsToAHop()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client("POST /mcp?x=1 HTTP/1.1\r\nHost: localhost:1234\r\n"
                                "Connection: keep-alive, X-Secret\r\nX-Secret: 1\r\nKeep-Alive: 5\r\n"
                                "TE: trailers\r\nUpgrade: h2c\r\nX-Forwarded-For: 6.6.6.6\r\n"
                                "X-Forwarded-Host: evil\r\nForwarded: for=6.6.6.6\r\nAccept-Encoding: br\r\n"
                                "Content-Length: 2\r\n\r\n{}");
    auto server = rig.backendReceiving("\r\n\r\n{}");
    QVERIFY(server);
    const std::string host = rig.backend.endpoint().text();
    QCOMPARE(server->received,
             "POST /mcp?x=1 HTTP/1.1\r\nHost: " + host
                 + "\r\nAccept-Encoding: br\r\nX-Forwarded-For: 127.0.0.1\r\n"
                   "X-Forwarded-Host: localhost:1234\r\nX-Forwarded-Proto: http\r\n"
                   "Content-Length: 2\r\n\r\n{}");
    server->send("HTTP/1.1 200 OK\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: 5\r\n"
                 "X-End: 2\r\nContent-Length: 2\r\n\r\nok");
    QVERIFY(rig.receives(client, "\r\n\r\nok"));
    QCOMPARE(client.received, std::string("HTTP/1.1 200 OK\r\nX-End: 2\r\nContent-Length: 2\r\n\r\nok"));
}

void ProxyRelayTest::keepsTheOrderAndTheDuplicatesOfFields()
{
    ProxyRig rig;
    rig.start();
    const std::string fields
        = "Mcp-Method: tools/call\r\nMcp-Name: counter\r\nMcp-Param-A: =?base64?eA==?=\r\n"
          "X-Twice: 1\r\nLast-Event-ID: 7\r\nx-twice: 2\r\n";
    RawPeer client = rig.client(post(kCall, fields));
    auto server = rig.backendReceiving(kCall);
    QVERIFY(server);
    QVERIFY(server->received.find(fields) != std::string::npos);
    const std::string answered = "Set-Cookie: a=1\r\nX-B: 1\r\nSet-Cookie: b=2\r\n";
    server->send(reply(200, "ok", answered));
    QVERIFY(rig.receives(client, "ok"));
    QVERIFY(client.received.find(answered) != std::string::npos);
}

void ProxyRelayTest::passesAnAcceptedNotificationOnExactly()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(post(R"({"jsonrpc":"2.0","method":"notifications/initialized"})"));
    auto server = rig.backendReceiving("initialized");
    QVERIFY(server);
    server->send(reply(202, ""));
    QVERIFY(rig.receives(client, "\r\n\r\n"));
    QCOMPARE(client.received, std::string("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"));
}

void ProxyRelayTest::answersPipelinedRequestsInOrder()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(post("{\"a\":1}") + post("{\"b\":2}"));
    auto server = rig.backendReceiving("{\"a\":1}");
    QVERIFY(server);
    QVERIFY(server->received.find("{\"b\":2}") == std::string::npos);
    server->send(reply(200, "first"));
    QVERIFY(rig.receives(*server, "{\"b\":2}"));
    server->send(reply(200, "second"));
    QVERIFY(rig.receives(client, "second"));
    QVERIFY(client.received.find("first") < client.received.find("second"));
}

void ProxyRelayTest::reusesTheConnectionToTheBackend()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(post(kCall));
    auto server = rig.backendPeer();
    QVERIFY(server);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(rig.receives(*server, kCall));
        server->received.clear();
        server->send(reply(200, "ok" + std::to_string(i)));
        QVERIFY(rig.receives(client, "ok" + std::to_string(i)));
        client.send(post(kCall));
    }
    QVERIFY(rig.receives(*server, kCall));
    QVERIFY(!rig.backend.accept());
    QCOMPARE(rig.proxy->counters().upstreamsDialled, 1U);
}

void ProxyRelayTest::tellsALengthOnceAndOnlyWhereThereIsABody_data()
{
    QTest::addColumn<std::string>("answered");
    QTest::addColumn<std::string>("passedOn");
    const std::string ok = "HTTP/1.1 200 OK\r\n";
    const std::string whole = ok + "Content-Length: 2\r\n\r\nok";
    QTest::newRow("a list") << ok + "Content-Length: 2, 2\r\n\r\nok" << whole;
    QTest::newRow("twice") << ok + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok" << whole;
    const std::string none = "HTTP/1.1 204 No Content\r\n";
    QTest::newRow("no content, with a length") << none + "Content-Length: 0\r\n\r\n" << none + "\r\n";
    QTest::newRow("no content, in chunks") << none + "Transfer-Encoding: chunked\r\n\r\n" << none + "\r\n";
}

void ProxyRelayTest::tellsALengthOnceAndOnlyWhereThereIsABody()
{
    QFETCH(std::string, answered);
    QFETCH(std::string, passedOn);
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(post(kCall));
    auto server = rig.backendReceiving(kCall);
    QVERIFY(server);
    server->send(answered);
    QVERIFY(rig.receives(client, "\r\n\r\n"));
    rig.loop.settle();
    client.receive();
    QCOMPARE(client.received, passedOn);
}

// A chunk ends with a line end of its own, without which some clients do not look at it (urllib3).
void ProxyRelayTest::deliversEventsBeforeTheStreamEnds()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(post(kCall));
    auto server = rig.backendReceiving(kCall);
    QVERIFY(server);
    server->send(kStreamHead);
    QVERIFY(rig.receives(client, "\r\n\r\n"));
    server->send("10\r\ndata: progress\n\n\r\n");
    QVERIFY(rig.receives(client, "10\r\ndata: progress\n\n\r\n"));
    server->send("e\r\n: keep-alive\n\n\r");
    QVERIFY(rig.receives(client, "e\r\n: keep-alive\n\n\r"));
    server->send("\n");
    QVERIFY(rig.receives(client, "e\r\n: keep-alive\n\n\r\n"));
    server->send("0\r\n\r\n");
    QVERIFY(rig.receives(client, "\n\n\r\n0\r\n\r\n"));
    client.send(post(kCall));
    QVERIFY(rig.loop.until([&] {
        server->receive();
        return server->received.find(kCall) != server->received.rfind(kCall);
    }));
}

void ProxyRelayTest::sendsTheHeadOfAStreamAtOnce()
{
    ProxyRig rig;
    rig.start();
    rig.store.add("s-1", rig.options.target.url.text());
    RawPeer client = rig.client(withSession("GET", "s-1"));
    auto server = rig.backendReceiving("GET /mcp");
    QVERIFY(server);
    server->send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
    QVERIFY(rig.receives(client, "\r\n\r\n"));
    QVERIFY(client.received.find("Transfer-Encoding: chunked") != std::string::npos);
    server->send("data: 1\n\n");
    QVERIFY(rig.receives(client, "9\r\ndata: 1\n\n\r\n"));
    server->close();
    QVERIFY(rig.receives(client, "0\r\n\r\n"));
}

QTEST_APPLESS_MAIN(ProxyRelayTest)
#include "proxy_relay_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/http_peer.h"
#include "ui/mcp_client.h"

#include <QSignalSpy>
#include <QTest>

using namespace sessionscope::ui;

namespace {

const QByteArray kStream = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

struct Talk
{
    HttpPeer peer;
    McpClient client;
    QSignalSpy heads{&client, &McpClient::headArrived};
    QSignalSpy events{&client, &McpClient::eventArrived};
    QSignalSpy bodies{&client, &McpClient::bodyArrived};
    QSignalSpy failures{&client, &McpClient::failed};
    QSignalSpy ends{&client, &McpClient::finished};

    bool ask(const QByteArray &method, const QList<HttpHeader> &headers = {})
    {
        ends.clear();
        client.send({method, peer.url(), method == "POST" ? QByteArray("{}") : QByteArray(), headers});
        return QTest::qWaitFor([this] { return peer.wasAsked(); });
    }
    bool isAnswered(const QByteArray &status, const QByteArray &headers, const QByteArray &body = {})
    {
        peer.answer(status, headers, body);
        return QTest::qWaitFor([this] { return ends.count() == 1; });
    }
};

} // namespace

/// The console's own HTTP client.
class McpClientTest : public QObject
{
    Q_OBJECT

private slots:
    void eventsComeInAnyPieces()
    {
        Talk talk;
        QVERIFY(talk.ask("GET"));
        talk.peer.say(kStream + "data: {\"a\"");
        QTRY_COMPARE(talk.heads.count(), 1); // the client has read what came so far
        QCOMPARE(talk.events.count(), 0);
        talk.peer.say(":1}\r\n\r");
        talk.peer.say("\n: still here\n\nevent: news\r\nid: 7\r\ndata: x\r\ndata: y\r\n\r\n");
        QTRY_COMPARE(talk.events.count(), 2);
        QCOMPARE(talk.events[0][2].toByteArray(), QByteArray("{\"a\":1}"));
        QCOMPARE(talk.events[1], (QVariantList{QByteArray("news"), QByteArray("7"), QByteArray("x\ny")}));
        talk.peer.hangUp();
        QTRY_COMPARE(talk.ends.count(), 1);
        QCOMPARE(talk.failures.count(), 0);
        QCOMPARE(talk.bodies.count(), 0);
    }

    void theSessionAndTheVersionAreKept()
    {
        Talk talk;
        QVERIFY(talk.ask("POST"));
        QVERIFY(!talk.peer.received.toLower().contains("mcp-session-id"));
        QVERIFY(talk.isAnswered("200 OK", "Mcp-Session-Id: s-1\r\nContent-Type: application/json\r\n",
                                "{\"result\":{\"protocolVersion\":\"2025-03-26\"}}"));
        QCOMPARE(talk.client.session(), QByteArray("s-1"));
        QVERIFY(talk.ask("POST"));
        QVERIFY(talk.peer.hasLine("Mcp-Session-Id: s-1"));
        QVERIFY(talk.peer.hasLine("MCP-Protocol-Version: 2025-03-26"));
        // An error's id is nobody's.
        QVERIFY(talk.isAnswered("404 Not Found", "Mcp-Session-Id: s-2\r\n"));
        QCOMPARE(talk.client.session(), QByteArray("s-1"));
        QCOMPARE(talk.failures.count(), 0);
        QVERIFY(talk.ask("DELETE"));
        QVERIFY(talk.isAnswered("204 No Content", ""));
        QCOMPARE(talk.client.session(), QByteArray());
    }

    void aSessionThatCouldNotBeDeletedIsKept()
    {
        Talk talk;
        QVERIFY(talk.ask("POST"));
        QVERIFY(talk.isAnswered("200 OK", "Mcp-Session-Id: s-1\r\n"));
        QVERIFY(talk.ask("DELETE"));
        QVERIFY(talk.isAnswered("405 Method Not Allowed", ""));
        QCOMPARE(talk.client.session(), QByteArray("s-1"));
    }

    void headersAreAddedReplacedAndLeftOut()
    {
        Talk talk;
        QVERIFY(talk.ask("POST",
                         {{"Authorization", "Bearer x"}, {"accept", "text/plain"}, {"Content-Type", ""}}));
        QVERIFY(talk.peer.hasLine("Authorization: Bearer x"));
        QVERIFY(talk.peer.hasLine("Accept: text/plain"));
        QVERIFY(!talk.peer.received.contains("event-stream"));
        QVERIFY(!talk.peer.hasLine("Content-Type: application/json"));
    }

    void aStreamIsCutShort()
    {
        Talk talk;
        QVERIFY(talk.ask("GET"));
        talk.peer.say(kStream + "data: 1\n\n");
        QTRY_COMPARE(talk.events.count(), 1);
        talk.client.cancel();
        QCOMPARE(talk.ends.count(), 1);
        QCOMPARE(talk.failures.count(), 1);
        QVERIFY(!talk.client.isBusy());
    }

    void whoeverIsNotThereIsTold()
    {
        McpClient client;
        QSignalSpy failures(&client, &McpClient::failed);
        QSignalSpy ends(&client, &McpClient::finished);
        QUrl nobody;
        {
            nobody = HttpPeer().url();
        }
        client.send({"POST", nobody, "{}"});
        QTRY_COMPARE(ends.count(), 1);
        QCOMPARE(failures.count(), 1);
    }

    void headersAreReadFromLines_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("count"); // −1: not headers
        QTest::newRow("none") << "" << 0;
        QTest::newRow("space before the colon") << "A: b\n\n  X-Y : " << -1;
        QTest::newRow("spaces") << "  A:  b c  \nX_1:d\n" << 2;
        QTest::newRow("no value") << "A:" << 1;
        QTest::newRow("no colon") << "A: b\nnonsense" << -1;
        QTest::newRow("no name") << ": b" << -1;
        QTest::newRow("smuggled") << "A: b\rX: y" << -1;
    }

    void headersAreReadFromLines()
    {
        QFETCH(QString, text);
        QFETCH(int, count);
        const auto headers = headersFrom(text);
        QCOMPARE(headers ? int(headers->size()) : -1, count);
        if (count == 2)
            QCOMPARE(headers->first(), HttpHeader("A", "b c"));
    }
};

QTEST_GUILESS_MAIN(McpClientTest)
#include "mcp_client_test.moc"

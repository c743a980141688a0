// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/live/http/proxy_rig.h"

#include <QTest>

#include <string>
#include <vector>

using namespace sessionscope;
using namespace sessionscope::live;
using namespace sessionscope::live::test;

Q_DECLARE_METATYPE(std::string)

namespace {

ProxyOptions shortLimits()
{
    ProxyOptions options = testOptions();
    options.client.sizes.headBytesMax = 2048;
    options.client.sizes.bodyBytesMax = 4096;
    options.client.headTime = Duration::milliseconds(60);
    options.client.bodyTime = Duration::milliseconds(60);
    options.client.lingerTime = Duration::milliseconds(60);
    return options;
}

std::string chunked(std::string_view body)
{
    std::string text = "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    appendNumber(text, body.size(), 16);
    text += "\r\n";
    text += body;
    return text + "\r\n0\r\n\r\n";
}

} // namespace

/// What a client must not do, and what it is told. Nothing of it may reach a backend or harm the next client.
class ProxyRefusalTest : public QObject
{
    Q_OBJECT

private slots:
    void isHeardByAClientThatWritesAllBeforeItReads();
    void refusesWhatIsNoDecentRequest_data();
    void refusesWhatIsNoDecentRequest();
    void answersByItself_data();
    void answersByItself();
    void closesQuietlyWhenNothingWasSaid();
    void acceptsWhatIsUnusualButFine_data();
    void acceptsWhatIsUnusualButFine();
    void invitesABodyThatWaitsToBeInvited();
    void invitesNobodyWhoSpeaksAnOlderVersion();
    void readsARequestThatArrivesByteByByte();
};

void ProxyRefusalTest::refusesWhatIsNoDecentRequest_data()
{
    QTest::addColumn<std::string>("sent");
    QTest::addColumn<int>("status");
    const std::string head = "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    const std::string big(5000, 'x');
    QTest::newRow("not HTTP") << std::string("hello\r\n\r\n") << 400;
    QTest::newRow("TLS") << std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n", 13) << 400;
    QTest::newRow("HTTP/2 preface") << std::string("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 505;
    QTest::newRow("HTTP/0.9") << std::string("GET /\r\n\r\n") << 400;
    QTest::newRow("space before the colon") << head + "X-A : 1\r\n\r\n" << 400;
    QTest::newRow("line break without return") << std::string("GET / HTTP/1.1\nHost: a\n\n") << 505;
    QTest::newRow("NUL in a value") << head + std::string("X-A: a\0b\r\n\r\n", 12) << 400;
    QTest::newRow("no Host") << std::string("GET / HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("an empty Host") << std::string("GET / HTTP/1.1\r\nHost: \r\n\r\n") << 421;
    QTest::newRow("an empty authority")
        << std::string("GET http:///mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") << 421;
    QTest::newRow("two Hosts") << head + "Host: 127.0.0.1\r\n\r\n" << 400;
    QTest::newRow("malformed target") << std::string("GET mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") << 400;
    QTest::newRow("length and chunks")
        << head + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        << 400;
    QTest::newRow("chunks and length")
        << head + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"
        << 400;
    QTest::newRow("two lengths") << head + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde" << 400;
    QTest::newRow("a list of lengths") << head + "Content-Length: 4, 5\r\n\r\nabcde" << 400;
    QTest::newRow("negative length") << head + "Content-Length: -4\r\n\r\n" << 400;
    QTest::newRow("length with a sign") << head + "Content-Length: +4\r\n\r\nabcd" << 400;
    QTest::newRow("endless length") << head + "Content-Length: 99999999999999999999999\r\n\r\n" << 400;
    QTest::newRow("unknown coding") << head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" << 400;
    QTest::newRow("coding in disguise") << head + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" << 400;
    QTest::newRow("chunked twice") << head
            + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                   << 400;
    QTest::newRow("chunks to HTTP/1.0")
        << std::string("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") << 400;
    QTest::newRow("malformed chunk") << head + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"
                                     << 400;
    QTest::newRow("chunk longer than said")
        << head + "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n"
        << 400;
    QTest::newRow("one endless field") << head + "X-A: " + big + "\r\n\r\n" << 431;
    QTest::newRow("endless target") << "GET /" + big + " HTTP/1.1\r\nHost: a\r\n\r\n" << 431;
    std::string many = head;
    for (int i = 0; i < 300; ++i)
        many += "X-" + std::to_string(i) + ": 0123456789\r\n";
    QTest::newRow("many fields") << many + "\r\n" << 431;
    QTest::newRow("long body") << post(big) << 413;
    QTest::newRow("long body announced") << head + "Content-Length: 5000\r\n\r\n" << 413;
    QTest::newRow("long body in chunks") << chunked(big) << 413;
    QTest::newRow("foreign Host") << std::string("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n") << 421;
    QTest::newRow("foreign authority")
        << std::string("GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") << 421;
    QTest::newRow("foreign authority in capitals")
        << std::string("GET HTTP://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") << 421;
    QTest::newRow("another scheme") << std::string("GET ftp://127.0.0.1/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                                    << 400;
    QTest::newRow("Host that only begins like ours")
        << std::string("GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n\r\n") << 421;
    QTest::newRow("Host with a user") << std::string("GET / HTTP/1.1\r\nHost: localhost@evil\r\n\r\n") << 421;
    QTest::newRow("foreign Origin") << head + "Origin: https://evil.example\r\n\r\n" << 403;
    QTest::newRow("null Origin") << head + "Origin: null\r\n\r\n" << 403;
    QTest::newRow("tunnel") << std::string("CONNECT a:80 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") << 405;
    QTest::newRow("an echo") << std::string("TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") << 405;
    QTest::newRow("slow head") << head << 408;
    QTest::newRow("slow body") << head + "Content-Length: 10\r\n\r\nabc" << 408;
    QTest::newRow("slow chunks") << head + "Transfer-Encoding: chunked\r\n\r\n5\r\nab" << 408;
}

// Python's http.client and urllib do.
void ProxyRefusalTest::isHeardByAClientThatWritesAllBeforeItReads()
{
    ProxyRig rig(shortLimits());
    rig.start();
    const std::string large = post(std::string(20U << 20U, 'x'));
    std::string_view rest = large;
    RawPeer client = rig.client();
    QVERIFY(rig.loop.until([&] {
        rest.remove_prefix(client.send(rest));
        return rest.empty();
    }));
    QVERIFY(rig.receives(client, "HTTP/1.1 413 "));
}

void ProxyRefusalTest::refusesWhatIsNoDecentRequest()
{
    QFETCH(std::string, sent);
    QFETCH(int, status);
    ProxyRig rig(shortLimits());
    rig.start();
    RawPeer client = rig.client(sent);
    QVERIFY(rig.ends(client));
    QCOMPARE(client.received.substr(0, 12), "HTTP/1.1 " + std::to_string(status));
    QVERIFY(client.received.find("Connection: close") != std::string::npos);
    QCOMPARE(client.received.find("\r\nAllow: DELETE, GET, ") != std::string::npos, status == 405);
    QVERIFY(!rig.backend.accept());
    QVERIFY(rig.stillServes());
    QVERIFY(rig.loop.until([&] { return rig.proxy->openConnections() == 1; }));
}

void ProxyRefusalTest::answersByItself_data()
{
    QTest::addColumn<std::string>("sent");
    QTest::addColumn<std::string>("answer");
    const std::string notFound
        = R"({"error":{"code":-32001,"message":"Session not found"},"id":1,"jsonrpc":"2.0"})";
    QTest::newRow("unknown session") << withSession("POST", "nobody", kCall) << notFound;
    QTest::newRow("batch") << post(R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])") << std::string("-32600");
    QTest::newRow("GET of the stateless era")
        << std::string("GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nMCP-Protocol-Version: 2026-07-28\r\n\r\n")
        << std::string("Allow: POST, OPTIONS\r\n");
    QTest::newRow("health that is written")
        << std::string("POST /health HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n")
        << std::string("Allow: GET\r\n");
    QTest::newRow("metrics") << std::string("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                             << std::string("404 page not found\n");
}

void ProxyRefusalTest::answersByItself()
{
    QFETCH(std::string, sent);
    QFETCH(std::string, answer);
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(sent);
    QVERIFY(rig.receives(client, answer));
    QVERIFY(!client.isOver());
    QVERIFY(!rig.backend.accept());
    QVERIFY(rig.stillServes());
}

void ProxyRefusalTest::closesQuietlyWhenNothingWasSaid()
{
    ProxyRig rig(shortLimits());
    rig.start();
    RawPeer client = rig.client();
    QVERIFY(rig.ends(client));
    QCOMPARE(client.received, std::string());
}

void ProxyRefusalTest::acceptsWhatIsUnusualButFine_data()
{
    QTest::addColumn<std::string>("sent");
    QTest::addColumn<std::string>("forwarded");
    QTest::newRow("bad JSON is the backend's business") << post("{oops") << std::string("\r\n\r\n{oops");
    QTest::newRow("empty lines first") << "\r\n\r\n" + post("{}") << std::string("\r\n\r\n{}");
    QTest::newRow("chunks get a length")
        << chunked("{\"a\":1}") << std::string("Content-Length: 7\r\n\r\n{\"a\":1}");
    QTest::newRow("HTTP/1.0 without Host")
        << std::string("GET /x HTTP/1.0\r\n\r\n") << std::string("GET /x HTTP/1.1\r\nHost: 127.0.0.1:");
    QTest::newRow("absolute target") << std::string(
        "GET http://localhost:1/x?y=z HTTP/1.1\r\nHost: localhost:1\r\n\r\n")
                                     << std::string("GET /x?y=z HTTP/1.1\r\n");
    QTest::newRow("absolute target in capitals")
        << std::string("GET HTTP://localhost:1/x HTTP/1.1\r\nHost: localhost:1\r\n\r\n")
        << std::string("GET /x HTTP/1.1\r\n");
    QTest::newRow("own Origin") << std::string("GET / HTTP/1.1\r\nHost: [::1]:9\r\nOrigin: "
                                               "http://localhost:6274\r\n\r\n")
                                << std::string("Origin: http://localhost:6274\r\n");
    QTest::newRow("a trailer is no header")
        << std::string("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                       "2\r\n{}\r\n0\r\nMcp-Session-Id: smuggled\r\n\r\n")
        << std::string("X-Forwarded-Proto: http\r\nContent-Length: 2\r\n\r\n{}");
}

void ProxyRefusalTest::acceptsWhatIsUnusualButFine()
{
    QFETCH(std::string, sent);
    QFETCH(std::string, forwarded);
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(sent);
    auto server = rig.backendReceiving(forwarded);
    QVERIFY(server);
    QVERIFY(server->received.find("smuggled") == std::string::npos);
    server->send(reply(200, "fine"));
    QVERIFY(rig.receives(client, "fine"));
}

void ProxyRefusalTest::invitesABodyThatWaitsToBeInvited()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client("POST /mcp HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                                "Content-Length: 2\r\n\r\n");
    QVERIFY(rig.receives(client, "HTTP/1.1 100 Continue\r\n\r\n"));
    client.send("{}");
    auto server = rig.backendReceiving("\r\n\r\n{}");
    QVERIFY(server);
    QVERIFY(server->received.find("Expect") == std::string::npos);
    server->send("HTTP/1.1 100 Continue\r\n\r\n" + reply(200, "fine"));
    QVERIFY(rig.receives(client, "fine"));
    QCOMPARE(client.received.find("100 Continue"), client.received.rfind("100 Continue"));
}

void ProxyRefusalTest::invitesNobodyWhoSpeaksAnOlderVersion()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client("POST /mcp HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    rig.loop.settle();
    client.send("{}");
    auto server = rig.backendReceiving("\r\n\r\n{}");
    QVERIFY(server);
    server->send(reply(200, "fine"));
    QVERIFY(rig.receives(client, "fine"));
    QVERIFY(client.received.starts_with("HTTP/1.1 200 OK\r\n"));
}

void ProxyRefusalTest::readsARequestThatArrivesByteByByte()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client();
    for (const char byte : "\r\n" + chunked(kCall)) {
        client.send(std::string_view(&byte, 1));
        rig.loop.settle();
    }
    auto server = rig.backendReceiving(kCall);
    QVERIFY(server);
    for (const char byte : std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                       "2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n")) {
        server->send(std::string_view(&byte, 1));
        rig.loop.settle();
    }
    QVERIFY(rig.receives(client, "0\r\n\r\n"));
    QCOMPARE(client.received,
             std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                         "2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n"));
}

QTEST_APPLESS_MAIN(ProxyRefusalTest)
#include "proxy_refusal_test.moc"

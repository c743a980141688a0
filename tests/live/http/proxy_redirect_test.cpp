// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/live/http/proxy_rig.h"

#include <QTest>

#include <string>

using namespace sessionscope;
using namespace sessionscope::live;
using namespace sessionscope::live::test;

namespace {

std::string redirect(int status, std::string_view location, std::string_view body = {})
{
    return reply(status, body, "Location: " + std::string(location) + "\r\n");
}

} // namespace

/// A backend that sends requests elsewhere, on real connections.
class ProxyRedirectTest : public QObject
{
    Q_OBJECT

private slots:
    void theClientSeesTheEndOfTheChainOnly_data();
    void theClientSeesTheEndOfTheChainOnly();
    void aLongBodyIsSentAgainWhole();
    void aRedirectedInitializeMakesOneRecord();
    void anotherHostIsTheClientsBusiness();
    void tenAreFollowedAndTheEleventhIsPassedOn();
    void aRedirectWithoutAnEndCostsItsConnection();
    void aRedirectedStreamKeepsItsPlace();
    void aStallingRedirectHoldsNobodyUp();
};

void ProxyRedirectTest::theClientSeesTheEndOfTheChainOnly_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 307, 308}) {
        for (const char *method : {"POST", "GET", "DELETE"})
            QTest::addRow("%s, %d", method, status) << QByteArray(method) << status;
    }
}

void ProxyRedirectTest::theClientSeesTheEndOfTheChainOnly()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    const std::string body(method == "POST" ? kCall : std::string_view());
    ProxyRig rig;
    rig.start();
    rig.store.add("s-1", rig.options.target.url.text());
    RawPeer client = rig.client(withSession(method.toStdString(), "s-1", body));
    auto server = rig.backendReceiving("\r\n\r\n" + body);
    QVERIFY(server);
    server->received.clear();
    server->send(redirect(status, "/mcp/?from=old", "moved"));

    QVERIFY(rig.receives(*server, "\r\n\r\n" + body)); // on the same connection: the redirect was heard out
    QVERIFY(server->received.starts_with(method.toStdString() + " /mcp/?from=old HTTP/1.1\r\n"));
    QVERIFY(server->received.find("Mcp-Session-Id: s-1\r\n") != std::string::npos);
    server->send(reply(200, "there"));
    QVERIFY(rig.receives(client, "there"));
    QCOMPARE(client.received, reply(200, "there"));
    QVERIFY(!rig.backend.accept());
}

// Bodies are taken whole before anything is sent (8 MiB at most, else 413): there is none that cannot be sent again.
void ProxyRedirectTest::aLongBodyIsSentAgainWhole()
{
    ProxyRig rig;
    rig.start();
    const std::string body
        = R"({"jsonrpc":"2.0","id":1,"method":"x","params":{"a":")" + std::string(3U << 20U, 'x') + "\"}}";
    const std::string request = post(body);
    std::string_view rest = request;
    RawPeer client = rig.client();
    QVERIFY(rig.loop.until([&] {
        rest.remove_prefix(client.send(rest));
        return rest.empty();
    }));
    auto server = rig.backendReceiving(body);
    QVERIFY(server);
    server->received.clear();
    server->send(redirect(307, "/mcp/"));
    QVERIFY(rig.receives(*server, body));
    server->send(reply(200, "taken"));
    QVERIFY(rig.receives(client, "taken"));
}

void ProxyRedirectTest::aRedirectedInitializeMakesOneRecord()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(post(kInitialize));
    auto server = rig.backendReceiving(kInitialize);
    QVERIFY(server);
    // What a redirect names is not a session yet.
    server->send(reply(307, "", "Mcp-Session-Id: s-none\r\nLocation: /mcp/\r\n"));
    server->received.clear();
    QVERIFY(rig.receives(*server, kInitialize));
    server->send(reply(200, "{}", "Mcp-Session-Id: s-new\r\n"));
    QVERIFY(rig.receives(client, "Mcp-Session-Id: s-new\r\n"));
    QCOMPARE(rig.store.records.size(), std::size_t(1));
    QVERIFY(rig.store.find("s-new") != nullptr);
}

void ProxyRedirectTest::anotherHostIsTheClientsBusiness()
{
    ProxyRig rig;
    rig.start();
    RawListener elsewhere("127.88.0.21");
    const std::string answer = redirect(308, "http://" + elsewhere.endpoint().text() + "/mcp", "go there");
    RawPeer client = rig.client(post(kCall));
    auto server = rig.backendReceiving(kCall);
    QVERIFY(server);
    server->send(answer);
    QVERIFY(rig.receives(client, "go there"));
    QCOMPARE(client.received, answer);
    QVERIFY(!elsewhere.accept());
}

void ProxyRedirectTest::tenAreFollowedAndTheEleventhIsPassedOn()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(post(kCall));
    auto server = rig.backendPeer();
    QVERIFY(server);
    for (int hop = 0; hop <= 10; ++hop) {
        QVERIFY(rig.receives(*server, kCall));
        server->received.clear();
        server->send(redirect(302, "/" + std::to_string(hop)));
    }
    QVERIFY(rig.receives(client, "Location: /10\r\n"));
    QVERIFY(client.received.starts_with("HTTP/1.1 302 Found\r\n"));
    journal::Journal journal;
    journal.append(rig.recorder.take());
    std::vector<std::string> hops;
    for (const journal::Event &event : journal.events()) {
        if (event.kind == journal::EventKind::ForwardStarted && journal.text(event.detail) == "redirect")
            hops.emplace_back(journal.text(event.text));
    }
    QCOMPARE(hops.size(), std::size_t(10));
    QCOMPARE(hops.front(), rig.options.target.url.text() + "/0");
    QCOMPARE(hops.back(), rig.options.target.url.text() + "/9");
    const auto limit
        = std::ranges::find(journal.events(), journal::EventKind::LimitReached, &journal::Event::kind);
    QVERIFY(limit != journal.events().end());
    QCOMPARE(limit->number, 10);
}

void ProxyRedirectTest::aRedirectWithoutAnEndCostsItsConnection()
{
    ProxyOptions options = testOptions();
    options.recoveryBodyMax = 1000;
    ProxyRig rig(options);
    rig.start();
    RawPeer client = rig.client(post(kCall));
    auto server = rig.backendReceiving(kCall);
    QVERIFY(server);
    server->send(redirect(307, "/mcp/", std::string(5000, 'x')));
    auto second = rig.backendReceiving(kCall);
    QVERIFY(second);
    QVERIFY(rig.ends(*server));
    second->send(reply(200, "there"));
    QVERIFY(rig.receives(client, "there"));
}

void ProxyRedirectTest::aRedirectedStreamKeepsItsPlace()
{
    ProxyOptions options = testOptions();
    options.streamTurnTime = Duration::seconds(60);
    ProxyRig rig(options);
    rig.start();
    rig.store.add("s-1", rig.options.target.url.text());
    RawPeer stream = rig.client(withSession("GET", "s-1"));
    auto server = rig.backendReceiving("GET /mcp ");
    QVERIFY(server);
    RawPeer caller = rig.client(withSession("POST", "s-1", kCall));
    QVERIFY(rig.loop.until([&] { return rig.proxy->openConnections() == 2; }));
    server->send(redirect(307, "/mcp/"));
    QVERIFY(rig.receives(*server, "GET /mcp/ "));
    rig.loop.settle();
    QVERIFY(!rig.backend.accept());
    server->send(kStreamHead);
    auto callServer = rig.backendReceiving(kCall);
    QVERIFY(callServer);
}

void ProxyRedirectTest::aStallingRedirectHoldsNobodyUp()
{
    ProxyOptions options = testOptions();
    options.streamTurnTime = Duration::milliseconds(10);
    ProxyRig rig(options);
    rig.start();
    rig.store.add("s-1", rig.options.target.url.text());
    RawPeer stream = rig.client(withSession("GET", "s-1"));
    auto server = rig.backendReceiving("GET /mcp ");
    QVERIFY(server);
    server->send("HTTP/1.1 307 Temporary Redirect\r\nLocation: /mcp/\r\nContent-Length: 10\r\n\r\nhalf");
    RawPeer caller = rig.client(withSession("POST", "s-1", kCall));
    auto callServer = rig.backendReceiving(kCall);
    QVERIFY(callServer);
}

QTEST_APPLESS_MAIN(ProxyRedirectTest)
#include "proxy_redirect_test.moc"

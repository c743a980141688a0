// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/inspect/record_classifier.h"
#include "core/session/record_codec.h"
#include "tests/live/http/proxy_rig.h"

#include <QTest>

#include <string>

using namespace sessionscope;
using namespace sessionscope::live;
using namespace sessionscope::live::test;

namespace {

ProxyOptions recovering()
{
    ProxyOptions options = testOptions();
    options.policy.recovery = routing::Recovery::Reinitialize;
    return options;
}

/// A store in memory answers on the spot, a Redis does not: the exchange takes another way.
void storesOfBothKinds()
{
    QTest::addColumn<bool>("takesTime");
    QTest::newRow("a store that takes time") << true;
    QTest::newRow("a store in memory") << false;
}

} // namespace

/// Sessions through a proxy: records, order, recovery, and connections that are used again.
class ProxySessionTest : public QObject
{
    Q_OBJECT

private slots:
    void recordsANewSession_data() { storesOfBothKinds(); }
    void recordsANewSession();
    void recordsTheRunnersOwnProbeLikeAnySession();
    void keepsNoBodyOfARequestWithoutOne();
    void goesWhereTheRecordSays_data() { storesOfBothKinds(); }
    void goesWhereTheRecordSays();
    void sendsTheHostThatItIsToldWhileItRuns();
    void forgetsADeletedSession_data() { storesOfBothKinds(); }
    void forgetsADeletedSession();
    void saysThatTheStoreFailed_data() { storesOfBothKinds(); }
    void saysThatTheStoreFailed();
    void lendsTheGetItsTurnUntilTheBackendAnswered();
    void doesNotHoldAPostForASilentGet();
    void letsDifferentSessionsPass();
    void replacesALostBackendSession_data() { storesOfBothKinds(); }
    void replacesALostBackendSession();
    void recoversFromABackendThatIsGone();
    void givesTheFirstAnswerWhenRecoveryFails_data();
    void givesTheFirstAnswerWhenRecoveryFails();
    void sendsAGetAgainWhenAKeptConnectionWasClosed();
    void doesNotSendAPostTwice();
    void keepsAtMostTwoIdleConnections();
    void closesConnectionsThatIdleTooLong();
};

void ProxySessionTest::recordsANewSession()
{
    ProxyRig rig;
    QFETCH(bool, takesTime);
    rig.store.takesTime = takesTime;
    rig.start();
    RawPeer client = rig.client(post(kInitialize, "Mcp-Session-Id: old\r\n"));
    auto server = rig.backendReceiving(kInitialize);
    QVERIFY(server);
    QVERIFY(server->received.find("Mcp-Session-Id") == std::string::npos);
    server->send(reply(200, "{}", "Mcp-Session-Id: s-new\r\n"));
    QVERIFY(rig.receives(client, "Mcp-Session-Id: s-new\r\n"));
    QVERIFY(rig.store.find("s-new") != nullptr);
    QCOMPARE(std::string(rig.store.find("s-new")->backendUrl()), rig.options.target.url.text());
}

// Digest 3.1 (i): ToolHive's runner asks itself whether the backend is ready, and never takes the session back. The proxy
// makes no difference; who reads the store does.
void ProxySessionTest::recordsTheRunnersOwnProbeLikeAnySession()
{
    constexpr std::string_view kProbe
        = R"({"jsonrpc":"2.0","id":"toolhive-init-check","method":"initialize","params":{"protocolVersion":)"
          R"("2025-11-25","capabilities":{},"clientInfo":{"name":"toolhive","version":"1.0"}}})";
    ProxyRig rig(recovering());
    rig.start();
    RawPeer client = rig.client(post(kProbe));
    auto server = rig.backendReceiving(kProbe);
    QVERIFY(server);
    server->send(reply(200, "{}", "Mcp-Session-Id: 3f1c2f0a-7d0e-4b43-9c1e-1f0a6f2f9f10\r\n"));
    QVERIFY(rig.receives(client, "{}"));

    const auto &[key, record] = *rig.store.records.begin();
    QCOMPARE(key, std::string("thv:proxy:session:3f1c2f0a-7d0e-4b43-9c1e-1f0a6f2f9f10"));
    QCOMPARE(std::string(record->initBody()), std::string(kProbe));
    QCOMPARE(std::string(record->backendUrl()), rig.options.target.url.text());
    inspect::RawKey raw;
    raw.key = key;
    raw.value = session::encode(*record);
    raw.size = raw.value.size();
    const auto classified = inspect::RecordClassifier(std::string()).classify(raw);
    QVERIFY(std::holds_alternative<inspect::Session>(classified));
    QVERIFY(std::get<inspect::Session>(classified).isProbe());

    server->received.clear();
    client.send(withSession("POST", record->id, kCall));
    QVERIFY(rig.receives(*server, kCall));
    server->send(reply(200, "alive"));
    QVERIFY(rig.receives(client, "alive"));
}

// As released, any answer that names another session leaves a record (F-16); a GET has no body to keep in it.
void ProxySessionTest::keepsNoBodyOfARequestWithoutOne()
{
    ProxyOptions options = recovering();
    options.policy.recordsAnyNewSession = true;
    ProxyRig rig(options);
    rig.start();
    rig.store.add("s-1", rig.options.target.url.text());
    RawPeer client = rig.client(withSession("GET", "s-1"));
    auto server = rig.backendReceiving("GET");
    QVERIFY(server);
    server->send(reply(200, "{}", "Mcp-Session-Id: s-2\r\n"));
    QVERIFY(rig.receives(client, "{}"));
    QVERIFY(rig.store.find("s-2") != nullptr);
    QVERIFY(!rig.store.find("s-2")->metadata.contains(session::kInitBodyKey));
}

void ProxySessionTest::goesWhereTheRecordSays()
{
    ProxyRig rig;
    QFETCH(bool, takesTime);
    rig.store.takesTime = takesTime;
    rig.start();
    RawListener pod("127.88.0.21");
    rig.names.emplace("pod-1.example", pod.endpoint());
    rig.store.add("s-1", "http://pod-1.example:8080");
    RawPeer client = rig.client(withSession("POST", "s-1", kCall));
    std::optional<RawPeer> server;
    QVERIFY(rig.loop.until([&] {
        server = pod.accept();
        return server.has_value();
    }));
    QVERIFY(rig.receives(*server, "Host: pod-1.example:8080\r\n"));
    QVERIFY(rig.receives(*server, "Mcp-Session-Id: s-1\r\n"));
    server->send(reply(200, "there"));
    QVERIFY(rig.receives(client, "there"));
    QVERIFY(!rig.backend.accept());
}

void ProxySessionTest::sendsTheHostThatItIsToldWhileItRuns()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(post(kCall));
    auto server = rig.backendReceiving(kCall);
    QVERIFY(server);
    QVERIFY(server->received.find("Host: localhost:3001\r\n") == std::string::npos);
    server->received.clear();
    server->send(reply(200, "first"));
    QVERIFY(rig.receives(client, "first"));
    rig.proxy->setPodHostHeader("localhost:3001");
    client.send(post(kCall));
    QVERIFY(rig.receives(*server, "Host: localhost:3001\r\n"));
}

void ProxySessionTest::forgetsADeletedSession()
{
    ProxyRig rig;
    QFETCH(bool, takesTime);
    rig.store.takesTime = takesTime;
    rig.start();
    rig.store.add("s-1", rig.options.target.url.text());
    RawPeer client = rig.client(withSession("DELETE", "s-1"));
    auto server = rig.backendReceiving("DELETE /mcp");
    QVERIFY(server);
    QVERIFY(server->received.find("Content-Length") == std::string::npos);
    server->send("HTTP/1.1 204 No Content\r\n\r\n");
    QVERIFY(rig.receives(client, "204 No Content\r\n\r\n"));
    QVERIFY(rig.store.find("s-1") == nullptr);
}

void ProxySessionTest::saysThatTheStoreFailed()
{
    ProxyRig rig;
    QFETCH(bool, takesTime);
    rig.store.takesTime = takesTime;
    rig.start();
    rig.store.failure = Error{ErrorCode::ConnectionRefused, "down", {}, {}};
    RawPeer client = rig.client(withSession("POST", "s-1", kCall));
    QVERIFY(rig.receives(client, "session store unavailable\n"));
    QVERIFY(client.received.starts_with("HTTP/1.1 503 "));
    rig.store.failure.reset();
    QVERIFY(rig.stillServes());
}

void ProxySessionTest::lendsTheGetItsTurnUntilTheBackendAnswered()
{
    ProxyOptions options = testOptions();
    options.streamTurnTime = Duration::seconds(60);
    ProxyRig rig(options);
    rig.start();
    rig.store.add("s-1", rig.options.target.url.text());
    RawPeer stream = rig.client(withSession("GET", "s-1"));
    auto streamServer = rig.backendReceiving("GET /mcp");
    QVERIFY(streamServer);
    RawPeer caller = rig.client(withSession("POST", "s-1", kCall));
    QVERIFY(rig.loop.until([&] { return rig.proxy->openConnections() == 2; }));
    rig.loop.settle();
    QVERIFY(!rig.backend.accept());
    streamServer->send(kStreamHead);
    auto callServer = rig.backendReceiving(kCall);
    QVERIFY(callServer);
    callServer->send(reply(200, "called"));
    QVERIFY(rig.receives(caller, "called"));
}

void ProxySessionTest::doesNotHoldAPostForASilentGet()
{
    ProxyOptions options = testOptions();
    options.streamTurnTime = Duration::milliseconds(10);
    ProxyRig rig(options);
    rig.start();
    rig.store.add("s-1", rig.options.target.url.text());
    RawPeer stream = rig.client(withSession("GET", "s-1"));
    auto streamServer = rig.backendPeer();
    QVERIFY(streamServer);
    RawPeer caller = rig.client(withSession("POST", "s-1", kCall));
    auto callServer = rig.backendReceiving(kCall);
    QVERIFY(callServer);
}

void ProxySessionTest::letsDifferentSessionsPass()
{
    ProxyOptions options = testOptions();
    options.streamTurnTime = Duration::seconds(60);
    ProxyRig rig(options);
    rig.start();
    rig.store.add("s-1", rig.options.target.url.text());
    rig.store.add("s-2", rig.options.target.url.text());
    RawPeer stream = rig.client(withSession("GET", "s-1"));
    auto streamServer = rig.backendPeer();
    QVERIFY(streamServer);
    RawPeer waiting = rig.client(withSession("POST", "s-1", kCall));
    RawPeer other = rig.client(withSession("POST", "s-2", kCall));
    auto otherServer = rig.backendReceiving("Mcp-Session-Id: s-2");
    QVERIFY(otherServer);
    // Who leaves the line makes room for the next one.
    waiting.reset();
    QVERIFY(rig.loop.until([&] { return rig.proxy->openConnections() == 2; }));
}

void ProxySessionTest::replacesALostBackendSession()
{
    ProxyRig rig(recovering());
    QFETCH(bool, takesTime);
    rig.store.takesTime = takesTime;
    rig.start();
    rig.store.add("s-1", rig.options.target.url.text(), std::string(kInitialize));
    RawPeer client = rig.client(withSession("POST", "s-1", kCall));
    auto server = rig.backendReceiving(kCall);
    QVERIFY(server);
    server->received.clear();
    server->send(reply(404, "gone"));
    QVERIFY(rig.receives(*server, kInitialize));
    QVERIFY(server->received.find("Mcp-Session-Id") == std::string::npos);
    server->received.clear();
    server->send(reply(200, "{}", "Mcp-Session-Id: b-2\r\n"));
    QVERIFY(rig.receives(*server, "notifications/initialized"));
    QVERIFY(server->received.find("Mcp-Session-Id: b-2\r\n") != std::string::npos);
    server->received.clear();
    server->send(reply(202, ""));
    QVERIFY(rig.receives(*server, kCall));
    QVERIFY(server->received.find("Mcp-Session-Id: b-2\r\n") != std::string::npos);
    server->send(reply(200, "anew", "Mcp-Session-Id: b-2\r\n"));
    QVERIFY(rig.receives(client, "anew"));
    QVERIFY(client.received.find("Mcp-Session-Id: s-1\r\n") != std::string::npos);
    QVERIFY(client.received.find("gone") == std::string::npos);
    QCOMPARE(std::string(rig.store.find("s-1")->backendSid()), std::string("b-2"));
}

void ProxySessionTest::recoversFromABackendThatIsGone()
{
    ProxyRig rig(recovering());
    rig.start();
    rig.store.add("s-1", "http://nobody.example:8080", std::string(kInitialize));
    RawPeer client = rig.client(withSession("POST", "s-1", kCall));
    auto server = rig.backendReceiving(kInitialize);
    QVERIFY(server);
    server->close();
    QVERIFY(rig.receives(client, "502 Bad Gateway"));
}

void ProxySessionTest::givesTheFirstAnswerWhenRecoveryFails_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<bool>("thenCloses");
    QTest::addColumn<QByteArray>("given");
    const QByteArray head = "HTTP/1.1 404 Not Found\r\nX-A: 1\r\n";
    QTest::newRow("chunks") << QByteArray("POST")
                            << head + "Transfer-Encoding: chunked\r\n\r\n4\r\ngone\r\n0\r\n\r\n"
                            << false << head + "Content-Length: 4\r\n\r\ngone";
    QTest::newRow("without the body that a HEAD leaves out")
        << QByteArray("HEAD") << head + "Content-Length: 4\r\n\r\n"
        << false << head + "Content-Length: 4\r\n\r\n";
    QTest::newRow("cut off: there is none to give")
        << QByteArray("POST") << head + "Content-Length: 9\r\n\r\ngone" << true
        << QByteArray("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
}

void ProxySessionTest::givesTheFirstAnswerWhenRecoveryFails()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, first);
    QFETCH(bool, thenCloses);
    QFETCH(QByteArray, given);
    ProxyRig rig(recovering());
    rig.start();
    rig.store.add("s-1", rig.options.target.url.text(), std::string(kInitialize));
    const bool isPost = method == "POST";
    RawPeer client
        = rig.client(withSession(method.toStdString(), "s-1", isPost ? kCall : std::string_view()));
    auto server = rig.backendReceiving(isPost ? kCall : std::string_view("HEAD /mcp"));
    QVERIFY(server);
    server->send(first.toStdString());
    if (thenCloses) {
        server->finishSending();
        server = rig.backendPeer();
        QVERIFY(server);
    }
    QVERIFY(rig.receives(*server, kInitialize));
    server->send(reply(200, "{}")); // no session: the re-initialisation came to nothing
    QVERIFY(rig.receives(client, given.toStdString()));
    QCOMPARE(QByteArray::fromStdString(client.received), given);
}

void ProxySessionTest::sendsAGetAgainWhenAKeptConnectionWasClosed()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    auto server = rig.backendReceiving("GET / ");
    QVERIFY(server);
    server->send(reply(200, "first"));
    QVERIFY(rig.receives(client, "first"));
    client.send("GET /again HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(rig.receives(*server, "GET /again "));
    server->close(); // as if it had closed in the moment of the reuse
    auto second = rig.backendReceiving("GET /again ");
    QVERIFY(second);
    second->send(reply(200, "second"));
    QVERIFY(rig.receives(client, "second"));
}

void ProxySessionTest::doesNotSendAPostTwice()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(post(kCall));
    auto server = rig.backendReceiving(kCall);
    QVERIFY(server);
    server->received.clear();
    server->send(reply(200, "first"));
    QVERIFY(rig.receives(client, "first"));
    client.send(post(kCall));
    QVERIFY(rig.receives(*server, kCall));
    server->close();
    QVERIFY(rig.receives(client, "502 Bad Gateway"));
    QVERIFY(!rig.backend.accept());
    // A connection that was closed while it idled is another matter: it is not used at all.
    QVERIFY(rig.stillServes());
}

void ProxySessionTest::keepsAtMostTwoIdleConnections()
{
    ProxyRig rig;
    rig.start();
    std::vector<RawPeer> clients;
    std::vector<RawPeer> servers;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(rig.client(post(kCall)));
        auto server = rig.backendPeer();
        QVERIFY(server);
        servers.push_back(std::move(*server));
    }
    for (std::size_t i = 0; i < servers.size(); ++i) {
        servers[i].send(reply(200, "done"));
        QVERIFY(rig.receives(clients[i], "done"));
    }
    QVERIFY(rig.ends(servers[2]));
    QCOMPARE(rig.proxy->idleUpstreams(), std::size_t(2));
    servers[0].close();
    QVERIFY(rig.loop.until([&] { return rig.proxy->idleUpstreams() == 1; }));
}

void ProxySessionTest::closesConnectionsThatIdleTooLong()
{
    ProxyOptions options = testOptions();
    options.idleUpstreams.idleMax = Duration::milliseconds(40);
    options.client.idleTime = Duration::milliseconds(40);
    ProxyRig rig(options);
    rig.start();
    RawPeer client = rig.client(post(kCall));
    auto server = rig.backendPeer();
    QVERIFY(server);
    server->send(reply(200, "done"));
    QVERIFY(rig.receives(client, "done"));
    QVERIFY(rig.ends(*server));
    QVERIFY(rig.ends(client));
    QCOMPARE(rig.proxy->idleUpstreams(), std::size_t(0));
}

QTEST_APPLESS_MAIN(ProxySessionTest)
#include "proxy_session_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/live/http/proxy_rig.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
#include <string>

using namespace sessionscope;
using namespace sessionscope::live;
using namespace sessionscope::live::test;

namespace {

const std::string kAskHealth = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer x\r\n"
                               "Mcp-Session-Id: s-1\r\n\r\n";

nlohmann::json healthIn(const RawPeer &client)
{
    const std::size_t body = client.received.find("\r\n\r\n");
    return nlohmann::json::parse(client.received.substr(body == std::string::npos ? 0 : body + 4), nullptr,
                                 false);
}

} // namespace

/// `/health`, as a kubelet asks for it (digest 4.9).
class ProxyHealthTest : public QObject
{
    Q_OBJECT

private slots:
    void asksTheBackendOnEachCall();
    void isDegradedWithoutABackend();
    void doesNotWaitForASilentBackend();
    void doesNotWaitForTheBodyOfAnAnswer();
    void goesOnWithTheSameConnection();
    void isNoExchangeOfAClients();
};

void ProxyHealthTest::asksTheBackendOnEachCall()
{
    ProxyRig rig;
    rig.start();
    RawPeer kubelet = rig.client();
    for (const int status : {404, 503, 200}) {
        kubelet.received.clear();
        kubelet.send(kAskHealth);
        auto server = rig.backendPeer(); // a new connection each time: the answer's body is not read
        QVERIFY(server);
        QVERIFY(rig.receives(*server, "\r\n\r\n"));
        QVERIFY(server->received.starts_with("GET / HTTP/1.1\r\nHost: " + rig.options.target.url.authority()
                                             + "\r\n"));
        QVERIFY(server->received.find("Bearer") == std::string::npos);
        QVERIFY(server->received.find("s-1") == std::string::npos);
        server->send(reply(status, "whatever"));
        QVERIFY(rig.receives(kubelet, "\"mcp\""));
        QVERIFY(kubelet.received.starts_with("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"));
        QCOMPARE(healthIn(kubelet)["status"].get<std::string>(),
                 std::string(status < 500 ? "healthy" : "degraded"));
        QCOMPARE(healthIn(kubelet)["mcp"].contains("response_time_ms"), status < 500);
    }
    QCOMPARE(rig.store.roundTrips(), std::uint64_t(0));
}

void ProxyHealthTest::isDegradedWithoutABackend()
{
    ProxyRig rig;
    rig.start();
    rig.backend.close();
    RawPeer kubelet = rig.client(kAskHealth);
    QVERIFY(rig.receives(kubelet, "connection-refused"));
    QCOMPARE(healthIn(kubelet)["status"].get<std::string>(), std::string("degraded"));
}

void ProxyHealthTest::doesNotWaitForASilentBackend()
{
    ProxyOptions options = testOptions();
    options.policy.pingTimeout = Duration::milliseconds(30);
    ProxyRig rig(options);
    rig.start();
    RawPeer kubelet = rig.client(kAskHealth);
    auto server = rig.backendReceiving("GET / ");
    QVERIFY(server);
    QVERIFY(rig.receives(kubelet, "timed-out"));
    QCOMPARE(healthIn(kubelet)["status"].get<std::string>(), std::string("degraded"));
    QVERIFY(rig.ends(*server));
}

void ProxyHealthTest::doesNotWaitForTheBodyOfAnAnswer()
{
    ProxyRig rig;
    rig.start();
    RawPeer kubelet = rig.client(kAskHealth);
    auto server = rig.backendPeer();
    QVERIFY(server);
    server->send(kStreamHead);
    QVERIFY(rig.receives(kubelet, "healthy"));
    QVERIFY(rig.ends(*server));
}

void ProxyHealthTest::goesOnWithTheSameConnection()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(kAskHealth);
    auto server = rig.backendPeer();
    QVERIFY(server);
    server->send("HTTP/1.1 204 No Content\r\n\r\n");
    QVERIFY(rig.receives(client, "healthy"));
    client.send(post(kCall));
    QVERIFY(
        rig.receives(*server, kCall)); // without a body the connection to the backend is as good as before
    server->send(reply(200, "called"));
    QVERIFY(rig.receives(client, "called"));
}

void ProxyHealthTest::isNoExchangeOfAClients()
{
    ProxyRig rig;
    rig.start();
    RawPeer kubelet = rig.client(kAskHealth);
    auto server = rig.backendPeer();
    QVERIFY(server);
    server->send("HTTP/1.1 204 No Content\r\n\r\n");
    QVERIFY(rig.receives(kubelet, "healthy"));
    QCOMPARE(rig.proxy->counters().exchanges, std::uint64_t(0));
    journal::Journal journal;
    journal.append(rig.recorder.take());
    const auto received
        = std::ranges::find(journal.events(), journal::EventKind::RequestReceived, &journal::Event::kind);
    QCOMPARE(std::string(journal.text(received->text)), std::string("GET /health"));
    const auto forwarded
        = std::ranges::find(journal.events(), journal::EventKind::ForwardStarted, &journal::Event::kind);
    QCOMPARE(std::string(journal.text(forwarded->detail)), std::string("ping"));
    const auto answered
        = std::ranges::find(journal.events(), journal::EventKind::AnswerSent, &journal::Event::kind);
    QCOMPARE(std::string(journal.text(answered->text)), std::string("health"));
}

QTEST_APPLESS_MAIN(ProxyHealthTest)
#include "proxy_health_test.moc"

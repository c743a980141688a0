// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/live/http/proxy_rig.h"

#include <QTest>

#include <algorithm>
#include <string>
#include <vector>

using namespace sessionscope;
using namespace sessionscope::live;
using namespace sessionscope::live::test;

namespace {

enum class Leaving { Closes, Resets, ClosesHalf };

void leave(RawPeer &peer, Leaving how)
{
    switch (how) {
    case Leaving::Closes:
        peer.close();
        break;
    case Leaving::Resets:
        peer.reset();
        break;
    case Leaving::ClosesHalf:
        peer.finishSending();
        break;
    }
}

/// Sends a request that is longer than all buffers, to a backend that takes none of it yet; null if it cannot.
std::optional<RawPeer> backendWhileSending(ProxyRig &rig, RawPeer &client, std::string_view request)
{
    std::optional<RawPeer> server;
    const bool isSent = rig.loop.until([&] {
        request.remove_prefix(client.send(request));
        server = server ? std::move(server) : rig.backend.accept();
        return request.empty() && server;
    });
    return isSent ? std::move(server) : std::nullopt;
}

} // namespace

Q_DECLARE_METATYPE(std::string)

/// Ends of connections at every moment, on either side: the other side learns of it, and the proxy stays well.
class ProxyDisconnectTest : public QObject
{
    Q_OBJECT

private slots:
    void outlivesAClientThatLeavesBeforeItsRequestIsWhole_data();
    void outlivesAClientThatLeavesBeforeItsRequestIsWhole();
    void tellsTheBackendThatTheClientLeft_data();
    void tellsTheBackendThatTheClientLeft();
    void answersBadGatewayWhenTheBackendLeavesBeforeItsHead_data();
    void answersBadGatewayWhenTheBackendLeavesBeforeItsHead();
    void breaksOffWhenTheBackendLeavesWithinItsAnswer_data();
    void breaksOffWhenTheBackendLeavesWithinItsAnswer();
    void passesOnAnAnswerThatCameBeforeTheRequestWasTaken();
    void sendsAllOfARequestThatMeetsAnInterimAnswer_data();
    void sendsAllOfARequestThatMeetsAnInterimAnswer();
    void noticesAClientThatLeftBehindWhatItPipelined_data();
    void noticesAClientThatLeftBehindWhatItPipelined();
    void hearsAClientOutAfterTheLastAnswer();
    void hearsNobodyOutWhenDrained();
    void limitsTheTimeOfADial();
    void slowsTheBackendDownForASlowReader();
    void endsWhenASlowReaderLeavesBeforeAnyBody();
    void resetsEverythingWhenKilled();
    void finishesWhatIsUnderWayWhenDrained();
    void endsStreamsWhenDrained();
    void breaksOffWhatDoesNotFinishInTimeWhenDrained();
};

void ProxyDisconnectTest::outlivesAClientThatLeavesBeforeItsRequestIsWhole_data()
{
    QTest::addColumn<int>("sentBytes");
    QTest::addColumn<int>("how");
    const int whole = static_cast<int>(post(kCall).size());
    for (const int sent : {0, 3, 40, whole - 5}) {
        QTest::addRow("closes after %d bytes", sent) << sent << static_cast<int>(Leaving::Closes);
        QTest::addRow("resets after %d bytes", sent) << sent << static_cast<int>(Leaving::Resets);
        QTest::addRow("closes half after %d bytes", sent) << sent << static_cast<int>(Leaving::ClosesHalf);
    }
}

void ProxyDisconnectTest::outlivesAClientThatLeavesBeforeItsRequestIsWhole()
{
    QFETCH(int, sentBytes);
    QFETCH(int, how);
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(post(kCall).substr(0, static_cast<std::size_t>(sentBytes)));
    QVERIFY(rig.loop.until([&] { return rig.proxy->openConnections() == 1; }));
    rig.loop.settle();
    leave(client, static_cast<Leaving>(how));
    QVERIFY(rig.loop.until([&] { return rig.proxy->openConnections() == 0; }));
    QVERIFY(!rig.backend.accept());
    QVERIFY(rig.stillServes());
}

void ProxyDisconnectTest::tellsTheBackendThatTheClientLeft_data()
{
    QTest::addColumn<std::string>("answered");
    QTest::addColumn<int>("how");
    const std::string head(kStreamHead);
    const std::string half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc";
    for (const auto &[name, how] :
         {std::pair("closes", Leaving::Closes), std::pair("resets", Leaving::Resets),
          std::pair("closes half", Leaving::ClosesHalf)}) {
        QTest::addRow("%s while waiting", name) << std::string() << static_cast<int>(how);
        QTest::addRow("%s within a head", name) << std::string("HTTP/1.1 20") << static_cast<int>(how);
        QTest::addRow("%s within a stream", name) << head << static_cast<int>(how);
        QTest::addRow("%s within a body", name) << half << static_cast<int>(how);
    }
}

void ProxyDisconnectTest::tellsTheBackendThatTheClientLeft()
{
    QFETCH(std::string, answered);
    QFETCH(int, how);
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(post(kCall));
    auto server = rig.backendReceiving(kCall);
    QVERIFY(server);
    server->send(answered);
    rig.loop.settle();
    leave(client, static_cast<Leaving>(how));
    QVERIFY(rig.ends(*server));
    QVERIFY(rig.loop.until([&] { return rig.proxy->openConnections() == 0; }));
    QVERIFY(rig.stillServes());
}

void ProxyDisconnectTest::answersBadGatewayWhenTheBackendLeavesBeforeItsHead_data()
{
    QTest::addColumn<std::string>("answered");
    QTest::addColumn<bool>("abruptly");
    QTest::newRow("at once") << std::string() << false;
    QTest::newRow("at once, with a reset") << std::string() << true;
    QTest::newRow("within its head") << std::string("HTTP/1.1 200 OK\r\nConte") << false;
    QTest::newRow("after an interim response") << std::string("HTTP/1.1 100 Continue\r\n\r\n") << false;
    QTest::newRow("with nonsense") << std::string("SSH-2.0-OpenSSH\r\n\r\n") << false;
    QTest::newRow("with no status") << std::string("HTTP/1.1 099 X\r\n\r\n") << false;
    QTest::newRow("with another protocol")
        << std::string("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n") << false;
    QTest::newRow("with two lengths")
        << std::string("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab") << false;
}

void ProxyDisconnectTest::answersBadGatewayWhenTheBackendLeavesBeforeItsHead()
{
    QFETCH(std::string, answered);
    QFETCH(bool, abruptly);
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(post(kCall));
    auto server = rig.backendReceiving(kCall);
    QVERIFY(server);
    server->send(answered);
    leave(*server, abruptly ? Leaving::Resets : Leaving::ClosesHalf);
    QVERIFY(rig.receives(client, "\r\n\r\n"));
    QCOMPARE(client.received, std::string("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"));
    QVERIFY(rig.stillServes());
}

void ProxyDisconnectTest::breaksOffWhenTheBackendLeavesWithinItsAnswer_data()
{
    QTest::addColumn<std::string>("answered");
    QTest::addColumn<bool>("abruptly");
    const std::string half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc";
    QTest::newRow("length") << half << false;
    QTest::newRow("length, with a reset") << half << true;
    QTest::newRow("chunks") << std::string(kStreamHead) + "3\r\nabc\r\n" << false;
    QTest::newRow("within a chunk") << std::string(kStreamHead) + "30\r\nabc" << false;
    QTest::newRow("malformed chunk") << std::string(kStreamHead) + "zz\r\nabc\r\n" << false;
    QTest::newRow("until close, with a reset") << std::string("HTTP/1.1 200 OK\r\n\r\nabc") << true;
}

void ProxyDisconnectTest::breaksOffWhenTheBackendLeavesWithinItsAnswer()
{
    QFETCH(std::string, answered);
    QFETCH(bool, abruptly);
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(post(kCall));
    auto server = rig.backendReceiving(kCall);
    QVERIFY(server);
    server->send(answered);
    QVERIFY(rig.receives(client, "200 OK"));
    leave(*server, abruptly ? Leaving::Resets : Leaving::Closes);
    QVERIFY(rig.ends(client));
    QVERIFY(client.received.find("\r\n0\r\n\r\n")
            == std::string::npos); // nothing that looks like an orderly end
    QVERIFY(rig.stillServes());
}

void ProxyDisconnectTest::passesOnAnAnswerThatCameBeforeTheRequestWasTaken()
{
    ProxyRig rig;
    rig.start();
    const std::string body = "{\"a\":\"" + std::string(7U << 20U, 'x') + "\"}";
    RawPeer client = rig.client();
    std::string request = post(body);
    auto server = backendWhileSending(rig, client, request);
    QVERIFY(server);
    server->send(reply(413, "too much", "Connection: close\r\n"));
    server->finishSending();
    QVERIFY(rig.receives(client, "too much"));
    QVERIFY(client.received.starts_with("HTTP/1.1 413"));
}

void ProxyDisconnectTest::sendsAllOfARequestThatMeetsAnInterimAnswer_data()
{
    QTest::addColumn<std::vector<std::string>>("pieces");
    QTest::newRow("whole") << std::vector<std::string>{"HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n"};
    QTest::newRow("in pieces") << std::vector<std::string>{"HTTP/1.1 10", "0 Continue\r\n", "\r\n"};
}

void ProxyDisconnectTest::sendsAllOfARequestThatMeetsAnInterimAnswer()
{
    QFETCH(std::vector<std::string>, pieces);
    ProxyRig rig;
    rig.start();
    const std::string body(7U << 20U, 'x');
    const std::string request = post(body);
    RawPeer client = rig.client();
    auto server = backendWhileSending(rig, client, request);
    QVERIFY(server);
    server->shrinkBuffers();
    rig.loop.settle();
    for (const std::string &piece : pieces) { // the backend has yet to take the body
        server->send(piece);
        rig.loop.settle();
    }
    QVERIFY(rig.loop.until([&] {
        server->receive();
        return server->received.size() > body.size() && server->received.ends_with("xx");
    }));
    server->send(reply(200, "all of it"));
    QVERIFY(rig.receives(client, "all of it"));
    QVERIFY(client.received.starts_with("HTTP/1.1 200 OK\r\n"));
}

void ProxyDisconnectTest::noticesAClientThatLeftBehindWhatItPipelined_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("closes") << static_cast<int>(Leaving::Closes);
    QTest::newRow("resets") << static_cast<int>(Leaving::Resets);
    QTest::newRow("closes half") << static_cast<int>(Leaving::ClosesHalf);
}

void ProxyDisconnectTest::noticesAClientThatLeftBehindWhatItPipelined()
{
    QFETCH(int, how);
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client(post(kCall));
    auto server = rig.backendPeer();
    QVERIFY(server);
    server->send(kStreamHead);
    QVERIFY(rig.receives(client, "\r\n\r\n"));
    const std::string next = post(std::string(2 * TcpStream::kBufferBytesMax, 'x'));
    std::size_t sent = 0;
    QVERIFY(rig.loop.until([&] {
        sent += client.send(std::string_view(next).substr(sent));
        return sent == next.size();
    }));
    rig.loop.settle();
    leave(client, static_cast<Leaving>(how));
    QVERIFY(rig.ends(*server));
    QVERIFY(rig.loop.until([&] { return rig.proxy->openConnections() == 0; }));
}

// Closing at once would answer the client's last byte with a reset, which destroys what it has yet to read (RFC 9112 9.6).
void ProxyDisconnectTest::hearsAClientOutAfterTheLastAnswer()
{
    ProxyOptions options = testOptions();
    options.client.lingerTime = Duration::seconds(30);
    ProxyRig rig(options);
    rig.start();
    RawPeer client = rig.client();
    client.shrinkBuffers();
    client.send(post(kCall, "Connection: close\r\n"));
    auto server = rig.backendReceiving(kCall);
    QVERIFY(server);
    const std::string body(100'000, 'x');
    server->send(reply(200, body));
    rig.loop.settle(); // all of it is on its way
    client.send("\r\n");
    rig.loop.settle();
    QVERIFY(rig.ends(client));
    QVERIFY(client.hasEnded);
    QVERIFY(client.received.ends_with("\r\n\r\n" + body));
    client.close();
    QVERIFY(rig.loop.until([&] { return rig.proxy->openConnections() == 0; }));
}

void ProxyDisconnectTest::hearsNobodyOutWhenDrained()
{
    ProxyOptions options = testOptions();
    options.client.lingerTime = Duration::seconds(30);
    ProxyRig rig(options);
    rig.start();
    RawPeer client = rig.client(post(kCall, "Connection: close\r\n"));
    auto server = rig.backendReceiving(kCall);
    QVERIFY(server);
    server->send(reply(200, "{}"));
    QVERIFY(rig.ends(client)); // but does not close
    QCOMPARE(rig.proxy->openConnections(), std::size_t(1));
    bool isDrained = false;
    rig.drain(Duration::seconds(30), isDrained);
    QVERIFY(rig.loop.until([&] { return isDrained; }));
}

void ProxyDisconnectTest::limitsTheTimeOfADial()
{
    ProxyOptions options = testOptions();
    options.policy.dialTimeout = Duration::milliseconds(50);
    ProxyRig rig(options);
    rig.start();
    // A listener whose queue is full lets further connects hang: the kernel ignores their handshake.
    RawListener full("127.0.0.1", 0);
    rig.options.target.url.port = full.endpoint().port;
    RawPeer first = RawPeer::connectedTo(full.endpoint());
    rig.proxy.reset();
    rig.start();
    rig.recorder.take();
    RawPeer client = rig.client(post(kCall));
    QVERIFY(rig.receives(client, "502 Bad Gateway"));

    using journal::EventKind;
    const auto written = rig.recorder.take().events;
    const auto find = [&](EventKind kind) { return std::ranges::find(written, kind, &journal::Event::kind); };
    const auto failed = find(EventKind::DialFailed);
    QVERIFY(failed != written.end());
    QCOMPARE(failed->detail, rig.recorder.intern(sessionscope::toText(ErrorCode::Unreachable)));
    const Duration lasted = failed->time - find(EventKind::ForwardStarted)->time;
    QVERIFY(lasted >= options.policy.dialTimeout);
}

void ProxyDisconnectTest::slowsTheBackendDownForASlowReader()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = rig.client();
    client.shrinkBuffers();
    client.send(post(kCall));
    auto server = rig.backendPeer();
    QVERIFY(server);
    server->shrinkBuffers();
    QVERIFY(rig.receives(*server, kCall));
    const std::string body(2U << 20U, 'x');
    const std::string answer = reply(200, body);
    std::size_t sent = 0;
    // Until nothing moves any more: what is then under way lies in buffers, and they have a limit.
    for (int still = 0; still < 50; ++still) {
        const std::size_t before = sent;
        sent += server->send(std::string_view(answer).substr(sent, 1U << 16U));
        rig.loop.settle();
        still = sent == before ? still : 0;
    }
    QVERIFY(sent < answer.size() / 2);
    QVERIFY(rig.loop.until(
        [&] {
            sent += server->send(std::string_view(answer).substr(sent, 1U << 16U));
            client.receive();
            return client.received.size() == answer.size();
        },
        std::chrono::seconds(60)));
}

void ProxyDisconnectTest::endsWhenASlowReaderLeavesBeforeAnyBody()
{
    ProxyRig rig;
    rig.start();
    RawPeer client = RawPeer::narrowlyConnectedTo(rig.endpoint);
    client.send("GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n");
    auto server = rig.backendReceiving("GET /mcp");
    QVERIFY(server);
    std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n";
    for (int i = 0; i < 14; ++i)
        head += "X-" + std::to_string(i) + ": " + std::string(4000, 'x') + "\r\n";
    head += "\r\n";
    std::string_view unsent(head);
    QVERIFY(rig.loop.until([&] {
        unsent.remove_prefix(server->send(unsent));
        return unsent.empty();
    }));
    rig.loop.settle();
    client.finishSending();
    QVERIFY(rig.ends(*server)); // while the client still owes its attention to the head
    QVERIFY(rig.loop.until([&] { return rig.proxy->openConnections() == 0; }));
    QVERIFY(client.received.size() < head.size());
    QVERIFY(rig.ends(client));
}

void ProxyDisconnectTest::resetsEverythingWhenKilled()
{
    ProxyRig rig;
    rig.start();
    RawPeer busy = rig.client(post(kCall));
    auto server = rig.backendPeer();
    RawPeer idle = rig.client();
    QVERIFY(server);
    QVERIFY(rig.loop.until([&] { return rig.proxy->openConnections() == 2; }));
    rig.proxy->kill();
    QVERIFY(rig.ends(busy));
    QVERIFY(rig.ends(idle));
    QVERIFY(rig.ends(*server));
    QVERIFY(busy.wasReset && idle.wasReset && server->wasReset);
    QVERIFY(rig.loop.until([&] { return rig.proxy->openConnections() == 0; }));
}

void ProxyDisconnectTest::finishesWhatIsUnderWayWhenDrained()
{
    ProxyRig rig;
    rig.start();
    RawPeer busy = rig.client(post(kCall));
    auto server = rig.backendPeer();
    RawPeer idle = rig.client();
    QVERIFY(server);
    QVERIFY(rig.receives(*server, kCall));
    bool isDrained = false;
    rig.drain(Duration::seconds(30), isDrained);
    QVERIFY(rig.ends(idle));
    QVERIFY(!isDrained);
    server->send(reply(200, "fine"));
    QVERIFY(rig.ends(busy));
    QVERIFY(busy.received.ends_with("fine"));
    QVERIFY(busy.received.find("Connection: close") != std::string::npos);
    QVERIFY(rig.loop.until([&] { return isDrained; }));
}

void ProxyDisconnectTest::endsStreamsWhenDrained()
{
    ProxyRig rig;
    rig.start();
    rig.store.add("s-1", rig.options.target.url.text());
    RawPeer client = rig.client(withSession("GET", "s-1"));
    auto server = rig.backendPeer();
    QVERIFY(server);
    server->send(kStreamHead);
    QVERIFY(rig.receives(client, "\r\n\r\n"));
    bool isDrained = false;
    rig.drain(Duration::seconds(30), isDrained);
    QVERIFY(rig.ends(client));
    QVERIFY(rig.ends(*server));
    QVERIFY(rig.loop.until([&] { return isDrained; }));
}

void ProxyDisconnectTest::breaksOffWhatDoesNotFinishInTimeWhenDrained()
{
    ProxyOptions options = testOptions();
    options.client.lingerTime = Duration::milliseconds(10);
    ProxyRig rig(options);
    rig.start();
    RawPeer client = rig.client(post(kCall));
    auto server = rig.backendPeer();
    QVERIFY(server);
    bool isDrained = false;
    rig.drain(Duration::milliseconds(20), isDrained);
    QVERIFY(rig.ends(client));
    QVERIFY(rig.loop.until([&] { return isDrained; }));
}

QTEST_APPLESS_MAIN(ProxyDisconnectTest)
#include "proxy_disconnect_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/live/engine/engine_rig.h"
#include "tests/live/http/raw_peer.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::live::test;
using journal::EventKind;

namespace {

std::string request(std::string_view body, std::string_view moreFields)
{
    return "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
           "Accept: application/json, text/event-stream\r\nContent-Length: "
        + std::to_string(body.size()) + "\r\n" + std::string(moreFields) + "\r\n" + std::string(body);
}

constexpr std::string_view kInitialize
    = R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",)"
      R"("capabilities":{},"clientInfo":{"name":"somebody","version":"7.1"}}})";
constexpr std::string_view kSlow
    = R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"slow","arguments":{"steps":3,"delayMs":5},)"
      R"("_meta":{"progressToken":"p"}}})";
constexpr std::string_view kList = R"({"jsonrpc":"2.0","id":2,"method":"tools/list"})";

Endpoint doorOf(const EngineRig &rig)
{
    const std::string url = rig.ready->mcpUrl;
    const auto port = url.substr(url.rfind(':') + 1);
    return {IpAddress(0x7F00'0001), static_cast<std::uint16_t>(std::stoul(port))};
}

std::vector<const journal::Event *> all(const EngineRig &rig, EventKind kind)
{
    std::vector<const journal::Event *> found;
    for (const journal::Event &event : rig.journal.events()) {
        if (event.kind == kind)
            found.push_back(&event);
    }
    return found;
}

} // namespace

/// Somebody else's client at the front door.
class ForeignClientTest : public QObject
{
    Q_OBJECT

private slots:
    void isToldApartFromThePlansClients()
    {
        EngineRig rig;
        QVERIFY(rig.open(runOf(restartPlan(), "pod-dns", 1)));
        QVERIFY(rig.execute());
        QCOMPARE(rig.count(EventKind::ClientAttached), std::size_t(0));

        RawPeer first = RawPeer::connectedTo(doorOf(rig));
        const std::string session = initialize(rig, first);
        const auto attached = all(rig, EventKind::ClientAttached);
        QCOMPARE(attached.size(), std::size_t(1));
        QVERIFY(attached[0]->actor == journal::clientActor(ClientId(12)));
        QVERIFY(rig.journal.text(attached[0]->text) == "somebody 7.1");
        QVERIFY(rig.journal.text(attached[0]->detail).starts_with("127.0.0.1:"));
        QVERIFY(all(rig, EventKind::RequestReceived).back()->cause == attached[0]->sequence);
        const auto *created = all(rig, EventKind::SessionCreated).back();
        QVERIFY(rig.journal.text(created->text) == "somebody 7.1");
        QVERIFY(rig.journal.text(created->session) == session);

        // The same session on another connection is the same client; without it, somebody new.
        RawPeer second = RawPeer::connectedTo(doorOf(rig));
        second.send(request(kList, "Mcp-Session-Id: " + session + "\r\n"));
        QVERIFY(answered(rig, second));
        QCOMPARE(rig.count(EventKind::ClientAttached), std::size_t(1));
        RawPeer third = RawPeer::connectedTo(doorOf(rig));
        initialize(rig, third);
        QCOMPARE(rig.count(EventKind::ClientAttached), std::size_t(2));
        QVERIFY(all(rig, EventKind::ClientAttached)[1]->actor == journal::clientActor(ClientId(13)));
    }

    void whoAsksForTheProxysHealthIsNone()
    {
        EngineRig rig;
        QVERIFY(rig.open(runOf(restartPlan(), "pod-dns", 1)));
        RawPeer kubelet = RawPeer::connectedTo(doorOf(rig));
        kubelet.send("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QVERIFY(answered(rig, kubelet));
        QCOMPARE(rig.count(EventKind::RequestReceived), std::size_t(1));
        QCOMPARE(rig.count(EventKind::ClientAttached), std::size_t(0));
    }

    void isNotHeldUpByAPausedPlan()
    {
        EngineRig rig;
        QVERIFY(rig.open(runOf(restartPlan(), "pod-dns", 1)));
        QVERIFY(rig.ask(control::SetPace{control::SetPace::Mode::Paused, {}}).has_value());
        rig.post(control::ExecutePlan{});
        RawPeer peer = RawPeer::connectedTo(doorOf(rig));
        QVERIFY(!initialize(rig, peer).empty());
        QCOMPARE(rig.count(EventKind::RequestSent), std::size_t(0));
    }

    void itsStreamIsCapturedWithTheArrivalOfEachEvent()
    {
        EngineRig rig;
        rig.post(control::OpenCluster{.run = runOf(restartPlan(), "pod-dns", 1), .captureMessages = true});
        QVERIFY(rig.until([&] { return rig.ready.has_value(); }));
        RawPeer peer = RawPeer::connectedTo(doorOf(rig));
        const std::string session = initialize(rig, peer);
        peer.received.clear();
        peer.send(request(kSlow, "Mcp-Session-Id: " + session + "\r\nAuthorization: Bearer very-secret\r\n"));
        const auto response = [&]() -> const journal::Message * {
            const auto sent = all(rig, EventKind::RequestReceived);
            if (sent.size() < 2)
                return nullptr; // only the initialize so far
            for (const auto *message : rig.journal.messages().of(sent.back()->exchange)) {
                if (message->leg == journal::Leg::ClientResponse)
                    return message;
            }
            return nullptr;
        };
        QVERIFY(rig.until([&] {
            peer.receive();
            return response() && response()->complete;
        }));
        const journal::Message &captured = *response();
        QCOMPARE(captured.arrivals.size(), std::size_t(4)); // three of progress, then the answer
        QCOMPARE(captured.arrivals.back().bodyEnd, captured.bodySize);
        QCOMPARE(captured.body.size(), captured.bodySize);
        for (std::size_t i = 1; i < captured.arrivals.size(); ++i) {
            QVERIFY(captured.arrivals[i].time >= captured.arrivals[i - 1].time);
            const std::string_view body = captured.body;
            const auto begin = captured.arrivals[i - 1].bodyEnd;
            const std::string_view event = body.substr(begin, captured.arrivals[i].bodyEnd - begin);
            QVERIFY(event.find("data:") != std::string_view::npos);
        }
        QVERIFY(captured.arrivals.back().time - captured.arrivals.front().time >= Duration::milliseconds(5));
        const auto sent = rig.journal.messages().of(captured.exchange);
        QVERIFY(sent.front()->header("Authorization") == "Bearer (hidden, 11 bytes)");
        for (const journal::Message &message : rig.journal.messages().all()) {
            for (const auto &header : message.headers)
                QVERIFY(header.value.find("very-secret") == std::string::npos);
        }
    }

private:
    static bool answered(EngineRig &rig, RawPeer &peer)
    {
        const auto before = rig.count(EventKind::AnswerSent);
        return rig.until([&] {
            peer.receive();
            return !peer.received.empty() && rig.count(EventKind::AnswerSent) > before;
        });
    }

    /// The id of the session that `peer` gets; empty if it gets none.
    static std::string initialize(EngineRig &rig, RawPeer &peer)
    {
        peer.send(request(kInitialize, {}));
        if (!answered(rig, peer))
            return {};
        const std::size_t at = peer.received.find("ession-");
        const std::size_t begin = peer.received.find(": ", at) + 2;
        return at == std::string::npos
            ? std::string()
            : peer.received.substr(begin, peer.received.find("\r\n", begin) - begin);
    }
};

QTEST_APPLESS_MAIN(ForeignClientTest)
#include "foreign_client_test.moc"

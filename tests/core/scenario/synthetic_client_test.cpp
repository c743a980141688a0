// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/synthetic_client.h"
#include "tests/support/scripted_server.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::scenario;
using journal::Event;
using journal::EventKind;
using testing::ScriptedServer;

namespace {

/// A client, its server, and the journal of what happened between them.
struct Talk
{
    explicit Talk(ClientBehaviour behaviour = ClientBehaviour::FollowsSpec)
        : client(ClientId(3), behaviour)
    {
    }

    /// Lets the client do what was started to the end; how many requests that took.
    int run()
    {
        int requests = 0;
        while (const auto request = client.next(writer, Instant())) {
            client.on(server.answer(*request), writer, Instant());
            ++requests;
        }
        return requests;
    }

    /// Answers the next request of what was started with that.
    void runInto(const Result<ClientAnswer> &answer)
    {
        QVERIFY(client.next(writer, Instant()).has_value());
        client.on(answer, writer, Instant());
    }

    std::vector<Event> events(EventKind kind)
    {
        log.append(writer.take());
        std::vector<Event> found;
        for (const Event &event : log.events()) {
            if (event.kind == kind)
                found.push_back(event);
        }
        return found;
    }

    std::string text(journal::Symbol symbol) const { return std::string(log.text(symbol)); }

    SyntheticClient client;
    ScriptedServer server;
    journal::Writer writer;
    journal::Journal log;
};

ClientAnswer counted(const std::string &result)
{
    return {200, {}, R"({"jsonrpc":"2.0","id":2,"result":)" + result + "}"};
}

} // namespace

class SyntheticClientTest : public QObject
{
    Q_OBJECT

private slots:
    void initializesAsTheSpecSays()
    {
        Talk talk;
        talk.client.startInitialize();
        QCOMPARE(talk.run(), 2);
        QVERIFY(talk.client.hasSession());

        const ClientRequest &initialize = talk.server.requests()[0];
        QCOMPARE(ScriptedServer::header(initialize, "Accept"),
                 std::string("application/json, text/event-stream"));
        QCOMPARE(ScriptedServer::header(initialize, "Content-Type"), std::string("application/json"));
        QVERIFY(ScriptedServer::header(initialize, "Mcp-Session-Id").empty());
        const auto body = nlohmann::json::parse(initialize.body);
        QCOMPARE(body["params"]["protocolVersion"].get<std::string>(), std::string("2025-11-25"));
        QCOMPARE(body["params"]["clientInfo"]["name"].get<std::string>(), std::string("sessionscope"));

        const ClientRequest &initialized = talk.server.requests()[1];
        QCOMPARE(ScriptedServer::header(initialized, "Mcp-Session-Id"), std::string("session-1"));
        QCOMPARE(ScriptedServer::header(initialized, "MCP-Protocol-Version"), std::string("2025-11-25"));
        QVERIFY(!nlohmann::json::parse(initialized.body).contains("id"));
    }

    void journalsEachRequestWithItsSessionAndCause()
    {
        Talk talk;
        talk.client.setCause(journal::Sequence(99));
        talk.client.startInitialize();
        talk.run();
        const auto sent = talk.events(EventKind::RequestSent);
        const auto answers = talk.events(EventKind::AnswerReceived);
        QCOMPARE(sent.size(), std::size_t(2));
        QCOMPARE(talk.text(sent[0].text), std::string("POST initialize"));
        QVERIFY(sent[0].session == journal::Symbol());
        QVERIFY(sent[0].cause == journal::Sequence(99));
        QCOMPARE(talk.text(answers[0].session), std::string("session-1"));
        QCOMPARE(answers[0].number, std::int64_t(200));
        QVERIFY(answers[0].cause == sent[0].sequence);
        QVERIFY(sent[1].cause == answers[0].sequence);
        QCOMPARE(talk.text(sent[1].session), std::string("session-1"));
        QVERIFY(sent[1].actor == journal::clientActor(ClientId(3)));
    }

    void expectsTheNextCountOfItsSession()
    {
        Talk talk;
        initialize(talk);
        call(talk, 3);
        const auto observed = talk.events(EventKind::StateObserved);
        QCOMPARE(observed.size(), std::size_t(3));
        for (std::size_t i = 0; i < observed.size(); ++i) {
            QCOMPARE(observed[i].number, std::int64_t(i + 1));
            QCOMPARE(observed[i].other, std::int64_t(i + 1));
        }
    }

    void noticesASessionThatForgotAndGoesOnFromThere()
    {
        Talk talk;
        initialize(talk);
        call(talk, 2);
        talk.server.resetCounters();
        call(talk, 2);
        const auto observed = talk.events(EventKind::StateObserved);
        QCOMPARE(observed[2].number, std::int64_t(3));
        QCOMPARE(observed[2].other, std::int64_t(1));
        QCOMPARE(observed[3].number, std::int64_t(2));
        QCOMPARE(observed[3].other, std::int64_t(2));
    }

    void readsTheCountWhereServersPutIt_data()
    {
        QTest::addColumn<QByteArray>("result");
        QTest::addColumn<int>("observed");
        QTest::newRow("structured") << QByteArray(R"({"structuredContent":{"count":4}})") << 4;
        QTest::newRow("text alone") << QByteArray(R"({"content":[{"type":"text","text":"4"}]})") << 4;
        QTest::newRow("text around it")
            << QByteArray(R"({"content":[{"type":"text","text":"count is 4."}]})") << 4;
        QTest::newRow("no number") << QByteArray(R"({"content":[{"type":"text","text":"done"}]})") << -1;
        QTest::newRow("an error of the tool")
            << QByteArray(R"({"isError":true,"content":[{"type":"text","text":"code 4"}]})") << -1;
        QTest::newRow("an odd form") << QByteArray(R"({"content":7,"structuredContent":[]})") << -1;
        QTest::newRow("null") << QByteArray("null") << -1;
    }

    void readsTheCountWhereServersPutIt()
    {
        QFETCH(QByteArray, result);
        QFETCH(int, observed);
        Talk talk;
        initialize(talk);
        talk.client.startCall("counter");
        talk.runInto(counted(result.toStdString()));
        const auto events = talk.events(EventKind::StateObserved);
        QCOMPARE(events.size(), std::size_t(observed < 0 ? 0 : 1));
        if (observed >= 0)
            QCOMPARE(events[0].other, std::int64_t(observed));
    }

    void aCallWhoseAnswerWasLostMayHaveBeenCounted()
    {
        Talk talk;
        initialize(talk);
        talk.client.startCall("counter");
        talk.runInto(fail(ErrorCode::ConnectionLost, "reset"));
        talk.client.startCall("counter");
        talk.runInto(counted(R"({"structuredContent":{"count":2}})"));
        const auto observed = talk.events(EventKind::StateObserved);
        QCOMPARE(observed.at(0).number, std::int64_t(2));
        QCOMPARE(talk.text(talk.events(EventKind::RequestFailed).at(0).text), std::string("connection-lost"));
    }

    void startsOverWhenItsSessionIsGoneIfItFollowsTheSpec()
    {
        Talk talk;
        initialize(talk);
        talk.server.forgetSessions();
        talk.client.startCall("counter");
        QCOMPARE(talk.run(), 4); // the call, initialize, initialized, the call again
        const auto replaced = talk.events(EventKind::SessionReplaced);
        QCOMPARE(replaced.size(), std::size_t(1));
        QCOMPARE(talk.text(replaced[0].session), std::string("session-2"));
        QCOMPARE(talk.text(replaced[0].text), std::string("session-1"));
        const auto observed = talk.events(EventKind::StateObserved);
        QCOMPARE(observed.back().number, std::int64_t(1));
        const auto answers = talk.events(EventKind::AnswerReceived);
        QCOMPARE(answers[2].number, std::int64_t(404));
        QCOMPARE(answers[2].other, std::int64_t(-32001));
    }

    void keepsTheDeadSessionIfItNeverReinitialises()
    {
        Talk talk(ClientBehaviour::NeverReinitialises);
        initialize(talk);
        talk.server.forgetSessions();
        talk.client.startCall("counter");
        QCOMPARE(talk.run(), 1);
        talk.client.startCall("counter");
        QCOMPARE(talk.run(), 1);
        QCOMPARE(talk.client.sessionId(), std::string("session-1"));
        QVERIFY(talk.events(EventKind::SessionReplaced).empty());
    }

    void startsOverOnceOnlyForOneRequest()
    {
        Talk talk;
        initialize(talk);
        talk.client.startCall("counter");
        talk.runInto(ClientAnswer{404, {}, {}});
        talk.runInto(ClientAnswer{200, "session-9", R"({"id":1,"result":{}})"});
        talk.runInto(ClientAnswer{202, {}, {}});
        talk.runInto(ClientAnswer{404, {}, {}});
        QVERIFY(!talk.client.next(talk.writer, Instant()).has_value());
    }

    void staysWithTheOldSessionWhenItCannotStartOver()
    {
        Talk talk;
        initialize(talk);
        talk.client.startCall("counter");
        talk.runInto(ClientAnswer{404, {}, {}});
        talk.runInto(ClientAnswer{502, {}, {}});
        QVERIFY(!talk.client.next(talk.writer, Instant()).has_value());
        QCOMPARE(talk.client.sessionId(), std::string("session-1"));
    }

    void hasNoSessionAfterAFailedInitialize_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("refused") << 502 << QByteArray();
        QTest::newRow("a JSON-RPC error")
            << 200 << QByteArray(R"({"id":1,"error":{"code":-32602,"message":"no"}})");
    }

    void hasNoSessionAfterAFailedInitialize()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, message);
        Talk talk;
        talk.client.startInitialize();
        talk.runInto(ClientAnswer{status, "session-1", message.toStdString()});
        QVERIFY(!talk.client.next(talk.writer, Instant()).has_value());
        QVERIFY(!talk.client.hasSession());
    }

    void takesASessionFromInitializeOnly()
    {
        Talk talk;
        initialize(talk);
        talk.client.startCall("echo");
        talk.runInto(ClientAnswer{200, "leaked", R"({"id":2,"result":{}})"});
        QCOMPARE(talk.client.sessionId(), std::string("session-1"));
    }

    void closesWithDeleteAndKeepsTheId()
    {
        Talk talk(ClientBehaviour::NeverReinitialises);
        initialize(talk);
        talk.client.startClose();
        talk.run();
        const ClientRequest &request = talk.server.requests().back();
        QCOMPARE(request.method, std::string("DELETE"));
        QCOMPARE(ScriptedServer::header(request, "Mcp-Session-Id"), std::string("session-1"));
        QVERIFY(request.body.empty());
        QCOMPARE(talk.client.sessionId(), std::string("session-1"));
    }

    void listsToolsAsAMethodOfItsOwn()
    {
        Talk talk;
        initialize(talk);
        talk.client.startCall("tools/list");
        talk.run();
        QCOMPARE(nlohmann::json::parse(talk.server.requests().back().body)["method"].get<std::string>(),
                 std::string("tools/list"));
        QCOMPARE(talk.text(talk.events(EventKind::RequestSent).back().text), std::string("POST tools/list"));
    }

private:
    static void initialize(Talk &talk)
    {
        talk.client.startInitialize();
        talk.run();
    }

    static void call(Talk &talk, int times)
    {
        for (int i = 0; i < times; ++i) {
            talk.client.startCall("counter");
            talk.run();
        }
    }
};

QTEST_APPLESS_MAIN(SyntheticClientTest)
#include "synthetic_client_test.moc"

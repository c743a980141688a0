// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/fake_pod.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <optional>
#include <set>

using namespace sessionscope;
using namespace sessionscope::cluster;
using nlohmann::json;

namespace {

/// A client that sends what the specification asks for, unless a test changes it.
struct Sent
{
    std::string method = "POST";
    std::string path = "/mcp";
    std::string sessionId;
    std::string version = "2025-06-18";
    std::string accept = "application/json, text/event-stream";
    std::string contentType = "application/json";
    std::string body;
};

PodReply send(FakePod &pod, const Sent &sent)
{
    return pod.handle(
        {sent.method, sent.path, sent.sessionId, sent.version, sent.accept, sent.contentType, sent.body},
        Instant());
}

std::string header(const PodReply &reply, std::string_view name)
{
    for (const auto &[key, value] : reply.headers) {
        if (key == name)
            return value;
    }
    return {};
}

std::string bodyOf(const PodReply &reply)
{
    std::string body;
    for (const PodReply::Piece &piece : reply.body)
        body += piece.bytes;
    return body;
}

json jsonOf(const PodReply &reply)
{
    return json::parse(bodyOf(reply));
}

/// Single quotes stand for double ones, so that the cases can be read.
std::string quoted(QString text)
{
    return text.replace('\'', '"').toStdString();
}

std::string initializeBody(const std::string &version = "2025-06-18")
{
    return quoted(QString("{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'%1',"
                          "'capabilities':{},'clientInfo':{'name':'test','version':'1'}}}")
                      .arg(QString::fromStdString(version)));
}

std::string openSession(FakePod &pod)
{
    Sent sent;
    sent.body = initializeBody();
    return header(send(pod, sent), "Mcp-Session-Id");
}

PodReply call(FakePod &pod, const std::string &sessionId, const QString &body)
{
    Sent sent;
    sent.sessionId = sessionId;
    sent.body = quoted(body);
    return send(pod, sent);
}

QString toolCall(const QString &params)
{
    return "{'jsonrpc':'2.0','id':7,'method':'tools/call','params':" + params + "}";
}

/// The `data:` lines of one piece of an event stream.
json eventOf(const PodReply::Piece &piece)
{
    const std::size_t data = piece.bytes.find("data: ");
    return json::parse(piece.bytes.substr(data + 6));
}

} // namespace

class FakePodTest : public QObject
{
    Q_OBJECT

private slots:
    void initializeOpensASessionAndAgreesOnAVersion_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("agreed");
        QTest::newRow("oldest") << "2025-03-26" << "2025-03-26";
        QTest::newRow("middle") << "2025-06-18" << "2025-06-18";
        QTest::newRow("latest with sessions") << "2025-11-25" << "2025-11-25";
        QTest::newRow("too old") << "2024-11-05" << "2025-11-25";
        QTest::newRow("stateless") << "2026-07-28" << "2025-11-25";
    }

    void initializeOpensASessionAndAgreesOnAVersion()
    {
        QFETCH(QString, wanted);
        QFETCH(QString, agreed);
        FakePod pod({}, Rng(1));
        Sent sent;
        sent.version.clear();
        sent.body = initializeBody(wanted.toStdString());
        const PodReply reply = send(pod, sent);

        QCOMPARE(reply.status, 200);
        QCOMPARE(header(reply, "Content-Type"), "application/json");
        QVERIFY(pod.knows(header(reply, "Mcp-Session-Id")));
        QVERIFY(!reply.knewSession);
        QCOMPARE(reply.what, "initialize");
        const json result = jsonOf(reply)["result"];
        QCOMPARE(QString::fromStdString(result["protocolVersion"]), agreed);
        QVERIFY(result["capabilities"].contains("tools"));
        QVERIFY(result["serverInfo"].contains("name") && result["serverInfo"].contains("version"));
        QCOMPARE(pod.sessionCount(), 1U);
    }

    void everySessionHasItsOwnId()
    {
        FakePod pod({}, Rng(1));
        std::set<std::string> ids;
        for (int i = 0; i < 500; ++i)
            QVERIFY(ids.insert(openSession(pod)).second);
        QCOMPARE(pod.sessionCount(), 500U);
    }

    void refusesWhatIsNotTheProtocol_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("code");
        QTest::newRow("accepts no events") << "accept" << "application/json" << 406 << -32000;
        QTest::newRow("accepts no JSON") << "accept" << "text/event-stream" << 406 << -32000;
        QTest::newRow("accepts anything") << "accept" << "*/*" << 406 << -32000;
        QTest::newRow("accepts something longer")
            << "accept" << "application/json5, text/event-stream" << 406 << -32000;
        QTest::newRow("no Accept") << "accept" << "" << 406 << -32000;
        QTest::newRow("text") << "contentType" << "text/plain" << 415 << -32000;
        QTest::newRow("no Content-Type") << "contentType" << "" << 415 << -32000;
        QTest::newRow("no body") << "body" << "" << 400 << -32700;
        QTest::newRow("half a body") << "body" << "{'jsonrpc':" << 400 << -32700;
        QTest::newRow("batch") << "body" << "[{'jsonrpc':'2.0','id':1,'method':'ping'}]" << 400 << -32600;
        QTest::newRow("a number") << "body" << "3" << 400 << -32600;
        QTest::newRow("no version") << "body" << "{'id':1,'method':'ping'}" << 400 << -32600;
        QTest::newRow("version 1") << "body" << "{'jsonrpc':'1.0','id':1,'method':'ping'}" << 400 << -32600;
        QTest::newRow("id null") << "body" << "{'jsonrpc':'2.0','id':null,'method':'ping'}" << 400 << -32600;
        QTest::newRow("id an object")
            << "body" << "{'jsonrpc':'2.0','id':{},'method':'ping'}" << 400 << -32600;
        QTest::newRow("method a number") << "body" << "{'jsonrpc':'2.0','id':1,'method':2}" << 400 << -32600;
        QTest::newRow("params a list")
            << "body" << "{'jsonrpc':'2.0','id':1,'method':'ping','params':[]}" << 400 << -32600;
        QTest::newRow("neither result nor error") << "body" << "{'jsonrpc':'2.0','id':1}" << 400 << -32600;
        QTest::newRow("no session id") << "sessionId" << "" << 400 << -32000;
        QTest::newRow("unknown session") << "sessionId" << "nobody" << 404 << -32001;
        QTest::newRow("stateless version") << "version" << "2026-07-28" << 400 << -32000;
        QTest::newRow("version of no protocol") << "version" << "latest" << 400 << -32000;
        QTest::newRow("other method") << "method" << "PUT" << 405 << -32000;
        QTest::newRow("HEAD") << "method" << "HEAD" << 405 << -32000;
        QTest::newRow("a second initialize")
            << "body" << QString::fromStdString(initializeBody()) << 400 << -32600;
    }

    void refusesWhatIsNotTheProtocol()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(int, status);
        QFETCH(int, code);
        FakePod pod({}, Rng(1));
        Sent sent;
        sent.sessionId = openSession(pod);
        sent.body = quoted("{'jsonrpc':'2.0','id':1,'method':'ping'}");
        QCOMPARE(send(pod, sent).status, 200);

        const std::map<QString, std::string *> fields{
            {"accept", &sent.accept}, {"contentType", &sent.contentType}, {"body", &sent.body},
            {"method", &sent.method}, {"sessionId", &sent.sessionId},     {"version", &sent.version},
        };
        *fields.at(field) = quoted(value);
        const PodReply reply = send(pod, sent);
        QCOMPARE(reply.status, status);
        QCOMPARE(jsonOf(reply)["error"]["code"].get<int>(), code);
        QCOMPARE(header(reply, "Allow"), status == 405 ? "GET, POST, DELETE" : "");
        QCOMPARE(reply.knewSession, field != "sessionId");
        QCOMPARE(pod.sessionCount(), 1U);
    }

    void anUnknownSessionIsAnsweredAsTheTypeScriptSdkDoes()
    {
        FakePod pod({}, Rng(1));
        const PodReply reply = call(pod, "nobody", "{'jsonrpc':'2.0','id':1,'method':'ping'}");
        QCOMPARE(bodyOf(reply),
                 quoted("{'jsonrpc':'2.0','error':{'code':-32001,'message':'Session not found'},'id':null}"));
    }

    void acceptIgnoresCaseOrderAndParameters()
    {
        FakePod pod({}, Rng(1));
        Sent sent;
        sent.sessionId = openSession(pod);
        sent.accept = "Text/Event-Stream;q=0.9 ,APPLICATION/JSON; q=1";
        sent.contentType = "Application/JSON; charset=utf-8";
        sent.version.clear();
        sent.body = quoted("{'jsonrpc':'2.0','id':1,'method':'ping'}");
        QCOMPARE(send(pod, sent).status, 200);
    }

    void elsewhereThereIsNothingButTheWayBack()
    {
        FakePod pod({}, Rng(1));
        Sent sent;
        sent.path = "/";
        sent.method = "GET";
        QCOMPARE(send(pod, sent).status, 404);
        QCOMPARE(header(send(pod, sent), "Content-Type"), "text/plain");
        sent.path = "/mcp/";
        QCOMPARE(send(pod, sent).status, 307);
        QCOMPARE(header(send(pod, sent), "Location"), "/mcp");
    }

    void notificationsAndResponsesAreAcceptedWithoutABody_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("what");
        QTest::newRow("initialized") << "{'jsonrpc':'2.0','method':'notifications/initialized'}"
                                     << "notifications/initialized";
        QTest::newRow("cancelled")
            << "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}"
            << "notifications/cancelled";
        QTest::newRow("response") << "{'jsonrpc':'2.0','id':1,'result':{}}" << "response";
        QTest::newRow("error") << "{'jsonrpc':'2.0','id':1,'error':{'code':-1,'message':'no'}}" << "response";
    }

    void notificationsAndResponsesAreAcceptedWithoutABody()
    {
        QFETCH(QString, body);
        QFETCH(QString, what);
        FakePod pod({}, Rng(1));
        const PodReply reply = call(pod, openSession(pod), body);
        QCOMPARE(reply.status, 202);
        QVERIFY(reply.body.empty());
        QCOMPARE(QString::fromStdString(reply.what), what);
        QVERIFY(reply.knewSession);
    }

    void listsItsFiveToolsWithTheirSchemas()
    {
        FakePod pod({}, Rng(1));
        const PodReply reply
            = call(pod, openSession(pod), "{'jsonrpc':'2.0','id':'a','method':'tools/list'}");
        std::set<std::string> names;
        const json message = jsonOf(reply);
        for (const json &tool : message["result"]["tools"]) {
            names.insert(tool["name"].get<std::string>());
            QCOMPARE(tool["inputSchema"]["type"].get<std::string>(), "object");
            QVERIFY(tool["inputSchema"]["properties"].is_object());
        }
        QCOMPARE(message["id"].get<std::string>(), "a");
        QVERIFY(message["result"]["tools"][0]["inputSchema"]["required"] == json::array({"text"}));
        QCOMPARE(names, std::set<std::string>({"counter", "echo", "sleep", "slow", "whoami"}));
    }

    void everySessionCountsForItself()
    {
        FakePod pod({}, Rng(1));
        const std::string one = openSession(pod);
        const std::string other = openSession(pod);
        for (int expected = 1; expected <= 3; ++expected) {
            const PodReply reply = call(pod, one, toolCall("{'name':'counter','arguments':{}}"));
            const json result = jsonOf(reply)["result"];
            QCOMPARE(result["content"][0]["text"].get<std::string>(), std::to_string(expected));
            QCOMPARE(result["structuredContent"]["count"].get<int>(), expected);
            QCOMPARE(reply.what, "tools/call counter");
            QCOMPARE(header(reply, "Mcp-Session-Id"), one);
        }
        const PodReply reply = call(pod, other, toolCall("{'name':'counter'}"));
        QCOMPARE(jsonOf(reply)["result"]["structuredContent"]["count"].get<int>(), 1);
    }

    void toolsAnswer_data()
    {
        QTest::addColumn<QString>("params");
        QTest::addColumn<QString>("text");
        QTest::newRow("echo") << "{'name':'echo','arguments':{'text':'tea & cake ☕'}}" << "tea & cake ☕";
        QTest::newRow("whoami") << "{'name':'whoami'}" << "myserver-2";
        QTest::newRow("sleep") << "{'name':'sleep','arguments':{'ms':5}}" << "slept 5 ms";
    }

    void toolsAnswer()
    {
        QFETCH(QString, params);
        QFETCH(QString, text);
        FakePod pod({.name = "myserver-2"}, Rng(1));
        const PodReply reply = call(pod, openSession(pod), toolCall(params));
        const json message = jsonOf(reply);
        QCOMPARE(message["id"].get<int>(), 7);
        QCOMPARE(QString::fromStdString(message["result"]["content"][0]["text"]), text);
    }

    void sleepHoldsItsHeadBack()
    {
        FakePod pod({}, Rng(1));
        const std::string session = openSession(pod);
        QVERIFY(call(pod, session, toolCall("{'name':'sleep','arguments':{'ms':250}}")).headAfter
                == Duration::milliseconds(250));
        QVERIFY(call(pod, session, toolCall("{'name':'whoami'}")).headAfter == Duration());
    }

    void slowReportsProgressAsItGoes()
    {
        FakePod pod({}, Rng(1));
        const std::string session = openSession(pod);
        const PodReply reply = call(pod, session,
                                    toolCall("{'name':'slow','arguments':{'steps':3,'delayMs':40},"
                                             "'_meta':{'progressToken':'abc'}}"));
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.streams && !reply.staysOpen && header(reply, "Content-Type") == "text/event-stream");
        QCOMPARE(reply.body.size(), 5U);
        QVERIFY(reply.body[0].bytes.starts_with(':') && reply.body[0].after == Duration());
        for (std::size_t step = 1; step <= 3; ++step) {
            const json event = eventOf(reply.body[step]);
            QVERIFY(!event.contains("id"));
            QCOMPARE(event["method"].get<std::string>(), "notifications/progress");
            QCOMPARE(event["params"]["progressToken"].get<std::string>(), "abc");
            QCOMPARE(event["params"]["progress"].get<std::size_t>(), step);
            QCOMPARE(event["params"]["total"].get<int>(), 3);
            QVERIFY(reply.body[step].after == Duration::milliseconds(40));
        }
        QCOMPARE(eventOf(reply.body[4])["id"].get<int>(), 7);
        QVERIFY(reply.body[4].after == Duration());
    }

    void slowIsSilentUntilTheResultWithoutAToken()
    {
        FakePod pod({}, Rng(1));
        const PodReply reply
            = call(pod, openSession(pod), toolCall("{'name':'slow','arguments':{'steps':3,'delayMs':40}}"));
        QCOMPARE(reply.body.size(), 2U);
        QVERIFY(reply.body[1].after == Duration::milliseconds(120));
        QVERIFY(eventOf(reply.body[1]).contains("result"));
    }

    void aRequestWithoutAResultIsAnErrorInAnOrdinaryAnswer_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<int>("code");
        QTest::newRow("unknown method") << "{'jsonrpc':'2.0','id':7,'method':'resources/list'}" << -32601;
        QTest::newRow("second page")
            << "{'jsonrpc':'2.0','id':7,'method':'tools/list','params':{'cursor':'x'}}" << -32602;
        QTest::newRow("unknown tool") << toolCall("{'name':'fly'}") << -32602;
        QTest::newRow("no tool") << toolCall("{}") << -32602;
        QTest::newRow("tool a number") << toolCall("{'name':1}") << -32602;
        QTest::newRow("arguments a list") << toolCall("{'name':'counter','arguments':[]}") << -32602;
        QTest::newRow("echo nothing") << toolCall("{'name':'echo'}") << -32602;
        QTest::newRow("echo a number") << toolCall("{'name':'echo','arguments':{'text':1}}") << -32602;
        QTest::newRow("sleep without a time") << toolCall("{'name':'sleep'}") << -32602;
        QTest::newRow("sleep too long") << toolCall("{'name':'sleep','arguments':{'ms':600001}}") << -32602;
        QTest::newRow("sleep backwards") << toolCall("{'name':'sleep','arguments':{'ms':-1}}") << -32602;
        QTest::newRow("sleep for ever")
            << toolCall("{'name':'sleep','arguments':{'ms':18446744073709551615}}") << -32602;
        QTest::newRow("half a step") << toolCall("{'name':'slow','arguments':{'steps':1.5}}") << -32602;
        QTest::newRow("too many steps") << toolCall("{'name':'slow','arguments':{'steps':1001}}") << -32602;
    }

    void aRequestWithoutAResultIsAnErrorInAnOrdinaryAnswer()
    {
        QFETCH(QString, body);
        QFETCH(int, code);
        FakePod pod({}, Rng(1));
        const PodReply reply = call(pod, openSession(pod), body);
        QCOMPARE(reply.status, 200);
        QCOMPARE(jsonOf(reply)["error"]["code"].get<int>(), code);
        QCOMPARE(jsonOf(reply)["id"].get<int>(), 7);
    }

    void initializeWithoutAVersionOpensNoSession()
    {
        FakePod pod({}, Rng(1));
        Sent sent;
        sent.body = quoted("{'jsonrpc':'2.0','id':0,'method':'initialize','params':{}}");
        const PodReply reply = send(pod, sent);
        QCOMPARE(jsonOf(reply)["error"]["code"].get<int>(), -32602);
        QCOMPARE(pod.sessionCount(), 0U);
    }

    void aSessionHasOneStreamAtATime()
    {
        FakePod pod({}, Rng(1));
        Sent get;
        get.method = "GET";
        get.accept = "text/event-stream";
        get.contentType.clear();
        get.sessionId = openSession(pod);
        const PodReply first = send(pod, get);
        QCOMPARE(first.status, 200);
        QVERIFY(first.streams && first.staysOpen && !first.body.empty());
        QCOMPARE(header(first, "Content-Type"), "text/event-stream");
        QCOMPARE(send(pod, get).status, 409);
        pod.streamClosed("nobody");
        QCOMPARE(send(pod, get).status, 409);
        pod.streamClosed(get.sessionId);
        QCOMPARE(send(pod, get).status, 200);
    }

    void streamsAreRefusedLikeRequests_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("accept");
        QTest::addColumn<QString>("sessionId");
        QTest::addColumn<int>("status");
        QTest::newRow("GET of JSON") << "GET" << "application/json" << "open" << 406;
        QTest::newRow("GET without a session") << "GET" << "text/event-stream" << "" << 400;
        QTest::newRow("GET of an unknown session") << "GET" << "text/event-stream" << "nobody" << 404;
        QTest::newRow("DELETE without a session") << "DELETE" << "*/*" << "" << 400;
        QTest::newRow("DELETE of an unknown session") << "DELETE" << "*/*" << "nobody" << 404;
    }

    void streamsAreRefusedLikeRequests()
    {
        QFETCH(QString, method);
        QFETCH(QString, accept);
        QFETCH(QString, sessionId);
        QFETCH(int, status);
        FakePod pod({}, Rng(1));
        const std::string open = openSession(pod);
        Sent sent;
        sent.method = method.toStdString();
        sent.accept = accept.toStdString();
        sent.sessionId = sessionId == "open" ? open : sessionId.toStdString();
        QCOMPARE(send(pod, sent).status, status);
        QCOMPARE(pod.sessionCount(), 1U);
    }

    void aTerminatedSessionIsUnknown()
    {
        FakePod pod({}, Rng(1));
        const std::string session = openSession(pod);
        Sent sent{"DELETE", "/mcp", session, "2025-06-18", "*/*", {}, {}};
        const PodReply reply = send(pod, sent);
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.body.empty());
        QVERIFY(reply.knewSession);
        QVERIFY(!pod.knows(session));
        QCOMPARE(send(pod, sent).status, 404);
        QCOMPARE(call(pod, session, toolCall("{'name':'counter'}")).status, 404);
    }

    void anotherPodDoesNotKnowTheSession()
    {
        FakePod one({.name = "myserver-0"}, Rng(1));
        FakePod other({.name = "myserver-1"}, Rng(2));
        const std::string session = openSession(one);
        QCOMPARE(call(one, session, toolCall("{'name':'counter'}")).status, 200);
        QCOMPARE(call(other, session, toolCall("{'name':'counter'}")).status, 404);
    }

    void holdsNoMoreSessionsThanItMay()
    {
        FakePod pod({.sessionsMax = 2}, Rng(1));
        openSession(pod);
        openSession(pod);
        Sent sent;
        sent.body = initializeBody();
        QCOMPARE(send(pod, sent).status, 503);
        QCOMPARE(pod.sessionCount(), 2U);
    }

    void theSameSeedGivesTheSameReplies()
    {
        FakePod one({}, Rng(9));
        FakePod other({}, Rng(9));
        QCOMPARE(openSession(one), openSession(other));
    }
};

QTEST_APPLESS_MAIN(FakePodTest)
#include "fake_pod_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/mcp/rpc_peek.h"
#include "tests/support/json_text.h"

#include <QTest>

#include <string>

using namespace sessionscope::mcp;
using sessionscope::test::json;

Q_DECLARE_METATYPE(RpcPeek::Kind)

namespace {

RpcPeek peekAt(const QByteArray &body)
{
    return peek({body.data(), static_cast<std::size_t>(body.size())});
}

} // namespace

class RpcPeekTest : public QObject
{
    Q_OBJECT

    using Kind = RpcPeek::Kind;

private slots:
    void tellsTheKindsOfBodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Kind>("kind");
        QTest::newRow("no body") << QByteArray() << Kind::Empty;
        QTest::newRow("blank") << QByteArray(" \r\n") << Kind::NotJson;
        QTest::newRow("request") << json("{'jsonrpc':'2.0','id':1,'method':'ping'}") << Kind::Request;
        QTest::newRow("notification") << json("{'method':'notifications/initialized'}") << Kind::Notification;
        QTest::newRow("null id") << json("{'id':null,'method':'ping'}") << Kind::Notification;
        QTest::newRow("response") << json("{'id':1,'result':{'method':'x'}}") << Kind::Response;
        QTest::newRow("null method") << json("{'id':1,'method':null}") << Kind::Response;
        QTest::newRow("batch") << json("[{'id':1,'method':'ping'}]") << Kind::Batch;
        QTest::newRow("batch after space") << QByteArray("\r\n\t [") << Kind::Batch;
        QTest::newRow("broken batch") << QByteArray("[{]") << Kind::Batch;
        QTest::newRow("array inside") << json("{'id':1,'method':'m','params':[[1],{}]}") << Kind::Request;
        QTest::newRow("string") << json("'method'") << Kind::NotJson;
        QTest::newRow("number") << QByteArray("7") << Kind::NotJson;
        QTest::newRow("null") << QByteArray("null") << Kind::NotJson;
        QTest::newRow("form") << QByteArray("a=b") << Kind::NotJson;
        QTest::newRow("cut off") << json("{'id':1,'method':'ping'") << Kind::NotJson;
        QTest::newRow("two values") << json("{'id':1,'method':'ping'}{}") << Kind::NotJson;
        QTest::newRow("invalid UTF-8") << QByteArray("{\"id\":1,\"method\":\"p\xff\"}") << Kind::NotJson;
        QTest::newRow("method is a number") << json("{'id':1,'method':7}") << Kind::NotJson;
        QTest::newRow("method is an object") << json("{'id':1,'method':{}}") << Kind::NotJson;
        QTest::newRow("id is an array") << json("{'id':[1],'method':'m'}") << Kind::NotJson;
    }

    void tellsTheKindsOfBodies()
    {
        QFETCH(QByteArray, body);
        QFETCH(Kind, kind);
        QCOMPARE(peekAt(body).kind, kind);
    }

    void keepsTheIdAsJsonText_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("echoed");
        for (const char *number : {"0", "-7", "18446744073709551615", "1.50", "1e3", "true"})
            QTest::newRow(number) << QByteArray(number) << QByteArray(number);
        QTest::newRow("string") << json("'a'") << json("'a'");
        QTest::newRow("empty string") << json("''") << json("''");
        QTest::newRow("escapes") << json("'q\\'\\\\\\u0001'") << json("'q\\'\\\\\\u0001'");
        QTest::newRow("beyond ASCII") << json("'é'") << json("'é'");
        QTest::newRow("beyond 64 bits")
            << QByteArray("123456789012345678901234567890") << QByteArray("123456789012345678901234567890");
        QTest::newRow("escaped letter") << json("'\\u0061'") << json("'a'");
        QTest::newRow("null") << QByteArray("null") << QByteArray();
    }

    void keepsTheIdAsJsonText()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, echoed);
        const RpcPeek seen = peekAt("{\"id\":" + id + ",\"method\":\"ping\"}");
        QCOMPARE(QByteArray::fromStdString(seen.id), echoed);
        QCOMPARE(seen.method, std::string("ping"));
    }

    void readsAnInitializeWhateverTheOrderOfItsMembers()
    {
        const RpcPeek seen
            = peekAt(json("{'params':{'clientInfo':{'version':'1.0.0','name':'inspector'},"
                          "'capabilities':{'name':'x','protocolVersion':'y'},"
                          "'protocolVersion':'2025-06-18'},'method':'initialize','id':'i-1'}"));
        QVERIFY(seen.isInitialize());
        QCOMPARE(seen.id, std::string("\"i-1\""));
        QCOMPARE(seen.protocolVersion, std::string("2025-06-18"));
        QCOMPARE(seen.clientName, std::string("inspector"));
        QCOMPARE(seen.clientVersion, std::string("1.0.0"));
        QVERIFY(seen.toolName.empty());
        QVERIFY(!seen.meta.present);
    }

    void readsTheToolOfACall()
    {
        const RpcPeek seen = peekAt(json("{'jsonrpc':'2.0','id':2,'method':'tools/call',"
                                         "'params':{'name':'counter','arguments':{'name':'other'}}}"));
        QCOMPARE(seen.toolName, std::string("counter"));
        const RpcPeek prompt = peekAt(json("{'id':2,'method':'prompts/get','params':{'name':'greet'}}"));
        QVERIFY(prompt.toolName.empty());
    }

    void anInitializeWithoutAnIdIsNone()
    {
        const RpcPeek seen = peekAt(json("{'method':'initialize','params':{}}"));
        QVERIFY(!seen.isInitialize());
    }

    void seesTheReservedMetaKeys_data()
    {
        QTest::addColumn<QByteArray>("meta");
        QTest::addColumn<bool>("present");
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<bool>("capabilities");
        const QByteArray prefix = "\"io.modelcontextprotocol/";
        QTest::newRow("none") << json("{'progressToken':1}") << false << QByteArray() << false;
        QTest::newRow("log level is no signal")
            << "{" + prefix + json("logLevel':'debug'}") << false << QByteArray() << false;
        QTest::newRow("version") << "{" + prefix + json("protocolVersion':'2026-07-28'}") << true
                                 << QByteArray("2026-07-28") << false;
        QTest::newRow("version is a number")
            << "{" + prefix + json("protocolVersion':7}") << true << QByteArray() << false;
        QTest::newRow("client info") << "{" + prefix + json("clientInfo':null}") << true << QByteArray()
                                     << false;
        QTest::newRow("capabilities")
            << "{" + prefix + json("clientCapabilities':{'a':{}}}") << true << QByteArray() << true;
        QTest::newRow("capabilities are a list")
            << "{" + prefix + json("clientCapabilities':[]}") << true << QByteArray() << false;
        QTest::newRow("too deep") << json("{'x':{") + prefix + json("clientCapabilities':{}}}") << false
                                  << QByteArray() << false;
        QTest::newRow("no object") << QByteArray("7") << false << QByteArray() << false;
    }

    void seesTheReservedMetaKeys()
    {
        QFETCH(QByteArray, meta);
        QFETCH(bool, present);
        QFETCH(QByteArray, version);
        QFETCH(bool, capabilities);
        const RpcPeek seen = peekAt(json("{'id':1,'method':'tools/list','params':{'_meta':") + meta + "}}");
        QCOMPARE(seen.kind, Kind::Request);
        QCOMPARE(seen.meta.present, present);
        QCOMPARE(QByteArray::fromStdString(seen.meta.protocolVersion.value_or("")), version);
        QCOMPARE(seen.meta.hasClientCapabilities, capabilities);
    }

    void theLastOfEqualMembersWins()
    {
        const RpcPeek seen = peekAt(json("{'id':1,'id':2,'method':'ping','method':'tools/call',"
                                         "'params':{'name':'a','_meta':{'io.modelcontextprotocol/"
                                         "clientInfo':{}}},'params':{'name':'b'}}"));
        QCOMPARE(seen.id, std::string("2"));
        QCOMPARE(seen.toolName, std::string("b"));
        QVERIFY(!seen.meta.present);
        const RpcPeek withoutId = peekAt(json("{'id':1,'id':null,'method':'m'}"));
        QCOMPARE(withoutId.kind, Kind::Notification);
        const RpcPeek withoutMethod = peekAt(json("{'id':1,'method':'m','method':null}"));
        QCOMPARE(withoutMethod.kind, Kind::Response);
    }

    void refusesDepthInsteadOfExhaustingTheStack()
    {
        const auto nested = [](qsizetype depth) {
            return json("{'id':1,'method':'m','params':") + QByteArray(depth, '[') + QByteArray(depth, ']')
                + "}";
        };
        QCOMPARE(peekAt(nested(9'999)).kind, Kind::Request);
        QCOMPARE(peekAt(nested(10'000)).kind, Kind::NotJson);
        QCOMPARE(peekAt(nested(1'000'000)).kind, Kind::NotJson);
    }
};

QTEST_APPLESS_MAIN(RpcPeekTest)
#include "rpc_peek_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/session/record_codec.h"
#include "tests/support/json_text.h"

#include <rapidcheck.h>

#include <QTest>

#include <algorithm>
#include <string>

using namespace sessionscope;
using namespace sessionscope::session;
using test::json;

namespace {

const std::string kId = "3f1c2f0a-7d0e-4b43-9c1e-1f0a6f2f9f10";

const QByteArray kTime = "2026-08-21T10:26:05.123456789Z";

// As digest 3.1 (c) and (i) have them.
const QByteArray kInitBody
    = json(R"('init_body':'{\'jsonrpc\':\'2.0\',\'id\':0,\'method\':\'initialize\',\'params\':{)"
           R"(\'protocolVersion\':\'2025-06-18\',\'capabilities\':{},\'clientInfo\':{)"
           R"(\'name\':\'e2e-backend-routing-test\',\'version\':\'1.0.0\'}}}')");
const QByteArray kProbeInitBody
    = json(R"('init_body':'{\'id\':\'toolhive-init-check\',\'jsonrpc\':\'2.0\',\'method\':\'initialize\',)"
           R"(\'params\':{\'capabilities\':{},\'clientInfo\':{\'name\':\'toolhive\',\'version\':\'1.0\'},)"
           R"(\'protocolVersion\':\'2025-11-25\'}}')");

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

/// A record's JSON with what the shapes of digest 3.1 have in common; `rest` begins with a comma or is empty.
QByteArray recordJson(const char *type, const QByteArray &time, const QByteArray &rest)
{
    return "{\"id\":\"" + bytes(kId) + "\",\"type\":\"" + type + "\",\"created_at\":\"" + time
        + "\",\"updated_at\":\"" + time + "\"" + rest + "}";
}

QByteArray mcpRecord(const QByteArray &metadata)
{
    return recordJson("mcp", kTime, json(",'metadata':{") + metadata + "}");
}

QByteArray url(const QByteArray &backend)
{
    return "\"backend_url\":\"" + backend + "\"";
}

/// Any valid UTF-8 text, with the characters that need escaping well represented.
rc::Gen<std::string> anyText()
{
    const auto piece = rc::gen::weightedOneOf<std::string>(
        {{4, rc::gen::map(rc::gen::inRange(0x20, 0x7f), [](int c) { return std::string(1, char(c)); })},
         {2, rc::gen::map(rc::gen::inRange(0, 0x20), [](int c) { return std::string(1, char(c)); })},
         {2,
          rc::gen::element<std::string>("\"", "\\", "<", ">", "&", "/", "\u2028", "\u2029", "é", "😀",
                                        "\x7f")}});
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const auto &pieces) {
        std::string text;
        for (const std::string &each : pieces)
            text += each;
        return text;
    });
}

rc::Gen<Timestamp> anyTimestamp()
{
    constexpr std::int64_t kMax = 9'000'000'000;
    return rc::gen::build<Timestamp>(
        rc::gen::set(
            &Timestamp::instant,
            rc::gen::map(rc::gen::pair(rc::gen::inRange(-kMax, kMax), rc::gen::inRange(0, 1'000'000'000)),
                         [](auto parts) { return WallTime{parts.first * 1'000'000'000 + parts.second}; })),
        rc::gen::set(&Timestamp::offsetSeconds,
                     rc::gen::oneOf(rc::gen::just(0),
                                    rc::gen::map(rc::gen::inRange(-1439, 1440),
                                                 [](int minutes) { return minutes * 60; }))));
}

rc::Gen<Record> anyRecord()
{
    using Metadata = decltype(Record::metadata);
    const auto data = rc::gen::element<std::optional<std::string>>(
        std::nullopt, "null", "7", "-1.50", "123456789012345678901234567890", "true", "\"a\\u003cb\"", "[]",
        "{}", json("{'b':[1,{'c':[]},[2,3]],'a':'x','z':{'y':null}}").toStdString());
    return rc::gen::build<Record>(
        rc::gen::set(&Record::id, anyText()), rc::gen::set(&Record::type, anyText()),
        rc::gen::set(&Record::createdAt, anyTimestamp()), rc::gen::set(&Record::updatedAt, anyTimestamp()),
        rc::gen::set(&Record::data, data),
        rc::gen::set(
            &Record::metadata,
            rc::gen::map(rc::gen::container<std::map<std::string, std::string>>(anyText(), anyText()),
                         [](const auto &plain) { return Metadata(plain.begin(), plain.end()); })));
}

} // namespace

class RecordCodecTest : public QObject
{
    Q_OBJECT

private slots:
    void writesToolHivesBytes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("backendUrl");
        QTest::addColumn<QByteArray>("backendSid");
        const auto row = [](const char *name, const QByteArray &text, const char *url, const char *sid = "") {
            QTest::newRow(name) << text << QByteArray(url) << QByteArray(sid);
        };
        const char *const podName = "http://foo-1.mcp-foo-headless.default.svc.cluster.local:8080";
        row("(a) service name", mcpRecord(url("http://mcp-foo:8080")), "http://mcp-foo:8080");
        row("(b) pod name", mcpRecord(url(podName)), podName);
        row("(c) pod address", mcpRecord(url("http://10.244.1.7:8080") + "," + kInitBody),
            "http://10.244.1.7:8080");
        row("(d) cluster IP", mcpRecord(url("http://10.96.143.20:8080") + "," + kInitBody),
            "http://10.96.143.20:8080");
        row("(e) after re-initialisation",
            mcpRecord(json("'backend_sid':'JBSWY3DPEHPK3PXPAAAAAAAAAA',") + url("http://10.244.2.9:8080")
                      + "," + kInitBody),
            "http://10.244.2.9:8080", "JBSWY3DPEHPK3PXPAAAAAAAAAA");
        row("(f) https target", mcpRecord(url("https://mcp.example.com")), "https://mcp.example.com");
        row("(g) no metadata", recordJson("mcp", "2026-08-21T10:26:05Z", ""), "");
        row("(h) stdio streamable", recordJson("streamable", "2026-08-21T12:26:05.5+02:00", ""), "");
        row("(h) stdio SSE", recordJson("sse", "2026-08-21T04:56:05.000001-05:30", ""), "");
        row("(i) readiness probe", mcpRecord(url("http://mcp-foo:8080") + "," + kProbeInitBody),
            "http://mcp-foo:8080");
        row("markup in a value", mcpRecord(url("http://h/?a=1\\u0026b=\\u003cc\\u003e")),
            "http://h/?a=1&b=<c>");
        row("foreign metadata", mcpRecord(json("'':'x','zone':'b'")), "");
        row("foreign data",
            recordJson("mcp", kTime, json(",'data':{'b':[1.50,{}],'a':null},'metadata':{'a':'b'}")), "");
    }

    void writesToolHivesBytes()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, backendUrl);
        QFETCH(QByteArray, backendSid);
        const auto record = decodeRecord(text.toStdString());
        QVERIFY2(record, record ? "" : record.error().text().c_str());
        QCOMPARE(bytes(record->backendUrl()), backendUrl);
        QCOMPARE(bytes(record->backendSid()), backendSid);
        QCOMPARE(bytes(encode(*record)), text);
    }

    void readsBackWhatItWrites()
    {
        QVERIFY(rc::check([] {
            const Record record = *anyRecord();
            const auto read = decodeRecord(encode(record));
            RC_ASSERT(read.has_value());
            RC_ASSERT(*read == record);
        }));
    }

    void readsAPlainEnvelopeAsTheWholeDecoderDoes()
    {
        QVERIFY(rc::check([] {
            Record record = *anyRecord();
            record.data.reset();
            record.metadata.clear();
            if (*rc::gen::arbitrary<bool>())
                record.id = record.type = "plain";
            std::string text = encode(record);
            text.pop_back();
            const auto read = decodePlainEnvelope(text);
            const bool isPlain = text.find('\\') == std::string::npos
                && std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
            RC_TAG(isPlain ? "plain" : "not plain");
            RC_ASSERT(read.has_value() == isPlain);
            const bool isSame = !read || *read == record; // RC_ASSERT would look at both sides
            RC_ASSERT(isSame);
        }));
    }

    void leavesWhatIsNoPlainEnvelopeToTheWholeDecoder_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray whole = json("{'id':'x','type':'mcp','created_at':'2026-04-06T16:43:13Z',"
                                      "'updated_at':'2026-04-06T16:43:14Z'");
        QVERIFY(decodePlainEnvelope(whole.toStdString()).has_value());
        const auto row = [&](const char *name, const char *before, const char *after) {
            QTest::newRow(name) << QByteArray(whole).replace(before, after);
        };
        row("escaped", "mcp", "m\\u0063p");
        row("not ASCII", "mcp", "m\xc3\xa7p");
        row("control character", "mcp", "m\np");
        row("spaces", "\",\"type", "\", \"type");
        row("another order", "type", "kind");
        row("no time", "16:43:14Z", "yesterday");
        QTest::newRow("more behind it") << whole + json(",'id':'y'");
        QTest::newRow("closed") << whole + '}';
        QTest::newRow("cut") << whole.chopped(1);
        QTest::newRow("empty") << QByteArray();
    }

    void leavesWhatIsNoPlainEnvelopeToTheWholeDecoder()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!decodePlainEnvelope(text.toStdString()).has_value());
    }

    void acceptsForeignSpacingOrderAndMembers()
    {
        const auto record
            = decodeRecord(json("{ 'version' : {'metadata':{'a':7}}, 'metadata' : { 'zone' : 'b' },"
                                "'updated_at':'2026-04-06T16:43:14Z', 'data' : [ 1 , { 'a' : '\\u0041' } ], "
                                "'created_at':'2026-04-06T16:43:13Z',"
                                "'type':'mcp', 'id':'x', 'n':[{'id':7}] }")
                               .toStdString());
        QVERIFY2(record, record ? "" : record.error().text().c_str());
        const QByteArray compact = json(
            "{'id':'x','type':'mcp','created_at':'2026-04-06T16:43:13Z','updated_at':'2026-04-06T16:43:14Z',"
            "'data':[1,{'a':'A'}],'metadata':{'zone':'b'}}");
        QCOMPARE(bytes(encode(*record)), compact);
    }

    void readsAbsentMetadataInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("rest");
        QTest::newRow("absent") << QByteArray();
        QTest::newRow("null") << json(",'metadata':null");
        QTest::newRow("empty") << json(",'metadata':{}");
    }

    void readsAbsentMetadataInEveryForm()
    {
        QFETCH(QByteArray, rest);
        const auto record = decodeRecord(recordJson("mcp", "2026-04-06T16:43:13Z", rest).toStdString());
        QVERIFY(record);
        QVERIFY(record->metadata.empty());
        QVERIFY(!record->data);
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("where");
        const QByteArray time = "2026-04-06T16:43:13Z";
        QTest::newRow("no JSON") << QByteArray("+OK") << QByteArray("$");
        QTest::newRow("cut off") << recordJson("mcp", time, "").chopped(1) << QByteArray("$");
        QTest::newRow("empty") << QByteArray() << QByteArray("$");
        QTest::newRow("array") << QByteArray("[]") << QByteArray("$");
        QTest::newRow("string") << json("'x'") << QByteArray("$");
        QTest::newRow("id is a number") << json("{'id':7}") << QByteArray("$.id");
        QTest::newRow("no type") << json("{'id':'x'}") << QByteArray("$.type");
        QTest::newRow("no time") << json("{'id':'x','type':'mcp'}") << QByteArray("$.created_at");
        QTest::newRow("no such day") << recordJson("mcp", "2026-02-29T00:00:00Z", "")
                                     << QByteArray("$.created_at");
        QTest::newRow("metadata is a list")
            << recordJson("mcp", time, json(",'metadata':[]")) << QByteArray("$.metadata");
        QTest::newRow("metadata is a string")
            << recordJson("mcp", time, json(",'metadata':'x'")) << QByteArray("$.metadata");
        QTest::newRow("metadata has a number")
            << recordJson("mcp", time, json(",'metadata':{'zone':7}")) << QByteArray("$.metadata.zone");
        QTest::newRow("metadata has an object")
            << recordJson("mcp", time, json(",'metadata':{'zone':{}}")) << QByteArray("$.metadata.zone");
        QTest::newRow("neither record nor map") << json("{'a':'b','tokens':7}") << QByteArray("$.tokens");
    }

    void saysWhatIsWrongAndWhere()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, where);
        const auto value = decodeValue(text.toStdString());
        QVERIFY(!value);
        QCOMPARE(value.error().code, ErrorCode::InvalidInput);
        QCOMPARE(bytes(value.error().where), where);
    }

    void recognisesVmcpSessions_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("values");
        QTest::newRow("placeholder") << QByteArray("{}") << 0;
        QTest::newRow("terminated") << json("{'terminated':'true'}") << 1;
        QTest::newRow("full") << QByteArray(
            json("{'vmcp.backend.ids':'fetch,osv','vmcp.backend.session.fetch':'m',"
                 "'vmcp.identity.binding':'https://idp.example\\u0000user-42'}"))
                              << 3;
    }

    void recognisesVmcpSessions()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, values);
        const auto value = decodeValue(text.toStdString());
        QVERIFY(value);
        const auto *session = std::get_if<VmcpRecord>(&*value);
        QVERIFY(session);
        QCOMPARE(session->values.size(), std::size_t(values));
        QVERIFY(!decodeRecord(text.toStdString()));
    }

    void surfacesDeepDataWithoutExhaustingTheStack()
    {
        const QByteArray deep = QByteArray(1'000'000, '[') + QByteArray(1'000'000, ']');
        const QByteArray text = recordJson("mcp", "2026-04-06T16:43:13Z", ",\"data\":" + deep);
        const auto record = decodeRecord(text.toStdString());
        QVERIFY(record);
        QVERIFY(bytes(encode(*record)) == text);
    }
};

QTEST_APPLESS_MAIN(RecordCodecTest)
#include "record_codec_test.moc"

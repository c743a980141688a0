// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/har.h"
#include "tests/core/journal/story.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::journal;
using namespace sessionscope::testing;
using nlohmann::json;

namespace {

/// One exchange of the story's session, its messages put there by hand.
struct Capture
{
    Capture()
    {
        story.made(kService);
        story.call({.session = kSession, .pin = kService});
        for (const Event &event : story.journal().events())
            index.apply(event, story.journal());
        entry = index.entry(index.size() - 1);
        journal = story.journal();
    }

    static Instant at(std::int64_t milliseconds)
    {
        return Instant::sinceStart(Duration::milliseconds(milliseconds));
    }

    Message message(Leg leg, std::int64_t time, std::string startLine, std::string body)
    {
        Message message;
        message.id = MessageId(++count);
        message.exchange = entry.exchange;
        message.leg = leg;
        message.time = at(time);
        message.startLine = std::move(startLine);
        message.headers = {{"Host", "127.0.0.1:4483"}, {"Content-Type", "application/json"}};
        message.bodySize = body.size();
        message.body = std::move(body);
        message.complete = true;
        return message;
    }

    void put(Message message)
    {
        Batch batch;
        batch.firstText = static_cast<std::uint32_t>(0);
        batch.messages.push_back(std::move(message));
        journal.append(std::move(batch));
    }

    void add(Leg leg, std::int64_t time, std::string startLine, std::string body)
    {
        put(message(leg, time, std::move(startLine), std::move(body)));
    }

    std::string text(bool showsSessionIds) const
    {
        FileHeader header;
        header.startedAt = WallTime{1'700'000'000'000'000'000};
        header.build = "test";
        return encodeHar(header, journal, std::span(&entry, 1), showsSessionIds);
    }

    json har() const { return json::parse(text(false)); }

    Story story;
    ExchangeIndex index;
    ExchangeEntry entry;
    Journal journal;
    std::uint64_t count = 0;
};

std::string dumped(const json &value)
{
    return value.dump();
}

} // namespace

class HarTest : public QObject
{
    Q_OBJECT

private slots:
    void anExchangeBecomesWhatTheClientAndThePodsSaw()
    {
        Capture capture;
        capture.add(Leg::ClientRequest, 1, "POST /mcp HTTP/1.1", R"({"id":1})");
        capture.add(Leg::RecordBefore, 2, "GETEX thv:1", "{}");
        capture.add(Leg::UpstreamRequest, 3, "POST /mcp HTTP/1.1", R"({"id":1})");
        capture.add(Leg::UpstreamResponse, 8, "HTTP/1.1 404 Not Found", "no such session");
        capture.add(Leg::ClientResponse, 9, "HTTP/1.1 404 Not Found", "no such session");
        const json log = capture.har()["log"];
        QCOMPARE(dumped(log["version"]), dumped(json("1.2")));
        QCOMPARE(log["pages"].size(), std::size_t(1));
        QCOMPARE(log["entries"].size(), std::size_t(2));
        const json client = log["entries"][0];
        QCOMPARE(dumped(client["_leg"]), dumped(json("client")));
        QCOMPARE(dumped(client["startedDateTime"]), dumped(json("2023-11-14T22:13:20.001Z")));
        QCOMPARE(dumped(client["time"]), dumped(json(8.0)));
        QCOMPARE(dumped(client["request"]["method"]), dumped(json("POST")));
        QCOMPARE(dumped(client["request"]["url"]), dumped(json("http://127.0.0.1:4483/mcp")));
        QCOMPARE(dumped(client["request"]["postData"]["text"]), dumped(json(R"({"id":1})")));
        QCOMPARE(dumped(client["response"]["status"]), dumped(json(404)));
        QCOMPARE(dumped(client["response"]["statusText"]), dumped(json("Not Found")));
        QCOMPARE(dumped(client["response"]["content"]["text"]), dumped(json("no such session")));
        QCOMPARE(dumped(log["entries"][1]["_leg"]), dumped(json("upstream")));
        QCOMPARE(dumped(log["entries"][1]["timings"]["wait"]), dumped(json(5.0)));
        QCOMPARE(dumped(client["pageref"]), dumped(log["pages"][0]["id"]));
    }

    /// What the format demands of each entry, whatever was captured.
    void allDemandedFieldsAreThere()
    {
        Capture capture;
        capture.add(Leg::ClientRequest, 1, "GET /mcp?a=1&b HTTP/1.1", {});
        const json log = capture.har()["log"];
        const json entry = log["entries"][0];
        for (const char *field : {"startedDateTime", "time", "request", "response", "cache", "timings"})
            QVERIFY2(entry.contains(field), field);
        for (const char *field :
             {"method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"})
            QVERIFY2(entry["request"].contains(field), field);
        for (const char *field : {"status", "statusText", "httpVersion", "cookies", "headers", "content",
                                  "redirectURL", "headersSize", "bodySize"})
            QVERIFY2(entry["response"].contains(field), field);
        QCOMPARE(dumped(entry["response"]["status"]), dumped(json(0)));
        QCOMPARE(dumped(entry["request"]["queryString"]),
                 std::string(R"([{"name":"a","value":"1"},{"name":"b","value":""}])"));
    }

    void sessionIdsAreHiddenUnlessAskedFor()
    {
        Capture capture;
        capture.add(Leg::ClientRequest, 1, "POST /mcp HTTP/1.1",
                    std::string("about ") + std::string(kSession));
        QVERIFY(capture.text(false).find(kSession) == std::string::npos);
        QVERIFY(capture.text(false).find("3f1c…10") != std::string::npos);
        QVERIFY(capture.text(true).find(kSession) != std::string::npos);
    }

    void bytesThatAreNoTextAreBase64AndCutsAreTold()
    {
        Capture capture;
        capture.add(Leg::ClientRequest, 1, "GET /mcp HTTP/1.1", {});
        Message response = capture.message(Leg::ClientResponse, 2, "HTTP/1.1 200 OK", "\xff\xfe");
        response.bodySize = 100;
        response.headers.push_back({"X-Odd", "\xff"});
        capture.put(response);
        const json content = capture.har()["log"]["entries"][0]["response"]["content"];
        QCOMPARE(dumped(content["encoding"]), dumped(json("base64")));
        QCOMPARE(dumped(content["text"]), dumped(json("//4=")));
        QCOMPARE(dumped(content["size"]), dumped(json(100)));
        QCOMPARE(dumped(content["comment"]), dumped(json("cut: 2 of 100 bytes were kept")));
    }

    void aStreamIsReceivedUntilItsLastEvent()
    {
        Capture capture;
        capture.add(Leg::ClientRequest, 1, "POST /mcp HTTP/1.1", "{}");
        Message response
            = capture.message(Leg::ClientResponse, 3, "HTTP/1.1 200 OK", "data: 1\n\ndata: 2\n\n");
        response.arrivals = {{Capture::at(4), 9}, {Capture::at(23), 18}};
        capture.put(response);
        const json entry = capture.har()["log"]["entries"][0];
        QCOMPARE(dumped(entry["timings"]["receive"]), dumped(json(20.0)));
        QCOMPARE(dumped(entry["time"]), dumped(json(22.0)));
        QCOMPARE(entry["_events"].size(), std::size_t(2));
        QCOMPARE(dumped(entry["_events"][1]["time"]), dumped(json("2023-11-14T22:13:20.023Z")));
    }

    void anExchangeThatWasNotCapturedGivesNone() { QVERIFY(Capture().har()["log"]["entries"].empty()); }
};

QTEST_APPLESS_MAIN(HarTest)
#include "har_test.moc"

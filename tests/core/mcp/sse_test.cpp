// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/mcp/sse.h"

#include <rapidcheck.h>

#include <QTest>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

using sessionscope::mcp::encode;
using sessionscope::mcp::SseEvent;
using sessionscope::mcp::SseParser;

using Events = std::vector<SseEvent>;

Q_DECLARE_METATYPE(Events)

namespace {

void drain(SseParser &parser, Events &events)
{
    while (const std::optional<SseEvent> event = parser.next())
        events.push_back(*event);
}

Events parse(std::string_view bytes)
{
    SseParser parser;
    parser.feed(bytes);
    Events events;
    drain(parser, events);
    return events;
}

/// Fed in pieces of these sizes, the rest at once, and drained after each: the pieces may be empty.
Events parseInPieces(std::string_view bytes, const std::vector<std::size_t> &sizes)
{
    SseParser parser;
    Events events;
    for (std::size_t size : sizes) {
        size = std::min(size, bytes.size());
        parser.feed(bytes.substr(0, size));
        bytes.remove_prefix(size);
        drain(parser, events);
    }
    parser.feed(bytes);
    drain(parser, events);
    return events;
}

std::vector<std::size_t> anySizes()
{
    return *rc::gen::container<std::vector<std::size_t>>(
        rc::gen::resize(100, rc::gen::inRange<std::size_t>(0, 6)));
}

rc::Gen<std::string> textOf(std::string letters)
{
    return rc::gen::container<std::string>(rc::gen::elementOf(std::move(letters)));
}

rc::Gen<SseEvent> anyEvent()
{
    const auto word = textOf("aé :{}\"\t-0");
    const auto retry = rc::gen::map(rc::gen::inRange(-1, 1'000'000), [](int milliseconds) {
        return milliseconds < 0 ? std::optional<int>() : std::optional<int>(milliseconds);
    });
    return rc::gen::map(
        rc::gen::tuple(word, textOf("aé :\n\"data"), word, retry),
        [](const std::tuple<std::string, std::string, std::string, std::optional<int>> &fields) {
            return SseEvent{std::get<0>(fields), std::get<1>(fields), std::get<2>(fields),
                            std::get<3>(fields)};
        });
}

/// Bytes that look like a stream: fields, comments, all three line ends, byte order marks and noise.
rc::Gen<std::string> streamLikeBytes()
{
    const std::vector<std::string> parts{"data:", "data", "event: x", "id: 7",       "retry: 5",
                                         ":note", " ",    "a",        "\n",          "\r",
                                         "\r\n",  "\n\n", "\xEF",     "\xEF\xBB\xBF"};
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(parts)),
                        [](const std::vector<std::string> &chosen) {
                            std::string bytes;
                            for (const std::string &part : chosen)
                                bytes += part;
                            return bytes;
                        });
}

} // namespace

class SseTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEvents_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<Events>("events");
        QTest::newRow("nothing") << QByteArray() << Events();
        QTest::newRow("one") << QByteArray("event: message\ndata: {}\nid: 7\nretry: 30\n\n")
                             << Events{{"message", "{}", "7", 30}};
        QTest::newRow("two") << QByteArray("data: a\n\ndata: b\n\n")
                             << Events{{"", "a", "", {}}, {"", "b", "", {}}};
        QTest::newRow("not ended") << QByteArray("data: a\n") << Events();
        QTest::newRow("no space") << QByteArray("data:a\n\n") << Events{{"", "a", "", {}}};
        QTest::newRow("two spaces") << QByteArray("data:  a\n\n") << Events{{"", " a", "", {}}};
        QTest::newRow("lines joined")
            << QByteArray("data: a\ndata:\ndata: b\n\n") << Events{{"", "a\n\nb", "", {}}};
        QTest::newRow("empty data") << QByteArray("id: 1\ndata:\n\n") << Events{{"", "", "1", {}}};
        QTest::newRow("bare field name") << QByteArray("data\n\n") << Events{{"", "", "", {}}};
        QTest::newRow("no data") << QByteArray("event: x\nid: 3\nretry: 1\n\ndata: a\n\n")
                                 << Events{{"", "a", "", {}}};
        QTest::newRow("comments") << QByteArray(": keep-alive\n\ndata: a\n:x\n\n")
                                  << Events{{"", "a", "", {}}};
        QTest::newRow("unknown field")
            << QByteArray("Data: x\nfoo: y\ndata: a\n\n") << Events{{"", "a", "", {}}};
        QTest::newRow("CR") << QByteArray("data: a\rdata: b\r\r") << Events{{"", "a\nb", "", {}}};
        QTest::newRow("CR LF") << QByteArray("data: a\r\ndata: b\r\n\r\n") << Events{{"", "a\nb", "", {}}};
        QTest::newRow("mixed ends") << QByteArray("data: a\rdata: b\n\r\n") << Events{{"", "a\nb", "", {}}};
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                       "data: a\n\n")
                                         << Events{{"", "a", "", {}}};
        QTest::newRow("a later mark") << QByteArray("\n\xEF\xBB\xBF"
                                                    "data: a\n\n")
                                      << Events();
        QTest::newRow("retry is no number")
            << QByteArray("retry: 1s\ndata: a\n\n") << Events{{"", "a", "", {}}};
        QTest::newRow("retry is negative")
            << QByteArray("retry: -0\ndata: a\n\n") << Events{{"", "a", "", {}}};
        QTest::newRow("retry is too big")
            << QByteArray("retry: 99999999999\ndata: a\n\n") << Events{{"", "a", "", {}}};
        QTest::newRow("id with NUL") << QByteArray("id: a\0b\ndata: a\n\n", 18) << Events{{"", "a", "", {}}};
    }

    void readsEvents()
    {
        QFETCH(QByteArray, stream);
        QFETCH(Events, events);
        const std::string_view bytes(stream.data(), static_cast<std::size_t>(stream.size()));
        QVERIFY(parse(bytes) == events);

        SseParser bytewise;
        for (const char byte : bytes)
            bytewise.feed({&byte, 1});
        Events again;
        drain(bytewise, again);
        QVERIFY(again == events);
        QVERIFY(!bytewise.failed());
    }

    void writesWhatAClientExpects()
    {
        QCOMPARE(encode({"message", "a\nb", "7", 30}),
                 std::string("event: message\nid: 7\nretry: 30\ndata: a\ndata: b\n\n"));
        QCOMPARE(encode({"", "", "", {}}), std::string("data: \n\n"));
        QCOMPARE(encode({"", "a\r\nb\rc", "", {}}), std::string("data: a\ndata: b\ndata: c\n\n"));
    }

    void readsBackWhatItWrote()
    {
        QVERIFY(rc::check([] {
            const Events events = *rc::gen::container<Events>(anyEvent());
            std::string bytes;
            for (const SseEvent &event : events)
                bytes += encode(event);
            RC_ASSERT(parseInPieces(bytes, anySizes()) == events);
        }));
    }

    void theSplitOfTheBytesDoesNotMatter()
    {
        QVERIFY(rc::check([] {
            const std::string bytes = *streamLikeBytes();
            RC_ASSERT(parseInPieces(bytes, anySizes()) == parse(bytes));
        }));
    }

    void aLineOfTheGreatestLengthPasses()
    {
        const std::string data(SseParser::kLineBytesMax - 6, 'a');
        SseParser parser;
        parser.feed("data: ");
        parser.feed(data);
        parser.feed("\n\n");
        QVERIFY(!parser.failed());
        QVERIFY(parser.next() == (SseEvent{"", data, "", {}}));
    }

    void aLongerLineFailsEvenBeforeItEnds_data()
    {
        QTest::addColumn<bool>("ended");
        QTest::newRow("ended") << true;
        QTest::newRow("open") << false;
    }

    void aLongerLineFailsEvenBeforeItEnds()
    {
        QFETCH(bool, ended);
        SseParser parser;
        parser.feed("data: first\n\ndata: ");
        parser.feed(std::string(SseParser::kLineBytesMax - 5, 'a') + (ended ? "\n" : ""));
        QVERIFY(parser.failed());
        QVERIFY(parser.next() == (SseEvent{"", "first", "", {}}));
        parser.feed("\n\ndata: late\n\n");
        QVERIFY(!parser.next().has_value());
    }

    void theDataOfOneEventIsBoundedToo()
    {
        const std::string line = "data: " + std::string(SseParser::kLineBytesMax / 2, 'a') + "\n";
        SseParser parser;
        parser.feed("data: first\n\n" + line);
        QVERIFY(!parser.failed());
        parser.feed(line);
        QVERIFY(parser.failed());
        QVERIFY(parser.next() == (SseEvent{"", "first", "", {}}));
        parser.feed("\n");
        QVERIFY(!parser.next().has_value());
    }

    void theBoundIsPerEvent()
    {
        const std::string event = "data: " + std::string(SseParser::kLineBytesMax / 2, 'a') + "\n\n";
        SseParser parser;
        for (int i = 0; i < 4; ++i)
            parser.feed(event);
        QVERIFY(!parser.failed());
    }
};

QTEST_APPLESS_MAIN(SseTest)
#include "sse_test.moc"

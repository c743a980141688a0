// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/journal_file.h"

#include <QTest>

#include <string>

using namespace sessionscope;
using namespace sessionscope::journal;

class JournalDecoderTest : public QObject
{
    Q_OBJECT

private slots:
    void bytesMayBeCutAnywhere_data()
    {
        QTest::addColumn<int>("piece");
        for (const int piece : {1, 2, 7, 64, 100'000})
            QTest::addRow("%d bytes", piece) << piece;
    }

    void bytesMayBeCutAnywhere()
    {
        QFETCH(int, piece);
        const Journal written = someEvents(50);
        const std::string text = encodeJournal(header(), written);
        JournalDecoder decoder;
        Journal read;
        for (std::string_view rest = text; !rest.empty();) {
            const std::string_view next = rest.substr(0, static_cast<std::size_t>(piece));
            QVERIFY(decoder.feed(next).has_value());
            read.append(decoder.take());
            rest.remove_prefix(next.size());
        }
        QVERIFY(decoder.finish().has_value());
        QVERIFY(!decoder.truncated());
        QCOMPARE(read.digest(), written.digest());
    }

    void theHeaderIsThereAfterItsLine()
    {
        const std::string line = encodeHeader(header());
        JournalDecoder decoder;
        QVERIFY(decoder.feed(std::string_view(line).substr(0, line.size() - 1)).has_value());
        QVERIFY(decoder.header() == nullptr);
        QVERIFY(decoder.feed("\n").has_value());
        QVERIFY(decoder.header() != nullptr);
        QCOMPARE(decoder.header()->profile, std::string("pod-dns"));
    }

    void eventsAreThereBeforeTheEnd()
    {
        const std::string text = encodeJournal(header(), someEvents(10));
        JournalDecoder decoder;
        QVERIFY(decoder.feed(std::string_view(text).substr(0, text.size() - 3)).has_value());
        QCOMPARE(decoder.take().events.size(), std::size_t(9));
        QVERIFY(decoder.finish().has_value());
        QVERIFY(decoder.truncated());
        QVERIFY(decoder.take().events.empty());
    }

    void aWholeLastLineNeedsNoNewline()
    {
        std::string text = encodeJournal(header(), someEvents(3));
        text.pop_back();
        const auto file = decodeJournal(text);
        QVERIFY(file.has_value());
        QVERIFY(!file->truncated);
        QCOMPARE(file->journal.events().size(), std::size_t(3));
    }

    void anErrorNamesItsLineAndEndsTheReading_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("array") << QByteArray("[1]");
        QTest::newRow("array of text") << QByteArray("[\"seq\"]");
        QTest::newRow("number") << QByteArray("17");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("half an object") << QByteArray("{\"seq\":3");
        QTest::newRow("no kind") << QByteArray("{\"seq\":3,\"actor\":\"engine\"}");
        QTest::newRow("out of order")
            << QByteArray("{\"seq\":9,\"kind\":\"RunFinished\",\"actor\":\"engine\"}");
        QTest::newRow("message without a leg") << QByteArray("{\"message\":1,\"actor\":\"proxy-0\"}");
        QTest::newRow("no base64") << QByteArray(
            R"({"message":1,"leg":"clientRequest","actor":"proxy-0","bodyBase64":"a?=="})");
        QTest::newRow("message of nobody") << QByteArray("{\"message\":1,\"leg\":\"clientRequest\"}");
    }

    void anErrorNamesItsLineAndEndsTheReading()
    {
        QFETCH(QByteArray, line);
        const std::string text = encodeJournal(header(), someEvents(2)) + line.toStdString() + "\n";
        JournalDecoder decoder;
        const auto fed = decoder.feed(text);
        QVERIFY(!fed.has_value());
        QCOMPARE(fed.error().where, std::string("line 4"));
        QVERIFY(!decoder.feed("more").has_value());
        QVERIFY(!decoder.finish().has_value());
    }

    void aLaterBuildMayAddFields()
    {
        const std::string text = encodeHeader(header())
            + R"({"new":{"seq":7,"deep":[1,{"kind":"x"}]},"seq":1,"list":["a"],"kind":"RunFinished","f":1.5,"b":true,)"
              R"("n":null,"actor":"engine"})"
            + "\n";
        const auto file = decodeJournal(text);
        QVERIFY2(file.has_value(), file ? "" : file.error().text().c_str());
        QCOMPARE(file->journal.events().size(), std::size_t(1));
        QVERIFY(file->journal.events()[0].kind == EventKind::RunFinished);
    }

private:
    static FileHeader header()
    {
        return {{{"id", "restart"}}, "pod-dns", "live", 42, "1.2.3", WallTime{1700}};
    }

    static Journal someEvents(int count)
    {
        Writer writer;
        for (int number = 0; number < count; ++number)
            writer.append({.time = Instant::sinceStart(Duration::microseconds(number)),
                           .number = number,
                           .session = writer.intern("session " + std::to_string(number % 7)),
                           .text = writer.intern("http://mcp-myserver:8080"),
                           .actor = proxyActor(ProxyId(0)),
                           .kind = EventKind::RecordLoaded});
        Journal journal;
        journal.append(writer.take());
        return journal;
    }
};

QTEST_APPLESS_MAIN(JournalDecoderTest)
#include "journal_decoder_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/journal_file.h"

#include <QTest>

#include <string>

using namespace sessionscope;
using namespace sessionscope::journal;

class MessageTest : public QObject
{
    Q_OBJECT

private slots:
    void credentialsAreHiddenAndTheirKindKept_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("kept");
        QTest::newRow("bearer") << QByteArray("authorization") << QByteArray("Bearer abc.def")
                                << QByteArray("Bearer (hidden, 7 bytes)");
        QTest::newRow("no scheme") << QByteArray("Authorization") << QByteArray("abc")
                                   << QByteArray("(hidden, 3 bytes)");
        QTest::newRow("cookie") << QByteArray("Cookie") << QByteArray("a=b; c=d")
                                << QByteArray("(hidden, 8 bytes)");
        QTest::newRow("set-cookie") << QByteArray("Set-Cookie") << QByteArray("a=b")
                                    << QByteArray("(hidden, 3 bytes)");
        QTest::newRow("api key") << QByteArray("X-API-Key") << QByteArray("k")
                                 << QByteArray("(hidden, 1 bytes)");
        QTest::newRow("proxy") << QByteArray("Proxy-Authorization") << QByteArray("Basic eA==")
                               << QByteArray("Basic (hidden, 4 bytes)");
        QTest::newRow("others") << QByteArray("Mcp-Session-Id") << QByteArray("abc") << QByteArray("abc");
    }

    void credentialsAreHiddenAndTheirKindKept()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, kept);
        QCOMPARE(QByteArray::fromStdString(maskedHeaderValue(name.toStdString(), value.toStdString())), kept);
    }

    void partsAreOneMessage()
    {
        MessageLog log;
        Message part = message(1, 5, "data: 1\n\n");
        part.complete = false;
        part.arrivals = {{instant(1), 9}};
        log.append(part);
        log.append(message(2, 6, "between"));
        part.body = "data: 2\n\n";
        part.bodySize = 18;
        part.arrivals = {{instant(7), 18}};
        part.complete = true;
        log.append(part);
        QCOMPARE(log.of(ExchangeId(5)).size(), std::size_t(1));
        const Message &whole = *log.of(ExchangeId(5)).front();
        QCOMPARE(whole.body, std::string("data: 1\n\ndata: 2\n\n"));
        QVERIFY(whole.complete);
        QVERIFY(!whole.truncated());
        QVERIFY((whole.arrivals == std::vector<Message::Arrival>{{instant(1), 9}, {instant(7), 18}}));
        QCOMPARE(log.of(ExchangeId(6)).size(), std::size_t(1));
        QVERIFY(log.of(ExchangeId(7)).empty());
    }

    void theOldestLoseTheirBodiesFirst()
    {
        MessageLog log(1000);
        for (std::uint64_t id = 1; id <= 5; ++id)
            log.append(message(id, id, std::string(300, 'x')));
        QVERIFY(log.bytes() <= 1000);
        QVERIFY(log.of(ExchangeId(1)).front()->dropped);
        QVERIFY(log.of(ExchangeId(1)).front()->body.empty());
        QVERIFY(log.of(ExchangeId(1)).front()->truncated());
        QVERIFY(log.of(ExchangeId(2)).front()->dropped);
        QVERIFY(!log.of(ExchangeId(5)).front()->dropped);
        QCOMPARE(log.of(ExchangeId(5)).front()->body.size(), std::size_t(300));
    }

    void aDroppedMessageTakesNoFurtherParts()
    {
        MessageLog log(100);
        Message part = message(1, 1, std::string(90, 'a'));
        part.complete = false;
        log.append(part);
        log.append(message(2, 2, std::string(90, 'b')));
        part.bodySize = 180;
        log.append(part);
        QVERIFY(log.bytes() <= 100);
        QVERIFY(log.of(ExchangeId(1)).front()->body.empty());
        QCOMPARE(log.of(ExchangeId(1)).front()->bodySize, std::uint64_t(180));
    }

    void aFileKeepsEveryByte_data()
    {
        QTest::addColumn<QByteArray>("body");
        QByteArray all;
        for (int byte = 0; byte < 256; ++byte)
            all.append(static_cast<char>(byte));
        QTest::newRow("none") << QByteArray();
        QTest::newRow("text") << QByteArray("{\"a\":\"gr\xc3\xb6\xc3\x9f\x65r\"}\n");
        QTest::newRow("zero") << QByteArray("a\0b", 3);
        for (int cut = 0; cut < 3; ++cut)
            QTest::addRow("all bytes but %d", cut) << all.chopped(cut);
    }

    void aFileKeepsEveryByte()
    {
        QFETCH(QByteArray, body);
        Message written = message(3, 9, body.toStdString());
        written.leg = Leg::UpstreamResponse;
        written.time = instant(12);
        written.actor = proxyActor(ProxyId(2));
        written.peer = "127.77.0.10:8080";
        written.startLine = "HTTP/1.1 200 OK";
        written.headers = {{"A", "1"}, {"a", "2"}};
        written.bodySize = 100'000;
        written.arrivals = {{instant(13), 4}};
        Writer writer;
        writer.append(written);
        Journal journal;
        journal.append(writer.take());
        const auto file = decodeJournal(encodeJournal({}, journal));
        QVERIFY2(file.has_value(), file ? "" : file.error().text().c_str());
        QCOMPARE(file->journal.messages().all().size(), std::size_t(1));
        QVERIFY(file->journal.messages().all().front() == written);
    }

    void headersAreFoundInAnyCase()
    {
        Message any;
        any.headers = {{"Content-Type", "text/event-stream"}};
        QVERIFY(any.header("content-type") == "text/event-stream");
        QVERIFY(any.header("Accept").empty());
    }

private:
    static Instant instant(std::int64_t milliseconds)
    {
        return Instant::sinceStart(Duration::milliseconds(milliseconds));
    }

    static Message message(std::uint64_t id, std::uint64_t exchange, std::string body)
    {
        Message message;
        message.id = MessageId(id);
        message.exchange = ExchangeId(exchange);
        message.bodySize = body.size();
        message.body = std::move(body);
        message.complete = true;
        return message;
    }
};

QTEST_APPLESS_MAIN(MessageTest)
#include "message_test.moc"

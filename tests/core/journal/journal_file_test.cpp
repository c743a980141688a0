// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/journal_file.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::journal;

class JournalFileTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsReadBackEqual()
    {
        const Journal journal = oneEventOfEachKind();
        const FileHeader header{{{"id", "restart"}},   "pod-dns", "live",
                                18446744073709551615U, "1.2.3",   WallTime{1700}};
        const auto file = decodeJournal(encodeJournal(header, journal));
        QVERIFY2(file.has_value(), file ? "" : file.error().text().c_str());
        QCOMPARE(file->journal.digest(), journal.digest());
        QCOMPARE(file->journal.events().size(), static_cast<std::size_t>(kEventKindCount));
        QVERIFY(!file->truncated);
        QCOMPARE(file->header.seed, header.seed);
        QCOMPARE(file->header.profile, header.profile);
        QCOMPARE(file->header.engine, header.engine);
        QCOMPARE(file->header.build, header.build);
        QCOMPARE(file->header.startedAt, header.startedAt);
        QVERIFY(file->header.plan == header.plan);
    }

    void aLineNamesItsFields()
    {
        Writer writer;
        writer.append({.session = writer.intern("abc"),
                       .actor = proxyActor(ProxyId(0)),
                       .kind = EventKind::RunStarted});
        writer.append({.cause = Sequence(1),
                       .exchange = ExchangeId(5),
                       .number = 1,
                       .session = writer.intern("abc"),
                       .text = writer.intern("http://mcp-myserver:8080"),
                       .actor = proxyActor(ProxyId(0)),
                       .kind = EventKind::RecordLoaded});
        Journal journal;
        journal.append(writer.take());
        QCOMPARE(
            QByteArray::fromStdString(encodeEvent(journal.events()[1], journal)),
            QByteArray(R"({"seq":2,"t":0,"kind":"RecordLoaded","actor":"proxy-0","cause":1,"exchange":5,)"
                       R"("session":"abc","found":1,"backendUrl":"http://mcp-myserver:8080","backendSid":""})"
                       "\n"));
    }

    void aCutOffLastLineIsTolerated()
    {
        const std::string text = encodeJournal({}, oneEventOfEachKind());
        const auto file = decodeJournal(std::string_view(text).substr(0, text.size() - 5));
        QVERIFY(file.has_value());
        QVERIFY(file->truncated);
        QCOMPARE(file->journal.events().size(), static_cast<std::size_t>(kEventKindCount - 1));
    }

    void whatIsNoJournalIsRefusedWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("where");
        QTest::addColumn<int>("code");
        const int invalid = static_cast<int>(ErrorCode::InvalidInput);
        const QByteArray header = QByteArray::fromStdString(encodeHeader({}));
        QTest::newRow("empty") << QByteArray() << QByteArray("line 1") << invalid;
        QTest::newRow("other JSON") << QByteArray("{\"a\":1}\n") << QByteArray("line 1") << invalid;
        QTest::newRow("newer") << QByteArray(R"({"format":"sessionscope-journal","version":99})")
                               << QByteArray("line 1") << static_cast<int>(ErrorCode::Unsupported);
        QTest::newRow("no JSON") << header + "nonsense\n" << QByteArray("line 2") << invalid;
        QTest::newRow("unknown kind") << header + "{\"seq\":1,\"kind\":\"Nothing\",\"actor\":\"engine\"}\n"
                                      << QByteArray("line 2") << invalid;
        QTest::newRow("bad actor") << header + "{\"seq\":1,\"kind\":\"RunStarted\",\"actor\":\"pod-x\"}\n"
                                   << QByteArray("line 2") << invalid;
        QTest::newRow("gap") << header + "{\"seq\":2,\"kind\":\"RunStarted\",\"actor\":\"engine\"}\n"
                             << QByteArray("line 2") << invalid;
    }

    void whatIsNoJournalIsRefusedWithItsLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, where);
        QFETCH(int, code);
        const auto file
            = decodeJournal(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
        QVERIFY(!file.has_value());
        QCOMPARE(QByteArray::fromStdString(file.error().where), where);
        QCOMPARE(static_cast<int>(file.error().code), code);
    }

private:
    static Journal oneEventOfEachKind()
    {
        Writer writer;
        for (int kind = 0; kind < kEventKindCount; ++kind) {
            const KindFields &fields = kindFields(static_cast<EventKind>(kind));
            Event event{.time = Instant::sinceStart(Duration::microseconds(kind)),
                        .cause = Sequence(static_cast<std::uint64_t>(kind)),
                        .exchange = ExchangeId(static_cast<std::uint64_t>(kind) / 2),
                        .session = writer.intern("session \"1\"\n"),
                        .actor = podActor(PodId(static_cast<std::uint32_t>(kind))),
                        .kind = static_cast<EventKind>(kind)};
            event.number = fields.number ? -kind : 0;
            event.other = fields.other ? kind * 1'000'000'007L : 0;
            event.text = fields.text ? writer.intern(fields.text) : Symbol();
            event.detail = fields.detail ? writer.intern("größer") : Symbol();
            writer.append(event);
        }
        Journal journal;
        journal.append(writer.take());
        return journal;
    }
};

QTEST_APPLESS_MAIN(JournalFileTest)
#include "journal_file_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/session/record_codec.h"

#include <QDate>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::session;

class TimestampTest : public QObject
{
    Q_OBJECT

private slots:
    void readsAndWritesGosForm_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("nanoseconds");
        QTest::addColumn<int>("offset");
        QTest::newRow("epoch") << QByteArray("1970-01-01T00:00:00Z") << qint64(0) << 0;
        QTest::newRow("before the epoch") << QByteArray("1969-12-31T23:59:59.999999999Z") << qint64(-1) << 0;
        QTest::newRow("nanoseconds") << QByteArray("2026-04-06T16:43:13.123456789Z")
                                     << qint64(1775493793123456789) << 0;
        QTest::newRow("zeros cut") << QByteArray("1970-01-01T00:00:01.0102Z") << qint64(1010200000) << 0;
        QTest::newRow("leap day") << QByteArray("2024-02-29T00:00:00Z") << qint64(1709164800) * 1000000000
                                  << 0;
        QTest::newRow("east") << QByteArray("1970-01-01T02:00:00.5+02:00") << qint64(500000000) << 7200;
        QTest::newRow("west, day before") << QByteArray("1969-12-31T18:30:00-05:30") << qint64(0) << -19800;
    }

    void readsAndWritesGosForm()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, nanoseconds);
        QFETCH(int, offset);
        const Timestamp time{WallTime{nanoseconds}, offset};
        QCOMPARE(QByteArray::fromStdString(formatTimestamp(time)), text);
        const auto read = parseTimestamp(text.toStdString());
        QVERIFY2(read, read ? "" : read.error().text().c_str());
        QVERIFY(*read == time);
    }

    void agreesWithAnotherCalendarOnEveryDay()
    {
        const QDate epoch(1970, 1, 1);
        for (std::int64_t day = -106'000; day <= 106'000; ++day) {
            const Timestamp midnight{WallTime{day * 86'400 * 1'000'000'000}, 0};
            const QString expected = epoch.addDays(day).toString(Qt::ISODate) + "T00:00:00Z";
            QCOMPARE(QString::fromStdString(formatTimestamp(midnight)), expected);
            QVERIFY(parseTimestamp(expected.toStdString()) == midnight);
        }
    }

    void readsWhatItWouldWriteShorter()
    {
        QVERIFY(parseTimestamp("1970-01-01T00:00:00.500+00:00") == (Timestamp{WallTime{500'000'000}, 0}));
        QVERIFY(parseTimestamp("1970-01-01T00:00:00.1234567899Z") == (Timestamp{WallTime{123'456'789}, 0}));
    }

    void refusesEverythingElse_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"",
                                 "2026",
                                 "2026-04-06",
                                 "2026-04-06 16:43:13Z",
                                 "2026-04-06t16:43:13Z",
                                 "2026-04-06T16:43:13z",
                                 "2026-04-06T16:43:13",
                                 "2026-04-06T16:43:13.Z",
                                 "2026-04-06T16:43:13,5Z",
                                 "2026-4-06T16:43:13Z",
                                 "2026-13-06T16:43:13Z",
                                 "2026-00-06T16:43:13Z",
                                 "2026-02-29T16:43:13Z",
                                 "2026-04-31T16:43:13Z",
                                 "2026-04-06T24:00:00Z",
                                 "2026-04-06T16:60:13Z",
                                 "2026-04-06T16:43:60Z",
                                 "2026-04-06T16:43:13+0200",
                                 "2026-04-06T16:43:13+24:00",
                                 "2026-04-06T16:43:13+02:60",
                                 "2026-04-06T16:43:13Zx",
                                 "-026-04-06T16:43:13Z",
                                 "2026-04-06T16:43:-1Z",
                                 " 2026-04-06T16:43:13Z",
                                 "1500-01-01T00:00:00Z",
                                 "2300-01-01T00:00:00Z",
                                 "0001-01-01T00:00:00Z"})
            QTest::newRow(text) << QByteArray(text);
    }

    void refusesEverythingElse()
    {
        QFETCH(QByteArray, text);
        const auto time = parseTimestamp(text.toStdString());
        QVERIFY(!time);
        QCOMPARE(time.error().code, ErrorCode::InvalidInput);
    }
};

QTEST_APPLESS_MAIN(TimestampTest)
#include "timestamp_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/duration_text.h"

#include <rapidcheck.h>

#include <QTest>

using namespace sessionscope;

class DurationTextTest : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatGoReads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("nanoseconds");
        QTest::newRow("0") << "0" << qint64(0);
        QTest::newRow("0s") << "0s" << qint64(0);
        QTest::newRow("hours") << "2h" << qint64(7'200'000'000'000);
        QTest::newRow("parts") << "1m30s" << qint64(90'000'000'000);
        QTest::newRow("Go's own form") << "2h0m0s" << qint64(7'200'000'000'000);
        QTest::newRow("milliseconds") << "500ms" << qint64(500'000'000);
        QTest::newRow("microseconds") << "3us" << qint64(3'000);
        QTest::newRow("micro sign") << "3µs" << qint64(3'000);
        QTest::newRow("nanoseconds") << "7ns" << qint64(7);
        QTest::newRow("fraction") << "1.5h" << qint64(5'400'000'000'000);
        QTest::newRow("fraction alone") << ".5s" << qint64(500'000'000);
        QTest::newRow("nothing after the point") << "1.s" << qint64(1'000'000'000);
        QTest::newRow("fraction below a nanosecond") << "0.1234567899s" << qint64(123'456'789);
        QTest::newRow("negative") << "-1.5s" << qint64(-1'500'000'000);
        QTest::newRow("plus") << "+1s" << qint64(1'000'000'000);
        QTest::newRow("any order") << "1s2h" << qint64(7'201'000'000'000);
        QTest::newRow("the longest") << "9223372036854775807ns" << qint64(INT64_MAX);
        QTest::newRow("the most negative") << "-9223372036854775808ns" << qint64(INT64_MIN);
    }

    void readsWhatGoReads()
    {
        QFETCH(QString, text);
        QFETCH(qint64, nanoseconds);
        QCOMPARE(parseDuration(text.toStdString()).value().inNanoseconds(), nanoseconds);
    }

    void refusesWhatGoRefuses_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "-", "3", "s", ".s", "1", "1x", "1 s", " 1s", "1s ", "1h2", "--1s", "1-s", "1e3s",
              "9223372036854775808ns", "2562048h", "1.0.0s", "99999999999999999999s"})
            QTest::newRow(text) << text;
    }

    void refusesWhatGoRefuses()
    {
        QFETCH(QString, text);
        const auto span = parseDuration(text.toStdString());
        QVERIFY(!span.has_value());
        QCOMPARE(span.error().code, ErrorCode::InvalidInput);
    }

    void writesTheShortForm_data()
    {
        QTest::addColumn<qint64>("nanoseconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << qint64(0) << "0s";
        QTest::newRow("hours") << qint64(7'200'000'000'000) << "2h";
        QTest::newRow("minutes and seconds") << qint64(90'000'000'000) << "1m30s";
        QTest::newRow("hours and seconds") << qint64(3'601'000'000'000) << "1h1s";
        QTest::newRow("fraction") << qint64(1'050'000'000) << "1.05s";
        QTest::newRow("milliseconds") << qint64(20'000'000) << "20ms";
        QTest::newRow("microseconds") << qint64(1'500) << "1.5us";
        QTest::newRow("nanoseconds") << qint64(7) << "7ns";
        QTest::newRow("negative") << qint64(-1'500'000'000) << "-1.5s";
    }

    void writesTheShortForm()
    {
        QFETCH(qint64, nanoseconds);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(formatDuration(Duration::nanoseconds(nanoseconds))), text);
    }

    void roundsForPeople_data()
    {
        QTest::addColumn<qint64>("nanoseconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64(0) << "0s";
        QTest::newRow("as it is") << qint64(1'500'000) << "1.5ms";
        QTest::newRow("down") << qint64(663'343) << "663us";
        QTest::newRow("up") << qint64(1'077'500'000) << "1.08s";
        QTest::newRow("up to the next unit") << qint64(999'900) << "1ms";
        QTest::newRow("just below a minute") << qint64(59'960'000'000) << "1m";
        QTest::newRow("minutes in whole seconds") << qint64(90'700'000'000) << "1m31s";
        QTest::newRow("hours") << qint64(7'200'400'000'000) << "2h";
        QTest::newRow("negative") << qint64(-1'077'500'000) << "-1.08s";
    }

    void roundsForPeople()
    {
        QFETCH(qint64, nanoseconds);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(formatRounded(Duration::nanoseconds(nanoseconds))), text);
    }

    void readsBackWhateverItWrites()
    {
        QVERIFY(rc::check([](std::int64_t nanoseconds, std::uint8_t shift) {
            const Duration span = Duration::nanoseconds(nanoseconds >> (shift % 64));
            RC_ASSERT(parseDuration(formatDuration(span)).value() == span);
        }));
        const Duration least = Duration::nanoseconds(INT64_MIN);
        QVERIFY(parseDuration(formatDuration(least)).value() == least);
    }
};

QTEST_APPLESS_MAIN(DurationTextTest)
#include "duration_text_test.moc"

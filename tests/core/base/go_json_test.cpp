// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/go_json.h"
#include "tests/support/json_text.h"

#include <QTest>

using namespace sessionscope;
using test::json;

class GoJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void writesWhatGoWrites_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray() << json("''");
        QTest::newRow("quote and backslash") << json("a'b\\c") << json("'a\\'b\\\\c'");
        QTest::newRow("slash stays") << QByteArray("a/b") << json("'a/b'");
        QTest::newRow("markup") << QByteArray("<a>&") << json("'\\u003ca\\u003e\\u0026'");
        QTest::newRow("short escapes") << QByteArray("\b\f\n\r\t") << json("'\\b\\f\\n\\r\\t'");
        QTest::newRow("other controls") << QByteArray("\x00\x1f", 2) << json("'\\u0000\\u001f'");
        QTest::newRow("delete stays") << QByteArray("\x7f") << QByteArray("\"\x7f\"");
        QTest::newRow("line separators") << QByteArray("\u2028\u2029") << json("'\\u2028\\u2029'");
        QTest::newRow("beyond ASCII stays") << QByteArray("é€😀") << QByteArray("\"é€😀\"");
        QTest::newRow("stray continuation") << QByteArray("a\x80z") << json("'a\\ufffdz'");
        QTest::newRow("cut off") << QByteArray("\xe2\x82") << json("'\\ufffd\\ufffd'");
        QTest::newRow("overlong") << QByteArray("\xc0\xaf") << json("'\\ufffd\\ufffd'");
        QTest::newRow("overlong of three") << QByteArray("\xe0\x80\x80") << json("'\\ufffd\\ufffd\\ufffd'");
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << json("'\\ufffd\\ufffd\\ufffd'");
        QTest::newRow("beyond Unicode")
            << QByteArray("\xf4\x90\x80\x80") << json("'\\ufffd\\ufffd\\ufffd\\ufffd'");
        QTest::newRow("lead then ASCII") << QByteArray("\xe2(") << json("'\\ufffd('");
    }

    void writesWhatGoWrites()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, json);
        std::string out;
        appendGoString(out, text.toStdString());
        QCOMPARE(QByteArray::fromStdString(out), json);
    }

    void appendsToWhatIsThere()
    {
        std::string out = "key:";
        appendGoString(out, "v");
        QCOMPARE(out, std::string("key:\"v\""));
    }
};

QTEST_APPLESS_MAIN(GoJsonTest)
#include "go_json_test.moc"

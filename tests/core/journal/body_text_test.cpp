// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/body_text.h"

#include <QTest>

using namespace sessionscope::journal;

class BodyTextTest : public QObject
{
    Q_OBJECT

private slots:
    void aDiffMarksWhatChanged_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("diff");
        QTest::newRow("nothing") << QByteArray() << QByteArray() << QByteArray();
        QTest::newRow("the same") << QByteArray("a\nb") << QByteArray("a\nb") << QByteArray(" a b");
        QTest::newRow("one line") << QByteArray("a\nb\nc") << QByteArray("a\nx\nc") << QByteArray(" a-b+x c");
        QTest::newRow("made") << QByteArray() << QByteArray("a\nb") << QByteArray("+a+b");
        QTest::newRow("gone") << QByteArray("a\nb") << QByteArray() << QByteArray("-a-b");
        QTest::newRow("in the middle")
            << QByteArray("a\nb\nc\nd\ne") << QByteArray("x\nb\nd\ny") << QByteArray("-a+x b-c d-e+y");
        QTest::newRow("repeated") << QByteArray("a\na\na") << QByteArray("a\na") << QByteArray(" a a-a");
    }

    void aDiffMarksWhatChanged()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QByteArray marked;
        for (const DiffLine &line : diffLines(before.toStdString(), after.toStdString())) {
            marked += " -+"[static_cast<int>(line.change)];
            marked += QByteArray::fromStdString(line.text);
        }
        QTEST(marked, "diff");
    }

    void aLongDiffStaysCheap()
    {
        std::string before;
        std::string after;
        for (int line = 0; line < 20'000; ++line) {
            before += std::to_string(line) + "\n";
            after += std::to_string(-line - 1) + "\n";
        }
        const auto diff = diffLines("first\n" + before + "last", "first\n" + after + "last");
        QCOMPARE(diff.size(), std::size_t(40'002));
        QCOMPARE(diff.front(), (DiffLine{DiffLine::Change::Same, "first"}));
        QCOMPARE(diff[1], (DiffLine{DiffLine::Change::Removed, "0"}));
        QCOMPARE(diff.back(), (DiffLine{DiffLine::Change::Same, "last"}));
    }

    void jsonIsIndentedInItsOrder()
    {
        QCOMPARE(prettyJson(R"({"b":1,"a":[true]})"),
                 std::string("{\n  \"b\": 1,\n  \"a\": [\n    true\n  ]\n}"));
        QCOMPARE(prettyJson("session not found\n"), std::string("session not found\n"));
    }

    void everyByteHasItsPlace()
    {
        QCOMPARE(hexDump({"MCP\0\xff 12345", 11}),
                 std::string("0000  4d 43 50 00 ff 20 31 32  MCP.. 12\n"
                             "0008  33 34 35                 345\n"));
        QVERIFY(hexDump({}).empty());
    }
};

QTEST_APPLESS_MAIN(BodyTextTest)
#include "body_text_test.moc"

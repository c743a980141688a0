// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/resp_reply.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::live;

Q_DECLARE_METATYPE(RespReply)

namespace {

constexpr std::size_t kPlenty = 1 << 20;

template <class T> RespReply reply(T value)
{
    return RespReply{std::move(value)};
}

std::string nested(int depth)
{
    std::string bytes;
    for (int i = 0; i < depth; ++i)
        bytes += "*1\r\n";
    return bytes + ":1\r\n";
}

} // namespace

class RespReplyTest : public QObject
{
    Q_OBJECT

private slots:
    void encodesCommandsBinarySafely()
    {
        const std::string value("a\0\r\n", 4);
        const std::string expected = "*3\r\n$3\r\nset\r\n$0\r\n\r\n$4\r\n" + value + "\r\n";
        QCOMPARE(encodeCommand({"set", "", value}), expected);
    }

    void readsEveryKindHoweverItIsCut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<RespReply>("expected");
        QTest::newRow("status") << QByteArray("+OK\r\n") << reply(RespReply::Status{"OK"});
        QTest::newRow("error") << QByteArray("-ERR no\r\n") << reply(RespReply::Refusal{"ERR no"});
        QTest::newRow("integer") << QByteArray(":-42\r\n") << reply(std::int64_t(-42));
        QTest::newRow("null") << QByteArray("$-1\r\n") << reply(RespReply::Null());
        QTest::newRow("null array") << QByteArray("*-1\r\n") << reply(RespReply::Null());
        QTest::newRow("empty string") << QByteArray("$0\r\n\r\n") << reply(std::string());
        QTest::newRow("string with a line end")
            << QByteArray("$3\r\na\r\n\r\n") << reply(std::string("a\r\n"));
        QTest::newRow("empty array") << QByteArray("*0\r\n") << reply(RespReply::Array());
        QTest::newRow("nested array")
            << QByteArray("*3\r\n*2\r\n:1\r\n$1\r\na\r\n$-1\r\n*1\r\n-ERR x\r\n")
            << reply(RespReply::Array{
                   reply(RespReply::Array{reply(std::int64_t(1)), reply(std::string("a"))}),
                   reply(RespReply::Null()), reply(RespReply::Array{reply(RespReply::Refusal{"ERR x"})})});
    }

    void readsEveryKindHoweverItIsCut()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(RespReply, expected);
        const std::string twice = bytes.toStdString() + bytes.toStdString();
        for (std::size_t size = 1; size <= twice.size(); ++size) {
            RespDecoder decoder(kPlenty);
            std::vector<RespReply> replies;
            for (std::size_t at = 0; at < twice.size(); at += size) {
                decoder.feed(std::string_view(twice).substr(at, size));
                for (auto next = decoder.next(); next && *next; next = decoder.next())
                    replies.push_back(std::move(**next));
            }
            QCOMPARE(replies.size(), std::size_t(2));
            QVERIFY(replies[0] == expected && replies[1] == expected);
        }
    }

    void garbageIsAProtocolErrorForGood_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("HTTP") << QByteArray("HTTP/1.1 400 Bad Request\r\n");
        QTest::newRow("integer that is none") << QByteArray(":twelve\r\n");
        QTest::newRow("negative length") << QByteArray("$-7\r\n");
        QTest::newRow("length that is none") << QByteArray("*x\r\n");
        QTest::newRow("too deep") << QByteArray::fromStdString(nested(20));
        QTest::newRow("RESP3 truth") << QByteArray("#t\r\n");
    }

    void garbageIsAProtocolErrorForGood()
    {
        QFETCH(QByteArray, bytes);
        RespDecoder decoder(kPlenty);
        decoder.feed(bytes.toStdString());
        const auto first = decoder.next();
        QVERIFY(!first.has_value());
        QCOMPARE(first.error().code, ErrorCode::Protocol);
        decoder.feed("+OK\r\n");
        QVERIFY(!decoder.next().has_value());
    }

    void aReplyHasASizeLimit_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("string announced, not sent whole") << QByteArray("$1000\r\n") + QByteArray(200, 'x');
        QTest::newRow("endless array") << QByteArray("*2147483647\r\n") + QByteArray(":1\r\n").repeated(50);
        QTest::newRow("endless line") << QByteArray("+") + QByteArray(200, 'x');
    }

    void aReplyHasASizeLimit()
    {
        QFETCH(QByteArray, bytes);
        RespDecoder decoder(100);
        decoder.feed(bytes.toStdString());
        const auto next = decoder.next();
        QVERIFY(!next.has_value());
        QCOMPARE(next.error().code, ErrorCode::Protocol);
    }

    void manySmallRepliesAreNoLargeOne()
    {
        RespDecoder decoder(100);
        decoder.feed(QByteArray("$10\r\n0123456789\r\n").repeated(100).toStdString());
        int count = 0;
        for (auto next = decoder.next(); next && *next; next = decoder.next())
            ++count;
        QCOMPARE(count, 100);
        QVERIFY(decoder.next().has_value());
    }
};

QTEST_APPLESS_MAIN(RespReplyTest)
#include "resp_reply_test.moc"

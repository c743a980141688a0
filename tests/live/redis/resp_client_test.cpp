// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/resp_client.h"
#include "core/live/session_store.h"
#include "tests/live/redis/live_support.h"
#include "tests/live/redis/scripted_redis.h"

#include <boost/asio/detached.hpp>

#include <QTest>

#include <memory>
#include <string>
#include <vector>

using namespace sessionscope;
using namespace sessionscope::live;

namespace {

RespLimits quick()
{
    RespLimits limits;
    limits.read = Duration::milliseconds(60);
    limits.replyBytes = 1000;
    limits.firstBackOff = Duration::milliseconds(1);
    limits.longestBackOff = Duration::milliseconds(1);
    return limits;
}

} // namespace

class RespClientTest : public QObject
{
    Q_OBJECT

private slots:
    void recoversFromAServerThatMisbehaves_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("garbage") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n") << ErrorCode::Protocol;
        QTest::newRow("closes in the middle of a reply")
            << QByteArray("$100\r\nabchang up") << ErrorCode::ConnectionLost;
        QTest::newRow("closes without a reply") << QByteArray("hang up") << ErrorCode::ConnectionLost;
        QTest::newRow("never answers") << QByteArray("") << ErrorCode::TimedOut;
        QTest::newRow("answers half") << QByteArray("$100\r\nabc") << ErrorCode::TimedOut;
        QTest::newRow("answers too much")
            << QByteArray("$5000\r\n") + QByteArray(2000, 'x') << ErrorCode::Protocol;
    }

    void recoversFromAServerThatMisbehaves()
    {
        QFETCH(QByteArray, answer);
        QFETCH(ErrorCode, code);
        ScriptedRedis server(m_io, {{kPong, answer.toStdString()}, {kPong, "+well\r\n"}});
        RespClient client(m_io, server.url(), quick());
        const auto failed = run(m_io, client.command("get", "a"));
        QVERIFY(!failed.has_value());
        QCOMPARE(failed.error().code, code);
        QCOMPARE(failed.error().where, server.url().address());
        QVERIFY(mayHaveTakenEffect(failed.error()));
        QVERIFY(!client.isConnected());
        const auto next = run(m_io, client.command("get", "a"));
        QVERIFY2(next && next->isStatus("well"), next ? "" : next.error().text().c_str());
        QCOMPARE(server.accepted(), 2);
    }

    void troubleWhileDiallingIsNoTroubleOfACommand_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("closes") << QByteArray("hang up") << ErrorCode::ConnectionRefused;
        QTest::newRow("never answers") << QByteArray("") << ErrorCode::Unreachable;
        QTest::newRow("loading") << QByteArray("-LOADING Redis is loading the dataset in memory\r\n")
                                 << ErrorCode::Refused;
        QTest::newRow("password wanted")
            << QByteArray("-NOAUTH Authentication required.\r\n") << ErrorCode::Refused;
    }

    void troubleWhileDiallingIsNoTroubleOfACommand()
    {
        QFETCH(QByteArray, answer);
        QFETCH(ErrorCode, code);
        ScriptedRedis server(m_io, {{answer.toStdString()}, {kPong, ":1\r\n"}});
        RespClient client(m_io, server.url(), quick());
        const auto failed = run(m_io, client.command("del", "a"));
        QVERIFY(!failed.has_value());
        QCOMPARE(failed.error().code, code);
        QVERIFY(!failed.error().hint.empty());
        QVERIFY(!mayHaveTakenEffect(failed.error()));
        QVERIFY(run(m_io, client.command("del", "a")).has_value());
        QCOMPARE(server.reads().at(1), encodeCommand({"ping"}));
    }

    void whatIsIssuedTogetherLeavesTogetherAndReturnsInOrder()
    {
        constexpr int kCount = 100;
        std::string answers;
        for (int i = 0; i < kCount; ++i)
            answers += ":" + std::to_string(i) + "\r\n";
        ScriptedRedis server(m_io, {{kPong, "+warm\r\n", answers}});
        RespClient client(m_io, server.url());
        QVERIFY(run(m_io, client.command("warm")).has_value());
        std::vector<std::int64_t> order;
        std::string expected;
        for (int i = 0; i < kCount; ++i) {
            expected += encodeCommand({"get", std::to_string(i)});
            asio::co_spawn(m_io.get_executor(), client.command("get", std::to_string(i)),
                           [&order](std::exception_ptr, Result<RespReply> reply) {
                               order.push_back(reply ? *reply->integer() : -1);
                           });
        }
        QVERIFY(runUntil(m_io, [&] { return order.size() == kCount; }));
        for (int i = 0; i < kCount; ++i)
            QCOMPARE(order[static_cast<std::size_t>(i)], std::int64_t(i));
        QCOMPARE(server.reads().size(), std::size_t(3));
        QCOMPARE(server.reads().back(), expected);
    }

    void everythingInFlightFailsTogether()
    {
        ScriptedRedis server(m_io, {{kPong, "+warm\r\n", "+first\r\nhang up"}});
        RespClient client(m_io, server.url(), quick());
        QVERIFY(run(m_io, client.command("warm")).has_value());
        std::vector<bool> ok;
        for (int i = 0; i < 10; ++i)
            asio::co_spawn(
                m_io.get_executor(), client.command("get", "a"),
                [&ok](std::exception_ptr, Result<RespReply> reply) { ok.push_back(reply.has_value()); });
        QVERIFY(runUntil(m_io, [&] { return ok.size() == 10; }));
        QCOMPARE(ok,
                 (std::vector<bool>{true, false, false, false, false, false, false, false, false, false}));
    }

    void aReplyThatNobodyAskedForEndsTheConnection()
    {
        ScriptedRedis server(m_io, {{kPong, "+a\r\n+b\r\n"}});
        RespClient client(m_io, server.url(), quick());
        QVERIFY(run(m_io, client.command("get", "a")).has_value());
        QVERIFY(runUntil(m_io, [&] { return !client.isConnected(); }));
    }

    void asksToBeLetInBeforeAnythingElse()
    {
        ScriptedRedis server(m_io, {{"+OK\r\n", "+OK\r\n", kPong, ":1\r\n"}});
        RedisUrl url = server.url();
        url.user = "ada";
        url.password = "secret";
        url.database = 3;
        RespClient client(m_io, url);
        QVERIFY(run(m_io, client.command("del", "a")).has_value());
        QCOMPARE(server.reads(),
                 (std::vector<std::string>{encodeCommand({"auth", "ada", "secret"}),
                                           encodeCommand({"select", "3"}), encodeCommand({"ping"}),
                                           encodeCommand({"del", "a"})}));
    }

    void doesNotDialAgainWithinTheBackOff()
    {
        ScriptedRedis server(m_io, {{kHangUp}, {kHangUp}, {kHangUp}});
        RespLimits limits;
        limits.firstBackOff = Duration::seconds(1000);
        limits.longestBackOff = Duration::seconds(1000);
        RespClient client(m_io, server.url(), limits);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(run(m_io, client.command("get", "a")).error().code, ErrorCode::ConnectionRefused);
        QCOMPARE(server.accepted(), 2); // the first failure is tried again at once
    }

    void refusesMoreThanItMayQueue()
    {
        ScriptedRedis server(m_io, {{kPong, kSilence}});
        RespLimits limits = quick();
        limits.queuedCommands = 3;
        RespClient client(m_io, server.url(), limits);
        std::vector<ErrorCode> codes;
        for (int i = 0; i < 4; ++i)
            asio::co_spawn(m_io.get_executor(), client.command("get", "a"),
                           [&codes](std::exception_ptr, Result<RespReply> reply) {
                               codes.push_back(reply.error().code);
                           });
        QVERIFY(runUntil(m_io, [&] { return codes.size() == 4; }));
        QVERIFY(codes
                == (std::vector<ErrorCode>{ErrorCode::Refused, ErrorCode::TimedOut, ErrorCode::TimedOut,
                                           ErrorCode::TimedOut}));
    }

    void destroyingItFailsWhatIsInFlight()
    {
        ScriptedRedis server(m_io, {{kPong, kSilence}});
        auto client = std::make_unique<RespClient>(m_io, server.url());
        std::optional<ErrorCode> code;
        asio::co_spawn(m_io.get_executor(), client->command("get", "a"),
                       [&code](std::exception_ptr, Result<RespReply> reply) { code = reply.error().code; });
        QVERIFY(runUntil(m_io, [&] { return server.reads().size() == 2; }));
        client.reset();
        QVERIFY(runUntil(m_io, [&] { return code.has_value(); }));
        QVERIFY(code == ErrorCode::Cancelled);
    }

    void aNameThatDoesNotExistIsNotResolved()
    {
        RedisUrl url;
        url.host = "no-such-host.invalid";
        RespClient client(m_io, url);
        const Error error = run(m_io, client.command("ping")).error();
        QVERIFY(error.code == ErrorCode::NameNotResolved
                || error.code == ErrorCode::Unreachable); // without DNS: no answer
        if (error.code == ErrorCode::NameNotResolved)
            QCOMPARE(error.hint, "check the host in the URL");
    }

private:
    asio::io_context m_io{1};
};

QTEST_APPLESS_MAIN(RespClientTest)
#include "resp_client_test.moc"

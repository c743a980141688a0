// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/rng.h"
#include "core/live/memory_session_store.h"
#include "core/live/redis_server.h"
#include "core/live/redis_store.h"
#include "core/session/record_codec.h"
#include "tests/live/redis/live_support.h"
#include "tests/live/redis/scripted_redis.h"

#include <fmt/format.h>

#include <QTest>

#include <optional>
#include <utility>

using namespace sessionscope;
using namespace sessionscope::live;
using namespace sessionscope::session;

namespace {

constexpr auto kKey = "thv:proxy:session:3f1c2f0a-7d0e-4b43-9c1e-1f0a6f2f9f10";

// Digest 3.1 (c), shortened.
constexpr auto kJson
    = R"({"id":"3f1c2f0a-7d0e-4b43-9c1e-1f0a6f2f9f10","type":"mcp",)"
      R"("created_at":"2026-08-21T10:26:05.123456789Z","updated_at":"2026-08-21T10:26:05.123456789Z",)"
      R"("metadata":{"backend_url":"http://10.244.1.7:8080","init_body":"{\"a\":\"\u003c\u0026\"}"}})";

constexpr auto kOtherKey = "thv:proxy:session:0c7f1a52-4a51-4f8e-9a1d-6c1d8d0f7f00";
constexpr auto kOtherJson
    = R"({"id":"0c7f1a52-4a51-4f8e-9a1d-6c1d8d0f7f00","type":"mcp",)"
      R"("created_at":"2026-08-21T10:26:05.123456789Z","updated_at":"2026-08-21T10:26:05.123456789Z",)"
      R"("metadata":{"backend_url":"http://10.244.1.9:8080"}})";

QByteArray bulk(std::string_view value)
{
    return QByteArray::fromStdString(fmt::format("${}\r\n{}\r\n", value.size(), value));
}

RecordPtr record(std::string_view json = kJson)
{
    return std::make_shared<Record>(*decodeRecord(json));
}

} // namespace

class RedisStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto server = run(m_io, RedisServer::start(m_io, {}));
        QVERIFY2(server.has_value(), server ? "" : server.error().text().c_str());
        m_server = std::move(*server);
        m_raw = std::make_unique<RespClient>(m_io, m_server->url());
    }

    void init() { QVERIFY(run(m_io, m_server->flush()).has_value()); }

    void cleanupTestCase()
    {
        m_raw.reset();
        m_server.reset();
    }

    void sendsWhatGoRedisSends()
    {
        RespClient control(m_io, m_server->url());
        // What the server saw, from its own list of slow commands with a limit of 0.
        QVERIFY(run(m_io, control.command("config", "set", "slowlog-log-slower-than", "0")).has_value());
        QVERIFY(run(m_io, control.command("slowlog", "reset")).has_value());
        RedisStore whole(m_io, m_server->url(), Duration::seconds(7200));
        RedisStore parts(m_io, m_server->url(), Duration::milliseconds(1500));
        QVERIFY(apply(whole, SaveRecord{kKey, record(), SaveRecord::Mode::Always}).has_value());
        QVERIFY(apply(parts, SaveRecord{kKey, record(), SaveRecord::Mode::IfPresent}).has_value());
        QVERIFY(!apply(whole, SaveRecord{kKey, record(), SaveRecord::Mode::IfAbsent})->applied);
        QVERIFY(apply(whole, LoadRecord{kKey}).has_value());
        QVERIFY(apply(parts, LoadRecord{kKey}).has_value());
        QVERIFY(apply(whole, DeleteRecord{kKey}).has_value());
        QVERIFY(run(m_io, control.command("config", "set", "slowlog-log-slower-than", "10000")).has_value());

        std::vector<std::string> seen;
        const auto log = run(m_io, control.command("slowlog", "get", "100"));
        QVERIFY(log.has_value());
        for (auto entry = log->array()->rbegin(); entry != log->array()->rend(); ++entry) {
            std::string command;
            for (const RespReply &word : *entry->array()->at(3).array())
                command += (command.empty() ? "" : " ")
                    + (word.string()->starts_with('{') ? "JSON" : *word.string());
            if (command.find(kKey) != std::string::npos)
                seen.push_back(command);
        }
        const std::string key = kKey;
        QCOMPARE(seen,
                 (std::vector<std::string>{"set " + key + " JSON ex 7200", "set " + key + " JSON px 1500 xx",
                                           "set " + key + " JSON ex 7200 nx", "getex " + key + " ex 7200",
                                           "getex " + key + " px 1500", "del " + key}));
        QCOMPARE(whole.roundTrips() + parts.roundTrips(), std::uint64_t(6));
    }

    void writesTheJsonOfToolHive()
    {
        RedisStore store(m_io, m_server->url(), Duration::seconds(7200));
        apply(store, SaveRecord{kKey, record()});
        QCOMPARE(*run(m_io, m_raw->command("get", kKey))->string(), std::string(kJson));
    }

    void startsTheTimeToLiveAnew()
    {
        RedisStore store(m_io, m_server->url(), Duration::seconds(7200));
        QVERIFY(run(m_io, m_raw->command("set", kKey, kJson, "ex", "5")).has_value());
        QVERIFY(apply(store, LoadRecord{kKey})->record != nullptr);
        const auto left = *run(m_io, m_raw->command("ttl", kKey))->integer();
        QVERIFY2(left > 7000 && left <= 7200, std::to_string(left).c_str());
    }

    void honoursARecordPutByHand()
    {
        RedisStore store(m_io, m_server->url(), Duration::seconds(7200));
        std::string json = kJson;
        json.insert(1, " \"extra\" : [1] , ");
        QVERIFY(run(m_io, m_raw->command("set", kKey, json)).has_value());
        const auto reply = apply(store, LoadRecord{kKey});
        QVERIFY2(reply.has_value(), reply ? "" : reply.error().text().c_str());
        QCOMPARE(std::string(reply->record->backendUrl()), std::string("http://10.244.1.7:8080"));
    }

    void aValueThatIsNoRecordIsAFailingStore_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("no JSON") << QByteArray("hello");
        QTest::newRow("cut") << QByteArray(kJson).left(60);
        QTest::newRow("vMCP") << QByteArray(R"({"vmcp.backend.ids":"fetch"})");
        QTest::newRow("metadata of another type")
            << QByteArray(kJson).replace("\"http://10.244.1.7:8080\"", "7");
    }

    void aValueThatIsNoRecordIsAFailingStore()
    {
        QFETCH(QByteArray, value);
        RedisStore store(m_io, m_server->url(), Duration::seconds(7200));
        QVERIFY(run(m_io, m_raw->command("set", kKey, value.toStdString())).has_value());
        const auto reply = apply(store, LoadRecord{kKey});
        QVERIFY(!reply.has_value());
        QCOMPARE(reply.error().code, ErrorCode::Protocol);
    }

    void aReplyTooManyGivesNobodyTheRecordOfAnother_data()
    {
        QTest::addColumn<QByteArray>("stray");
        QTest::addColumn<QByteArray>("anew"); // what the next connection is asked for
        QTest::addColumn<bool>("firstFails");
        QTest::newRow("of the wrong kind") << QByteArray("+OK\r\n") << bulk(kOtherJson) << true;
        QTest::newRow("the record of another key")
            << bulk(kOtherJson) << bulk(kJson) + bulk(kOtherJson) << false;
    }

    /// Two sessions at once. The server is behind by one reply, and stays so.
    void aReplyTooManyGivesNobodyTheRecordOfAnother()
    {
        QFETCH(QByteArray, stray);
        QFETCH(QByteArray, anew);
        QFETCH(bool, firstFails);
        const std::string behind = bulk(kJson).toStdString();
        ScriptedRedis server(
            m_io, {{kPong, stray.toStdString() + behind, behind + behind}, {kPong, anew.toStdString()}});
        RedisStore store(m_io, server.url(), Duration::seconds(7200));
        std::optional<Result<StoreReply>> first;
        std::optional<Result<StoreReply>> second;
        const auto load = [&](const char *key, std::optional<Result<StoreReply>> &into) {
            asio::co_spawn(
                m_io.get_executor(), store.apply(LoadRecord{key}),
                [&into](const std::exception_ptr &, Result<StoreReply> reply) { into = std::move(reply); });
        };
        load(kKey, first);
        load(kOtherKey, second);
        QVERIFY(runUntil(m_io, [&] { return first && second; }));
        QCOMPARE(!first->has_value(), firstFails);
        if (firstFails)
            QCOMPARE(first->error().code, ErrorCode::Protocol);
        else
            QVERIFY((*first)->record && *(*first)->record == *record());
        QVERIFY(second->has_value() && (*second)->record && *(*second)->record == *record(kOtherJson));
        QCOMPARE(server.accepted(), 2);
    }

    void aReplyOfTheWrongKindEndsTheConnection()
    {
        const std::string right = bulk(kJson).toStdString();
        ScriptedRedis server(m_io, {{kPong, "+OK\r\n", right}, {kPong, right}});
        RedisStore store(m_io, server.url(), Duration::seconds(7200));
        QCOMPARE(apply(store, LoadRecord{kKey}).error().code, ErrorCode::Protocol);
        QVERIFY(apply(store, LoadRecord{kKey}).has_value());
        QCOMPARE(server.accepted(), 2);
    }

    void aRecordThatWasPutUnderAnotherKeyIsHonoured()
    {
        RedisStore store(m_io, m_server->url(), Duration::seconds(7200));
        QVERIFY(run(m_io, m_raw->command("set", kKey, kOtherJson)).has_value());
        const auto reply = apply(store, LoadRecord{kKey});
        QVERIFY(reply && reply->record && *reply->record == *record(kOtherJson));
    }

    void aKeyOfAnotherTypeIsRefused()
    {
        RedisStore store(m_io, m_server->url(), Duration::seconds(7200));
        QVERIFY(run(m_io, m_raw->command("hset", kKey, "a", "b")).has_value());
        QCOMPARE(apply(store, LoadRecord{kKey}).error().code, ErrorCode::Refused);
    }

    void anOutageFailsAndRecoversWithTheRecords()
    {
        RedisStore store(m_io, m_server->url(), Duration::seconds(7200), quick());
        apply(store, SaveRecord{kKey, record()});
        QVERIFY(run(m_io, m_server->stopKeepingData()).has_value());
        for (int i = 0; i < 3; ++i) {
            const auto reply = apply(store, LoadRecord{kKey});
            QVERIFY(!reply.has_value());
            QCOMPARE(reply.error().code, ErrorCode::ConnectionRefused);
            QVERIFY(!mayHaveTakenEffect(reply.error()));
        }
        QVERIFY(run(m_io, m_server->startAgain()).has_value());
        Result<StoreReply> reply;
        QVERIFY(runUntil(m_io, [&] { return (reply = apply(store, LoadRecord{kKey})).has_value(); }));
        QVERIFY(reply->record && *reply->record == *record());
    }

    void theStoreInMemoryAnswersAsRedisDoes_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 5; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }

    void theStoreInMemoryAnswersAsRedisDoes()
    {
        QFETCH(int, seed);
        Rng rng(static_cast<std::uint64_t>(seed));
        RedisStore real(m_io, m_server->url(), Duration::seconds(7200));
        MemorySessionStore memory(Duration::seconds(7200), [] { return Instant(); });
        for (int i = 0; i < 300; ++i) {
            const StoreRequest request = randomRequest(rng);
            const auto expected = apply(real, request);
            const auto actual = apply(memory, request);
            QVERIFY2(expected.has_value(), expected ? "" : expected.error().text().c_str());
            QCOMPARE(actual->applied, expected->applied);
            QCOMPARE(actual->record == nullptr, expected->record == nullptr);
            QVERIFY(!actual->record || *actual->record == *expected->record);
        }
        QCOMPARE(memory.roundTrips(), real.roundTrips());
    }

    void theStoreInMemoryHasOutagesThatKeepRecords()
    {
        Instant now;
        MemorySessionStore store(Duration::seconds(10), [&now] { return now; });
        apply(store, SaveRecord{kKey, record()});
        store.setAvailable(false);
        QCOMPARE(apply(store, DeleteRecord{kKey}).error().code, ErrorCode::ConnectionRefused);
        now = now + Duration::seconds(9);
        store.setAvailable(true);
        QVERIFY(apply(store, LoadRecord{kKey})->record != nullptr);
        now = now + Duration::seconds(10);
        QVERIFY(apply(store, LoadRecord{kKey})->record == nullptr);
    }

private:
    static RespLimits quick()
    {
        RespLimits limits;
        limits.firstBackOff = Duration::milliseconds(1);
        limits.longestBackOff = Duration::milliseconds(5);
        return limits;
    }

    Result<StoreReply> apply(SessionStore &store, StoreRequest request)
    {
        return run(m_io, store.apply(std::move(request)));
    }

    static StoreRequest randomRequest(Rng &rng)
    {
        const std::string id = std::to_string(rng.below(4));
        const std::string key = std::string(kDefaultKeyPrefix) + id;
        const auto kind = rng.below(5);
        if (kind == 0)
            return DeleteRecord{key};
        if (kind <= 2)
            return LoadRecord{key};
        auto changed = *record();
        changed.id = id;
        changed.metadata["backend_sid"] = fmt::format("<{}>", rng.next());
        return SaveRecord{key, std::make_shared<Record>(std::move(changed)),
                          static_cast<SaveRecord::Mode>(rng.below(3))};
    }

    asio::io_context m_io{1};
    std::unique_ptr<RedisServer> m_server;
    std::unique_ptr<RespClient> m_raw;
};

QTEST_APPLESS_MAIN(RedisStoreTest)
#include "redis_store_test.moc"

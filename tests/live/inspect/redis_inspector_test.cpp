// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/live/inspect/inspector_rig.h"

using namespace sessionscope;
using namespace sessionscope::test;
using inspect::LinkState;

namespace {

constexpr int kPatience = 20'000;

} // namespace

class RedisInspectorTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_redis = std::make_unique<RedisProcess>(QStringList{"--unixsocket", "r.sock"});
        QTRY_VERIFY_WITH_TIMEOUT(answers(m_redis->url()), kPatience);
        for (int number = 0; number < 3; ++number)
            put(m_redis->url(), record(uuid(number), "http://10.244.1.7:8080"));
        ask(m_redis->url(), {"SET", "foreign", "x"});
    }

    void cleanup() { m_redis.reset(); }

    void seesEverySessionAndLeavesAllAsItWas_data()
    {
        QTest::addColumn<QString>("way");
        for (const char *way : {"plain", "password", "acl user", "unix socket"})
            QTest::newRow(way) << way;
    }

    void seesEverySessionAndLeavesAllAsItWas()
    {
        QFETCH(QString, way);
        RedisUrl own = m_redis->url();
        std::string uri = own.textWithPassword();
        if (way == "password") {
            ask(own, {"CONFIG", "SET", "requirepass", "secret"});
            own.password = "secret";
            uri = own.textWithPassword();
        } else if (way == "acl user") {
            QVERIFY(allowFromFile(own, ACL_FILE));
            uri = "redis://sessionscope:change-me@127.0.0.1:" + std::to_string(own.port);
        } else if (way == "unix socket") {
            uri = "unix:" + m_redis->folder().toStdString() + "/r.sock";
        }
        const std::string before = contentOf(own);
        ask(own, {"CONFIG", "RESETSTAT"});

        InspectorRig rig;
        rig.open(spec(uri));
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Live, kPatience);
        QCOMPARE(rig.sessions(), std::size_t(3));
        QCOMPARE(rig.inventory.counts().total, std::size_t(3)); // of no other prefix
        QVERIFY(std::ranges::all_of(rig.capabilities, &inspect::Capability::granted));
        QVERIFY(rig.facts.version.has_value());
        QCOMPARE(beyondTheList(own), std::string());
        QCOMPARE(contentOf(own), before);
    }

    void tellsWhatChangesWhileItWatches()
    {
        InspectorRig rig;
        rig.open(spec(m_redis->url().text()));
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Live, kPatience);
        const auto row = [&rig](int number) { return *rig.inventory.find(kProxyPrefix + uuid(number)); };

        ask(m_redis->url(), {"GETEX", kProxyPrefix + uuid(0), "EX", "9000"});
        QTRY_COMPARE_WITH_TIMEOUT(rig.look().inventory.history(row(0)).size(), std::size_t(1), kPatience);
        QCOMPARE(rig.inventory.history(row(0)).front().kind, inspect::SessionEvent::Kind::Slid);

        session::Record moved = record(uuid(1), "http://10.244.1.8:8080");
        moved.metadata["backend_sid"] = "other";
        put(m_redis->url(), moved);
        QTRY_COMPARE_WITH_TIMEOUT(rig.look().inventory.session(row(1)).backendSid, std::string("other"),
                                  kPatience);
        QCOMPARE(rig.inventory.state(row(1)).sidChanges, std::uint16_t(1));

        ask(m_redis->url(), {"DEL", kProxyPrefix + uuid(2)});
        QTRY_VERIFY_WITH_TIMEOUT(!rig.look().inventory.isPresent(row(2)), kPatience);

        put(m_redis->url(), record(uuid(7), "http://10.244.1.7:8080"));
        QTRY_COMPARE_WITH_TIMEOUT(rig.sessions(), std::size_t(3), kPatience);

        ask(m_redis->url(), {"FLUSHALL"});
        QTRY_COMPARE_WITH_TIMEOUT(rig.sessions(), std::size_t(0), kPatience);
        QCOMPARE(rig.inventory.size(), std::size_t(4)); // what was shown stays, as gone
    }

    void worksWithLessThanItWishes()
    {
        ask(m_redis->url(),
            {"ACL", "SETUSER", "poor", "on", ">p", "~thv:*", "-@all", "+ping", "+scan", "+get", "+pttl",
             "+strlen"});
        InspectorRig rig;
        rig.open(spec("redis://poor:p@127.0.0.1:" + std::to_string(m_redis->port())));
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Polling, kPatience);
        QCOMPARE(rig.sessions(), std::size_t(3));
        const auto refused = std::ranges::count(rig.capabilities, false, &inspect::Capability::granted);
        QCOMPARE(refused,
                 std::ptrdiff_t(7)); // INFO, CONFIG GET, ACL WHOAMI, SETNAME, GETRANGE, TYPE, TRACKING
        ask(m_redis->url(), {"DEL", kProxyPrefix + uuid(0)});
        QTRY_COMPARE_WITH_TIMEOUT(rig.sessions(), std::size_t(2), kPatience);
    }

    void aUserOfSomeKeysReadsThose()
    {
        ask(m_redis->url(),
            {"ACL", "SETUSER", "narrow", "on", ">p", "~thv:proxy:session:*", "-@all", "+ping", "+scan",
             "+get", "+getrange", "+pttl", "+type", "+strlen", "+info"});
        ask(m_redis->url(), {"SET", "thv:other", "x"});
        const std::string uri = "redis://narrow:p@127.0.0.1:" + std::to_string(m_redis->port());
        InspectorRig rig;
        rig.open(spec(uri), false);
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        QVERIFY(rig.result().has_value());
        QCOMPARE(rig.sessions(), std::size_t(3));
        QCOMPARE(rig.inventory.counts().other, std::size_t(1)); // whose name is all that it may know
        for (const inspect::Capability &capability : rig.capabilities) {
            const bool isOfKeys = capability.ability < inspect::Ability::Tracking;
            QVERIFY2(capability.granted || !isOfKeys, inspect::describe(capability.ability).command.data());
        }
        rig.post(control::TestConnection{spec(uri)});
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        const auto step
            = std::ranges::find(rig.steps, inspect::TestStep::Permissions, &inspect::TestStepResult::step);
        QVERIFY(step != rig.steps.end());
        QVERIFY2(step->detail.find("no GET") == std::string::npos, step->detail.c_str());
    }

    void withoutScanItSaysWhatToAllow()
    {
        ask(m_redis->url(), {"ACL", "SETUSER", "blind", "on", ">p", "~thv:*", "-@all", "+ping", "+get"});
        InspectorRig rig;
        rig.open(spec("redis://blind:p@127.0.0.1:" + std::to_string(m_redis->port())), false);
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        QVERIFY(!rig.result());
        QCOMPARE(rig.result().error().code, ErrorCode::Refused);
        QVERIFY(rig.result().error().hint.find("+scan") != std::string::npos);
    }

    void tellsAWrongPasswordAtOnce()
    {
        ask(m_redis->url(), {"CONFIG", "SET", "requirepass", "secret"});
        InspectorRig rig;
        rig.open(spec("redis://:wrong@127.0.0.1:" + std::to_string(m_redis->port())), false);
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        QCOMPARE(rig.result().error().code, ErrorCode::Refused);
        QCOMPARE(rig.state(), LinkState::Closed);
    }

    void aRestartedEmptyServerLosesNothingThatWasShown()
    {
        InspectorRig rig;
        rig.open(spec(m_redis->url().text()));
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Live, kPatience);
        m_redis->kill();
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Redialling, kPatience);
        QCOMPARE(rig.sessions(), std::size_t(3)); // nobody knows that they are gone
        QVERIFY(rig.status.error.has_value());
        m_redis->start();
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Live, kPatience);
        QCOMPARE(rig.sessions(), std::size_t(0));
        QCOMPARE(rig.inventory.size(), std::size_t(3));
    }

    void aPausedServerIsStaleThenDialledAnewThenLive()
    {
        InspectorRig rig;
        rig.open(spec(m_redis->url().text()));
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Live, kPatience);
        m_redis->signal(SIGSTOP);
        QTRY_VERIFY_WITH_TIMEOUT(rig.hasBeen(LinkState::Stale), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Redialling, kPatience);
        QCOMPARE(rig.sessions(), std::size_t(3));
        m_redis->signal(SIGCONT);
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Live, kPatience);
        QCOMPARE(rig.sessions(), std::size_t(3));
    }

    void readsLargeBinaryAndStrangeValuesSafely()
    {
        const RedisUrl url = m_redis->url();
        const std::string binary("\0\xff\x01{", 4);
        ask(url, {"SET", kProxyPrefix + uuid(10), binary, "EX", "100"});
        ask(url, {"SET", kProxyPrefix + uuid(11), std::string(3'000'000, 'x'), "EX", "100"});
        ask(url, {"HSET", kProxyPrefix + uuid(12), "a", "b"});
        InspectorRig rig;
        rig.open(spec(url.text()));
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Live, kPatience);
        QCOMPARE(rig.inventory.counts().malformed, std::size_t(2));
        QCOMPARE(rig.inventory.counts().other, std::size_t(1)); // too large to be read unasked
        QCOMPARE(rig.sessions(), std::size_t(3));

        rig.post(control::ReadValue{kProxyPrefix + uuid(11), false});
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone() && rig.value, kPatience);
        QCOMPARE(rig.value->size, std::uint64_t(3'000'000));
        QCOMPARE(rig.value->value.size(), std::size_t(65'536));
        rig.value.reset();
        rig.post(control::ReadValue{kProxyPrefix + uuid(10), false});
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone() && rig.value, kPatience);
        QCOMPARE(rig.value->value, binary);
        QVERIFY(inspect::valueText(binary).starts_with("00000000  00 ff 01 7b"));
    }

    void asksForSizeOrTypeOnlyWhereAValueLeavesItOpen()
    {
        ask(m_redis->url(), {"SET", kProxyPrefix + uuid(11), std::string(65'537, 'x'), "EX", "100"});
        ask(m_redis->url(), {"SET", kProxyPrefix + uuid(12), std::string(65'536, 'x'), "EX", "100"});
        ask(m_redis->url(), {"HSET", kProxyPrefix + uuid(13), "a", "b"});
        InspectorRig rig;
        rig.open(spec(m_redis->url().text()), false);
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        QVERIFY(rig.result().has_value());
        QCOMPARE(rig.inventory.counts().total, std::size_t(6));
        const std::uint64_t keys = 6;
        const std::uint64_t asksOfTheProbe = 1;
        QCOMPARE(rig.sent.at("GETRANGE"), keys + asksOfTheProbe);
        QCOMPARE(rig.sent.at("PTTL"), keys + asksOfTheProbe);
        QCOMPARE(rig.sent.at("GET"), asksOfTheProbe);
        QCOMPARE(rig.sent.at("STRLEN"), 1 + asksOfTheProbe);
        QCOMPARE(rig.sent.at("TYPE"), 1 + asksOfTheProbe);
    }

    void tellsAnEmptyValueFromNone_data()
    {
        QTest::addColumn<QString>("lacking");
        for (const char *lacking : {"nothing", "pttl", "getrange"})
            QTest::newRow(lacking) << lacking;
    }

    void tellsAnEmptyValueFromNone()
    {
        QFETCH(QString, lacking);
        std::vector<std::string> rule{"ACL",   "SETUSER", "some", "on",        ">p",    "~thv:*", "-@all",
                                      "+ping", "+scan",   "+get", "+getrange", "+pttl", "+type",  "+strlen"};
        std::erase(rule, "+" + lacking.toStdString());
        ask(m_redis->url(), rule);
        ask(m_redis->url(), {"SET", kProxyPrefix + uuid(10), "", "EX", "100"});
        InspectorRig rig;
        rig.open(spec("redis://some:p@127.0.0.1:" + std::to_string(m_redis->port())));
        QTRY_COMPARE_WITH_TIMEOUT(rig.state(), LinkState::Polling, kPatience);
        QCOMPARE(rig.inventory.counts().malformed, std::size_t(1));
        QCOMPARE(rig.sessions(), std::size_t(3));
        const auto row = rig.inventory.find(kProxyPrefix + uuid(0));
        QVERIFY(row.has_value());
        const bool knowsTimes = rig.inventory.session(*row).ttlMs != inspect::Session::kTtlUnknown;
        QCOMPARE(knowsTimes, lacking != "pttl");
        rig.post(control::ReadValue{kProxyPrefix + uuid(99), false});
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        QVERIFY(!rig.result().has_value());
        QCOMPARE(rig.result().error().code, ErrorCode::NotFound);
        QVERIFY(rig.result().error().where.find(uuid(99)) == std::string::npos);
    }

    void testsAConnectionStepByStep()
    {
        InspectorRig rig;
        rig.post(
            control::TestConnection{spec("redis://127.0.0.1:" + std::to_string(m_redis->port()) + "/3")});
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        QVERIFY(rig.result().has_value());
        std::string steps;
        for (const auto &step : rig.steps)
            steps += std::string(inspect::toText(step.step)) + "=" + inspect::toText(step.outcome) + " ";
        QCOMPARE(steps,
                 std::string("dns=passed tcp=passed tls=skipped topology=skipped auth=skipped resp=passed "
                             "select=passed permissions=passed prefix=degraded "));

        rig.steps.clear();
        rig.post(control::TestConnection{spec("redis://127.0.0.1:1")});
        QTRY_VERIFY_WITH_TIMEOUT(rig.isDone(), kPatience);
        QVERIFY(!rig.result());
        QCOMPARE(rig.steps.back().step, inspect::TestStep::Tcp);
        QCOMPARE(rig.steps.back().outcome, inspect::TestStepResult::Outcome::Failed);
        QVERIFY(!rig.steps.back().advice.empty());
    }

    void closesInTheMiddleOfAnything()
    {
        for (int keys = 0; keys < 2'000; ++keys)
            put(m_redis->url(), record(uuid(1'000 + keys), "http://10.244.1.7:8080"));
        for (int round = 0; round < 10; ++round) {
            InspectorRig rig;
            rig.open(spec(m_redis->url().text()));
            rig.open(spec(m_redis->url().text()), false);
            rig.post(control::ReadCluster{});
        } // destroyed at once
        QVERIFY(answers(m_redis->url()));
    }

private:
    std::unique_ptr<RedisProcess> m_redis;
};

QTEST_GUILESS_MAIN(RedisInspectorTest)
#include "redis_inspector_test.moc"

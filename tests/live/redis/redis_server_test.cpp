// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/redis_server.h"
#include "tests/live/redis/live_support.h"
#include "tests/live/redis/process_support.h"

#include <QTest>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace sessionscope;
using namespace sessionscope::live;

namespace {

Result<RespReply> ask(asio::io_context &io, RedisUrl url, std::vector<std::string> command)
{
    RespClient client(io, std::move(url));
    return run(io, client.command(std::move(command)));
}

std::string contentOf(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

} // namespace

class RedisServerTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        auto server = run(m_io, RedisServer::start(m_io, {}));
        QVERIFY2(server.has_value(), server ? "" : server.error().text().c_str());
        m_server = std::move(*server);
    }

    void cleanup() { m_server.reset(); }

    void answersOverTcpAndItsSocket()
    {
        QVERIFY(m_server->isRunning());
        QVERIFY(ask(m_io, m_server->url(), {"set", "a", "1"})->isStatus("OK"));
        QCOMPARE(*ask(m_io, m_server->socketUrl(), {"get", "a"})->string(), std::string("1"));
    }

    void letsNobodyInWithoutItsPassword()
    {
        RedisUrl url = m_server->url();
        QCOMPARE(url.password.size(), std::size_t(48));
        url.password.clear();
        const auto reply = ask(m_io, url, {"get", "a"});
        QVERIFY(!reply.has_value());
        QCOMPARE(reply.error().code, ErrorCode::Refused);
        QVERIFY2(reply.error().hint.find("password") != std::string::npos, reply.error().text().c_str());
    }

    void keepsItsPasswordOutOfItsArguments()
    {
        const std::string process = "/proc/" + std::to_string(m_server->pid());
        QVERIFY(contentOf(process + "/cmdline").find("redis-server") != std::string::npos);
        QVERIFY(contentOf(process + "/cmdline").find(m_server->url().password) == std::string::npos);
        QVERIFY(contentOf(process + "/environ").find(m_server->url().password) == std::string::npos);
    }

    void listensOnLoopbackAloneAndPersistsNothing()
    {
        const auto bound = ask(m_io, m_server->url(), {"config", "get", "bind"});
        QCOMPARE(*bound->array()->at(1).string(), std::string("127.0.0.1"));
        const auto saves = ask(m_io, m_server->url(), {"config", "get", "save"});
        QCOMPARE(*saves->array()->at(1).string(), std::string());
        const auto appends = ask(m_io, m_server->url(), {"config", "get", "appendonly"});
        QCOMPARE(*appends->array()->at(1).string(), std::string("no"));
    }

    void twoOfThemDoNotMeet()
    {
        auto second = *run(m_io, RedisServer::start(m_io, {}));
        QVERIFY(second->url().port != m_server->url().port);
        QVERIFY(second->url().password != m_server->url().password);
        ask(m_io, m_server->url(), {"set", "a", "1"});
        QVERIFY(ask(m_io, second->url(), {"get", "a"})->isNull());
    }

    void flushForgetsEverything()
    {
        ask(m_io, m_server->url(), {"set", "a", "1"});
        QVERIFY(run(m_io, m_server->flush()).has_value());
        QVERIFY(ask(m_io, m_server->url(), {"get", "a"})->isNull());
    }

    void anOutageKeepsAddressAndData()
    {
        const RedisUrl url = m_server->url();
        ask(m_io, url, {"set", "a", "1", "ex", "100"});
        ask(m_io, url, {"set", "b", "1", "px", "1"});
        for (int outage = 0; outage < 2; ++outage) {
            QVERIFY(run(m_io, m_server->stopKeepingData()).has_value());
            QVERIFY(!m_server->isRunning());
            QCOMPARE(m_server->pid(), pid_t(0));
            QCOMPARE(ask(m_io, url, {"get", "a"}).error().code, ErrorCode::ConnectionRefused);
            QCOMPARE(run(m_io, m_server->flush()).error().code, ErrorCode::ConnectionRefused);

            QVERIFY(run(m_io, m_server->startAgain()).has_value());
            QVERIFY(m_server->url() == url);
            QCOMPARE(*ask(m_io, url, {"get", "a"})->string(), std::string("1"));
            QVERIFY(ask(m_io, url, {"get", "b"})->isNull());
            const auto left = *ask(m_io, url, {"ttl", "a"})->integer();
            QVERIFY2(left > 60 && left <= 100, std::to_string(left).c_str());
        }
    }

    void nobodyTakesThePortDuringAnOutage()
    {
        QVERIFY(run(m_io, m_server->stopKeepingData()).has_value());
        TcpAcceptor thief(m_io.get_executor());
        thief.open(asio::ip::tcp::v4());
        SystemError error;
        thief.bind({asio::ip::address_v4::loopback(), m_server->url().port}, error);
        QVERIFY(error == boost::system::errc::address_in_use);
    }

    void aDeathAfterAnOutageLosesTheData()
    {
        ask(m_io, m_server->url(), {"set", "a", "1"});
        QVERIFY(run(m_io, m_server->stopKeepingData()).has_value());
        QVERIFY(run(m_io, m_server->startAgain()).has_value());
        ::kill(m_server->pid(), SIGKILL);
        QVERIFY(runUntil(m_io, [&] { return !m_server->isRunning(); }));
        QVERIFY(run(m_io, m_server->startAgain()).has_value());
        QVERIFY(ask(m_io, m_server->url(), {"get", "a"})->isNull());
    }

    void leavesNothingBehind_data()
    {
        QTest::addColumn<bool>("stopped");
        QTest::newRow("stopped") << true;
        QTest::newRow("destroyed") << false;
    }

    void leavesNothingBehind()
    {
        QFETCH(bool, stopped);
        const auto pid = m_server->pid();
        const auto folder = m_server->folder();
        QVERIFY(isAlive(pid) && std::filesystem::exists(folder));
        if (stopped)
            run(m_io, m_server->stop());
        m_server.reset();
        QVERIFY(!isAlive(pid));
        QVERIFY(!std::filesystem::exists(folder));
    }

    void aProgramThatIsNoRedisIsAnErrorWithItsLastWords()
    {
        auto folder = *TempFolder::create("sessionscope-test", nullptr);
        const auto program
            = *folder.write("redis-server", "#!/bin/sh\necho starting\necho no, not today\nexit 3\n");
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
        RedisServer::Options options;
        options.program = program;
        const auto server = run(m_io, RedisServer::start(m_io, options));
        QVERIFY(!server.has_value());
        QCOMPARE(server.error().code, ErrorCode::Io);
        QVERIFY(server.error().what.find("no, not today") != std::string::npos);
        QVERIFY(server.error().what.find("exit code 3") != std::string::npos);
    }

    void aPortThatSomebodyTookIsReplaced()
    {
        // Refuses the first port as a real server does when somebody was faster.
        auto folder = *TempFolder::create("sessionscope-test", nullptr);
        const auto program = *folder.write("redis-server",
                                           "#!/bin/sh\nif mkdir \"$(dirname \"$0\")/tried\"; then\n"
                                           "echo 'Warning: bind: Address already in use'; exit 1; fi\n"
                                           "exec redis-server \"$@\"\n");
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
        RedisServer::Options options;
        options.program = program;
        const auto server = run(m_io, RedisServer::start(m_io, options));
        QVERIFY2(server.has_value(), server ? "" : server.error().text().c_str());
        QVERIFY(ask(m_io, (*server)->url(), {"ping"})->isStatus("PONG"));
    }

    void withoutAProgramSaysWhatToDo()
    {
        RedisServer::Options options;
        options.program = "/nonexistent/redis-server";
        const auto server = run(m_io, RedisServer::start(m_io, options));
        QVERIFY(!server.has_value());
        QCOMPARE(server.error().code, ErrorCode::NotFound);
        QCOMPARE(server.error().hint, std::string("install redis-server or use --store embedded"));
    }

private:
    asio::io_context m_io{1};
    std::unique_ptr<RedisServer> m_server;
};

QTEST_APPLESS_MAIN(RedisServerTest)
#include "redis_server_test.moc"

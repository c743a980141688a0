// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/relay.h"
#include "tests/live/engine/on_loop.h"

#include <boost/asio/post.hpp>

#include <QTest>

#include <memory>
#include <utility>

using namespace sessionscope;
using namespace sessionscope::live;
using namespace sessionscope::live::test;

namespace {

/// A client and a server with a relay between them.
struct Line
{
    explicit Line(asio::io_context &loop)
        : target(*openListener(loop.get_executor(), {kLoopback, 0}))
        , targetAddress(fromAsio(target.local_endpoint()))
        , door(*reservePort(loop.get_executor(), {kLoopback, 0}))
        , relay(std::make_unique<Relay>(
              loop.get_executor(),
              Relay::Options{[this](Endpoint) { return std::optional(targetAddress); },
                             {},
                             {},
                             kLoopback,
                             Duration::seconds(5)}))
        , client(loop.get_executor())
        , server(loop.get_executor())
    {
        listening = relay->listen(doorAddress()).has_value();
    }

    Endpoint doorAddress() const { return fromAsio(door.local_endpoint()); }

    Awaitable<void> connect()
    {
        client = *openDialler(target.get_executor(), kLoopback);
        (void)co_await connectWithin(client, doorAddress(), Duration::seconds(5));
        auto [error, accepted] = co_await target.async_accept(kAsTuple);
        server = std::move(accepted);
    }

    TcpAcceptor target;
    Endpoint targetAddress;
    TcpSocket door;
    std::unique_ptr<Relay> relay;
    TcpSocket client;
    TcpSocket server;
    bool listening = false;
};

} // namespace

class RelayTest : public QObject
{
    Q_OBJECT

private slots:
    void passesOnBothDirectionsAndEachEndsOnItsOwn()
    {
        asio::io_context loop(sessionscope::live::kOneThread);
        Line line(loop);
        QVERIFY(line.listening);
        Ending atServer;
        Ending atClient;
        QVERIFY(onLoop(loop, halfClose(line, atServer, atClient)));
        QCOMPARE(atServer.bytes, std::string("question"));
        QVERIFY(atServer.error == asio::error::eof);
        QCOMPARE(atClient.bytes, std::string("answer after the client had ended its half"));
        QVERIFY(atClient.error == asio::error::eof);
        QVERIFY(loopUntil(loop, [&] { return line.relay->connectionCount() == 0; }));
    }

    void aResetOnOneSideBecomesAResetOnTheOther_data()
    {
        QTest::addColumn<bool>("clientResets");
        QTest::newRow("by the client") << true;
        QTest::newRow("by the server") << false;
    }

    void aResetOnOneSideBecomesAResetOnTheOther()
    {
        QFETCH(bool, clientResets);
        asio::io_context loop(sessionscope::live::kOneThread);
        Line line(loop);
        Ending seen;
        QVERIFY(onLoop(loop, resetOneSide(line, clientResets, seen)));
        QVERIFY(seen.error == asio::error::connection_reset);
        QVERIFY(loopUntil(loop, [&] { return line.relay->connectionCount() == 0; }));
    }

    void whatAServerSaidBeforeItBrokeArrives()
    {
        asio::io_context loop(sessionscope::live::kOneThread);
        Line line(loop);
        Ending seen;
        QVERIFY(onLoop(loop, answerWithoutReading(line, seen)));
        QCOMPARE(seen.bytes, std::string("too much"));
        QVERIFY(seen.error == asio::error::connection_reset);
        QVERIFY(loopUntil(loop, [&] { return line.relay->connectionCount() == 0; }));
    }

    void readsNoFasterThanTheOtherSideTakes()
    {
        asio::io_context loop(sessionscope::live::kOneThread);
        Line line(loop);
        QVERIFY(onLoop(loop, line.connect()));
        line.client.non_blocking(true);
        const std::string piece(64U << 10U, 'x');
        std::size_t accepted = 0;
        bool stalled = false;
        // Nobody reads at the server: what is taken before the client stalls is what kernel buffers hold.
        QVERIFY(loopUntil(loop, [&] {
            SystemError error;
            accepted += line.client.write_some(asio::buffer(piece), error);
            stalled = error == asio::error::would_block ? std::exchange(m_stalledBefore, true)
                                                        : (m_stalledBefore = false);
            return stalled || accepted > (256U << 20U);
        }));
        QVERIFY(stalled);
    }

    void refusesWhileItDoesNotListen()
    {
        asio::io_context loop(sessionscope::live::kOneThread);
        Line line(loop);
        line.relay->stopListening();
        Result<void> dialled;
        QVERIFY(onLoop(loop, dial(loop, line.doorAddress(), dialled)));
        QVERIFY(!dialled);
        QCOMPARE(dialled.error().code, ErrorCode::ConnectionRefused);
        QVERIFY(line.relay->listen(line.doorAddress()).has_value());
        QVERIFY(onLoop(loop, dial(loop, line.doorAddress(), dialled)));
        QVERIFY(dialled.has_value());
    }

    void resetsTheClientWhenNobodyIsBehind()
    {
        asio::io_context loop(sessionscope::live::kOneThread);
        Line line(loop);
        line.target.close();
        Ending seen;
        QVERIFY(onLoop(loop, readUnanswered(loop, line.doorAddress(), seen)));
        QVERIFY(seen.error == asio::error::connection_reset);
    }

    void destroyingItResetsItsConnections()
    {
        asio::io_context loop(sessionscope::live::kOneThread);
        Line line(loop);
        QVERIFY(onLoop(loop, line.connect()));
        line.relay.reset();
        Ending atClient;
        Ending atServer;
        QVERIFY(onLoop(loop, readBoth(line, atClient, atServer)));
        QVERIFY(atClient.error == asio::error::connection_reset);
        QVERIFY(atServer.error == asio::error::connection_reset);
    }

    void namesTheAddressThatIsTaken()
    {
        asio::io_context loop(sessionscope::live::kOneThread);
        Line line(loop);
        const auto taken = line.relay->listen(line.targetAddress);
        QVERIFY(!taken);
        QCOMPARE(taken.error().code, ErrorCode::AddressInUse);
        QCOMPARE(taken.error().where, line.targetAddress.text());
    }

    void saysWhatToDoAboutAnAddress_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("hint");
        QTest::newRow("taken") << EADDRINUSE << int(ErrorCode::AddressInUse) << QByteArray("another port");
        QTest::newRow("no permission") << EACCES << int(ErrorCode::Io) << QByteArray("below 1024");
        QTest::newRow("too many") << EMFILE << int(ErrorCode::Io) << QByteArray("ulimit -n");
        QTest::newRow("not here") << EADDRNOTAVAIL << int(ErrorCode::Io) << QByteArray("127.0.0.1");
    }

    void saysWhatToDoAboutAnAddress()
    {
        QFETCH(int, number);
        QFETCH(QByteArray, hint);
        const Endpoint at{kLoopback, 81};
        const Error error = listenError({number, boost::system::system_category()}, at);
        QTEST(int(error.code), "code");
        QCOMPARE(error.where, at.text());
        QVERIFY(QByteArray::fromStdString(error.what).contains(QByteArray::fromStdString(at.text())));
        QVERIFY(QByteArray::fromStdString(error.hint).contains(hint));
    }

private:
    static Awaitable<void> halfClose(Line &line, Ending &atServer, Ending &atClient)
    {
        co_await line.connect();
        co_await send(line.client, "question");
        line.client.shutdown(asio::socket_base::shutdown_send);
        atServer = co_await readToTheEnd(line.server);
        co_await send(line.server, "answer after the client had ended its half");
        line.server.close();
        atClient = co_await readToTheEnd(line.client);
    }

    static Awaitable<void> resetOneSide(Line &line, bool clientResets, Ending &seen)
    {
        co_await line.connect();
        closeWithReset(clientResets ? line.client : line.server);
        seen = co_await readToTheEnd(clientResets ? line.server : line.client);
    }

    /// The server answers and closes with the question unread, after the relay has heard that the client goes on and before
    /// it passes that on.
    static Awaitable<void> answerWithoutReading(Line &line, Ending &seen)
    {
        co_await line.connect();
        co_await send(line.client, "question");
        while (line.server.available() == 0)
            co_await asio::post(line.target.get_executor(), kAsTuple);
        const std::string_view more = "more";
        line.client.write_some(asio::buffer(more));
        co_await asio::post(line.target.get_executor(), kAsTuple);
        const std::string_view answer = "too much";
        line.server.write_some(asio::buffer(answer));
        line.server.close();
        seen = co_await readToTheEnd(line.client);
    }

    static Awaitable<void> dial(asio::io_context &loop, Endpoint to, Result<void> &outcome)
    {
        auto socket = openDialler(loop.get_executor(), kLoopback);
        outcome = co_await connectWithin(*socket, to, Duration::seconds(5));
    }

    static Awaitable<void> readUnanswered(asio::io_context &loop, Endpoint to, Ending &seen)
    {
        auto socket = openDialler(loop.get_executor(), kLoopback);
        (void)co_await connectWithin(*socket, to, Duration::seconds(5));
        seen = co_await readToTheEnd(*socket);
    }

    static Awaitable<void> readBoth(Line &line, Ending &atClient, Ending &atServer)
    {
        atClient = co_await readToTheEnd(line.client);
        atServer = co_await readToTheEnd(line.server);
    }

    bool m_stalledBefore = false;
};

QTEST_APPLESS_MAIN(RelayTest)
#include "relay_test.moc"

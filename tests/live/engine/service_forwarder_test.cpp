// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/service_forwarder.h"
#include "tests/live/engine/on_loop.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::live;
using namespace sessionscope::live::test;

namespace {

/// Two pods that only listen, and a Service before them.
struct Cluster
{
    explicit Cluster(asio::io_context &io,
                     cluster::PeerAddressSeen seen = cluster::PeerAddressSeen::ClusterIp)
        : loop(io)
        , path(seen)
        , podA(*openListener(io.get_executor(), {kLoopback, 0}))
        , podB(*openListener(io.get_executor(), {kLoopback, 0}))
        , reserved(*reservePort(io.get_executor(), {kLoopback, 0}))
        , service(io.get_executor(), {fromAsio(reserved.local_endpoint()), &recorder, &path},
                  cluster::Service({.affinity = cluster::Affinity::None}, Rng(1)))
    {
    }

    Endpoint address() const { return fromAsio(reserved.local_endpoint()); }
    Endpoint a() const { return fromAsio(podA.local_endpoint()); }
    Endpoint b() const { return fromAsio(podB.local_endpoint()); }

    /// One connection through the Service: how the dial ended, and what the data path tells of it.
    struct Dialled
    {
        Result<void> outcome;
        Endpoint seen;
        Endpoint reached;
        std::optional<DataPath::Origin> originAtPod;
    };

    Awaitable<void> dial(Dialled &dialled)
    {
        auto socket = openDialler(loop.get_executor(), kLoopback);
        const auto own = fromAsio(socket->local_endpoint());
        path.carries(own, {ExchangeId(7), journal::Sequence(41), journal::Symbol(3)});
        dialled.outcome = co_await connectWithin(*socket, address(), Duration::seconds(5));
        if (!dialled.outcome)
            co_return;
        // The pod has accepted once a byte came through: the relay dials after it accepted.
        co_await send(*socket, "x");
        asio::ip::tcp::endpoint peer;
        dialled.reached = path.reached(own, address());
        auto &pod = dialled.reached == a() ? podA : podB;
        auto [error, accepted] = co_await pod.async_accept(peer, kAsTuple);
        dialled.seen = path.peerSeen(own, address());
        dialled.originAtPod = path.origin(fromAsio(peer));
    }

    Dialled dialOnce()
    {
        Dialled dialled;
        onLoop(loop, dial(dialled));
        return dialled;
    }

    asio::io_context &loop;
    Recorder recorder;
    DataPath path;
    TcpAcceptor podA;
    TcpAcceptor podB;
    TcpSocket reserved;
    ServiceForwarder service;
};

} // namespace

class ServiceForwarderTest : public QObject
{
    Q_OBJECT

private slots:
    void refusesWithoutAReadyPod()
    {
        asio::io_context loop(sessionscope::live::kOneThread);
        Cluster cluster(loop);
        QCOMPARE(cluster.dialOnce().outcome.error().code, ErrorCode::ConnectionRefused);
        QVERIFY(cluster.service.setReady({{0, cluster.a()}}).has_value());
        QVERIFY(cluster.dialOnce().outcome.has_value());
        QVERIFY(cluster.service.setReady({}).has_value());
        QCOMPARE(cluster.dialOnce().outcome.error().code, ErrorCode::ConnectionRefused);
    }

    void balancesConnectionsOverReadyPods()
    {
        asio::io_context loop(sessionscope::live::kOneThread);
        Cluster cluster(loop);
        QVERIFY(cluster.service.setReady({{0, cluster.a()}, {1, cluster.b()}}).has_value());
        int atA = 0;
        for (int i = 0; i < 40; ++i)
            atA += cluster.dialOnce().reached == cluster.a() ? 1 : 0;
        QVERIFY(atA > 5 && atA < 35);
    }

    void showsTheAddressThatTheDataPathShows_data()
    {
        QTest::addColumn<bool>("podIp");
        QTest::newRow("behind DNAT the dialled address stays") << false;
        QTest::newRow("without a virtual address the pod's own") << true;
    }

    void showsTheAddressThatTheDataPathShows()
    {
        QFETCH(bool, podIp);
        asio::io_context loop(sessionscope::live::kOneThread);
        Cluster cluster(loop, podIp ? cluster::PeerAddressSeen::PodIp : cluster::PeerAddressSeen::ClusterIp);
        QVERIFY(cluster.service.setReady({{0, cluster.a()}}).has_value());
        const auto dialled = cluster.dialOnce();
        QCOMPARE(dialled.seen.text(), (podIp ? cluster.a() : cluster.address()).text());
    }

    void thePodLearnsWhichRequestCameThroughTheRelay()
    {
        asio::io_context loop(sessionscope::live::kOneThread);
        Cluster cluster(loop);
        QVERIFY(cluster.service.setReady({{0, cluster.a()}}).has_value());
        const auto dialled = cluster.dialOnce();
        QVERIFY(dialled.originAtPod.has_value());
        QCOMPARE(dialled.originAtPod->cause.value(), std::uint64_t(41));
    }

    void writesDownWhoWasPickedAndWhy()
    {
        asio::io_context loop(sessionscope::live::kOneThread);
        Cluster cluster(loop);
        QVERIFY(cluster.service.setReady({{2, cluster.a()}}).has_value());
        QVERIFY(cluster.dialOnce().outcome.has_value());
        const auto batch = cluster.recorder.take();
        QCOMPARE(batch.events.size(), std::size_t(1));
        const auto &picked = batch.events.front();
        QCOMPARE(picked.kind, journal::EventKind::ServicePicked);
        QCOMPARE(picked.number, std::int64_t(2));
        QCOMPARE(picked.cause.value(), std::uint64_t(41));
        QCOMPARE(picked.exchange.value(), std::uint64_t(7));
    }
};

QTEST_APPLESS_MAIN(ServiceForwarderTest)
#include "service_forwarder_test.moc"

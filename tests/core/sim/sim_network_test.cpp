// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/sim/sim_network.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::sim;
using cluster::PeerAddressSeen;

/// A network before three Ready pods.
class SimNetworkTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_addresses = cluster::AddressPlan(77);
        m_pods.emplace(cluster::StatefulSet::Options{}, m_addresses);
        m_now = Instant();
        settle();
    }

    void aDialThroughTheServiceSeesTheClusterIpOrThePod_data()
    {
        QTest::addColumn<bool>("seesPod");
        QTest::newRow("behind DNAT") << false;
        QTest::newRow("no virtual address") << true;
    }

    void aDialThroughTheServiceSeesTheClusterIpOrThePod()
    {
        QFETCH(bool, seesPod);
        SimNetwork network = networkThatShows(seesPod ? PeerAddressSeen::PodIp : PeerAddressSeen::ClusterIp);
        const auto dial = network.dial(kProxy, clusterIp(), *m_pods, kTimeout, m_now);
        QVERIFY(dial.connection.has_value());
        QVERIFY(dial.askedService);
        const IpAddress pod = m_pods->find(dial.connection->pod)->ip;
        QCOMPARE(dial.connection->peerSeen.ip, seesPod ? pod : clusterIp().ip);
    }

    void nobodyAtAnAddressRefuses()
    {
        SimNetwork network = networkThatShows(PeerAddressSeen::ClusterIp);
        const auto dial
            = network.dial(kProxy, {*IpAddress::parse("127.77.0.99"), 8080}, *m_pods, kTimeout, m_now);
        QCOMPARE(dial.connection.error().code, ErrorCode::ConnectionRefused);
        QVERIFY(dial.takes < kTimeout);
    }

    void anotherPortRefuses()
    {
        SimNetwork network = networkThatShows(PeerAddressSeen::ClusterIp);
        const Endpoint elsewhere{m_pods->pods().front().ip, 9090};
        QVERIFY(!network.dial(kProxy, elsewhere, *m_pods, kTimeout, m_now).connection.has_value());
    }

    void aBlackHoleTimesOut()
    {
        SimNetwork network = networkThatShows(PeerAddressSeen::ClusterIp);
        const Endpoint pod{m_pods->pods().front().ip, 8080};
        network.blackHole(pod.ip);
        const auto dial = network.dial(kProxy, pod, *m_pods, kTimeout, m_now);
        QCOMPARE(dial.connection.error().code, ErrorCode::Unreachable);
        QCOMPARE(dial.takes, kTimeout);
    }

    void aServiceWithoutEndpointsRefuses()
    {
        SimNetwork network = networkThatShows(PeerAddressSeen::ClusterIp);
        network.service().setReady({});
        const auto dial = network.dial(kProxy, clusterIp(), *m_pods, kTimeout, m_now);
        QCOMPARE(dial.connection.error().code, ErrorCode::ConnectionRefused);
        QVERIFY(dial.askedService && !dial.pick);
    }

    void aConnectionDiesWithItsProcess()
    {
        SimNetwork network = networkThatShows(PeerAddressSeen::ClusterIp);
        const Endpoint pod{m_pods->pods().front().ip, 8080};
        const auto connection = *network.dial(kProxy, pod, *m_pods, kTimeout, m_now).connection;
        QVERIFY(SimNetwork::isAlive(connection, *m_pods));
        m_pods->kill(connection.pod);
        settle();
        QVERIFY(!SimNetwork::isAlive(connection, *m_pods));
    }

private:
    SimNetwork networkThatShows(PeerAddressSeen seen)
    {
        cluster::Service service({}, Rng(1));
        service.setReady(m_pods->ready());
        return SimNetwork(clusterIp(), seen, service);
    }

    void settle()
    {
        for (m_pods->advance(m_now); !m_pods->settled(); m_pods->advance(m_now))
            m_now = *m_pods->deadline();
    }

    Endpoint clusterIp() const { return {m_addresses.clusterIp(), 8080}; }

    static constexpr Duration kTimeout = Duration::seconds(5);
    static constexpr IpAddress kProxy{0x7f4d800a};
    cluster::AddressPlan m_addresses{77};
    std::optional<cluster::StatefulSet> m_pods;
    Instant m_now;
};

QTEST_APPLESS_MAIN(SimNetworkTest)
#include "sim_network_test.moc"

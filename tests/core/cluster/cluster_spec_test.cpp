// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/duration_text.h"
#include "core/cluster/cluster_spec.h"

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::cluster;
using nlohmann::json;

namespace {

rc::Gen<std::string> labelGen()
{
    const auto letter = rc::gen::elementOf(std::string("abcxyz019"));
    return rc::gen::map(
        rc::gen::pair(letter, rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab-z09")))),
        [](const std::pair<char, std::string> &parts) {
            return (parts.first + parts.second).substr(0, 40) + "9";
        });
}

template <class Enum> Enum anyOf(int count)
{
    return static_cast<Enum>(*rc::gen::inRange(0, count));
}

Duration anySpan()
{
    return Duration::nanoseconds(*rc::gen::inRange<std::int64_t>(1, std::int64_t(1) << 60));
}

ClusterSpec anySpec()
{
    ClusterSpec spec;
    spec.name = *labelGen();
    spec.namespaceName = *labelGen();
    spec.clusterDomain = *labelGen() + "." + *labelGen();
    spec.transport = anyOf<Transport>(3);
    spec.mcpPort = *rc::gen::inRange<std::uint16_t>(1, 65535);
    spec.backendReplicas = *rc::gen::inRange<std::uint32_t>(0, 1001);
    spec.proxyReplicas = *rc::gen::inRange<std::uint32_t>(0, 1001);
    spec.serviceName = *labelGen();
    spec.backendAffinity = anyOf<Affinity>(2);
    spec.backendAffinityTimeout = anySpan();
    spec.proxyAffinity = anyOf<Affinity>(2);
    spec.peerAddressSeen = anyOf<PeerAddressSeen>(2);
    spec.store = anyOf<StoreKind>(3);
    spec.storeUrl = *rc::gen::element<std::string>("", "redis://127.0.0.1:6379/2", "unix:/tmp/redis.sock");
    spec.keyPrefix = *labelGen() + ":";
    spec.sessionTtl = anySpan();
    spec.idStyle = anyOf<session::IdStyle>(4);
    spec.podStartDelay = anySpan();
    spec.podHostHeader = *rc::gen::element<std::string>("", "localhost:3001");
    if (*rc::gen::arbitrary<bool>())
        spec.plainTarget = "http://127.0.0.1:9000/base";
    return spec;
}

/// Single quotes stand for double ones, so that the cases can be read.
json parsed(QString text)
{
    return json::parse(text.replace('\'', '"').toStdString());
}

} // namespace

class ClusterSpecTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenReadsBackOnTopOfAnything()
    {
        QVERIFY(rc::check([] {
            const ClusterSpec spec = anySpec();
            const auto read = readClusterSpec(toJson(spec), anySpec(), "cluster");
            RC_ASSERT(read.has_value());
            RC_ASSERT(*read == spec);
        }));
    }

    void anEmptyObjectLeavesTheDefaults()
    {
        const auto spec = readClusterSpec(json::object(), ClusterSpec(), "cluster");
        QVERIFY(spec.has_value());
        QVERIFY(*spec == ClusterSpec());
    }

    void readsEveryField()
    {
        const auto spec = readClusterSpec(
            parsed(
                "{ "
                "'name': 'foo', 'namespace': 'team', 'clusterDomain': 'example.org', 'transport': 'sse', "
                "'mcpPort': 9000, "
                "'backendReplicas': 0, 'proxyReplicas': 2, 'serviceName': 'bar', 'backendAffinity': 'None', "
                "'backendAffinityTimeout': '3h', 'proxyAffinity': 'ClientIP', 'peerAddressSeen': 'pod-ip', "
                "'store': 'redis', 'storeUrl': 'rediss://127.0.0.1:6380/3', 'keyPrefix': 'x:', 'sessionTtl': "
                "'1m30s', "
                "'idStyle': 'base32', 'podStartDelay': '0s', 'podHostHeader': 'localhost:3001', "
                "'plainTarget': 'http://127.0.0.1:9000'}"),
            ClusterSpec(), "");
        QVERIFY(spec.has_value());
        const ClusterSpec expected{"foo",
                                   "team",
                                   "example.org",
                                   Transport::Sse,
                                   9000,
                                   0,
                                   2,
                                   "bar",
                                   Affinity::None,
                                   Duration::seconds(10800),
                                   Affinity::ClientIp,
                                   PeerAddressSeen::PodIp,
                                   StoreKind::Redis,
                                   "rediss://127.0.0.1:6380/3",
                                   "x:",
                                   Duration::seconds(90),
                                   session::IdStyle::Base32,
                                   Duration(),
                                   "localhost:3001",
                                   "http://127.0.0.1:9000"};
        QVERIFY(*spec == expected);
    }

    void theServiceNameFollowsTheName_data()
    {
        QTest::addColumn<QString>("defaultServiceName");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("serviceName");
        QTest::newRow("headless") << "mcp-myserver-headless" << "{'name':'foo'}" << "mcp-foo-headless";
        QTest::newRow("container") << "myserver" << "{'name':'foo'}" << "foo";
        QTest::newRow("another") << "special" << "{'name':'foo'}" << "special";
        QTest::newRow("given") << "myserver" << "{'name':'foo','serviceName':'bar'}" << "bar";
        QTest::newRow("same name") << "myserver" << "{'name':'myserver'}" << "myserver";
    }

    void theServiceNameFollowsTheName()
    {
        QFETCH(QString, defaultServiceName);
        QFETCH(QString, text);
        QFETCH(QString, serviceName);
        ClusterSpec defaults;
        defaults.serviceName = defaultServiceName.toStdString();
        const auto spec = readClusterSpec(parsed(text), defaults, "cluster");
        QCOMPARE(QString::fromStdString(spec.value().serviceName), serviceName);
    }

    void refusesWithPathAndHint_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("hint");
        const QString label("lower-case letters");
        const auto row = [](const char *name, const char *text, const char *where, const QString &hint) {
            QTest::newRow(name) << text << where << hint;
        };
        row("not an object", "[]", "cluster", "{");
        row("unknown field near a known one", "{'backendReplica':3}", "cluster.backendReplica",
            "did you mean \"backendReplicas\"?");
        row("unknown field, case", "{'storeURL':''}", "cluster.storeURL", "did you mean \"storeUrl\"?");
        row("unknown field, far", "{'colour':'red'}", "cluster.colour", "known are name, namespace");
        row("replicas too many", "{'backendReplicas':1001}", "cluster.backendReplicas", "0 to 1000");
        row("replicas negative", "{'proxyReplicas':-1}", "cluster.proxyReplicas", "0 to 1000");
        row("replicas a text", "{'backendReplicas':'3'}", "cluster.backendReplicas", "0 to 1000");
        row("replicas a fraction", "{'backendReplicas':2.5}", "cluster.backendReplicas", "0 to 1000");
        row("replicas huge", "{'backendReplicas':18446744073709551615}", "cluster.backendReplicas", "0 to");
        row("port zero", "{'mcpPort':0}", "cluster.mcpPort", "1 to 65535");
        row("transport", "{'transport':'http'}", "cluster.transport", "streamable-http, sse, stdio");
        row("store a number", "{'store':1}", "cluster.store", "local, embedded, redis");
        row("affinity in wrong case", "{'proxyAffinity':'clientip'}", "cluster.proxyAffinity", "ClientIP");
        row("name in upper case", "{'name':'Foo'}", "cluster.name", label);
        row("name empty", "{'name':''}", "cluster.name", label);
        row("name too long for its Services",
            "{'name':'aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeefffff'}", "cluster.name", "1 to 50");
        row("namespace ends in a dash", "{'namespace':'a-'}", "cluster.namespace", label);
        row("domain with an empty label", "{'clusterDomain':'cluster..local'}", "cluster.clusterDomain",
            "domain");
        row("ttl without a unit", "{'sessionTtl':'7200'}", "cluster.sessionTtl", "2h");
        row("ttl a number", "{'sessionTtl':7200}", "cluster.sessionTtl", "2h");
        row("ttl zero", "{'sessionTtl':'0s'}", "cluster.sessionTtl", "longer than 0s");
        row("delay negative", "{'podStartDelay':'-1s'}", "cluster.podStartDelay", "0s or longer");
        row("prefix without a colon", "{'keyPrefix':'thv'}", "cluster.keyPrefix", "':'");
        row("prefix empty", "{'keyPrefix':''}", "cluster.keyPrefix", "':'");
        row("store URL of another kind", "{'storeUrl':'http://127.0.0.1'}", "cluster.storeUrl", "redis://");
        row("target without a host", "{'plainTarget':'http://'}", "cluster.plainTarget", "null");
        row("target with a port alone", "{'plainTarget':'http://:80'}", "cluster.plainTarget", "null");
        row("host header with a line break", "{'podHostHeader':'a\\r\\nb'}", "cluster.podHostHeader", "host");
        row("a null", "{'name':null}", "cluster.name", "quotes");
    }

    void refusesWithPathAndHint()
    {
        QFETCH(QString, text);
        QFETCH(QString, where);
        QFETCH(QString, hint);
        const auto spec = readClusterSpec(parsed(text), ClusterSpec(), "cluster");
        QVERIFY(!spec.has_value());
        QCOMPARE(spec.error().code, ErrorCode::InvalidInput);
        QCOMPARE(QString::fromStdString(spec.error().where), where);
        QVERIFY2(QString::fromStdString(spec.error().hint).contains(hint), spec.error().text().c_str());
    }
};

QTEST_APPLESS_MAIN(ClusterSpecTest)
#include "cluster_spec_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/run_config.h"

#include <QFile>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::cluster;

namespace {

std::string golden(const char *name)
{
    QFile file(QString(GOLDEN_DIR "/cluster/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// Single quotes stand for double ones, so that the cases can be read.
std::string quoted(QString text)
{
    return text.replace('\'', '"').toStdString();
}

} // namespace

class RunConfigTest : public QObject
{
    Q_OBJECT

private slots:
    void theOperatorWritesTheGoldenFiles()
    {
        const auto workload = readMcpServerManifest(golden("mcpserver.yaml"), ClusterSpec());
        QVERIFY2(workload.has_value(), workload ? "" : workload.error().text().c_str());
        QCOMPARE(runConfigJson(*workload, false), golden("runconfig.json"));
        QCOMPARE(runConfigJson(*workload, true), golden("runconfig_headless.json"));
    }

    void aManifestBecomesACluster()
    {
        const auto workload = readMcpServerManifest(golden("mcpserver.yaml"), ClusterSpec());
        const ClusterSpec &cluster = workload.value().cluster;
        QCOMPARE(cluster.name, "foo");
        QCOMPARE(cluster.namespaceName, "team");
        QCOMPARE(cluster.serviceName, "mcp-foo-headless");
        QCOMPARE(cluster.backendReplicas, 3U);
        QCOMPARE(cluster.proxyReplicas, 2U);
        QVERIFY(cluster.proxyAffinity == Affinity::None);
        QVERIFY(cluster.store == StoreKind::Redis);
        QCOMPARE(cluster.storeUrl, "");
    }

    void whatIsWrittenReadsBack()
    {
        const auto manifest = readMcpServerManifest(golden("mcpserver.yaml"), ClusterSpec());
        // A RunConfig says nothing of namespace, proxies and their Service; these come from the defaults.
        ClusterSpec defaults;
        defaults.namespaceName = "team";
        defaults.proxyReplicas = 2;
        for (const char *file : {"runconfig.json", "runconfig_headless.json"}) {
            const auto read = readClusterFile(golden(file), defaults);
            QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
            QVERIFY(*read == *manifest);
        }
    }

    void unmanagedReplicasAndNoRedisLeaveNoScaling()
    {
        const auto read
            = readRunConfig(quoted("{'name':'foo','transport':'sse','session_ttl':'30m'}"), ClusterSpec());
        QVERIFY(read.has_value());
        QVERIFY(!read->managesBackendReplicas);
        QCOMPARE(read->cluster.backendReplicas, 1U);
        QVERIFY(read->cluster.store == StoreKind::Local);
        const std::string written = runConfigJson(*read, true);
        QVERIFY(written.find("scaling_config") == std::string::npos);
        QVERIFY(written.find(quoted("'session_ttl': '30m'")) != std::string::npos);
    }

    void zeroReplicasAreManaged()
    {
        const auto read = readRunConfig(
            quoted("{'name':'foo','transport':'sse','scaling_config':{'backend_replicas':0}}"),
            ClusterSpec());
        QVERIFY(read->managesBackendReplicas);
        QVERIFY(runConfigJson(*read, false).find(quoted("'backend_replicas': 0")) != std::string::npos);
    }

    void anAddressThatNobodyGaveIsNotInvented_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("our own form") << "{'name':'foo','store':'redis'}";
        QTest::newRow("the operator's file") << "{'schema_version':'v0.1.0','name':'foo','transport':'sse','"
                                                "scaling_config':{'session_redis':{'db':1}}}";
    }

    void anAddressThatNobodyGaveIsNotInvented()
    {
        QFETCH(QString, text);
        const auto read = readClusterFile(quoted(text), ClusterSpec());
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        const std::string written = runConfigJson(*read, false);
        QVERIFY(written.find("session_redis") != std::string::npos);
        QVERIFY2(written.find("address") == std::string::npos, written.c_str());
    }

    void aTtlIsReadAsToolHiveDoes_data()
    {
        QTest::addColumn<QString>("ttl");
        QTest::addColumn<int>("seconds");
        QTest::newRow("a text") << "'30m'" << 1800;
        QTest::newRow("nanoseconds") << "60000000000" << 60;
        QTest::newRow("empty") << "''" << 7200;
        QTest::newRow("no time") << "'0s'" << 7200;
        QTest::newRow("no nanoseconds") << "0" << 7200;
    }

    void aTtlIsReadAsToolHiveDoes()
    {
        QFETCH(QString, ttl);
        QFETCH(int, seconds);
        ClusterSpec defaults;
        defaults.sessionTtl = Duration::seconds(5);
        const auto read
            = readRunConfig(quoted("{'name':'a','transport':'sse','session_ttl':" + ttl + "}"), defaults);
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QVERIFY(read->cluster.sessionTtl == Duration::seconds(seconds));
    }

    void aRemoteServerIsAPlainTarget_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("the operator's file")
            << "{'schema_version':'v0.1.0','name':'foo','transport':'streamable-http','stateless':false,"
               "'remote_url':'https://mcp.example.com/v2/mcp'}";
        QTest::newRow("a manifest")
            << "kind: MCPRemoteProxy\nmetadata:\n  name: foo\n  generation: 3\nspec:\n"
               "  remoteUrl: https://mcp.example.com/v2/mcp\n  oidcConfigRef: {}\n";
    }

    void aRemoteServerIsAPlainTarget()
    {
        QFETCH(QString, text);
        const auto read = readClusterFile(quoted(text), ClusterSpec());
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QCOMPARE(read->cluster.plainTarget.value(), "https://mcp.example.com/v2/mcp");
        QVERIFY(read->cluster.transport == Transport::StreamableHttp);
        QVERIFY(!read->managesBackendReplicas);
        const std::string written = runConfigJson(*read, true);
        QVERIFY2(written.find(quoted("'remote_url': 'https://mcp.example.com/v2/mcp'")) != std::string::npos,
                 written.c_str());
        for (const char *podsOnly : {"target_port", "headless_service", "mcpserver_generation"})
            QVERIFY2(written.find(podsOnly) == std::string::npos, written.c_str());
    }

    void aListIsReadAsItsItems_data()
    {
        QTest::addColumn<QString>("text");
        const QString spec("metadata: {name: foo, namespace: team}\n  spec: {image: a, transport: sse}\n");
        QTest::newRow("of one server") << "apiVersion: v1\nkind: List\nitems:\n- kind: MCPServer\n  " + spec;
        QTest::newRow("beside other objects")
            << "kind: List\nitems:\n- kind: Service\n  metadata: {name: mcp-foo}\n- kind: MCPServer\n  "
                + spec;
        QTest::newRow("of the kind") << "kind: MCPServerList\nitems:\n- kind: MCPServer\n  " + spec;
        QTest::newRow("after another document")
            << "kind: Namespace\n---\nkind: List\nitems:\n- kind: MCPServer\n  " + spec;
        QTest::newRow("in JSON") << "{'kind':'List','items':[{'kind':'MCPServer','metadata':{'name':'foo',"
                                    "'namespace':'team'},'spec':{'image':'a','transport':'sse'}}]}";
    }

    void aListIsReadAsItsItems()
    {
        QFETCH(QString, text);
        const auto read = readClusterFile(quoted(text), ClusterSpec());
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QCOMPARE(read->cluster.name, "foo");
        QCOMPARE(read->cluster.namespaceName, "team");
        QVERIFY(read->cluster.transport == Transport::Sse);
    }

    void ofSeveralServersNoneIsTaken_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("names");
        const QString foo("kind: MCPServer\n  metadata: {name: foo, namespace: team}\n  spec: {image: a}\n");
        const QString bar(
            "kind: MCPRemoteProxy\n  metadata: {name: bar}\n  spec: {remoteUrl: 'https://a'}\n");
        QTest::newRow("in a list") << "kind: List\nitems:\n- " + foo + "- " + bar << "line 6"
                                   << "MCPServer team/foo, MCPRemoteProxy bar";
        QTest::newRow("in documents")
            << "kind: MCPServer\nmetadata: {name: one}\n---\nkind: MCPServer\nmetadata: {name: two}\n"
            << "line 4" << "MCPServer one, MCPServer two";
        QTest::newRow("without names") << "kind: MCPServer\n---\nkind: MCPServer\n"
                                       << "line 3"
                                       << "MCPServer ?, MCPServer ?";
    }

    void ofSeveralServersNoneIsTaken()
    {
        QFETCH(QString, text);
        QFETCH(QString, where);
        QFETCH(QString, names);
        const auto read = readClusterFile(quoted(text), ClusterSpec());
        QVERIFY(!read.has_value());
        const Error &error = read.error();
        QCOMPARE(QString::fromStdString(error.where), where);
        QVERIFY2(QString::fromStdString(error.what).endsWith(names), error.what.c_str());
        QVERIFY(error.hint.find("keep one of them") != std::string::npos);
    }

    void aFileThatNamesNoRemoteServerMeansPods_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("no field") << "{'schema_version':'v0.1.0','name':'foo','transport':'sse'}";
        QTest::newRow("an empty one")
            << "{'schema_version':'v0.1.0','name':'foo','transport':'sse','remote_url':''}";
        QTest::newRow("a manifest")
            << "kind: MCPServer\nmetadata:\n  name: foo\nspec:\n  image: a\n  transport: sse\n";
    }

    void aFileThatNamesNoRemoteServerMeansPods()
    {
        QFETCH(QString, text);
        ClusterSpec plain;
        plain.plainTarget = "http://127.0.0.1:9000";
        const auto read = readClusterFile(quoted(text), plain);
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QVERIFY(!read->cluster.plainTarget);
    }

    void refusesWithAPath_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("where");
        const QString server("kind: MCPServer\nmetadata:\n  name: foo\nspec:\n  image: a\n");
        QTest::newRow("no name") << "{'schema_version':'v0.1.0','transport':'sse'}" << "name";
        QTest::newRow("version") << "{'schema_version':'v9','name':'a','transport':'sse'}"
                                 << "schema_version";
        QTest::newRow("transport") << "{'schema_version':'v0.1.0','name':'a','transport':'x'}" << "transport";
        QTest::newRow("replicas") << "{'schema_version':'v0.1.0','name':'a','transport':'sse','scaling_"
                                     "config':{'backend_replicas':'2'}}"
                                  << "scaling_config.backend_replicas";
        QTest::newRow("prefix") << "{'schema_version':'v0.1.0','name':'a','transport':'sse','scaling_config':"
                                   "{'session_redis':{'key_prefix':'x'}}}"
                                << "scaling_config.session_redis.key_prefix";
        QTest::newRow("ttl without a unit")
            << "{'schema_version':'v0.1.0','name':'a','transport':'sse','session_ttl':'30'}"
            << "session_ttl";
        QTest::newRow("negative ttl")
            << "{'schema_version':'v0.1.0','name':'a','transport':'sse','session_ttl':'-1s'}"
            << "session_ttl";
        QTest::newRow("stdio") << "{'schema_version':'v0.1.0','name':'a','transport':'stdio',"
                                  "'scaling_config':{'backend_replicas':3}}"
                               << "transport";
        QTest::newRow("manifest of stdio") << server + "  transport: stdio\n  backendReplicas: 3\n"
                                           << "line 6: spec.transport";
        QTest::newRow("manifest without a transport, which is stdio") << server + "  replicas: 1\n"
                                                                      << "line 4: spec.transport";
        QTest::newRow("manifest of a remote proxy to stdio")
            << "kind: MCPRemoteProxy\nmetadata:\n  name: foo\nspec:\n  remoteUrl: https://a.example\n  "
               "transport: stdio\n"
            << "line 6: spec.transport";
        QTest::newRow("stateless")
            << "{'schema_version':'v0.1.0','name':'a','transport':'sse','stateless':true}"
            << "stateless";
        QTest::newRow("remote URL without a scheme")
            << "{'schema_version':'v0.1.0','name':'a','transport':'sse','remote_url':'mcp.example.com'}"
            << "remote_url";
        QTest::newRow("manifest of a stateless server") << server + "  transport: sse\n  stateless: true\n"
                                                        << "line 7: spec.stateless";
        QTest::newRow("manifest of a server that is remote")
            << server + "  transport: sse\n  remoteUrl: https://mcp.example.com\n"
            << "line 7: spec.remoteUrl";
        QTest::newRow("manifest with a RunConfig's field")
            << server + "  transport: sse\n  remote_url: https://mcp.example.com\n"
            << "line 7: spec.remote_url";
        QTest::newRow("manifest of a remote proxy to nowhere")
            << "kind: MCPRemoteProxy\nmetadata:\n  name: foo\nspec:\n  replicas: 1\n"
            << "line 4: spec.remoteUrl";
        QTest::newRow("manifest of a remote proxy with a typo")
            << "kind: MCPRemoteProxy\nmetadata:\n  name: foo\nspec:\n  remoteUrl: https://a.example\n  "
               "replica: 1\n"
            << "line 6: spec.replica";
        QTest::newRow("ours") << "{'backendReplicas':-1}" << "backendReplicas";
        QTest::newRow("manifest replicas") << server + "  backendReplicas: many\n"
                                           << "line 6: spec.backendReplicas";
        QTest::newRow("manifest quoted number") << server + "  replicas: '2'\n" << "line 6: spec.replicas";
        QTest::newRow("manifest typo") << server + "  backendReplica: 2\n" << "line 6: spec.backendReplica";
        QTest::newRow("manifest storage") << server + "  sessionStorage:\n    provider: disk\n"
                                          << "line 7: spec.sessionStorage.provider";
        QTest::newRow("manifest storage without an address") << server
                + "  sessionStorage:\n    provider: redis\n" << "line 6: spec.sessionStorage.address";
        QTest::newRow("manifest storage with an empty address")
            << server + "  sessionStorage:\n    provider: redis\n    address: ''\n"
            << "line 8: spec.sessionStorage.address";
        QTest::newRow("manifest without an image")
            << "kind: MCPServer\nmetadata:\n  name: foo\nspec:\n  replicas: 1\n"
            << "line 4: spec.image";
        QTest::newRow("manifest of another kind") << "kind: Pod\n" << "kind";
        QTest::newRow("empty list") << "kind: List\nitems: []\n" << "kind";
        QTest::newRow("list of itself") << "kind: List\nitems: &all\n- kind: List\n  items: *all\n" << "kind";
        QTest::newRow("list without items") << "kind: List\n" << "kind";
        QTest::newRow("list of one server with a mistake")
            << "kind: List\nitems:\n- kind: MCPServer\n  metadata: {name: foo}\n  spec:\n    image: a\n"
               "    backendReplicas: many\n"
            << "line 7: spec.backendReplicas";
        QTest::newRow("no YAML") << "kind: [\n" << "line 2";
    }

    void refusesWithAPath()
    {
        QFETCH(QString, text);
        QFETCH(QString, where);
        const auto read = readClusterFile(quoted(text), ClusterSpec());
        QVERIFY(!read.has_value());
        QCOMPARE(QString::fromStdString(read.error().where), where);
    }
};

QTEST_APPLESS_MAIN(RunConfigTest)
#include "run_config_test.moc"

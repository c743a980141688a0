// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/routing/own_endpoint.h"
#include "tests/core/routing/exchange_walk.h"

#include <nlohmann/json.hpp>

using namespace sessionscope;
using namespace sessionscope::routing;

namespace {

const std::string kService = "http://mcp-myserver:8080";
constexpr WallTime kAsked{1'775'493'793'120'000'000}; // 2026-04-06T16:43:13.12Z

RequestFacts ask(std::string method, std::string path)
{
    RequestFacts facts;
    facts.method = std::move(method);
    facts.path = std::move(path);
    facts.receivedAt = kAsked;
    return facts;
}

Upstream answering(int status)
{
    return {[status](const auto &) { return ResponseHead{status, std::nullopt, {}}; }};
}

} // namespace

/// What a proxy answers by itself (digest 4.1 step 1, 4.9).
class OwnEndpointTest : public QObject
{
    Q_OBJECT

private slots:
    void knowsItsOwnPaths_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("endpoint");
        const auto row = [](const char *path, OwnEndpoint endpoint) {
            QTest::newRow(path) << QByteArray(path) << int(endpoint);
        };
        row("/health", OwnEndpoint::Health);
        row("/health?verbose", OwnEndpoint::Health);
        row("/metrics", OwnEndpoint::Metrics);
        row("/.well-known/oauth-protected-resource/mcp", OwnEndpoint::WellKnown);
        row("/mcp", OwnEndpoint::None);
        row("/", OwnEndpoint::None);
        row("/health/", OwnEndpoint::None);
        row("/healthy", OwnEndpoint::None);
        row("/mcp?next=/health", OwnEndpoint::None);
        row("/.well-known", OwnEndpoint::None);
    }

    void knowsItsOwnPaths()
    {
        QFETCH(QByteArray, path);
        QFETCH(int, endpoint);
        QCOMPARE(int(ownEndpointOf(path.toStdString())), endpoint);
    }

    void aBackendThatAnswersIsHealthy()
    {
        ExchangeWalk walk("toolhive-0.44");
        walk.upstreams[kService] = answering(404);
        walk.pingTakes = Duration::microseconds(12'900);
        const auto answer = walk.run(ask("GET", "/health"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.contentType, std::string("application/json"));
        QCOMPARE(answer.body,
                 std::string(R"({"status":"healthy","timestamp":"2026-04-06T16:43:13.12Z",)"
                             R"("transport":"streamable-http","mcp":{"available":true,"response_time_ms":12,)"
                             R"("last_checked":"2026-04-06T16:43:13.12Z"}})"
                             "\n"));
        QCOMPARE(walk.steps, (std::vector<std::string>{"ping " + kService, "respond 200"}));
    }

    void aBackendThatIsNotThereLeavesTheProxyDegraded()
    {
        ExchangeWalk walk("pod-dns");
        const auto answer = walk.run(ask("GET", "/health"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body,
                 std::string(R"({"status":"degraded","timestamp":"2026-04-06T16:43:13.12Z",)"
                             R"("transport":"streamable-http","mcp":{"available":false,)"
                             R"("error":"the backend did not answer: connection-refused",)"
                             R"("last_checked":"2026-04-06T16:43:13.12Z"}})"
                             "\n"));
    }

    void anyAnswerFrom200To499IsWell_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("isWell");
        for (const int status : {200, 307, 401, 404, 405, 499})
            QTest::addRow("%d", status) << status << true;
        for (const int status : {500, 502, 503})
            QTest::addRow("%d", status) << status << false;
    }

    void anyAnswerFrom200To499IsWell()
    {
        QFETCH(int, status);
        QFETCH(bool, isWell);
        ExchangeWalk walk("toolhive-0.17");
        walk.upstreams[kService] = answering(status);
        const auto answer = walk.run(ask("GET", "/health"));
        const auto health = nlohmann::json::parse(answer.body);
        QCOMPARE(answer.status, 200);
        QCOMPARE(health["status"].get<std::string>(), std::string(isWell ? "healthy" : "degraded"));
        QCOMPARE(health["mcp"]["available"].get<bool>(), isWell);
        QCOMPARE(health["mcp"].contains("error"), !isWell);
        QCOMPARE(health["mcp"].contains("response_time_ms"), isWell);
    }

    void theTransportIsTheClusters()
    {
        ExchangeWalk walk("toolhive-0.17");
        walk.spec.transport = cluster::Transport::Sse;
        walk.target = targetOf(walk.spec);
        const auto health = nlohmann::json::parse(walk.run(ask("GET", "/health")).body);
        QCOMPARE(health["transport"].get<std::string>(), std::string("sse"));
    }

    void theMuxComesBeforeEverythingElse_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("allow");
        QTest::newRow("health") << QByteArray("GET") << QByteArray("/health") << 200 << QByteArray();
        QTest::newRow("health is only read")
            << QByteArray("POST") << QByteArray("/health") << 405 << QByteArray("GET");
        QTest::newRow("with its body")
            << QByteArray("HEAD") << QByteArray("/health") << 405 << QByteArray("GET");
        QTest::newRow("metrics") << QByteArray("GET") << QByteArray("/metrics") << 404 << QByteArray();
        QTest::newRow("metrics, written")
            << QByteArray("POST") << QByteArray("/metrics") << 404 << QByteArray();
        QTest::newRow("well-known") << QByteArray("GET") << QByteArray("/.well-known/x") << 404
                                    << QByteArray();
    }

    void theMuxComesBeforeEverythingElse()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        QFETCH(QByteArray, allow);
        ExchangeWalk walk("pod-dns");
        walk.storeIsDown = true;
        RequestFacts facts = ask(method.toStdString(), path.toStdString());
        facts.sessionId = "nobody";
        facts.protocolVersion = "2026-07-28";
        facts.rpc = mcp::peek("[]");
        const auto answer = walk.run(facts);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.allow, allow.toStdString());
        QVERIFY(!answer.body.empty());
        QVERIFY(!answer.contentType.empty());
    }
};

QTEST_APPLESS_MAIN(OwnEndpointTest)
#include "own_endpoint_test.moc"

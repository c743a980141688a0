// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/session/session_id.h"
#include "tests/core/routing/exchange_walk.h"

#include <set>

using namespace sessionscope;
using namespace sessionscope::routing;

namespace {

const std::string kService = "http://mcp-myserver:8080";
const std::string kSession = "3f1c2f0a-7d0e-4b43-9c1e-1f0a6f2f9f10";

Endpoint address(const char *ip)
{
    return {*IpAddress::parse(ip), 8080};
}

/// A backend that gives every initialize the same id and answers everything else with `status`.
Upstream backend(std::string id, int status = 200, const char *ip = "127.77.255.1")
{
    return {[=](const std::optional<std::string> &sessionId) -> std::variant<ResponseHead, ForwardFailed> {
        if (!sessionId)
            return ResponseHead{200, id, address(ip)};
        return ResponseHead{status, std::nullopt, address(ip)};
    }};
}

session::RecordPtr recordOf(const ExchangeWalk &walk, const std::string &id)
{
    const auto records = walk.store.records(Instant());
    const auto found = records.find(walk.prefix + session::normaliseSessionId(id));
    return found == records.end() ? nullptr : found->second;
}

} // namespace

/// The order of decisions of digest 4.1, one sentence each.
class ExchangeTest : public QObject
{
    Q_OBJECT

private slots:
    void aNewSessionIsPinnedAsTheProfileSays_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QString>("pin");
        QTest::newRow("memory") << "memory" << "http://mcp-myserver:8080";
        QTest::newRow("toolhive-0.17") << "toolhive-0.17" << "http://mcp-myserver:8080";
        QTest::newRow("toolhive-0.44") << "toolhive-0.44" << "http://127.77.255.1:8080";
        QTest::newRow("pod-ip") << "pod-ip" << "http://127.77.255.1:8080";
    }

    void aNewSessionIsPinnedAsTheProfileSays()
    {
        QFETCH(QString, profile);
        QFETCH(QString, pin);
        ExchangeWalk walk(profile.toStdString());
        walk.upstreams[kService] = backend(kSession);

        QCOMPARE(walk.run(initializeRequest()).status, 200);
        QCOMPARE(std::string(recordOf(walk, kSession)->backendUrl()), pin.toStdString());
        QCOMPARE(recordOf(walk, kSession)->initBody().empty(), profile != "toolhive-0.44");
    }

    void podDnsSendsInitializeToThePodThatItPins()
    {
        std::set<std::string> pins;
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            ExchangeWalk walk("pod-dns");
            walk.seed = seed;
            for (std::uint32_t ordinal = 0; ordinal < 3; ++ordinal)
                walk.upstreams[walk.target.pod(ordinal).text()] = backend(kSession);
            QCOMPARE(walk.run(initializeRequest()).status, 200);
            const std::string pin(recordOf(walk, kSession)->backendUrl());
            QCOMPARE(walk.steps.front(), "forward " + pin + " as -");
            pins.insert(pin);
        }
        QCOMPARE(pins.size(), 3U);
        QCOMPARE(*pins.begin(),
                 std::string("http://myserver-0.mcp-myserver-headless.default.svc.cluster.local:8080"));
    }

    void thePullRequestPinsAPodThatItDidNotAsk()
    {
        std::set<std::string> pins;
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            ExchangeWalk walk("pr-4638");
            walk.seed = seed;
            walk.upstreams[kService] = backend(kSession);
            walk.run(initializeRequest());
            QCOMPARE(walk.steps.front(), "forward " + kService + " as -");
            pins.emplace(recordOf(walk, kSession)->backendUrl());
        }
        QCOMPARE(pins.size(), 3U);
        QVERIFY(!pins.contains(kService));
    }

    void oneReplicaIsPinnedOnlyAfterReview_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QString>("pin");
        QTest::newRow("first commit: nothing") << "pr-4638" << QString::fromStdString(kService);
        QTest::newRow("after review: ordinal 0")
            << "pr-4638-review" << "http://myserver-0.mcp-myserver-headless.default.svc.cluster.local:8080";
    }

    void oneReplicaIsPinnedOnlyAfterReview()
    {
        QFETCH(QString, profile);
        QFETCH(QString, pin);
        ExchangeWalk walk(profile.toStdString());
        walk.target.headless.replicas = 1;
        walk.upstreams[kService] = backend(kSession);
        walk.run(initializeRequest());
        QCOMPARE(std::string(recordOf(walk, kSession)->backendUrl()), pin.toStdString());
    }

    void aPlainUrlIsUsedAsItIsUnderEveryProfile_data()
    {
        QTest::addColumn<QString>("profile");
        for (const Profile &profile : profiles())
            QTest::newRow(profile.name.c_str()) << QString::fromStdString(profile.name);
    }

    void aPlainUrlIsUsedAsItIsUnderEveryProfile()
    {
        QFETCH(QString, profile);
        ExchangeWalk walk(profile.toStdString());
        walk.spec.plainTarget = "http://127.0.0.1:9000";
        walk.target = targetOf(walk.spec);
        walk.upstreams["http://127.0.0.1:9000"] = backend(kSession, 200, "127.0.0.1");
        walk.upstreams["http://127.0.0.1:8080"]
            = walk.upstreams["http://127.0.0.1:9000"]; // the peer that a pod-ip pin names
        QCOMPARE(walk.run(initializeRequest()).status, 200);
        QCOMPARE(walk.run(callRequest(kSession)).status, 200);
    }

    void anUnknownSessionIs404WithTheIdEchoed()
    {
        ExchangeWalk walk("pod-dns");
        const auto answer = walk.run(callRequest("nobody"));
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.contentType, std::string("application/json"));
        QCOMPARE(
            answer.body,
            std::string(R"({"error":{"code":-32001,"message":"Session not found"},"id":7,"jsonrpc":"2.0"})"));
    }

    void onlyARequestIsToldUnderItsId_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isEchoed");
        const auto row = [](const char *name, const char *body, bool isEchoed) {
            QTest::newRow(name) << QByteArray(body) << isEchoed;
        };
        row("a request", R"({"jsonrpc":"2.0","id":7,"method":"ping"})", true);
        row("a notification", R"({"jsonrpc":"2.0","method":"notifications/initialized"})", false);
        row("a null id", R"({"jsonrpc":"2.0","id":null,"method":"ping"})", false);
        row("the answer to the server's own request", R"({"jsonrpc":"2.0","id":7,"result":{}})", false);
        row("no body", "", false);
    }

    void onlyARequestIsToldUnderItsId()
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, isEchoed);
        ExchangeWalk walk("pod-dns");
        RequestFacts facts = callRequest("nobody");
        facts.rpc = mcp::peek(body.toStdString());
        const auto answer = walk.run(facts);
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.body.find("\"id\":7") != std::string::npos, isEchoed);
        QCOMPARE(answer.body.find("\"id\"") != std::string::npos, isEchoed);
    }

    void aFailedStoreIs503NeverA404()
    {
        ExchangeWalk walk("pod-dns");
        walk.storeIsDown = true;
        const auto answer = walk.run(callRequest(kSession));
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.body, std::string("session store unavailable\n"));
    }

    void initializeSucceedsWithoutAStoreAndLeavesAGhost()
    {
        ExchangeWalk walk("toolhive-0.17");
        walk.upstreams[kService] = backend(kSession);
        walk.storeIsDown = true;
        QCOMPARE(walk.run(initializeRequest()).status, 200);
        walk.storeIsDown = false;
        QCOMPARE(walk.run(callRequest(kSession)).status, 404); // F-33
    }

    void aBatchIs400BeforeAnythingElse()
    {
        ExchangeWalk walk("pod-dns");
        RequestFacts facts = callRequest("nobody");
        facts.rpc = mcp::peek("[]");
        const auto answer = walk.run(facts);
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.body.find("-32600") != std::string::npos);
        QVERIFY(answer.body.find("\"id\"") == std::string::npos);
        QCOMPARE(walk.steps.size(), 1U);
    }

    void theStatelessEraHasNoStreamAndNothingToDelete_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<int>("status");
        QTest::newRow("GET") << "GET" << 405;
        QTest::newRow("HEAD") << "HEAD" << 405;
        QTest::newRow("DELETE") << "DELETE" << 405;
        QTest::newRow("POST passes") << "POST" << 200;
    }

    void theStatelessEraHasNoStreamAndNothingToDelete()
    {
        QFETCH(QString, method);
        QFETCH(int, status);
        ExchangeWalk walk("pod-dns");
        walk.upstreams[kService] = {[](const auto &) { return ResponseHead{200, std::nullopt, {}}; }};
        RequestFacts facts;
        facts.method = method.toStdString();
        facts.protocolVersion = "2026-07-28";
        const auto answer = walk.run(facts);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.allow, std::string(status == 405 ? "POST, OPTIONS" : ""));
    }

    void deleteRemovesTheRecordOnSuccessAndOn404_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("removed");
        QTest::newRow("200") << 200 << true;
        QTest::newRow("204") << 204 << true;
        QTest::newRow("404") << 404 << true;
        QTest::newRow("405") << 405 << false;
        QTest::newRow("500") << 500 << false;
    }

    void deleteRemovesTheRecordOnSuccessAndOn404()
    {
        QFETCH(int, status);
        QFETCH(bool, removed);
        ExchangeWalk walk("toolhive-0.17");
        walk.upstreams[kService] = backend(kSession, status);
        walk.run(initializeRequest());
        RequestFacts facts;
        facts.method = "DELETE";
        facts.sessionId = kSession;
        QCOMPARE(walk.run(facts).status, status);
        QCOMPARE(recordOf(walk, kSession) == nullptr, removed);
    }

    void aRequestLoadsItsRecordOnce()
    {
        ExchangeWalk walk("toolhive-0.17");
        walk.upstreams[kService] = backend(kSession);
        walk.run(initializeRequest());
        walk.run(callRequest(kSession));
        QCOMPARE(walk.steps,
                 (std::vector<std::string>{"store 0", "forward " + kService + " as " + kSession, "relay"}));
    }

    void aRecordCannotSmuggleARequest_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("forwarded");
        const QByteArray sid = "backend_sid";
        QTest::newRow("an id") << sid << QByteArray("b-1") << 200 << true;
        QTest::newRow("a line end") << sid << QByteArray("b\r\nX-Evil: 1") << 502 << false;
        QTest::newRow("a null byte") << sid << QByteArray("b\0c", 3) << 502 << false;
        QTest::newRow("a host with a line end: no URL, so the target's")
            << QByteArray("backend_url") << QByteArray("http://a\r\nX-Evil: 1:8080") << 200 << true;
    }

    void aRecordCannotSmuggleARequest()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, value);
        ExchangeWalk walk("toolhive-0.17");
        walk.upstreams[kService] = backend(kSession);
        walk.run(initializeRequest());
        auto changed = std::make_shared<session::Record>(*recordOf(walk, kSession));
        changed->metadata[field.toStdString()] = value.toStdString();
        const std::string key = walk.prefix + changed->id;
        walk.store.apply(session::SaveRecord{key, std::move(changed), session::SaveRecord::Mode::Always},
                         Instant());
        QTEST(walk.run(callRequest(kSession)).status, "status");
        const bool forwarded = std::ranges::any_of(
            walk.steps, [](const std::string &step) { return step.starts_with("forward " + kService); });
        QTEST(forwarded, "forwarded");
    }

    void anInitializeNeverCarriesASessionId()
    {
        ExchangeWalk walk("toolhive-0.17");
        walk.upstreams[kService] = backend(kSession);
        RequestFacts facts = initializeRequest();
        facts.sessionId = "old";
        QCOMPARE(walk.run(facts).status, 200);
        QCOMPARE(walk.steps[1], "forward " + kService + " as -");
    }

    void anOldPinLeadsAnInitializeAstrayOnlyAsReleased_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<bool>("followsPin");
        QTest::newRow("as released") << "toolhive-0.17" << true;
        QTest::newRow("ours") << "pod-ip" << false;
    }

    void anOldPinLeadsAnInitializeAstrayOnlyAsReleased()
    {
        QFETCH(QString, profile);
        QFETCH(bool, followsPin);
        ExchangeWalk walk(profile.toStdString());
        walk.upstreams[kService] = backend(kSession);
        auto record = std::make_shared<session::Record>();
        record->id = session::normaliseSessionId("old");
        record->metadata["backend_url"] = "http://127.77.0.99:8080";
        walk.store.apply(
            session::SaveRecord{walk.prefix + record->id, record, session::SaveRecord::Mode::Always}, {});
        RequestFacts facts = initializeRequest();
        facts.sessionId = "old";
        QCOMPARE(walk.run(facts).status, followsPin ? 502 : 200);
    }

    /// Every release sends its backends' traffic over Go's DefaultTransport (digest §0): a silent address costs 30 s (F-13).
    void whatWasReleasedDialsAsLongAsGoDoes()
    {
        for (const Profile &profile : profiles()) {
            const bool isReleased = profile.policy.initializeFollowsPin;
            QCOMPARE(profile.policy.dialTimeout, Duration::seconds(isReleased ? 30 : 5));
        }
        QVERIFY(findProfile("toolhive-0.17")->policy.initializeFollowsPin);
        QVERIFY(!findProfile("pod-dns")->policy.initializeFollowsPin);
    }

    void aNewSessionUnderAKnownIdKeepsTheOldRecordOnlyAsReleased_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<bool>("keeps");
        QTest::newRow("as released (F-40)") << "toolhive-0.17" << true;
        QTest::newRow("ours") << "pod-ip" << false;
    }

    void aNewSessionUnderAKnownIdKeepsTheOldRecordOnlyAsReleased()
    {
        QFETCH(QString, profile);
        QFETCH(bool, keeps);
        const std::string otherServer = "http://127.77.0.99:8080";
        ExchangeWalk walk(profile.toStdString());
        walk.upstreams[kService] = backend("session-1");
        auto known = std::make_shared<session::Record>();
        known->id = session::normaliseSessionId("session-1");
        known->metadata["backend_url"] = otherServer;
        const std::string key = walk.prefix + known->id;
        walk.store.apply(session::SaveRecord{key, known, session::SaveRecord::Mode::Always}, {});
        QCOMPARE(walk.run(initializeRequest()).status, 200);
        QCOMPARE(walk.store.records({}).at(key)->backendUrl() == otherServer, keeps);
    }

    void anUnreadablePinFallsBackToTheTarget()
    {
        ExchangeWalk walk("toolhive-0.17");
        walk.upstreams[kService] = backend(kSession);
        auto record = std::make_shared<session::Record>();
        record->id = kSession;
        record->metadata["backend_url"] = "mcp-myserver";
        walk.store.apply(
            session::SaveRecord{walk.prefix + kSession, record, session::SaveRecord::Mode::Always}, {});
        QCOMPARE(walk.run(callRequest(kSession)).status, 200);
    }

    void aDeadBackendIs502WithoutABody()
    {
        ExchangeWalk walk("pod-dns");
        const auto answer = walk.run(initializeRequest());
        QCOMPARE(answer.status, 502);
        QVERIFY(answer.body.empty());
    }
};

QTEST_APPLESS_MAIN(ExchangeTest)
#include "exchange_test.moc"

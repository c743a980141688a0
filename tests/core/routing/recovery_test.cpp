// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/session/session_id.h"
#include "tests/core/routing/exchange_walk.h"

using namespace sessionscope;
using namespace sessionscope::routing;

namespace {

const std::string kService = "http://mcp-myserver:8080";
const std::string kClusterIp = "http://127.77.255.1:8080";
const std::string kOldPod = "http://127.77.0.10:8080";

std::variant<ResponseHead, ForwardFailed> answered(int status, std::optional<std::string> sessionId = {})
{
    return ResponseHead{status, std::move(sessionId), Endpoint{*IpAddress::parse("127.77.255.1"), 8080}};
}

void putRecord(ExchangeWalk &walk, const std::string &backendUrl, const std::string &initBody)
{
    auto record = std::make_shared<session::Record>();
    record->id = session::normaliseSessionId("client-id");
    record->metadata["backend_url"] = backendUrl;
    if (!initBody.empty())
        record->metadata["init_body"] = initBody;
    walk.store.apply(session::SaveRecord{walk.prefix + record->id, record, session::SaveRecord::Mode::Always},
                     {});
}

session::RecordPtr record(const ExchangeWalk &walk, const std::string &id = "client-id")
{
    const auto records = walk.store.records(Instant());
    const auto found = records.find(walk.prefix + session::normaliseSessionId(id));
    return found == records.end() ? nullptr : found->second;
}

/// Knows only sessions that it made itself ("backend-id"); like the Service's pods after the old one is gone.
Upstream freshBackend()
{
    return {[](const std::optional<std::string> &sessionId) {
        if (!sessionId)
            return answered(200, "backend-id");
        return *sessionId == "backend-id" ? answered(200, "backend-id") : answered(404);
    }};
}

} // namespace

/// The transparent re-initialisation of digest 4.3: as released, and as we would have it.
class RecoveryTest : public QObject
{
    Q_OBJECT

private slots:
    void aDeadPinIsReinitializedThroughTheTarget()
    {
        ExchangeWalk walk("toolhive-0.44");
        putRecord(walk, kOldPod, R"({"method":"initialize"})");
        walk.upstreams[kService] = freshBackend();
        walk.upstreams[kClusterIp] = freshBackend();

        QCOMPARE(walk.run(callRequest("client-id")).status, 200);
        QCOMPARE(walk.steps,
                 (std::vector<std::string>{"store 0", "forward " + kOldPod + " as client-id",
                                           "reinitialize " + kService, "store 1",
                                           "forward " + kClusterIp + " as backend-id", "relay"}));
        QCOMPARE(walk.reinitializeBodies, std::vector<std::string>{R"({"method":"initialize"})"});
        QCOMPARE(std::string(record(walk)->backendSid()), std::string("backend-id"));
        QCOMPARE(std::string(record(walk)->backendUrl()), kClusterIp);
    }

    void aBackends404IsReinitializedToo()
    {
        ExchangeWalk walk("toolhive-0.44");
        putRecord(walk, kClusterIp, "{}");
        walk.upstreams[kService] = freshBackend();
        walk.upstreams[kClusterIp] = freshBackend();
        QCOMPARE(walk.run(callRequest("client-id")).status, 200);
        QCOMPARE(walk.run(callRequest("client-id")).status, 200);
        QCOMPARE(walk.steps[1], "forward " + kClusterIp + " as backend-id");
    }

    void withoutAnInitBodyTheSessionIsUnpinnedAndThe404Stays()
    {
        ExchangeWalk walk("toolhive-0.44");
        putRecord(walk, kClusterIp, {});
        walk.upstreams[kClusterIp] = freshBackend();
        QCOMPARE(walk.run(callRequest("client-id")).status, 404);
        QCOMPARE(walk.steps.back(), std::string("relay"));
        QCOMPARE(std::string(record(walk)->backendUrl()), kService);
    }

    void aBackendWithoutSessionsUnpins()
    {
        ExchangeWalk walk("toolhive-0.44");
        putRecord(walk, kClusterIp, "{}");
        walk.upstreams[kService] = {[](const auto &) { return answered(400); }};
        walk.upstreams[kClusterIp] = freshBackend();
        QCOMPARE(walk.run(callRequest("client-id")).status, 404);
        QCOMPARE(walk.steps.back(), std::string("relay held"));
        QCOMPARE(std::string(record(walk)->backendUrl()), kService);
    }

    void nothingIsTriedAgainOnceItMayHaveRun()
    {
        ExchangeWalk walk("toolhive-0.44");
        putRecord(walk, kOldPod, "{}");
        walk.upstreams[kOldPod] = {[](const auto &) -> std::variant<ResponseHead, ForwardFailed> {
            return ForwardFailed{false, ErrorCode::ConnectionLost};
        }};
        walk.upstreams[kService] = freshBackend();
        QCOMPARE(walk.run(callRequest("client-id")).status, 502); // F-15
    }

    void aFailedRecoveryIs502()
    {
        ExchangeWalk walk("toolhive-0.44");
        putRecord(walk, kOldPod, "{}");
        QCOMPARE(walk.run(callRequest("client-id")).status, 502);
    }

    void aFailedInitializeUnpinsTheOldSession()
    {
        ExchangeWalk walk("toolhive-0.44");
        putRecord(walk, kOldPod, "{}");
        RequestFacts facts = initializeRequest();
        facts.sessionId = "client-id";
        QCOMPARE(walk.run(facts).status, 502);
        QCOMPARE(std::string(record(walk)->backendUrl()), kService);
    }

    void withoutRecoveryFailuresPassThrough_data()
    {
        QTest::addColumn<QString>("pin");
        QTest::addColumn<int>("status");
        QTest::newRow("dead pin") << QString::fromStdString(kOldPod) << 502;
        QTest::newRow("backend 404") << QString::fromStdString(kClusterIp) << 404;
    }

    void withoutRecoveryFailuresPassThrough()
    {
        QFETCH(QString, pin);
        QFETCH(int, status);
        ExchangeWalk walk("toolhive-0.17");
        putRecord(walk, pin.toStdString(), "{}");
        walk.upstreams[kClusterIp] = freshBackend();
        walk.upstreams[kService] = freshBackend();
        QCOMPARE(walk.run(callRequest("client-id")).status, status);
    }

    void theReleasedProxyLeaksTheBackendsIdAndOursDoesNot_data()
    {
        QTest::addColumn<bool>("leaks");
        QTest::newRow("as released (F-17)") << true;
        QTest::newRow("ours") << false;
    }

    void theReleasedProxyLeaksTheBackendsIdAndOursDoesNot()
    {
        QFETCH(bool, leaks);
        ExchangeWalk walk("toolhive-0.44");
        walk.profile.policy.leaksBackendSessionId = leaks;
        putRecord(walk, kOldPod, "{}");
        walk.upstreams[kService] = freshBackend();
        walk.upstreams[kClusterIp] = freshBackend();
        const auto answer = walk.run(callRequest("client-id"));
        QCOMPARE(answer.sessionIdAs.value_or("(as it came)"),
                 std::string(leaks ? "(as it came)" : "client-id"));
    }

    void anEchoedBackendIdBecomesAShadowSessionAsReleased_data()
    {
        QTest::addColumn<bool>("recordsAny");
        QTest::newRow("as released (F-16)") << true;
        QTest::newRow("ours") << false;
    }

    void anEchoedBackendIdBecomesAShadowSessionAsReleased()
    {
        QFETCH(bool, recordsAny);
        ExchangeWalk walk("toolhive-0.44");
        walk.profile.policy.recordsAnyNewSession = recordsAny;
        putRecord(walk, kOldPod, "{}");
        walk.upstreams[kService] = freshBackend();
        walk.upstreams[kClusterIp] = freshBackend();
        walk.run(callRequest("client-id")); // the replay itself records nothing (digest 4.3 step 6)
        QVERIFY(!record(walk, "backend-id"));
        walk.run(callRequest("client-id"));
        QCOMPARE(record(walk, "backend-id") != nullptr, recordsAny);
        RequestFacts later = callRequest("client-id");
        later.body = std::make_shared<const std::string>("a later call");
        walk.run(later); // the id is known by now (digest 4.1 step 10)
        if (recordsAny) {
            QCOMPARE(std::string(record(walk, "backend-id")->initBody()), *callRequest({}).body);
            QCOMPARE(std::string(record(walk, "backend-id")->backendUrl()), kService);
        }
    }

    void oursCompletesTheHandshakeOfTheNewBackendSession()
    {
        ExchangeWalk walk("toolhive-0.44");
        walk.profile.policy.sendsInitialized = true;
        putRecord(walk, kOldPod, "{}");
        walk.upstreams[kService] = freshBackend();
        walk.upstreams[kClusterIp] = freshBackend();
        walk.run(callRequest("client-id"));
        QCOMPARE(walk.steps[4], "initialized " + kClusterIp + " as backend-id");
    }

    void aSessionDeletedDuringRecoveryStaysDeletedInOurs_data()
    {
        QTest::addColumn<bool>("resurrects");
        QTest::addColumn<int>("status");
        QTest::newRow("as released (F-23)") << true << 200;
        QTest::newRow("ours") << false << 404;
    }

    void aSessionDeletedDuringRecoveryStaysDeletedInOurs()
    {
        QFETCH(bool, resurrects);
        QFETCH(int, status);
        ExchangeWalk walk("toolhive-0.44");
        walk.profile.policy.resurrectsDeleted = resurrects;
        putRecord(walk, kOldPod, "{}");
        walk.upstreams[kService] = {[&walk](const std::optional<std::string> &sessionId) {
            if (!sessionId)
                walk.store.flush(); // somebody deletes the session while it is being recovered
            return answered(200, "backend-id");
        }};
        walk.upstreams[kClusterIp] = freshBackend();
        QCOMPARE(walk.run(callRequest("client-id")).status, status);
        QCOMPARE(record(walk) != nullptr, resurrects);
    }

    void podDnsAvoidsThePodThatJustRefused()
    {
        for (std::uint64_t seed = 0; seed < 30; ++seed) {
            ExchangeWalk walk("pod-dns");
            walk.profile.policy.recovery = Recovery::Reinitialize;
            walk.seed = seed;
            putRecord(walk, walk.target.pod(1).text(), "{}");
            walk.upstreams[walk.target.pod(0).text()] = freshBackend();
            walk.upstreams[walk.target.pod(2).text()] = freshBackend();
            QCOMPARE(walk.run(callRequest("client-id")).status, 200);
        }
    }
};

QTEST_APPLESS_MAIN(RecoveryTest)
#include "recovery_test.moc"

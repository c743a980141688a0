// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/check.h"
#include "core/scenario/verdict.h"
#include "tests/support/journal_builder.h"

#include <QTest>

#include <functional>

using namespace sessionscope;
using namespace sessionscope::scenario;
using journal::EventKind;
using testing::JournalBuilder;

namespace {

const std::string kService = "http://mcp-myserver:8080";

std::string podDns(int ordinal)
{
    return "http://myserver-" + std::to_string(ordinal)
        + ".mcp-myserver-headless.default.svc.cluster.local:8080";
}

std::string podIp(std::uint32_t ordinal)
{
    return "http://" + JournalBuilder::podAddress(ordinal) + ":8080";
}

RunSpec run(std::uint32_t pods = 3)
{
    RunSpec spec;
    spec.cluster.backendReplicas = pods;
    spec.plan.clients = {{2, ClientBehaviour::NeverReinitialises, ClientConnection::Kept}};
    return spec;
}

/// A journal of three pods and a proxy, in which `story` happened.
CheckResult judged(const char *id, const std::function<void(JournalBuilder &)> &story,
                   const RunSpec &spec = run())
{
    JournalBuilder builder;
    builder.startPods(spec.cluster.backendReplicas);
    builder.startProxy(0, 1);
    story(builder);
    return findCheck(id)->evaluate(builder.journal(), spec);
}

/// Two sessions on two pods that are true to their pins, called once before and once after a proxy's restart.
void healthy(JournalBuilder &builder)
{
    const std::string pin0 = podDns(0);
    const std::string pin2 = podDns(2);
    builder.initialize("a", 0, pin0, 0);
    builder.initialize("b", 2, pin2, 1);
    for (int round = 1; round <= 2; ++round) {
        builder.call({.session = "a", .pod = 0, .pin = pin0, .expectedCount = round, .observedCount = round});
        builder.call({.session = "b",
                      .client = 1,
                      .pod = 2,
                      .pin = pin2,
                      .expectedCount = round,
                      .observedCount = round});
        if (round == 1)
            builder.restartProxy(0, 2);
    }
}

} // namespace

class CheckTest : public QObject
{
    Q_OBJECT

private slots:
    void passesAHealthyRun_data()
    {
        QTest::addColumn<QByteArray>("id");
        for (const Check &check : checks())
            QTest::newRow(check.id.data()) << QByteArray(check.id.data(), int(check.id.size()));
    }

    void passesAHealthyRun()
    {
        QFETCH(QByteArray, id);
        const CheckResult result = judged(id.constData(), healthy);
        QVERIFY2(result.status == CheckResult::Status::Passed, result.evidence.c_str());
        QVERIFY(result.culprit.empty());
        QVERIFY(!result.evidence.empty());
    }

    void survivesAnEmptyJournal_data() { passesAHealthyRun_data(); }

    void survivesAnEmptyJournal()
    {
        QFETCH(QByteArray, id);
        const journal::Journal empty;
        QVERIFY(findCheck(id.constData())->evaluate(empty, run()).status == CheckResult::Status::Passed);
    }

    void survivesEventsThatBelongToNoExchange_data() { passesAHealthyRun_data(); }

    void survivesEventsThatBelongToNoExchange()
    {
        QFETCH(QByteArray, id);
        judged(id.constData(), [](JournalBuilder &builder) {
            for (int kind = 0; kind < journal::kEventKindCount; ++kind)
                builder.add(static_cast<EventKind>(kind), {.session = "a", .number = 404});
        });
    }

    void aMutantFailsItsCheckAndIsBlamed_data();

    void aMutantFailsItsCheckAndIsBlamed()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, culprit);
        QFETCH(int, story);
        const CheckResult result = judged(id.constData(), m_stories[std::size_t(story)]);
        QVERIFY2(result.status == CheckResult::Status::Failed, result.evidence.c_str());
        QCOMPARE(QByteArray::fromStdString(result.culprit), culprit);
        QVERIFY(!result.evidence.empty());
    }

    void aPodAddressIsATruePin()
    {
        const auto story = [](JournalBuilder &builder) { builder.initialize("a", 1, podIp(1)); };
        QVERIFY(judged("pin-is-true", story).status == CheckResult::Status::Passed);
    }

    void anyPinIsTrueWhereThereIsOnePod()
    {
        const auto story = [](JournalBuilder &builder) { builder.initialize("a", 0, kService); };
        QVERIFY(judged("pin-is-true", story, run(1)).status == CheckResult::Status::Passed);
        QVERIFY(judged("pin-is-true", story, run(2)).status == CheckResult::Status::Failed);
    }

    void aLongerOrdinalIsAnotherPod()
    {
        const auto story = [](JournalBuilder &builder) { builder.initialize("a", 1, podDns(10)); };
        QVERIFY(judged("pin-is-true", story).status == CheckResult::Status::Failed);
    }

    void fewSessionsMayShareAPod()
    {
        const auto story = [](JournalBuilder &builder) {
            for (const char *session : {"a", "b", "c", "d", "e"})
                builder.initialize(session, 1, kService);
        };
        QVERIFY(judged("load-spread", story).status == CheckResult::Status::Passed);
    }

    void aClosedSessionMayBeTold404()
    {
        const auto story = [](JournalBuilder &builder) {
            builder.initialize("a", 0, podDns(0));
            builder.add(EventKind::SessionClosed, {.session = "a", .exchange = builder.lastExchange()});
            builder.call({.session = "a", .pin = "", .status = 404, .rpcError = -32001});
        };
        QVERIFY(judged("closed-stays-closed", story).status == CheckResult::Status::Passed);
        QVERIFY(judged("no-session-lost", story).status == CheckResult::Status::Passed);
    }

    void anInitializeThatWasSentElsewhereIsAFailureMode()
    {
        JournalBuilder builder;
        builder.add(EventKind::RequestReceived, {.exchange = 9, .text = "POST initialize"});
        builder.add(EventKind::ForwardStarted, {.exchange = 9, .text = kService, .detail = "target"});
        builder.add(EventKind::AnswerSent, {.exchange = 9, .text = "relayed", .number = 307});
        QCOMPARE(judge(builder.journal(), run(), "sim").failureModes, std::vector<std::string>{"F-54"});
    }

    void evidenceMasksSessionIds()
    {
        const auto story = [](JournalBuilder &builder) {
            builder.initialize("3f1c2f0a-7d0e-4b43-9c1e-1f0a6f2f9f10", 1, kService);
        };
        const CheckResult result = judged("pin-is-true", story);
        QVERIFY(result.evidence.find("3f1c2f0a") != std::string::npos);
        QVERIFY(result.evidence.find("7d0e") == std::string::npos);
    }

private:
    void mutant(const char *name, const char *id, const char *culprit,
                std::function<void(JournalBuilder &)> story)
    {
        QTest::newRow(name) << QByteArray(id) << QByteArray(culprit) << int(m_stories.size());
        m_stories.push_back(std::move(story));
    }

    void routingMutants();
    void storeMutants();

    std::vector<std::function<void(JournalBuilder &)>> m_stories;
};

void CheckTest::aMutantFailsItsCheckAndIsBlamed_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("culprit");
    QTest::addColumn<int>("story");
    routingMutants();
    storeMutants();

    mutant(
        "a pod that refuses to initialize", "every-client-got-a-session", "pod", [](JournalBuilder &builder) {
            const auto client = journal::clientActor(ClientId(0));
            const auto sent
                = builder.add(EventKind::RequestSent, {.actor = client, .text = "POST initialize"});
            builder.add(EventKind::RequestReceived,
                        {.exchange = 9, .text = "POST initialize", .cause = sent});
            builder.add(
                EventKind::PodAnswered,
                {.actor = journal::podActor(PodId(1)), .exchange = 9, .text = "initialize", .number = 500});
            builder.add(EventKind::AnswerSent, {.exchange = 9, .text = "relayed", .number = 500});
            builder.add(EventKind::AnswerReceived,
                        {.actor = client, .text = "POST initialize", .number = 500, .cause = sent});
        });
    mutant("a pod that sends initialize elsewhere", "every-client-got-a-session", "pod",
           [](JournalBuilder &builder) {
               const auto sent = builder.add(EventKind::RequestSent, {.text = "POST initialize"});
               builder.add(EventKind::RequestReceived,
                           {.exchange = 9, .text = "POST initialize", .cause = sent});
               builder.add(EventKind::PodAnswered, {.exchange = 9, .text = "initialize", .number = 307});
               builder.add(EventKind::AnswerSent, {.exchange = 9, .text = "relayed", .number = 307});
           });
    mutant(
        "names that nobody publishes", "every-client-got-a-session", "platform", [](JournalBuilder &builder) {
            const auto client = journal::clientActor(ClientId(0));
            const auto sent
                = builder.add(EventKind::RequestSent, {.actor = client, .text = "POST initialize"});
            builder.add(EventKind::RequestReceived,
                        {.exchange = 9, .text = "POST initialize", .cause = sent});
            builder.add(EventKind::NameNotFound, {.exchange = 9, .text = "myserver-0.mcp-myserver-headless"});
            builder.add(EventKind::AnswerSent, {.exchange = 9, .text = "bad gateway", .number = 502});
        });
    mutant("a pod that counts for all sessions together", "no-cross-session-answer", "pod",
           [](JournalBuilder &builder) {
               builder.initialize("a", 0, podDns(0));
               builder.call({.session = "a", .expectedCount = 1, .observedCount = 2});
           });
    mutant("a proxy that sends another session's id", "no-cross-session-answer", "proxy",
           [](JournalBuilder &builder) {
               builder.initialize("a", 0, podDns(0), 0);
               builder.initialize("b", 0, podDns(0), 1);
               const auto sent
                   = builder.add(EventKind::RequestSent, {.session = "a", .text = "POST tools/list"});
               builder.add(EventKind::RequestReceived, {.session = "a", .exchange = 9, .cause = sent});
               builder.add(EventKind::ResponseReceived,
                           {.session = "a", .exchange = 9, .detail = "b", .number = 200});
               builder.add(EventKind::AnswerReceived, {.session = "a", .number = 200, .cause = sent});
           });
    mutant("a pod that gives two clients one session", "no-cross-session-answer", "pod",
           [](JournalBuilder &builder) {
               builder.initialize("a", 0, podDns(0), 0);
               builder.initialize("a", 0, podDns(0), 1);
           });
}

void CheckTest::routingMutants()
{
    mutant("a proxy that pins the Service", "pin-is-true", "proxy",
           [](JournalBuilder &builder) { builder.initialize("a", 1, kService); });
    mutant("a proxy that draws the pod afterwards", "pin-is-true", "proxy",
           [](JournalBuilder &builder) { builder.initialize("a", 1, podDns(2)); });
    mutant("a proxy that takes the ClusterIP for a pod", "pin-is-true", "proxy",
           [](JournalBuilder &builder) { builder.initialize("a", 1, "http://127.77.255.1:8080"); });
    mutant("a proxy that sends a session to another pod", "no-session-lost", "proxy",
           [](JournalBuilder &builder) {
               builder.initialize("a", 0, kService);
               builder.call({.session = "a", .pod = 1, .status = 404, .podKnowsSession = false});
           });
    mutant("a pod that drops its sessions", "no-session-lost", "pod", [](JournalBuilder &builder) {
        builder.initialize("a", 0, podDns(0));
        builder.call({.session = "a", .pod = 0, .status = 404, .podKnowsSession = false});
    });
    mutant("a proxy that starts the session over elsewhere", "state-intact", "proxy",
           [](JournalBuilder &builder) {
               builder.initialize("a", 0, kService);
               builder.call({.session = "a", .pod = 0, .expectedCount = 1, .observedCount = 1});
               const auto proxy = journal::proxyActor(ProxyId(0));
               const auto sent
                   = builder.add(EventKind::RequestSent, {.session = "a", .text = "POST tools/call counter"});
               builder.add(EventKind::RequestReceived,
                           {.actor = proxy, .session = "a", .exchange = 9, .cause = sent});
               builder.add(EventKind::RecordLoaded,
                           {.actor = proxy, .session = "a", .exchange = 9, .text = kService, .number = 1});
               builder.add(EventKind::PodAnswered,
                           {.actor = journal::podActor(PodId(1)),
                            .session = "a",
                            .exchange = 9,
                            .text = "tools/call counter",
                            .number = 404});
               builder.add(EventKind::RecordSaved,
                           {.actor = proxy,
                            .session = "a",
                            .exchange = 9,
                            .text = kService,
                            .detail = "re-initialised",
                            .number = 1});
               builder.add(EventKind::SessionForgotten,
                           {.actor = proxy, .session = "a", .exchange = 9, .text = "b"});
               builder.add(EventKind::AnswerSent,
                           {.actor = proxy, .session = "a", .exchange = 9, .text = "relayed", .number = 200});
           });
    mutant("a Service that sees one client", "load-spread", "platform", [](JournalBuilder &builder) {
        for (const char *session : {"a", "b", "c", "d", "e", "f"})
            builder.initialize(session, 1, kService);
    });
}

void CheckTest::storeMutants()
{
    mutant("a store that forgets", "no-session-lost", "store", [](JournalBuilder &builder) {
        builder.initialize("a", 0, podDns(0));
        builder.call({.session = "a", .pin = "", .status = 404, .rpcError = -32001});
    });
    mutant("a proxy that looks everything up three times", "store-round-trips", "proxy",
           [](JournalBuilder &builder) {
               builder.add(EventKind::RequestReceived, {.session = "a", .exchange = 9});
               for (int lookup = 0; lookup < 3; ++lookup)
                   builder.add(EventKind::RecordLoaded, {.session = "a", .exchange = 9, .number = 1});
           });
    mutant("a proxy that takes an outage for a loss", "store-outage-is-503", "proxy",
           [](JournalBuilder &builder) {
               builder.initialize("a", 0, podDns(0));
               builder.add(EventKind::StoreStopped);
               builder.add(EventKind::RequestReceived, {.session = "a", .exchange = 9});
               builder.add(EventKind::StoreFailed, {.session = "a", .exchange = 9, .detail = "load"});
               builder.add(EventKind::AnswerSent,
                           {.session = "a", .exchange = 9, .text = "guard", .number = 404});
           });
    mutant("a proxy that says 404 without having looked", "not-found-has-an-owner", "proxy",
           [](JournalBuilder &builder) {
               builder.initialize("a", 0, podDns(0));
               builder.add(EventKind::RequestReceived, {.session = "a", .exchange = 9});
               builder.add(EventKind::StoreFailed, {.session = "a", .exchange = 9, .detail = "load"});
               builder.add(EventKind::AnswerSent,
                           {.session = "a", .exchange = 9, .text = "guard", .number = 404});
           });
    mutant("a proxy that makes a 404 of another answer", "not-found-has-an-owner", "proxy",
           [](JournalBuilder &builder) {
               builder.add(EventKind::ResponseReceived, {.session = "a", .exchange = 9, .number = 500});
               builder.add(EventKind::AnswerSent,
                           {.session = "a", .exchange = 9, .text = "relayed", .number = 404});
           });
    mutant("a proxy that writes a deleted record again", "closed-stays-closed", "proxy",
           [](JournalBuilder &builder) {
               builder.initialize("a", 0, podDns(0));
               builder.add(EventKind::SessionClosed, {.session = "a", .exchange = builder.lastExchange()});
               builder.add(EventKind::RequestReceived, {.session = "a", .exchange = 9});
               builder.add(EventKind::RecordSaved,
                           {.session = "a", .exchange = 9, .text = kService, .number = 1});
           });
    mutant("a store that does not delete", "closed-stays-closed", "store", [](JournalBuilder &builder) {
        builder.initialize("a", 0, podDns(0));
        builder.add(EventKind::SessionClosed, {.session = "a", .exchange = builder.lastExchange()});
        builder.call({.session = "a", .pin = podDns(0)});
    });
}

QTEST_APPLESS_MAIN(CheckTest)
#include "check_test.moc"

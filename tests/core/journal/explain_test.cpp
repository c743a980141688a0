// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/explain.h"
#include "core/journal/failure_modes.h"
#include "tests/core/journal/story.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <string>

using namespace sessionscope;
using namespace sessionscope::journal;
using namespace sessionscope::testing;

namespace {

using Telling = std::function<Sequence(Story &)>;

} // namespace

Q_DECLARE_METATYPE(Telling)

class ExplainTest : public QObject
{
    Q_OBJECT

private slots:
    void namesTheModeAndItsRoot_data()
    {
        QTest::addColumn<QByteArray>("store");
        QTest::addColumn<QByteArray>("mode");
        QTest::addColumn<QByteArray>("culprit");
        QTest::addColumn<Telling>("telling");
        addRoutingRows();
        addDialRows();
        addPodRows();
        addStoreRows();
    }

    /// Each telling returns the event that must be named as the root.
    void namesTheModeAndItsRoot()
    {
        QFETCH(QByteArray, store);
        QFETCH(QByteArray, mode);
        QFETCH(QByteArray, culprit);
        QFETCH(Telling, telling);
        Story story(store.toStdString());
        const Sequence root = telling(story);
        const Explanation explanation = explained(story);
        QCOMPARE(explanation.mode, mode.toStdString());
        QCOMPARE(explanation.culprit, culprit.toStdString());
        QVERIFY(!explanation.modeTitle.empty());
        QVERIFY(!explanation.summary.empty());
        QVERIFY(!explanation.fix.empty());
        QVERIFY(std::ranges::is_sorted(explanation.chain, std::ranges::less(), &Explanation::Link::event));
        const auto isRoot = [](const Explanation::Link &link) { return link.rootCause; };
        QCOMPARE(std::ranges::count_if(explanation.chain, isRoot), 1);
        QCOMPARE(std::ranges::find_if(explanation.chain, isRoot)->event.value(), root.value());
    }

    void tellsTheStoryOfTheRestartedProxy()
    {
        Story story;
        story.made(kService);
        story.call({.session = kSession});
        story.restartProxy(0, 2);
        story.lostOn(1, kService);
        const Explanation explanation = explained(story);
        QCOMPARE(explanation.outcome, Outcome::Lost);
        std::string told;
        for (const Explanation::Link &link : explanation.chain)
            told += (link.rootCause ? "! " : "  ") + link.text + '\n';
        QCOMPARE(told,
                 std::string("  initialize sent to http://mcp-myserver:8080\n"
                             "! backend_url stored = http://mcp-myserver:8080 — the pod was not recorded\n"
                             "  session 3f1c…10 created on pod-0\n"
                             "  proxy-0 restarted (127.77.128.10 → 127.77.128.20)\n"
                             "  session recovered from the store → http://mcp-myserver:8080\n"
                             "  request sent to http://mcp-myserver:8080\n"
                             "  pod-1 never saw this session\n"
                             "  client answered 404 (relayed)\n"));
    }

    void anIntactSessionShowsHowItsLastRequestFoundItsPod()
    {
        Story story;
        story.made(kService);
        story.call({.session = kSession});
        const Explanation explanation = explained(story);
        QCOMPARE(explanation.outcome, Outcome::Intact);
        QVERIFY(explanation.mode.empty());
        QVERIFY(explanation.culprit.empty());
        QCOMPARE(explanation.chain.back().text, std::string("client answered 200 (relayed)"));
        QVERIFY(std::ranges::none_of(explanation.chain, &Explanation::Link::rootCause));
    }

    void expiryFollowsTheTimeToLiveOfTheRun_data()
    {
        QTest::addColumn<int>("idleMilliseconds");
        QTest::addColumn<QByteArray>("mode");
        QTest::newRow("shorter") << 200 << QByteArray();
        QTest::newRow("longer") << 300 << QByteArray("F-35");
    }

    void expiryFollowsTheTimeToLiveOfTheRun()
    {
        QFETCH(int, idleMilliseconds);
        QFETCH(QByteArray, mode);
        Story story("redis", Duration::milliseconds(300).inNanoseconds());
        story.made(kService);
        story.wait(Duration::milliseconds(idleMilliseconds));
        story.guarded();
        QCOMPARE(explained(story).mode, mode.toStdString());
    }

    void theServicesOwnAddressIsPointedOut()
    {
        Story story;
        story.made(kClusterIp);
        story.lostOn(1, kClusterIp);
        const auto chain = explained(story).chain;
        const auto root = std::ranges::find_if(chain, &Explanation::Link::rootCause);
        QVERIFY(root->text.find("(F-08)") != std::string::npos);
    }

    void anInitializeThatFailedIsExplainedWithoutASession()
    {
        Story story;
        story.failed({},
                     {{EventKind::ForwardStarted, nameOf(1), "drawn pod"},
                      {EventKind::NameNotFound, hostName(1)},
                      {EventKind::DialFailed, hostName(1), "name-not-resolved"}});
        const Explanation explanation = explainAnswer(story.journal(), story.lastOf(EventKind::AnswerSent));
        QCOMPARE(explanation.mode, std::string("F-04"));
    }

    void aRedirectThatWasNotFollowedIsNamed()
    {
        Story story;
        story.failed({},
                     {{EventKind::ForwardStarted, kService, "target"},
                      {EventKind::ForwardStarted, "http://mcp-myserver:8080/mcp/", "redirect"},
                      {EventKind::ResponseReceived, "127.77.64.1:8080"}},
                     307, "relayed");
        const Explanation explanation = explainAnswer(story.journal(), story.lastOf(EventKind::AnswerSent));
        QCOMPARE(explanation.mode, std::string("F-54"));
        QCOMPARE(explanation.culprit, std::string("pod"));
        const auto tells = [&](std::string_view text) {
            return std::ranges::find(explanation.chain, text, &Explanation::Link::text)
                != explanation.chain.end();
        };
        QVERIFY(tells("redirected to http://mcp-myserver:8080/mcp/"));
        QVERIFY(tells("client answered 307 (relayed)"));
        QVERIFY(std::ranges::any_of(explanation.chain, &Explanation::Link::rootCause));
    }

    void aModeIsFoundByItsCode()
    {
        QCOMPARE(findFailureMode("F-01"), &failureMode(Finding::ServicePinAfterRestart));
        QVERIFY(findFailureMode("F-99") == nullptr);
        QVERIFY(findFailureMode("") == nullptr);
    }

    void aFixNamesTheProfileThatItOffers()
    {
        int offers = 0;
        for (int finding = 0; finding < kFindingCount; ++finding) {
            const FailureMode &mode = failureMode(static_cast<Finding>(finding));
            QVERIFY2(mode.fix.find(mode.fixProfile) != std::string_view::npos, mode.title.data());
            offers += !mode.fixProfile.empty();
        }
        QVERIFY(offers > 0);
        QCOMPARE(failureMode(Finding::NoSharedStore).fixProfile, std::string_view("pod-dns"));
        QCOMPARE(failureMode(Finding::PodRestarted).fixProfile, std::string_view());
    }

private:
    static void row(const char *name, const char *mode, const char *culprit, const Telling &telling,
                    const char *store = "redis")
    {
        QTest::newRow(name) << QByteArray(store) << QByteArray(mode) << QByteArray(culprit) << telling;
    }

    static void addRoutingRows();
    static void addDialRows();
    static void addPodRows();
    static void addStoreRows();
};

void ExplainTest::addRoutingRows()
{
    row("a restarted proxy", "F-01", "proxy", [](Story &story) {
        const auto root = story.made(kService);
        story.restartProxy(0, 2);
        story.lostOn(1, kService);
        return root;
    });
    row("a proxy that had restarted before", "F-28", "proxy", [](Story &story) {
        story.restartProxy(0, 2);
        const auto root = story.made(kService);
        story.lostOn(1, kService);
        return root;
    });
    row("a second proxy", "F-01", "proxy", [](Story &story) {
        story.startProxy(1, 1);
        const auto root = story.made(kService);
        story.lostOn(1, kService, 1);
        return root;
    });
    row("the Service's address", "F-28", "proxy", [](Story &story) {
        const auto root = story.made(kClusterIp);
        story.lostOn(1, kClusterIp);
        return root;
    });
    row("a drawn pod that did not answer", "F-05", "proxy", [](Story &story) {
        const auto root = story.made(nameOf(2));
        story.lostOn(2, nameOf(2));
        return root;
    });
    row("a pin that was moved", "", "", [](Story &story) {
        story.made(nameOf(0));
        const auto root = story.repinned(nameOf(2));
        story.lostOn(2, nameOf(2));
        return root;
    });
    row("a moved pin whose session is made anew", "", "", [](Story &story) {
        story.made(nameOf(0));
        const auto root = story.repinned(nameOf(2));
        story.reinitialised(0, 2, nameOf(2), nameOf(1));
        return root;
    });
    row("a pin that was moved before the pod drew another", "F-05", "proxy", [](Story &story) {
        story.made(nameOf(0));
        story.repinned(nameOf(1));
        const auto root = story.made(nameOf(2));
        story.lostOn(2, nameOf(2));
        return root;
    });
    row("a stranger that answers", "F-30", "pod", [](Story &story) {
        const auto root = story.made(kService);
        story.call({.session = kSession, .pod = 1, .expectedCount = 2, .observedCount = 1});
        return root;
    });
    row("re-initialised elsewhere", "F-11", "proxy", [](Story &story) {
        const auto root = story.made(kClusterIp);
        story.reinitialised(0, 1, kClusterIp, kClusterIp);
        return root;
    });
    row("proxies take turns", "F-10", "proxy", [](Story &story) {
        story.startProxy(1, 1);
        const auto root = story.made(kClusterIp);
        story.reinitialised(1, 1, kClusterIp, kClusterIp);
        story.reinitialised(0, 0, kClusterIp, kClusterIp);
        return root;
    });
}

void ExplainTest::addDialRows()
{
    row("a Ready pod without a name", "F-04", "platform", [](Story &story) {
        story.made(nameOf(0));
        story.failed(nameOf(0),
                     {{EventKind::NameNotFound, hostName(0)},
                      {EventKind::DialFailed, hostName(0), "name-not-resolved"}});
        return story.lastOf(EventKind::NameNotFound);
    });
    row("a pod scaled away", "F-06", "platform", [](Story &story) {
        story.made(nameOf(2));
        const auto root = story.add(EventKind::FaultRequested, {.text = "scale-backend", .number = 1});
        story.stop(2);
        story.failed(nameOf(2),
                     {{EventKind::NameNotFound, hostName(2)},
                      {EventKind::DialFailed, hostName(2), "name-not-resolved"}});
        return root;
    });
    row("a pod not Ready yet", "P-4", "platform", [](Story &story) {
        story.made(nameOf(0));
        story.stop(0);
        const auto root = story.start(0, "127.77.0.20", false);
        story.failed(nameOf(0),
                     {{EventKind::NameNotFound, hostName(0)},
                      {EventKind::DialFailed, hostName(0), "name-not-resolved"}});
        return root;
    });
    row("a pod at a new address", "F-12", "platform", [](Story &story) {
        story.made(addressOf(0));
        const auto root = story.stop(0);
        story.start(0, "127.77.0.20");
        story.failed(addressOf(0), {{EventKind::DialFailed, "127.77.0.10:8080", "connection-refused"}});
        return root;
    });
    row("a pod that restarts in its place", "", "platform", [](Story &story) {
        story.made(addressOf(0));
        story.stop(0);
        story.start(0, "127.77.0.10", false);
        return story.failed(addressOf(0),
                            {{EventKind::DialFailed, "127.77.0.10:8080", "connection-refused"}});
    });
    row("an address that does not answer", "F-13", "platform", [](Story &story) {
        story.made(addressOf(0));
        return story.failed(addressOf(0), {{EventKind::DialFailed, "127.77.0.10:8080", "unreachable"}});
    });
    row("a connection that died", "F-15", "platform", [](Story &story) {
        story.made(kService);
        return story.failed(kService, {{EventKind::ForwardFailed, "connection-lost"}});
    });
    row("a Service without endpoints", "", "platform", [](Story &story) {
        story.made(kService);
        story.failed(kService,
                     {{EventKind::ServiceRefused, "127.77.128.10"},
                      {EventKind::DialFailed, "mcp-myserver:8080", "connection-refused"}});
        return story.lastOf(EventKind::ServiceRefused);
    });
}

void ExplainTest::addPodRows()
{
    row("a pod that restarted behind its name", "P-8", "pod", [](Story &story) {
        story.made(nameOf(0));
        const auto root = story.stop(0);
        story.start(0, "127.77.0.20");
        story.lostOn(0, nameOf(0));
        return root;
    });
    row("a pod that restarted behind the Service", "", "pod", [](Story &story) {
        story.made(kService);
        const auto root = story.stop(0);
        story.start(0, "127.77.0.10");
        story.lostOn(1, kService);
        return root;
    });
    row("a pod that restarted and accepts anything", "", "pod", [](Story &story) {
        story.made(kService);
        const auto root = story.stop(0);
        story.start(0, "127.77.0.10");
        story.call({.session = kSession, .expectedCount = 2, .observedCount = 1});
        return root;
    });
    row("re-initialised after a restart", "F-11", "pod", [](Story &story) {
        story.made(kClusterIp);
        const auto root = story.stop(0);
        story.start(0, "127.77.0.10");
        story.reinitialised(0, 0, kClusterIp, kClusterIp);
        return root;
    });
    row("the pod of the re-initialised session stopped", "", "pod", [](Story &story) {
        story.made(kClusterIp);
        story.stop(0);
        story.start(0, "127.77.0.10");
        story.reinitialised(0, 1, kClusterIp, kClusterIp);
        const auto root = story.stop(1);
        story.start(1, "127.77.0.11");
        story.lostOn(1, kClusterIp);
        return root;
    });
    row("a pod that forgets by itself", "", "pod", [](Story &story) {
        story.made(kService);
        story.lostOn(0, kService);
        return story.lastOf(EventKind::PodAnswered);
    });
    row("a 404 about something else", "F-20", "pod", [](Story &story) {
        story.made(kService);
        story.call({.session = kSession, .status = 404});
        return story.lastOf(EventKind::PodAnswered);
    });
    row("re-initialised over a 404 about something else", "F-20", "pod", [](Story &story) {
        story.made(kClusterIp);
        const auto forgotten = story.reinitialised(0, 0, kClusterIp, kClusterIp, true);
        return Sequence(forgotten.value() - 4); // the pod's 404
    });
    row("a pod that refuses the Host of an address", "F-25", "proxy", [](Story &story) {
        story.made(addressOf(0));
        story.failed(addressOf(0), {{EventKind::ResponseReceived, "127.77.0.10:8080"}}, 421, "relayed");
        return story.lastOf(EventKind::AnswerSent);
    });
    row("a pod that refuses the Host as the TypeScript SDK does", "F-25", "proxy", [](Story &story) {
        story.made(addressOf(0));
        story.call({.session = kSession, .pin = addressOf(0), .status = 403});
        return story.lastOf(EventKind::PodAnswered);
    });
    row("a pod that refuses who is asking", "", "client", [](Story &story) {
        story.made(kService);
        story.call({.session = kSession, .status = 403});
        return story.lastOf(EventKind::PodAnswered);
    });
    row("a pod that refuses the request", "", "client", [](Story &story) {
        story.made(kService);
        story.call({.session = kSession, .status = 400});
        return story.lastOf(EventKind::PodAnswered);
    });
    row("a pod that fails", "", "pod", [](Story &story) {
        story.made(kService);
        story.call({.session = kSession, .status = 500});
        return story.lastOf(EventKind::PodAnswered);
    });
    row("a server with its own process that fails", "", "pod", [](Story &story) {
        story.made(addressOf(0));
        story.failed(addressOf(0), {{EventKind::ConnectionOpened, "127.77.0.10:8080"}}, 500, "relayed");
        return story.lastOf(EventKind::AnswerSent);
    });
    row("a server that says 400", "F-19", "pod", [](Story &story) {
        story.made(kService);
        story.call({.session = kSession, .pod = 1, .status = 400, .podKnowsSession = false});
        return story.lastOf(EventKind::PodAnswered);
    });
}

void ExplainTest::addStoreRows()
{
    row("a store that refused the record", "F-33", "store", [](Story &story) {
        story.made({});
        const auto root = story.add(EventKind::StoreFailed,
                                    {.actor = kProxy0,
                                     .session = kSession,
                                     .exchange = story.lastExchange(),
                                     .text = "refused",
                                     .detail = "created"});
        story.guarded();
        return root;
    });
    const auto restarted = [](Story &story) {
        const auto root = story.made(kService);
        story.restartProxy(0, 2);
        story.guarded();
        return root;
    };
    row(
        "a restarted proxy with its own store", "F-02", "proxy",
        [](Story &story) {
            story.made(kService);
            const auto root = story.restartProxy(0, 2);
            story.guarded();
            return root;
        },
        "local");
    row(
        "a second proxy without a store to share", "F-02", "proxy",
        [](Story &story) {
            const auto root = story.made(kService);
            story.startProxy(1, 1);
            story.guarded(1);
            return root;
        },
        "");
    row("a record that vanished", "", "store", restarted);
    row(
        "a record that somebody deleted", "", "",
        [](Story &story) {
            story.made(kService);
            story.restartProxy(0, 2);
            const auto root
                = story.add(EventKind::RecordDeleted, {.actor = kStore, .session = kSession, .number = 1});
            story.guarded();
            return root;
        },
        "local");
    row("a flushed store", "F-34", "store", [](Story &story) {
        story.made(kService);
        const auto root = story.add(EventKind::StoreFlushed, {.actor = kStore, .number = 1});
        story.guarded();
        return root;
    });
    row("a store that stopped", "F-31", "store", [](Story &story) {
        story.made(kService);
        const auto root = story.add(EventKind::StoreStopped, {.actor = kStore});
        story.failed({}, {{EventKind::StoreFailed, "connection-refused", "load"}}, 503, "store unavailable");
        return root;
    });
    row("a store that cannot be reached", "F-31", "store", [](Story &story) {
        story.made(kService);
        return story.failed({}, {{EventKind::StoreFailed, "unreachable", "load"}}, 503, "store unavailable");
    });
    row("idle for longer than any default", "F-35", "client", [](Story &story) {
        const auto root = story.made(kService);
        story.wait(Duration::seconds(7200));
        story.guarded();
        return root;
    });
    row("used after it was closed", "", "client", [](Story &story) {
        story.made(kService);
        const auto root = story.add(EventKind::SessionClosed, {.actor = kProxy0, .session = kSession});
        story.guarded();
        return root;
    });
}

QTEST_APPLESS_MAIN(ExplainTest)
#include "explain_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/checkpoints.h"
#include "core/journal/cluster_picture.h"
#include "tests/core/journal/story.h"
#include "tests/support/sim_journal.h"

#include <QTest>

#include <set>

using namespace sessionscope;
using namespace sessionscope::journal;
using namespace sessionscope::testing;

namespace {

ClusterPicture pictureOf(const Journal &journal)
{
    ClusterPicture picture;
    for (const Event &event : journal.events())
        picture.apply(event, journal);
    return picture;
}

} // namespace

class ClusterPictureTest : public QObject
{
    Q_OBJECT

private slots:
    void aFinishedRunIsSeenWhole()
    {
        const Journal journal = journalOf("restart", "toolhive-0.17");
        const ClusterPicture picture = pictureOf(journal);
        QCOMPARE(journal.text(picture.scenario()), std::string_view("restart"));
        QCOMPARE(journal.text(picture.profile()), std::string_view("toolhive-0.17"));
        QCOMPARE(picture.seed(), 42);
        QVERIFY(picture.runFinished());
        QVERIFY(!picture.currentStep());
        QCOMPARE(picture.pods().size(), 3U);
        QCOMPARE(picture.proxies().size(), 1U);
        QCOMPARE(picture.proxies()[0].generation, 2);
        QVERIFY(picture.proxies()[0].restartedAt.has_value());
        QCOMPARE(picture.proxies()[0].inFlight, 0U);
        QVERIFY(picture.proxies()[0].failed > 0);
        QCOMPARE(picture.faults().size(), 1U);
        QVERIFY(picture.faults()[0].settledAt.has_value());
        QVERIFY(picture.store().isUp);
        std::uint32_t held = 0;
        for (const PodPicture &pod : picture.pods()) {
            QCOMPARE(pod.state, PodPicture::State::Ready);
            held += picture.sessions().heldBy(pod.ordinal);
        }
        QVERIFY(held > 0);
        for (std::size_t index = 0; index < picture.clients().size(); ++index)
            QVERIFY(!picture.clients()[index].isForeign());
    }

    void aProxyDrainsUntilItStops()
    {
        Story story;
        const auto asked = story.add(EventKind::FaultRequested,
                                     {.text = "restart-proxy", .detail = "window", .number = 0});
        QCOMPARE(pictureOf(story.journal()).proxies()[0].state, ProxyPicture::State::Draining);
        story.add(EventKind::ProxyStopped,
                  {.actor = kProxy0, .text = "drained", .number = 1, .cause = asked});
        QCOMPARE(pictureOf(story.journal()).proxies()[0].state, ProxyPicture::State::Stopped);
        story.startProxy(0, 2);
        const ClusterPicture picture = pictureOf(story.journal());
        QCOMPARE(picture.proxies()[0].state, ProxyPicture::State::Running);
        QVERIFY(picture.proxies()[0].restartedAt == picture.now());
        QVERIFY(!picture.faults()[0].settledAt);
    }

    void aPodIsStartingReadyAndStopped()
    {
        Story story;
        story.stop(1);
        ClusterPicture picture = pictureOf(story.journal());
        QCOMPARE(picture.pods()[1].state, PodPicture::State::Stopped);
        QCOMPARE(story.journal().text(picture.pods()[1].how), std::string_view("terminated"));
        story.start(1, "127.77.0.20", false);
        picture = pictureOf(story.journal());
        QCOMPARE(picture.pods()[1].state, PodPicture::State::Starting);
        QCOMPARE(picture.pods()[1].incarnation, 2);
        QCOMPARE(story.journal().text(picture.pods()[1].address), std::string_view("127.77.0.20"));
    }

    void foreignClientsAreToldFromThePlans()
    {
        Story story;
        story.made(kService); // a client of the plan
        for (const std::uint64_t exchange : {100U, 101U}) {
            story.add(EventKind::RequestReceived,
                      {.actor = kProxy0,
                       .session = exchange == 100 ? "" : "f-1",
                       .exchange = exchange,
                       .text = exchange == 100 ? "POST initialize" : "POST tools/list",
                       .detail = "127.0.0.1"});
            if (exchange == 100)
                story.add(EventKind::SessionCreated,
                          {.actor = kProxy0,
                           .session = "f-1",
                           .exchange = exchange,
                           .text = "claude-code 2.1",
                           .detail = "sessions",
                           .number = 0});
            story.add(EventKind::AnswerSent,
                      {.actor = kProxy0, .session = "f-1", .exchange = exchange, .number = 200});
        }
        const ClusterPicture picture = pictureOf(story.journal());
        QCOMPARE(picture.clients().size(), 2U);
        QVERIFY(!picture.clients()[0].isForeign());
        QVERIFY(picture.clients()[1].isForeign());
        QCOMPARE(story.journal().text(picture.clients()[1].name), std::string_view("claude-code 2.1"));
        QCOMPARE(picture.clients()[1].requests, 2U);
    }

    void aClientThatAttachedIsListedOnce()
    {
        Story story;
        story.made(kService);
        const auto attached = story.add(
            EventKind::ClientAttached,
            {.actor = clientActor(ClientId(7)), .text = "claude-code 2.1", .detail = "127.0.0.1:40000"});
        ClusterPicture picture = pictureOf(story.journal());
        QCOMPARE(picture.clients().size(), 2U);
        QVERIFY(picture.clients()[1].isForeign());
        QCOMPARE(story.journal().text(picture.clients()[1].name), std::string_view("claude-code 2.1"));
        for (const std::uint64_t exchange : {100U, 101U}) {
            const bool creates = exchange == 100;
            story.add(EventKind::RequestReceived,
                      {.actor = kProxy0,
                       .session = creates ? "" : "f-1",
                       .exchange = exchange,
                       .text = creates ? "POST initialize" : "POST tools/list",
                       .detail = "127.0.0.1",
                       .cause = attached});
            if (creates)
                story.add(EventKind::SessionCreated,
                          {.actor = kProxy0,
                           .session = "f-1",
                           .exchange = exchange,
                           .text = "claude-code 2.1",
                           .detail = "sessions",
                           .number = 0});
            story.add(
                EventKind::AnswerSent,
                {.actor = kProxy0, .session = "f-1", .exchange = exchange, .number = creates ? 200 : 404});
        }
        picture = pictureOf(story.journal());
        QCOMPARE(picture.clients().size(), 2U);
        QVERIFY(!picture.clients()[0].isForeign());
        const ClientPicture &foreign = picture.clients()[1];
        QVERIFY(foreign.isForeign());
        QCOMPARE(foreign.requests, 2U);
        QCOMPARE(foreign.failed, 1U);
        const SessionRow &row = picture.sessions().row(1);
        QVERIFY(foreign.session == row.session);
        QVERIFY(row.client == ClientId(7));
        QVERIFY(row.attached);
        QVERIFY(!picture.sessions().row(0).attached);
    }

    void missingNamesAndRefusalsAreCounted()
    {
        Story story;
        story.made(nameOf(1));
        story.failed(nameOf(1),
                     {{EventKind::NameNotFound, hostName(1)}, {EventKind::DialFailed, hostName(1)}});
        const ClusterPicture picture = pictureOf(story.journal());
        QCOMPARE(picture.dnsMisses(), 1U);
        QCOMPARE(story.journal().text(picture.lastNameNotFound()), std::string_view(hostName(1)));
    }

    void onlyTheLatestFaultsAreKept()
    {
        Story story;
        for (int count = 0; count < 100; ++count)
            story.add(EventKind::FaultRequested, {.text = "kill-pod", .detail = "plan", .number = count});
        const ClusterPicture picture = pictureOf(story.journal());
        QCOMPARE(picture.faults().size(), ClusterPicture::kFaultsKept);
        QCOMPARE(picture.faults().back().target, 99);
    }

    void everyInstantIsWhatAFoldUpToItGives()
    {
        const Journal journal = journalOf("rolling-update", "pod-dns");
        Checkpoints<ClusterPicture> checkpoints;
        checkpoints.grow(journal);
        ClusterPicture folded;
        for (const Event &event : journal.events()) {
            folded.apply(event, journal);
            if (event.sequence.value() % 97 != 0)
                continue;
            const ClusterPicture picture = checkpoints.at(event.sequence, journal);
            QCOMPARE(picture.sequence(), event.sequence);
            QCOMPARE(picture.sessions().size(), folded.sessions().size());
            QCOMPARE(picture.sessions().totals(), folded.sessions().totals());
            QCOMPARE(picture.pods().size(), folded.pods().size());
        }
    }
};

QTEST_APPLESS_MAIN(ClusterPictureTest)
#include "cluster_picture_test.moc"

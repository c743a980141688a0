// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/session_table.h"
#include "tests/core/journal/story.h"
#include "tests/support/sim_journal.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::journal;
using namespace sessionscope::testing;

namespace {

SessionTable tableOf(const Journal &journal)
{
    SessionTable table;
    for (const Event &event : journal.events())
        table.apply(event, journal);
    return table;
}

Outcome outcomeOf(SessionState state)
{
    switch (state) {
    case SessionState::Waiting:
    case SessionState::Intact:
        return Outcome::Intact;
    case SessionState::Amnesia:
        return Outcome::Amnesia;
    case SessionState::Lost:
        return Outcome::Lost;
    case SessionState::Closed:
        return Outcome::Closed;
    }
    return Outcome::Intact;
}

constexpr std::int64_t kHour = 3'600'000'000'000;

} // namespace

class SessionTableTest : public QObject
{
    Q_OBJECT

private slots:
    void atTheEndOfARunTheTableSaysWhatTheOutcomesSay_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QString>("profile");
        for (const char *scenario : {"restart", "restart-pod", "store-flush", "delete-session",
                                     "rolling-update", "cross-proxy", "session-expiry", "no-shared-store"}) {
            for (const char *profile : {"toolhive-0.17", "pod-dns"})
                QTest::addRow("%s under %s", scenario, profile) << scenario << profile;
        }
    }

    void atTheEndOfARunTheTableSaysWhatTheOutcomesSay()
    {
        QFETCH(QString, scenario);
        QFETCH(QString, profile);
        const Journal journal = journalOf(scenario.toStdString(), profile.toStdString());
        const SessionTable table = tableOf(journal);
        const SessionOutcomes outcomes = outcomesOf(journal);
        QCOMPARE(table.size(), outcomes.sessions().size());
        QVERIFY(table.size() > 0);
        std::uint32_t records = 0;
        for (std::size_t index = 0; index < table.size(); ++index) {
            const SessionRow &row = table.row(index);
            const SessionFate &fate = outcomes.sessions()[index];
            QCOMPARE(row.session, fate.session);
            QVERIFY(row.state() != SessionState::Waiting);
            QCOMPARE(outcomeOf(row.state()), fate.outcome());
            QCOMPARE(row.fate.createdOn, fate.createdOn);
            QCOMPARE(row.fate.answered, fate.answered);
            QCOMPARE(row.fate.failed, fate.failed);
            QVERIFY(row.client.has_value());
            records += row.recorded ? 1 : 0;
        }
        QCOMPARE(table.totals(), outcomes.totals());
        QCOMPARE(table.records(), records);
    }

    void aSessionLivesWhereItWasMadeAndDiesWithItsPod()
    {
        Story story;
        story.made(kService);
        SessionTable table = tableOf(story.journal());
        QCOMPARE(table.size(), 1U);
        QCOMPARE(table.row(0).home, 0);
        QCOMPARE(table.heldBy(0), 1U);
        QVERIFY(!table.row(0).mismatch());
        story.stop(0);
        table = tableOf(story.journal());
        QCOMPARE(table.row(0).home, -1);
        QCOMPARE(table.heldBy(0), 0U);
        QVERIFY(table.row(0).mismatch());
    }

    void aReinitialisedSessionMovesAndForgets()
    {
        Story story;
        story.made(addressOf(0));
        story.reinitialised(0, 2, addressOf(0), addressOf(2));
        const SessionTable table = tableOf(story.journal());
        const SessionRow &row = table.row(0);
        QCOMPARE(row.state(), SessionState::Amnesia);
        QCOMPARE(row.home, 2);
        QCOMPARE(row.pin, (Pin{Pin::Kind::PodAddress, 2}));
        QVERIFY(!row.mismatch());
    }

    void aRecordThatNamesAnotherPodIsAMismatch()
    {
        Story story;
        story.made(nameOf(1));
        const SessionTable table = tableOf(story.journal());
        QCOMPARE(table.row(0).pin, (Pin{Pin::Kind::PodName, 1}));
        QCOMPARE(table.recordsPinnedTo(Pin::Kind::PodName), 1U);
        QVERIFY(table.row(0).mismatch());
    }

    void anAddressIsReadAnewWhenAPodTakesIt()
    {
        Story story;
        story.made("http://127.77.0.99:8080");
        QCOMPARE(tableOf(story.journal()).row(0).pin.kind, Pin::Kind::OtherAddress);
        story.start(1, "127.77.0.99");
        const SessionTable table = tableOf(story.journal());
        QCOMPARE(table.row(0).pin, (Pin{Pin::Kind::PodAddress, 1}));
        QCOMPARE(table.recordsPinnedTo(Pin::Kind::OtherAddress), 0U);
        QCOMPARE(table.recordsPinnedTo(Pin::Kind::PodAddress), 1U);
    }

    void eachLoadSlidesTheExpiry()
    {
        Story story("redis", kHour);
        const auto saved = story.made(kService);
        const Event &save = *story.journal().find(saved);
        SessionTable table = tableOf(story.journal());
        QVERIFY(table.row(0).expiry == save.time + Duration::nanoseconds(kHour));
        story.wait(Duration::seconds(600));
        story.call({.session = kSession});
        const Event &load = *story.journal().find(story.lastOf(EventKind::RecordLoaded));
        table = tableOf(story.journal());
        QVERIFY(table.row(0).expiry == load.time + Duration::nanoseconds(kHour));
    }

    void withoutATimeToLiveTheExpiryIsUnknown()
    {
        Story story("redis", 0);
        story.made(kService);
        QVERIFY(!tableOf(story.journal()).row(0).expiry);
    }

    void aFlushTakesAllRecords()
    {
        Story story("redis", kHour);
        story.made(kService);
        QCOMPARE(tableOf(story.journal()).records(), 1U);
        story.add(EventKind::StoreFlushed, {.actor = kStore, .number = 1});
        const SessionTable table = tableOf(story.journal());
        QCOMPARE(table.records(), 0U);
        QVERIFY(!table.row(0).expiry);
    }

    void aLocalStoreDiesWithItsProxy()
    {
        Story story("local");
        story.made(kService);
        story.restartProxy(0, 2);
        QCOMPARE(tableOf(story.journal()).records(), 0U);
    }

    void aSessionWaitsWhileItsRequestIsUnderWay()
    {
        Story story;
        story.made(kService);
        const auto receive = [&] {
            story.add(EventKind::RequestReceived,
                      {.actor = kProxy0, .session = kSession, .exchange = 500, .text = "POST tools/list"});
        };
        receive();
        QCOMPARE(tableOf(story.journal()).row(0).state(), SessionState::Waiting);
        story.restartProxy(0, 2);
        QCOMPARE(tableOf(story.journal()).row(0).state(), SessionState::Intact);
    }

    void aForeignClientHasANameAndNoNumber()
    {
        Story story;
        story.add(EventKind::RequestReceived,
                  {.actor = kProxy0, .exchange = 7, .text = "POST initialize", .detail = "127.0.0.1"});
        story.add(EventKind::SessionCreated,
                  {.actor = kProxy0,
                   .session = kSession,
                   .exchange = 7,
                   .text = "claude-code 2.1",
                   .detail = "sessions",
                   .number = 1});
        const SessionTable table = tableOf(story.journal());
        QVERIFY(!table.row(0).client);
        QCOMPARE(story.journal().text(table.row(0).clientName), std::string_view("claude-code 2.1"));
        QCOMPARE(story.journal().text(table.row(0).clientAddress), std::string_view("127.0.0.1"));
    }

    void changesAreToldOnceAndAsOneRange()
    {
        Story story;
        for (const char *session : {"s-1", "s-2", "s-3", "s-4"})
            story.initialize(session, 0, kService);
        SessionTable table = tableOf(story.journal());
        QCOMPARE(table.takeChanged(), (SessionTable::Range{0, 3}));
        QVERIFY(!table.takeChanged());
        const std::size_t before = story.journal().events().size();
        story.call({.session = "s-3"});
        story.call({.session = "s-2"});
        const Journal &journal = story.journal();
        for (const Event &event : journal.events().subspan(before))
            table.apply(event, journal);
        QCOMPARE(table.takeChanged(), (SessionTable::Range{1, 2}));
    }

    void aCopyDoesNotSeeWhatHappensLater()
    {
        Story story;
        story.made(kService);
        SessionTable table = tableOf(story.journal());
        const SessionTable copy = table;
        const std::size_t before = story.journal().events().size();
        story.lostOn(1, kService);
        const Journal &journal = story.journal();
        for (const Event &event : journal.events().subspan(before))
            table.apply(event, journal);
        QCOMPARE(table.row(0).state(), SessionState::Lost);
        QCOMPARE(copy.row(0).state(), SessionState::Intact);
        QCOMPARE(copy.inState(SessionState::Lost), 0U);
        QCOMPARE(table.row(0).lastStatus, 404);
        QCOMPARE(journal.find(table.row(0).lastError)->kind, EventKind::AnswerSent);
    }
};

QTEST_APPLESS_MAIN(SessionTableTest)
#include "session_table_test.moc"

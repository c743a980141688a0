// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/session_outcomes.h"

#include <QTest>

#include <vector>

using namespace sessionscope;
using namespace sessionscope::journal;

namespace {

struct Told
{
    EventKind kind;
    std::int64_t number = 0;
    std::int64_t other = 0;
};

constexpr Told kAnswer200{EventKind::AnswerSent, 200};
constexpr Told kAnswer404{EventKind::AnswerSent, 404};
constexpr Told kAnswer503{EventKind::AnswerSent, 503};
constexpr Told kAnswer400{EventKind::AnswerSent, 400};
constexpr Told kPodKnew404{EventKind::PodAnswered, 404, 1};
constexpr Told kPodKnew400{EventKind::PodAnswered, 400, 1};
constexpr Told kStranger404{EventKind::PodAnswered, 404, 0};
constexpr Told kClosed{EventKind::SessionClosed};

SessionOutcomes outcomesAfter(const std::vector<Told> &story)
{
    Writer writer;
    const Symbol session = writer.intern("s1");
    writer.append({.number = -1, .session = session, .kind = EventKind::SessionCreated});
    for (const Told &told : story)
        writer.append({.number = told.number, .other = told.other, .session = session, .kind = told.kind});
    Journal journal;
    journal.append(writer.take());
    return outcomesOf(journal);
}

} // namespace

class SessionOutcomesTest : public QObject
{
    Q_OBJECT

private slots:
    void aStoryHasOneOutcome_data()
    {
        QTest::addColumn<std::vector<Told>>("story");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<int>("decidedBy");
        const auto row
            = [](const char *name, const std::vector<Told> &story, Outcome outcome, int decidedBy) {
                  QTest::newRow(name) << story << static_cast<int>(outcome) << decidedBy;
              };
        row("never used", {}, Outcome::Intact, 0);
        row("answered", {kAnswer200}, Outcome::Intact, 0);
        row("told gone", {kAnswer200, kAnswer404, kAnswer404}, Outcome::Lost, 3);
        row("a 404 is final", {kAnswer404, kAnswer200}, Outcome::Lost, 2);
        row("a 503 is not", {kAnswer503, kAnswer200}, Outcome::Intact, 0);
        row("a 503 at the end is", {kAnswer200, kAnswer503, kAnswer503}, Outcome::Lost, 3);
        row("no answer at the end", {kAnswer200, {EventKind::RequestFailed}}, Outcome::Lost, 3);
        row("no answer, then one", {{EventKind::RequestFailed}, kAnswer200}, Outcome::Intact, 0);
        row("a pod that knew it said 404", {kPodKnew404, kAnswer404}, Outcome::Intact, 0);
        row("a pod that knew it said 400", {kPodKnew400, kAnswer400}, Outcome::Intact, 0);
        row("a pod that did not know it said 404", {kStranger404, kAnswer404}, Outcome::Lost, 3);
        row("what a pod knew before an exchange counts no more", {kPodKnew404, kAnswer404, kAnswer404},
            Outcome::Lost, 4);
        row("a 400 that no pod explains", {kAnswer400}, Outcome::Lost, 2);
        row("refused with 401", {kAnswer200, {EventKind::AnswerSent, 401}}, Outcome::Lost, 3);
        row("refused with 403", {kAnswer200, {EventKind::AnswerSent, 403}}, Outcome::Lost, 3);
        row("refused with 421", {kAnswer200, {EventKind::AnswerSent, 421}}, Outcome::Lost, 3);
        row("refused, then answered", {{EventKind::AnswerSent, 421}, kAnswer200}, Outcome::Intact, 0);
        row("405 says nothing", {{EventKind::AnswerSent, 405}}, Outcome::Intact, 0);
        row("its count went on", {{EventKind::StateObserved, 2, 2}}, Outcome::Intact, 0);
        row("its count began anew", {kAnswer200, {EventKind::StateObserved, 2, 1}}, Outcome::Amnesia, 3);
        row("re-initialised", {{EventKind::SessionForgotten}, kAnswer200}, Outcome::Amnesia, 2);
        row("forgot, then gone", {{EventKind::SessionForgotten}, kAnswer404}, Outcome::Lost, 3);
        row("closed", {kAnswer200, kClosed}, Outcome::Closed, 3);
        row("closed, then used", {kClosed, kAnswer404}, Outcome::Closed, 2);
        row("gone before it was closed", {kAnswer404, kClosed}, Outcome::Lost, 2);
    }

    void aStoryHasOneOutcome()
    {
        QFETCH(std::vector<Told>, story);
        QFETCH(int, outcome);
        QFETCH(int, decidedBy);
        const SessionOutcomes outcomes = outcomesAfter(story);
        QCOMPARE(outcomes.sessions().size(), 1U);
        QCOMPARE(static_cast<int>(outcomes.sessions()[0].outcome()), outcome);
        QCOMPARE(static_cast<int>(outcomes.sessions()[0].decidedBy().value()), decidedBy);
    }

    void aReplacementIsNotCountedBesideWhatItReplaces()
    {
        Writer writer;
        writer.append({.session = writer.intern("old"), .kind = EventKind::SessionCreated});
        writer.append({.number = 404, .session = writer.intern("old"), .kind = EventKind::AnswerSent});
        writer.append({.session = writer.intern("new"), .kind = EventKind::SessionCreated});
        writer.append({.session = writer.intern("new"),
                       .text = writer.intern("old"),
                       .kind = EventKind::SessionReplaced});
        Journal journal;
        journal.append(writer.take());
        const auto totals = outcomesOf(journal).totals();
        QCOMPARE(totals, (SessionOutcomes::Totals{.total = 1, .lost = 1}));
    }

    void thePodThatAnsweredInitializeIsWhereItWasCreated()
    {
        Writer writer;
        writer.append({.exchange = ExchangeId(3),
                       .number = 200,
                       .actor = podActor(PodId(2)),
                       .kind = EventKind::PodAnswered});
        writer.append({.exchange = ExchangeId(3),
                       .number = -1,
                       .session = writer.intern("s"),
                       .kind = EventKind::SessionCreated});
        Journal journal;
        journal.append(writer.take());
        QCOMPARE(outcomesOf(journal).sessions()[0].createdOn, 2);
    }

    void whatNamesNoKnownSessionChangesNothing()
    {
        Writer writer;
        writer.append({.number = 404, .session = writer.intern("stranger"), .kind = EventKind::AnswerSent});
        writer.append({.number = 404, .kind = EventKind::AnswerSent});
        Journal journal;
        journal.append(writer.take());
        QCOMPARE(outcomesOf(journal).totals(), SessionOutcomes::Totals{});
    }
};

QTEST_APPLESS_MAIN(SessionOutcomesTest)
#include "session_outcomes_test.moc"

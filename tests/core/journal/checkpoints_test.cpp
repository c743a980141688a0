// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/checkpoints.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace sessionscope;
using namespace sessionscope::journal;

namespace {

/// Remembers the last event, and counts over all its copies how often it was applied.
struct Counting
{
    std::shared_ptr<std::size_t> applied = std::make_shared<std::size_t>(0);
    Sequence last{};
    std::size_t seen = 0;

    void apply(const Event &event, const Journal &)
    {
        ++*applied;
        ++seen;
        last = event.sequence;
    }
};

Journal journalOf(std::size_t events)
{
    Writer writer;
    for (std::size_t count = 0; count < events; ++count)
        writer.append({.kind = EventKind::RequestSent});
    Journal journal;
    journal.append(writer.take());
    return journal;
}

constexpr std::size_t kMillion = 1'000'000;

} // namespace

class CheckpointsTest : public QObject
{
    Q_OBJECT

private slots:
    void aSeekInAMillionEventsFoldsLessThanAnInterval()
    {
        const Journal journal = journalOf(kMillion);
        Checkpoints<Counting> checkpoints;
        checkpoints.grow(journal);
        const std::size_t &applied = *checkpoints.latest().applied;
        QCOMPARE(applied, kMillion);
        QCOMPARE(checkpoints.interval(), 4096U);
        std::size_t worst = 0;
        for (std::uint64_t sequence = 1; sequence <= kMillion; sequence += 4'093) {
            const std::size_t before = applied;
            QCOMPARE(checkpoints.at(Sequence(sequence), journal).last, Sequence(sequence));
            worst = std::max(worst, applied - before);
        }
        QVERIFY(worst > 0);
        QVERIFY(worst <= 4095);
    }

    void copiesAreThinnedOutBeyondTheirCapacity()
    {
        const Journal journal = journalOf(kMillion);
        Checkpoints<Counting> checkpoints(16);
        checkpoints.grow(journal);
        QVERIFY(checkpoints.copies() <= 16);
        QCOMPARE(checkpoints.interval(), 16U * 4096);
        for (const std::uint64_t sequence :
             {1U, 4096U, 65'535U, 65'536U, 65'537U, 500'000U, 999'999U, 1'000'000U}) {
            const Counting at = checkpoints.at(Sequence(sequence), journal);
            QCOMPARE(at.last, Sequence(sequence));
            QCOMPARE(at.seen, sequence);
        }
    }

    void aGrowingJournalIsFoldedOnce()
    {
        Writer writer;
        Journal journal;
        Checkpoints<Counting> checkpoints;
        for (int batch = 0; batch < 100; ++batch) {
            for (int count = 0; count < 101; ++count)
                writer.append(Event{});
            journal.append(writer.take());
            checkpoints.grow(journal);
        }
        QCOMPARE(*checkpoints.latest().applied, 10'100U);
        QCOMPARE(checkpoints.at(Sequence(5'000), journal).seen, 5'000U);
    }

    void outsideOfTheJournalItsEndsAreGiven()
    {
        const Journal journal = journalOf(10);
        Checkpoints<Counting> checkpoints;
        QCOMPARE(checkpoints.at(Sequence(3), journal).seen, 0U);
        checkpoints.grow(journal);
        QCOMPARE(checkpoints.at(Sequence(), journal).seen, 0U);
        QCOMPARE(checkpoints.at(Sequence(99), journal).seen, 10U);
    }
};

QTEST_APPLESS_MAIN(CheckpointsTest)
#include "checkpoints_test.moc"

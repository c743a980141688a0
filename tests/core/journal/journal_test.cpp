// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/journal.h"

#include <QTest>

#include <set>

using namespace sessionscope;
using namespace sessionscope::journal;

class JournalTest : public QObject
{
    Q_OBJECT

private slots:
    void everyKindHasANameOfItsOwn()
    {
        std::set<std::string> names;
        for (int kind = 0; kind < kEventKindCount; ++kind)
            names.insert(kindFields(static_cast<EventKind>(kind)).name);
        QCOMPARE(names.size(), static_cast<std::size_t>(kEventKindCount));
        QCOMPARE(kindFields(EventKind::RecordLoaded).name, "RecordLoaded");
        QCOMPARE(kindFields(EventKind::LimitReached).name, "LimitReached");
        QCOMPARE(kindFields(EventKind::PodAnswered).other, "knewSession");
    }

    void numberedActorsSayTheirNumber()
    {
        QCOMPARE(toText(podActor(PodId(2))), std::string("pod-2"));
        QCOMPARE(toText(Actor{Actor::Kind::Service, 0}), std::string("service"));
    }

    void eventsAreNumberedFromOneAndFoundByTheirNumber()
    {
        Writer writer;
        const auto first = writer.append({.kind = EventKind::RunStarted});
        const auto second = writer.append({.cause = first, .kind = EventKind::StepStarted});
        Journal journal;
        journal.append(writer.take());

        QCOMPARE(first, Sequence(1));
        QCOMPARE(journal.find(second)->cause, first);
        QVERIFY(journal.find(Sequence()) == nullptr);
        QVERIFY(journal.find(Sequence(3)) == nullptr);
    }

    void aBatchCarriesTheTextsThatAreNewInIt()
    {
        Writer writer;
        Journal journal;
        writer.append({.text = writer.intern("restart"), .kind = EventKind::RunStarted});
        journal.append(writer.take());
        writer.append({.text = writer.intern("restart"),
                       .detail = writer.intern("plan"),
                       .kind = EventKind::FaultRequested});
        const Batch batch = writer.take();
        journal.append(batch);

        QCOMPARE(batch.texts, std::vector<std::string>{"plan"});
        QCOMPARE(journal.text(journal.events()[0].text), std::string_view("restart"));
        QCOMPARE(journal.text(journal.events()[1].text), std::string_view("restart"));
        QCOMPARE(journal.text(journal.events()[1].detail), std::string_view("plan"));
    }

    void theDigestDependsOnEveryFieldAndOnOrder_data()
    {
        QTest::addColumn<int>("change");
        for (int change = 1; change <= 9; ++change)
            QTest::addRow("field %d", change) << change;
    }

    void theDigestDependsOnEveryFieldAndOnOrder()
    {
        QFETCH(int, change);
        QVERIFY(digestWith(change) != digestWith(0));
        QCOMPARE(digestWith(change), digestWith(change));
    }

private:
    static std::uint64_t digestWith(int change)
    {
        Writer writer;
        const Symbol text = writer.intern("text");
        Event event{.kind = EventKind::RecordLoaded};
        if (change == 1)
            event.time = Instant::sinceStart(Duration::nanoseconds(1));
        if (change == 2)
            event.cause = Sequence(1);
        if (change == 3)
            event.exchange = ExchangeId(1);
        if (change == 4)
            event.number = 1;
        if (change == 5)
            event.other = 1;
        if (change == 6)
            event.session = text;
        if (change == 7)
            event.text = text;
        if (change == 8)
            event.actor = proxyActor(ProxyId(1));
        writer.append(event);
        if (change == 9)
            writer.append(event);
        Journal journal;
        journal.append(writer.take());
        return journal.digest();
    }
};

QTEST_APPLESS_MAIN(JournalTest)
#include "journal_test.moc"

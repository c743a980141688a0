// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/exchange_spans.h"
#include "tests/core/journal/story.h"
#include "tests/support/sim_journal.h"

#include <QTest>

#include <algorithm>
#include <string>
#include <vector>

using namespace sessionscope;
using namespace sessionscope::journal;
using namespace sessionscope::testing;

namespace {

ExchangeIndex indexOf(const Journal &journal)
{
    ExchangeIndex index;
    for (const Event &event : journal.events())
        index.apply(event, journal);
    return index;
}

std::vector<std::string> kindsOf(const std::vector<ExchangeSpan> &spans)
{
    std::vector<std::string> kinds;
    for (const ExchangeSpan &span : spans)
        kinds.emplace_back(toText(span.kind));
    return kinds;
}

} // namespace

class ExchangeSpansTest : public QObject
{
    Q_OBJECT

private slots:
    void aCallIsReadFromTheClientToThePodAndBack()
    {
        Story story;
        story.made(kService);
        const auto received = story.lostOn(1, kService);
        const Journal &journal = story.journal();
        const ExchangeIndex index = indexOf(journal);
        const ExchangeEntry *entry = index.find(*journal.find(received));
        QVERIFY(entry);
        QCOMPARE(entry->status, 404);
        QCOMPARE(entry->pod, 1);
        QCOMPARE(entry->proxy, 0);
        QVERIFY(entry->finished && entry->failed);
        QCOMPARE(journal.text(entry->session), kSession);
        const auto spans = spansOf(journal, *entry);
        QCOMPARE(kindsOf(spans), (std::vector<std::string>{"client", "proxy", "load", "forward", "pod"}));
        QCOMPARE(spans[0].last, received);
        QCOMPARE(spans[3].pod, 1);
        QCOMPARE(spans[3].status, 404);
        QCOMPARE(journal.text(spans[2].text), kService);
        for (const ExchangeSpan &span : spans) {
            QVERIFY(span.begin <= span.end);
            QVERIFY(span.begin >= spans[0].begin && span.end <= spans[0].end);
        }
    }

    void aFailedDialIsAFailedForward()
    {
        Story story;
        story.made(addressOf(1));
        story.failed(addressOf(1), {{EventKind::DialFailed, addressOf(1), "connection-refused"}});
        const Journal &journal = story.journal();
        const ExchangeIndex index = indexOf(journal);
        const auto spans = spansOf(journal, *index.find(ExchangeId(900)));
        const auto forward = std::ranges::find(spans, ExchangeSpan::Kind::Forward, &ExchangeSpan::kind);
        QVERIFY(forward != spans.end());
        QVERIFY(forward->failed);
        QCOMPARE(journal.text(forward->trouble), std::string_view("connection-refused"));
        QVERIFY(!index.find(ExchangeId(900))->client); // nobody of the plan sent it
    }

    void aRequestThatNoProxyReceivedIsAnEntryToo()
    {
        Story story;
        story.made(kService);
        const auto client = clientActor(ClientId(0));
        const auto sent = story.add(EventKind::RequestSent,
                                    {.actor = client, .session = kSession, .text = "POST tools/list"});
        story.add(EventKind::RequestFailed,
                  {.actor = client, .session = kSession, .text = "connection-refused", .cause = sent});
        const Journal &journal = story.journal();
        const ExchangeIndex index = indexOf(journal);
        const auto lane = index.ofSession(*journal.symbol(kSession));
        QCOMPARE(lane.size(), 2U);
        const ExchangeEntry &entry = index.entry(lane[1]);
        QCOMPARE(entry.exchange, ExchangeId());
        QVERIFY(entry.failed);
        const auto spans = spansOf(journal, entry);
        QCOMPARE(kindsOf(spans), (std::vector<std::string>{"client"}));
        QCOMPARE(journal.text(spans[0].trouble), std::string_view("connection-refused"));
    }

    void inARunEveryEventHasItsExchangeAndLanesAreInOrder()
    {
        const Journal journal = journalOf("restart", "toolhive-0.17");
        const ExchangeIndex index = indexOf(journal);
        std::size_t inLanes = 0;
        for (const Event &event : journal.events()) {
            if (event.exchange != ExchangeId())
                QCOMPARE(index.find(event)->exchange, event.exchange);
            if (event.kind == EventKind::AnswerReceived)
                QCOMPARE(index.find(event)->received, event.sequence);
            if (event.kind != EventKind::SessionCreated)
                continue;
            const auto lane = index.ofSession(event.session);
            inLanes += lane.size();
            QVERIFY(std::ranges::is_sorted(lane, {}, [&](auto each) { return index.entry(each).begin; }));
        }
        QCOMPARE(inLanes, index.size());
        for (std::size_t each = 0; each < index.size(); ++each)
            QVERIFY(index.entry(each).finished);
    }

    void aPartOfALaneIsFoundByTime()
    {
        Story story;
        story.made(kService);
        for (int count = 0; count < 100; ++count)
            story.call({.session = kSession});
        const Journal &journal = story.journal();
        const ExchangeIndex index = indexOf(journal);
        const auto lane = index.ofSession(*journal.symbol(kSession));
        QCOMPARE(lane.size(), 101U);
        const Instant from = index.entry(lane[40]).begin;
        const Instant to = index.entry(lane[49]).begin;
        const auto part = index.within(lane, from, to);
        QCOMPARE(part.size(), 11U);
        QCOMPARE(part.front(), lane[39]);
        QCOMPARE(part.back(), lane[49]);
        QCOMPARE(index.ofPod(0).size(), 101U);
        QVERIFY(index.ofPod(7).empty());
    }
};

QTEST_APPLESS_MAIN(ExchangeSpansTest)
#include "exchange_spans_test.moc"

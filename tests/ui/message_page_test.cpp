// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/replay_plan.h"
#include "ui/views/message_page.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;
using journal::Event;
using journal::EventKind;
using journal::Leg;
using journal::Message;

namespace {

const std::string kSession = "0123456789abcdef";

Instant at(std::int64_t milliseconds)
{
    return Instant::sinceStart(Duration::milliseconds(milliseconds));
}

Message message(Leg leg, std::string body)
{
    Message message;
    message.id = journal::MessageId(1);
    message.exchange = ExchangeId(1);
    message.leg = leg;
    message.startLine = "POST /mcp HTTP/1.1";
    message.bodySize = body.size();
    message.body = std::move(body);
    message.complete = true;
    return message;
}

/// One exchange of the session, with `captured` as its client's request if there is one.
struct Recorded
{
    explicit Recorded(std::optional<Message> captured)
    {
        journal::Writer writer;
        Event event;
        event.kind = EventKind::RequestReceived;
        event.actor = journal::proxyActor(ProxyId(0));
        event.exchange = ExchangeId(1);
        event.session = session = writer.intern(kSession);
        event.text = writer.intern("POST tools/call counter");
        writer.append(event);
        event.kind = EventKind::AnswerSent;
        event.number = 404;
        writer.append(event);
        if (captured)
            writer.append(*captured);
        journal.append(writer.take());
        for (const Event &each : journal.events())
            exchanges.apply(each, journal);
    }

    journal::Journal journal;
    journal::ExchangeIndex exchanges;
    journal::Symbol session;
};

} // namespace

class MessagePageTest : public QObject
{
    Q_OBJECT

private slots:
    void eventsOfAStreamHaveTheirArrival()
    {
        Message stream = message(Leg::ClientResponse, "id: 7\ndata: {\"a\":1}\n\n: still here\n\ndata: x");
        stream.headers = {{"Content-Type", "text/event-stream"}};
        stream.arrivals = {{at(12), 21}, {at(30), 35}};
        const QString page = pageOf(stream, BodyForm::Pretty, {}, at(10));
        QVERIFY2(page.contains(QStringLiteral("▸ +2.0 ms · message · id 7\n{\n  \"a\": 1\n}")),
                 qPrintable(page));
        QVERIFY2(page.contains(QStringLiteral("▸ +20.0 ms · : still here")), qPrintable(page));
        QVERIFY2(page.contains(QStringLiteral("▸ not whole · data: x")), qPrintable(page));
    }

    void whatIsMissingIsTold()
    {
        Message cut = message(Leg::ClientRequest, "abc");
        cut.bodySize = 70'000;
        cut.complete = false;
        const QString page = pageOf(cut, BodyForm::Raw, {}, {});
        QVERIFY(page.contains(QStringLiteral("cut: 3 of 70000 bytes")));
        QVERIFY(page.contains(QStringLiteral("not ended")));
        cut.dropped = true;
        QVERIFY(pageOf(cut, BodyForm::Raw, {}, {}).contains(QStringLiteral("were let go")));
    }

    void changedLinesOfARecordAreMarked()
    {
        journal::SessionIdMask mask;
        mask.add(kSession);
        QCOMPARE(comparisonOf(R"({"pod":"a"})", "{\"pod\":\"" + kSession + "\"}", mask),
                 QStringLiteral("  {\n−   \"pod\": \"a\"\n+   \"pod\": \"0123…ef\"\n  }"));
    }

    void aReplaySendsWhatTheClientSent()
    {
        Message request = message(Leg::ClientRequest, "{}");
        request.headers = {{"Host", "127.0.0.1:1"},
                           {"mcp-session-id", kSession},
                           {"Authorization", journal::maskedHeaderValue("Authorization", "Bearer abc")},
                           {"Accept", "application/json"}};
        const Recorded recorded(request);
        const auto plan = replayOf(recorded.journal, recorded.exchanges, recorded.session);
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QCOMPARE(plan->size(), std::size_t(1));
        const ReplayRequest &only = plan->front();
        QCOMPARE(only.method, std::string("POST"));
        QCOMPARE(only.body, std::string("{}"));
        QVERIFY(only.namesSession);
        QCOMPARE(only.status, std::int64_t(404));
        // "Bearer (hidden, 3 bytes)" would be a credential that nobody ever had.
        QVERIFY((only.headers == std::vector<Message::Header>{{"Accept", "application/json"}}));
    }

    void aReplayNeedsTheWholeRequests()
    {
        Message cut = message(Leg::ClientRequest, "{}");
        cut.bodySize = 3;
        for (const std::optional<Message> &captured : {std::optional<Message>(), std::optional(cut)}) {
            const Recorded recorded(captured);
            const auto plan = replayOf(recorded.journal, recorded.exchanges, recorded.session);
            QVERIFY(!plan.has_value());
            QCOMPARE(plan.error().code, ErrorCode::NotFound);
        }
    }
};

QTEST_APPLESS_MAIN(MessagePageTest)
#include "message_page_test.moc"

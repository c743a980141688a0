// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/event_text.h"
#include "tests/core/journal/story.h"

#include <QTest>

#include <string>

using namespace sessionscope;
using namespace sessionscope::journal;
using namespace sessionscope::testing;

namespace {

constexpr Actor kClient = clientActor(ClientId(3));
constexpr Actor kPod = podActor(PodId(1));
constexpr Actor kFrontDoor{Actor::Kind::FrontDoor, 0};
constexpr Actor kServiceActor{Actor::Kind::Service, 0};

} // namespace

class EventTextTest : public QObject
{
    Q_OBJECT

private slots:
    void anEventIsASentence_data()
    {
        QTest::addColumn<int>("sequence");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("severity");
        const auto row
            = [this](EventKind kind, const EventFields &fields, const char *text, const char *severity) {
                  QTest::addRow("%s %s", kindFields(kind).name, text)
                      << static_cast<int>(m_builder.add(kind, fields).value()) << text << severity;
              };
        row(EventKind::RunStarted, {.text = "restart", .detail = "pod-dns", .number = 42},
            "run of restart under pod-dns started, seed 42", "info");
        row(EventKind::StepStarted, {.text = "call", .number = 0}, "step 1 started: call", "info");
        row(EventKind::FaultRequested, {.text = "restart-proxy", .detail = "window", .number = 0},
            "window asked for: restart-proxy 0", "warning");
        row(EventKind::FaultSettled, {.text = "flush-store"}, "flush-store is done", "info");
        row(EventKind::PodStarted, {.actor = kPod, .text = "127.77.0.11", .number = 1},
            "pod-1 started at 127.77.0.11", "info");
        row(EventKind::PodStarted, {.actor = kPod, .text = "127.77.0.11", .number = 2},
            "pod-1 started again at 127.77.0.11, incarnation 2", "info");
        row(EventKind::PodStopped, {.actor = kPod, .text = "killed", .number = 1},
            "pod-1 was killed, 1 session with it", "warning");
        row(EventKind::StoreStarted, {.actor = kStore, .text = "redis", .number = 7'200'000'000'000},
            "redis store started, records live 2h", "info");
        row(EventKind::StoreFlushed, {.actor = kStore, .number = 7}, "store flushed: 7 records lost", "bad");
        row(EventKind::ServicePicked,
            {.actor = kFrontDoor, .text = "127.0.0.1", .detail = "random", .number = 1},
            "front door picked proxy-1 for 127.0.0.1 (random)", "info");
        row(EventKind::ServicePicked,
            {.actor = kServiceActor, .text = "127.77.128.10", .detail = "affinity", .number = 2},
            "Service picked pod-2 for 127.77.128.10 (affinity)", "info");
        row(EventKind::AnswerReceived,
            {.actor = kClient, .session = kSession, .text = "POST tools/list", .number = 404},
            "client-3 got 404 for POST tools/list of session 3f1c…10", "bad");
        row(EventKind::StateObserved, {.actor = kClient, .session = kSession, .number = 5, .other = 1},
            "client-3 found its state of session 3f1c…10 lost: 1 where it expected 5", "bad");
        row(EventKind::RecordLoaded,
            {.actor = kProxy0, .session = kSession, .text = "http://x:1", .number = 1},
            "proxy-0 loaded the record of session 3f1c…10: http://x:1", "info");
        row(EventKind::RecordLoaded, {.actor = kProxy0, .session = kSession},
            "proxy-0 found no record of session 3f1c…10", "warning");
        row(EventKind::AnswerSent, {.actor = kProxy0, .text = "relayed", .number = 200, .other = 1'500'000},
            "proxy-0 answered 200 (relayed) after 1.5ms", "good");
        row(EventKind::AnswerSent, {.actor = kProxy0, .text = "store", .number = 503},
            "proxy-0 answered 503 (store) after 0s", "bad");
        row(EventKind::PodAnswered,
            {.actor = kPod, .session = kSession, .text = "tools/list", .number = 404, .other = 0},
            "pod-1 answered 404 to tools/list: it does not know session 3f1c…10", "bad");
        row(EventKind::SessionReplaced, {.actor = kClient, .session = kSession, .text = "0123456789abcdef"},
            "client-3 started over: session 3f1c…10 replaces 0123…ef", "warning");
    }

    void anEventIsASentence()
    {
        QFETCH(int, sequence);
        QFETCH(QString, text);
        QFETCH(QString, severity);
        const Journal &journal = m_builder.journal();
        const Event &event = *journal.find(Sequence(static_cast<std::uint64_t>(sequence)));
        QCOMPARE(QString::fromStdString(eventText(event, journal)), text);
        QCOMPARE(QString(toText(severityOf(event))), severity);
    }

    void everyKindHasASentenceThatHidesTheSession()
    {
        for (int kind = 0; kind < kEventKindCount; ++kind) {
            JournalBuilder builder;
            builder.add(static_cast<EventKind>(kind), {.session = kSession, .text = "x", .detail = "y"});
            const Journal &journal = builder.journal();
            const std::string text = eventText(journal.events()[0], journal);
            QVERIFY(!text.empty());
            QVERIFY2(text.find(kSession) == std::string::npos, text.c_str());
            QVERIFY2(!text.ends_with('.'), text.c_str());
        }
    }

    void theWholeIdIsShownWhenAskedFor()
    {
        JournalBuilder builder;
        builder.add(EventKind::SessionClosed, {.session = kSession});
        const Journal &journal = builder.journal();
        QVERIFY(eventText(journal.events()[0], journal, true).find(kSession) != std::string::npos);
    }

private:
    JournalBuilder m_builder;
};

QTEST_APPLESS_MAIN(EventTextTest)
#include "event_text_test.moc"

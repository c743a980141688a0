// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/filter.h"
#include "tests/core/journal/story.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <new>
#include <string>
#include <vector>

using namespace sessionscope;
using namespace sessionscope::journal;
using namespace sessionscope::testing;

namespace {

std::size_t g_allocations = 0;

} // namespace

void *operator new(std::size_t size)
{
    ++g_allocations;
    if (void *memory = std::malloc(size))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void *memory) noexcept
{
    std::free(memory);
}
void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace {

/// A story with a bit of everything, and the sessions at its end.
struct Lab : Story
{
    Lab()
        : Story("redis", 3'600'000'000'000)
    {
        made(kService);
        restartProxy(0, 2);
        wait(Duration::seconds(12));
        add(EventKind::ClientAttached,
            {.actor = clientActor(ClientId(9)), .text = "somebody 7.1", .detail = "127.0.0.1:40000"});
        lostOn(1, kService);
        for (const Event &event : journal().events())
            sessions.apply(event, journal());
    }

    std::size_t count(const std::string &filter)
    {
        const auto parsed = parseFilter(filter);
        if (!parsed)
            qFatal("%s", parsed.error().text().c_str());
        std::size_t matches = 0;
        for (const Event &event : journal().events())
            matches += parsed->matches(EventSubject(event, journal(), &sessions)) ? 1 : 0;
        return matches;
    }

    bool sessionMatches(const std::string &filter)
    {
        const auto parsed = parseFilter(filter);
        if (!parsed)
            qFatal("%s", parsed.error().text().c_str());
        return parsed->matches(SessionSubject(sessions.row(0), journal(), now()));
    }

    std::size_t countOf(const std::function<bool(const Event &)> &is)
    {
        return static_cast<std::size_t>(std::ranges::count_if(journal().events(), is));
    }

    SessionTable sessions;
};

} // namespace

class FilterTest : public QObject
{
    Q_OBJECT

private slots:
    void aTermFindsItsEvents_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("sameAs");
        const auto row
            = [](const char *filter, const char *sameAs) { QTest::newRow(filter) << filter << sameAs; };
        row("kind:recordloaded", "kind:RecordLoaded");
        row("kind:recordl*", "kind:RecordLoaded");
        row("kind:\"RecordLoaded\"", "kind:RecordLoaded");
        row("KIND:RecordLoaded", "kind=RecordLoaded");
        row("kind:fault", "kind:FaultRequested or kind:FaultSettled");
        row("session:3f1c*", "session:3F1C2F0A");
        row("session:3f1c…10", "session:3f1c*10");
        row("status:4xx", "status>=400 status<=499");
        row("status:404", "status>403 status<405");
        row("status!=404", "!status:404");
        row("-kind:fault", "!kind:fault");
        row("kind:error", "status>=400");
        row("t>12s", "t>=12s");
        row("t:0s..11s", "t<12s");
        row("pod:0 | pod:1", "pod:0..1");
        row("(pod:0 or pod:1) kind:PodAnswered", "kind:PodAnswered");
        row("not-there", "kind:LimitReached");
        row("proxy:0 AND status:404", "proxy:0 status:404");
        row("\"tools/call counter\"", "/tools.call counter/");
        row("text:counter", "COUNTER");
        row("pin:service", "state:lost");
        row("client:0", "client:sessionscope or (kind:RequestSent client:0)");
        row("http://mcp-myserver:8080", "\"http://mcp-myserver:8080\"");
    }

    void aTermFindsItsEvents()
    {
        QFETCH(QString, filter);
        QFETCH(QString, sameAs);
        Lab lab;
        QCOMPARE(lab.count(filter.toStdString()), lab.count(sameAs.toStdString()));
        QCOMPARE(lab.count(filter.toStdString()) == 0, filter == "not-there");
    }

    void theCountsAreThoseOfTheStory()
    {
        Lab lab;
        QCOMPARE(lab.count(""), lab.journal().events().size());
        QCOMPARE(lab.count("kind:RecordLoaded"), 1U);
        QCOMPARE(lab.count("kind:fault"), 2U);
        QCOMPARE(lab.count("status:404"), 4U);
        QCOMPARE(lab.count("kind:PodAnswered pod:1"), 1U);
        QCOMPARE(lab.count("state:lost"),
                 lab.countOf([](const Event &event) { return event.session != Symbol(); }));
        QCOMPARE(lab.count("!(kind:fault | kind:pod)"),
                 lab.journal().events().size() - 2 - lab.count("kind:pod"));
        QCOMPARE(lab.count("kind:PodAnswered 404"), 1U);
        QCOMPARE(lab.count("kind:client"), lab.countOf([](const Event &event) {
            return event.kind >= EventKind::ClientAttached && event.kind <= EventKind::SessionReplaced;
        }));
        QCOMPARE(lab.count("kind:client somebody"), 1U);
        QVERIFY(lab.count("t>12s") > 0);
        QVERIFY(lab.count("t>12s") < lab.journal().events().size());
    }

    void aSessionIsFoundByItsFields_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char *filter, bool matches) { QTest::newRow(filter) << filter << matches; };
        row("state:lost", true);
        row("state:intact", false);
        row("pin:service ttl<1h", true);
        row("ttl<30m", false);
        row("age>12s", true);
        row("pod:0", true);
        row("status:404", true);
        row("kind:fault", false); // a session is no event
        row("mode:F-01", false);
        row("client:0", true);
        row("client:sessions*", true);
        row("era:stateless", false);
        row("mcp-myserver", true);
    }

    void aSessionIsFoundByItsFields()
    {
        QFETCH(QString, filter);
        QFETCH(bool, matches);
        Lab lab;
        QCOMPARE(lab.sessionMatches(filter.toStdString()), matches);
    }

    void whatIsWrongIsSaidWithItsPlace_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *filter, const char *where, const char *part) {
            QTest::newRow(filter) << filter << where << part;
        };
        row("pdo:1", "column 1", "did you mean 'pod'?");
        row("pod:1 kind:RecordLoadet", "column 7", "did you mean 'RecordLoaded'?");
        row("ä status:4yx", "column 3", "404 or 4xx");
        row("t>soon", "column 1", "12s");
        row("state:asleep", "column 1", "known are: waiting");
        row("session<3", "column 1", "no order");
        row("pod:", "column 1", "lacks a value");
        row("\"open", "column 1", "do not end");
        row("/open", "column 1", "does not end");
        row("/(/", "column 1", "not a regular expression");
        row("//", "column 1", "empty");
        row("kind:/x/", "column 1", "takes no regular expression");
        row("(pod:1", "column 1", "not closed");
        row("pod:1)", "column 6", "no '('");
        row("pod:1 or", "column 7", "missing here");
        row("or pod:1", "column 1", "missing here");
        row("()", "column 2", "missing here");
        row("pod:1 !", "column 7", "shall not be");
        row("zzzzzzzz:1", "column 1", "known are: session");
    }

    void whatIsWrongIsSaidWithItsPlace()
    {
        QFETCH(QString, filter);
        QFETCH(QString, where);
        QFETCH(QString, part);
        const auto parsed = parseFilter(filter.toStdString());
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::InvalidInput);
        QCOMPARE(QString::fromStdString(parsed.error().where), where);
        QVERIFY2(QString::fromStdString(parsed.error().text()).contains(part), parsed.error().text().c_str());
    }

    void askingAllocatesNothing()
    {
        Lab lab;
        const auto filter
            = parseFilter("(pod:1 or kind:rec* or kind:error) -session:zz* status>=200 t<1h text:a*b "
                          "| state:lost pin:service client:session ttl<2h \"not there\" word");
        QVERIFY(filter);
        const Journal &journal = lab.journal();
        const std::size_t before = g_allocations;
        std::size_t matches = 0;
        for (const Event &event : journal.events())
            matches += filter->matches(EventSubject(event, journal, &lab.sessions)) ? 1 : 0;
        matches += filter->matches(SessionSubject(lab.sessions.row(0), journal, lab.now())) ? 1 : 0;
        const std::size_t after = g_allocations;
        QCOMPARE(after, before);
        QVERIFY(matches < journal.events().size());
    }

    void hostileTextsNeitherCrashNorHang()
    {
        Lab lab;
        QVERIFY(!parseFilter(std::string(3'000, '(')));
        QVERIFY(!parseFilter(std::string(3'000, '!') + "x"));
        QVERIFY(!parseFilter(std::string(10'000, 'x')));
        QVERIFY(!parseFilter("/" + std::string(1'000, 'a') + "/"));
        QVERIFY(!parseFilter("/((((a{999}){999}){999}){999})/"));
        const auto slow = parseFilter("/(a+)+$/");
        QVERIFY(slow);
        Writer writer;
        writer.append({.text = writer.intern(std::string(2'000, 'a') + "b"), .kind = EventKind::RequestSent});
        Journal journal;
        journal.append(writer.take());
        QVERIFY(slow->matches(EventSubject(journal.events()[0], journal)));
        const auto stars = parseFilter("text:*a*a*a*a*a*a*a*a*c");
        QVERIFY(!stars->matches(EventSubject(journal.events()[0], journal)));
    }

    void tokensAreShownWithWhatIsWrong()
    {
        using Kind = FilterToken::Kind;
        QCOMPARE(highlight("pod:2 !(x|\"y\")"),
                 (std::vector<FilterToken>{{0, 3, Kind::Field, true},
                                           {3, 1, Kind::Operator, true},
                                           {4, 1, Kind::Value, true},
                                           {6, 1, Kind::Not, true},
                                           {7, 1, Kind::Parenthesis, true},
                                           {8, 1, Kind::Word, true},
                                           {9, 1, Kind::Or, true},
                                           {10, 3, Kind::Quoted, true},
                                           {13, 1, Kind::Parenthesis, true}}));
        QCOMPARE(highlight("pod:x y pin:z"),
                 (std::vector<FilterToken>{{0, 3, Kind::Field, false},
                                           {3, 1, Kind::Operator, false},
                                           {4, 1, Kind::Value, false},
                                           {6, 1, Kind::Word, true},
                                           {8, 3, Kind::Field, false},
                                           {11, 1, Kind::Operator, false},
                                           {12, 1, Kind::Value, false}}));
        QVERIFY(highlight("").empty());
    }

    void everyFieldIsExplained()
    {
        for (const FilterFieldInfo &info : filterFields()) {
            QVERIFY(!info.description.empty());
            for (const std::string_view value : info.values)
                QVERIFY2(parseFilter(std::string(info.name) + ':' + std::string(value)), info.name.data());
        }
    }
};

QTEST_APPLESS_MAIN(FilterTest)
#include "filter_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/journal/explain.h"
#include "tests/core/journal/story.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace sessionscope;
using namespace sessionscope::journal;
using namespace sessionscope::testing;

/// What is explained by what a pod is known to hold.
class ExplainKnownTest : public QObject
{
    Q_OBJECT

private slots:
    void aSessionThatItsPodKnowsIsIntactWhateverElseIsRefused_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("title");
        QTest::newRow("no such path") << 404 << QByteArray("A 404 that is not about the session");
        QTest::newRow("no such request")
            << 400 << QByteArray("The pod refused the request; the session is untouched");
        QTest::newRow("no such method")
            << 405 << QByteArray("The pod refused the request; the session is untouched");
    }

    void aSessionThatItsPodKnowsIsIntactWhateverElseIsRefused()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, title);
        Story story;
        story.made(kService);
        story.call({.session = kSession, .status = status});
        QCOMPARE(explained(story).outcome, Outcome::Intact);
        QCOMPARE(explained(story).modeTitle, title.toStdString());
        story.call({.session = kSession});
        QCOMPARE(explained(story).outcome, Outcome::Intact);
        QCOMPARE(explained(story).modeTitle, std::string("The session works"));
    }

    void ofAServerWhoseSessionsNobodyCountsNoneAreCounted()
    {
        Story story;
        story.made(nameOf(0));
        const auto root
            = story.add(EventKind::PodStopped, {.actor = podActor(PodId(0)), .text = "killed", .number = -1});
        story.lostOn(0, nameOf(0));
        const auto chain = explained(story).chain;
        const auto link = std::ranges::find(chain, root, &Explanation::Link::event);
        QVERIFY(link != chain.end());
        QCOMPARE(link->text, std::string("pod-0 was killed"));
    }
};

QTEST_APPLESS_MAIN(ExplainKnownTest)
#include "explain_known_test.moc"

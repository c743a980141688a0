// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/paced.h"

#include <QTest>
#include <QWidget>

using namespace sessionscope::ui;

class PacedTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsAskedForOftenIsDoneOnce();
    void dearWorkIsDoneAgainAfterTwoSecondsAllTheSame();
    void whatNobodySeesWaitsUntilItIsShown();
};

void PacedTest::whatIsAskedForOftenIsDoneOnce()
{
    int done = 0;
    Paced paced([&done] { ++done; }, nullptr, this);
    paced.ask();
    QCOMPARE(done, 1);
    for (int i = 0; i < 100; ++i)
        paced.ask();
    QCOMPARE(done, 1);
    QTRY_COMPARE(done, 2);
}

void PacedTest::dearWorkIsDoneAgainAfterTwoSecondsAllTheSame()
{
    int done = 0;
    Paced paced([&done] { ++done; }, nullptr, this);
    paced.ask();
    constexpr qint64 kHour = 3'600'000'000'000;
    paced.addCost(kHour);
    paced.ask();
    QCOMPARE(done, 1);
    QTRY_COMPARE_WITH_TIMEOUT(done, 2, 5 * Paced::kPauseMaxMs);
}

void PacedTest::whatNobodySeesWaitsUntilItIsShown()
{
    int done = 0;
    QWidget page;
    Paced paced([&done] { ++done; }, &page, this);
    paced.ask();
    paced.ask();
    QCOMPARE(done, 0);
    page.show();
    QTRY_COMPARE(done, 1);
}

QTEST_MAIN(PacedTest)
#include "paced_test.moc"

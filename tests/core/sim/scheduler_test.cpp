// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/sim/scheduler.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::sim;

class SchedulerTest : public QObject
{
    Q_OBJECT

private slots:
    void takesWhatIsDueInOrderOfTimeThenOfScheduling()
    {
        Scheduler<char> scheduler;
        scheduler.after(Duration::seconds(2), 'c');
        scheduler.after(Duration::seconds(1), 'a');
        scheduler.after(Duration::seconds(1), 'b');
        std::string order;
        while (const auto what = scheduler.next())
            order += *what;
        QCOMPARE(order, std::string("abc"));
        QCOMPARE(scheduler.now(), Instant::sinceStart(Duration::seconds(2)));
    }

    void timeNeverGoesBack()
    {
        Scheduler<char> scheduler;
        scheduler.after(Duration::seconds(5), 'a');
        scheduler.next();
        scheduler.at(Instant(), 'b');
        scheduler.next();
        QCOMPARE(scheduler.now(), Instant::sinceStart(Duration::seconds(5)));
    }
};

QTEST_APPLESS_MAIN(SchedulerTest)
#include "scheduler_test.moc"

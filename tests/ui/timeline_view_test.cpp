// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/views/timeline_view.h"

#include <QComboBox>
#include <QDockWidget>
#include <QPushButton>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

/// The timeline in front, after a whole run of the simulator.
struct TimelineRig : WindowRig
{
    bool run()
    {
        view = window.findChild<TimelineView *>();
        lanes = view->findChild<TimelineLanes *>();
        for (QWidget *parent = view; parent; parent = parent->parentWidget()) {
            if (auto *dock = qobject_cast<QDockWidget *>(parent))
                dock->raise();
        }
        window.resize(1366, 768);
        trigger("run.start");
        return QTest::qWaitFor(
            [this] {
                const Run *run = workspace.run();
                return run && run->verdict() && view->isVisible() && lanes->laneCount() > 1;
            },
            20'000);
    }

    void press(QPoint at) { QTest::mouseClick(lanes->viewport(), Qt::LeftButton, {}, at); }
    QPoint axisPoint(double part) const
    {
        const auto [from, to] = lanes->range();
        const double begin = lanes->xOf(from);
        return {static_cast<int>(begin + part * (lanes->xOf(to) - begin)), 4};
    }

    TimelineView *view = nullptr;
    TimelineLanes *lanes = nullptr;
};

} // namespace

class TimelineViewTest : public QObject
{
    Q_OBJECT

private slots:
    void scrubsAndReturnsToTheLatest()
    {
        TimelineRig rig;
        QVERIFY(rig.run());
        auto *live = rig.view->findChild<QPushButton *>(QStringLiteral("timeline.live"));
        QVERIFY(!live->isEnabled());
        const QPoint at = rig.axisPoint(0.5);
        const Instant time = rig.lanes->timeAt(at.x());
        rig.press(at);
        QVERIFY(!rig.workspace.cursor().isLive());
        const auto &journal = rig.workspace.run()->journal();
        const journal::Event *shown = journal.find(*rig.workspace.cursor().sequence());
        QVERIFY(shown && shown->time <= time);
        for (const journal::Event &event : journal.events())
            QVERIFY2(event.sequence <= shown->sequence || event.time > time, "the last event by then");
        live->click();
        QVERIFY(rig.workspace.cursor().isLive());
    }

    void brushesASpanAndForgetsIt()
    {
        TimelineRig rig;
        QVERIFY(rig.run());
        const QPoint from(rig.axisPoint(0.25).x(), rig.lanes->axisHeight() + 8);
        const QPoint to(rig.axisPoint(0.75).x(), from.y());
        const TimeCursor::Span wanted{rig.lanes->timeAt(from.x()), rig.lanes->timeAt(to.x())};
        QTest::mousePress(rig.lanes->viewport(), Qt::LeftButton, {}, to);
        QTest::mouseMove(rig.lanes->viewport(), from);
        QTest::mouseRelease(rig.lanes->viewport(), Qt::LeftButton, {}, from);
        QVERIFY(rig.workspace.cursor().span() == std::optional(wanted));
        QVERIFY(rig.lanes->range() == wanted);
        QTest::mouseDClick(rig.lanes->viewport(), Qt::LeftButton, {}, from);
        QVERIFY(!rig.workspace.cursor().span());
    }

    void selectsTheExchangeOfABar()
    {
        TimelineRig rig;
        QVERIFY(rig.run());
        const journal::Symbol session = rig.workspace.state().picture().sessions().row(0).session;
        journal::ExchangeIndex index;
        for (const journal::Event &event : rig.workspace.run()->journal().events())
            index.apply(event, rig.workspace.run()->journal());
        const journal::ExchangeEntry &last = index.entry(index.ofSession(session).back());
        rig.press({static_cast<int>(rig.lanes->xOf(last.begin)) + 1, rig.lanes->laneRect(0).center().y()});
        QVERIFY(rig.workspace.selection().value().session == std::optional(session));
        QVERIFY(rig.workspace.selection().value().exchange == std::optional(last.exchange));
    }

    void isDrivenByKeys()
    {
        TimelineRig rig;
        QVERIFY(rig.run());
        const auto events = rig.workspace.run()->journal().events();
        const TimeCursor &cursor = rig.workspace.cursor();
        QTest::keyClick(rig.lanes, Qt::Key_Home);
        QVERIFY(cursor.sequence() == std::optional(events.front().sequence));
        QTest::keyClick(rig.lanes, Qt::Key_Right);
        QVERIFY(cursor.sequence() == std::optional(events[1].sequence));
        QTest::keyClick(rig.lanes, Qt::Key_End);
        QVERIFY(cursor.isLive());
        QTest::keyClick(rig.lanes, Qt::Key_Down);
        QTest::keyClick(rig.lanes, Qt::Key_Return);
        const auto session = rig.workspace.selection().value().session;
        QVERIFY(session && *session == rig.workspace.state().picture().sessions().row(1).session);
    }

    void hasALanePerPodAndACsv()
    {
        TimelineRig rig;
        QVERIFY(rig.run());
        const int sessions = rig.lanes->laneCount();
        rig.view->findChild<QComboBox *>(QStringLiteral("timeline.lanes"))->setCurrentIndex(1);
        QVERIFY(rig.lanes->laneCount() > 0 && rig.lanes->laneCount() < sessions);
        const QByteArray csv = rig.view->exports().first().render();
        QVERIFY(csv.startsWith("begin_seconds,"));
        QVERIFY(csv.count('\n') > sessions);
    }
};

QTEST_MAIN(TimelineViewTest)
#include "timeline_view_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"

#include <QSignalSpy>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

class ClosingTest : public QObject
{
    Q_OBJECT

private slots:
    void endsARunThatWaitsForAnotherToEnd()
    {
        WindowRig rig;
        rig.trigger("run.start");
        QTRY_VERIFY(rig.workspace.lab().isUp());
        rig.trigger("run.start");
        QVERIFY(!rig.workspace.lab().isUp());
        const QSignalSpy left(&rig.window, &MainWindow::leaving);
        rig.window.close();
        QVERIFY(!rig.window.isVisible());
        QCOMPARE(left.count(), 1);
        QTRY_VERIFY(!rig.workspace.lab().isBusy());
        QCOMPARE(rig.workspace.runs().runs().size(), 1);
        QCOMPARE(rig.workspace.run()->state(), Run::State::Over);
    }

    void endsADemonstrationBetweenItsRuns()
    {
        WindowRig rig;
        bool closed = false;
        connect(&rig.workspace.lab(), &Lab::changed, this, [&] {
            if (closed || rig.workspace.lab().run()->state() != Run::State::Stopping)
                return;
            closed = true;
            rig.window.close();
        });
        rig.trigger("run.demonstrate");
        QTRY_VERIFY(closed && !rig.workspace.lab().isBusy());
        QCOMPARE(rig.workspace.runs().runs().size(), 1);
        QCOMPARE(rig.workspace.demonstration().phase(), Demonstration::Phase::Idle);
    }

    void endsWhatIsStartedWhileTheWindowGoes()
    {
        WindowRig rig;
        rig.trigger("run.start");
        QTRY_VERIFY(rig.workspace.lab().isUp());
        rig.window.close();
        rig.workspace.startRun();
        QTRY_VERIFY(!rig.workspace.lab().isBusy());
        QCOMPARE(rig.workspace.run()->state(), Run::State::Over);
    }
};

QTEST_MAIN(ClosingTest)
#include "closing_test.moc"

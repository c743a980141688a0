// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

/// As files are opened one after the other.
void addOpened(RunList &runs, int count)
{
    for (int i = 0; i < count; ++i) {
        auto *run = new Run({}, {});
        run->setState(Run::State::Over);
        runs.add(run);
    }
}

} // namespace

/// Which runs are forgotten when there are too many.
class RunListTest : public QObject
{
    Q_OBJECT

private slots:
    void forgetsTheOldestOfTooMany()
    {
        RunList runs;
        addOpened(runs, RunList::kRunsMax + 1);
        QCOMPARE(runs.runs().size(), RunList::kRunsMax);
    }

    void keepsWhatIsNotOver_data()
    {
        QTest::addColumn<Run::State>("state");
        QTest::newRow("coming up") << Run::State::Opening;
        QTest::newRow("running") << Run::State::Running;
        QTest::newRow("standing") << Run::State::Standing;
        QTest::newRow("going down") << Run::State::Stopping;
    }

    void keepsWhatIsNotOver()
    {
        QFETCH(Run::State, state);
        RunList runs;
        auto *run = new Run({}, {});
        run->setState(state);
        runs.add(run);
        addOpened(runs, RunList::kRunsMax);
        QVERIFY(runs.runs().contains(run));
    }

    void theLabForgetsARunThatIsForgotten()
    {
        WindowRig rig;
        rig.trigger("run.start");
        QTRY_VERIFY(rig.workspace.lab().isUp());
        rig.trigger("run.stop");
        QTRY_VERIFY(!rig.workspace.lab().isBusy());
        addOpened(rig.workspace.runs(), RunList::kRunsMax);
        QTRY_VERIFY(!rig.workspace.lab().run());
        QVERIFY(!rig.workspace.lab().isUp());
        rig.trigger("run.start");
        QTRY_VERIFY(rig.workspace.run()->verdict());
    }
};

QTEST_MAIN(RunListTest)
#include "run_list_test.moc"

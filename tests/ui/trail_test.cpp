// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"

#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

struct TrailRig : WindowRig
{
    bool run()
    {
        const Run *before = workspace.run();
        trigger("run.start");
        return QTest::qWaitFor([this, before] {
            return workspace.run() && workspace.run() != before && workspace.run()->verdict();
        });
    }

    journal::Symbol session(std::size_t row)
    {
        return workspace.state().picture().sessions().row(row).session;
    }
    void select(std::size_t row) { workspace.selection().selectSession(session(row)); }
    bool isSelected(std::size_t row) { return workspace.selection().value().session == session(row); }
    bool can(const char *action) { return workspace.actions().find(QLatin1String(action))->isEnabled(); }
    /// Somebody looks for a moment, and then turns to something else.
    void look(std::size_t row)
    {
        select(row);
        QVERIFY(QTest::qWaitFor([this] { return timer().remainingTime() < 0; }));
    }
    QTimer &timer() { return *window.findChild<QTimer *>(QStringLiteral("trail.moment")); }
};

} // namespace

/// Back and forward through what was looked at.
class TrailTest : public QObject
{
    Q_OBJECT

private slots:
    void backAndForwardGoThroughSelections()
    {
        TrailRig rig;
        QVERIFY(rig.run());
        QVERIFY(!rig.can("go.back"));
        for (const std::size_t row : {0U, 1U, 2U})
            rig.look(row);
        QVERIFY(!rig.can("go.forward"));
        rig.trigger("go.back");
        QVERIFY(rig.isSelected(1));
        rig.trigger("go.back");
        QVERIFY(rig.isSelected(0));
        QVERIFY(!rig.can("go.back"));
        rig.trigger("go.forward");
        QVERIFY(rig.isSelected(1));
        rig.look(5); // another way
        QVERIFY(!rig.can("go.forward"));
        rig.trigger("go.back");
        QVERIFY(rig.isSelected(1));
    }

    void instantsArePlacesAndALongDragIsOne()
    {
        TrailRig rig;
        QVERIFY(rig.run());
        rig.look(0);
        for (std::uint64_t sequence = 10; sequence < 60; ++sequence)
            rig.workspace.cursor().moveTo(journal::Sequence(sequence));
        rig.trigger("go.back");
        QVERIFY(rig.workspace.cursor().isLive());
        QVERIFY(rig.isSelected(0));
        rig.trigger("go.forward");
        QVERIFY(rig.workspace.cursor().sequence() == journal::Sequence(59));
    }

    void whatIsDeselectedIsComeBackTo()
    {
        TrailRig rig;
        QVERIFY(rig.run());
        rig.look(3);
        rig.workspace.selection().clear();
        QVERIFY(rig.can("go.back"));
        rig.trigger("go.back");
        QVERIFY(rig.isSelected(3));
    }

    void theMousesOwnButtonsDoTheSame()
    {
        TrailRig rig;
        QVERIFY(rig.run());
        rig.look(0);
        rig.look(1);
        QTest::mouseClick(rig.window.centralWidget(), Qt::BackButton);
        QVERIFY(rig.isSelected(0));
        QTest::mouseClick(rig.window.centralWidget(), Qt::ForwardButton);
        QVERIFY(rig.isSelected(1));
    }

    void whatIsInspectedHasNoTrail()
    {
        TrailRig rig;
        QVERIFY(rig.run());
        Run *first = rig.workspace.run();
        rig.look(0);
        QVERIFY(rig.run());
        rig.look(1);
        rig.trigger("mode.inspect");
        QVERIFY(!rig.workspace.actions().find(QStringLiteral("go.back"))->isVisible());
        QTest::mouseClick(rig.window.centralWidget(), Qt::BackButton);
        QVERIFY(rig.workspace.mode().inspects());
        QVERIFY(rig.workspace.run() != first);
    }

    void aPlaceIsInItsRun()
    {
        TrailRig rig;
        QVERIFY(rig.run());
        Run *first = rig.workspace.run();
        rig.look(0);
        QVERIFY(rig.run());
        Run *second = rig.workspace.run();
        QVERIFY(first != second);
        rig.look(1);
        rig.trigger("go.back");
        QCOMPARE(rig.workspace.run(), first);
        QVERIFY(rig.isSelected(0));
        rig.trigger("go.forward");
        QCOMPARE(rig.workspace.run(), second);
        rig.workspace.runs().remove(first);
        QVERIFY(!rig.can("go.back"));
    }
};

QTEST_MAIN(TrailTest)
#include "trail_test.moc"

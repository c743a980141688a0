// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"

#include <QComboBox>
#include <QSpinBox>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

struct SetupRig : WindowRig
{
    void run()
    {
        trigger("run.start");
        QTRY_VERIFY(workspace.run() && workspace.run()->verdict());
    }

    QSpinBox *seed = window.findChild<QSpinBox *>(QStringLiteral("setup.seed"));
    QComboBox *profile = window.findChild<QComboBox *>(QStringLiteral("setup.profile"));
};

} // namespace

class SetupBarTest : public QObject
{
    Q_OBJECT

private slots:
    void everyScenarioHasItsSeedUntilOneIsLocked()
    {
        SetupRig rig;
        scenario::Plan plan = rig.workspace.setup().plan();
        plan.seed = 7;
        rig.workspace.setup().setPlan(plan);
        QCOMPARE(rig.seed->value(), 7);
        rig.trigger("setup.lock-seed");
        plan.seed = 8;
        rig.workspace.setup().setPlan(plan);
        QCOMPARE(rig.seed->value(), 7);
        rig.trigger("setup.lock-seed");
        QCOMPARE(rig.seed->value(), 8);
    }

    void whatIsTypedIsLocked()
    {
        SetupRig rig;
        rig.seed->selectAll();
        QTest::keyClicks(rig.seed, QStringLiteral("99"));
        QTest::keyClick(rig.seed, Qt::Key_Return);
        QCOMPARE(rig.workspace.setup().seed(), std::uint64_t(99));
        QVERIFY(rig.workspace.setup().isSeedLocked());
    }

    void runsTheSameSeedAgain()
    {
        SetupRig rig;
        QVERIFY(!rig.workspace.actions().find(QStringLiteral("run.again"))->isEnabled());
        auto overrides = rig.workspace.setup().overrides();
        overrides.profile = "pr-4638";
        overrides.seed = 1234;
        rig.workspace.setup().setOverrides(overrides);
        rig.run();
        const auto first = rig.workspace.run()->verdict()->sessions;
        overrides.seed.reset();
        rig.workspace.setup().setOverrides(overrides);
        QCOMPARE(rig.workspace.setup().seed(), std::uint64_t(42));
        const Run *before = rig.workspace.run();
        rig.trigger("run.again");
        QTRY_VERIFY(rig.workspace.run() != before && rig.workspace.run()->verdict());
        QCOMPARE(rig.workspace.run()->header().seed, std::uint64_t(1234));
        QCOMPARE(rig.workspace.run()->verdict()->sessions, first);
        QVERIFY(rig.workspace.setup().isSeedLocked());
    }

    void keepsASeedThatIsTooGreatForItsBox()
    {
        SetupRig rig;
        auto overrides = rig.workspace.setup().overrides();
        overrides.seed = 10'000'000'000ULL;
        rig.workspace.setup().setOverrides(overrides);
        rig.profile->setCurrentIndex(0);
        emit rig.profile->activated(0);
        QCOMPARE(rig.workspace.setup().overrides().profile, std::string("memory"));
        QCOMPARE(rig.workspace.setup().seed(), std::uint64_t(10'000'000'000ULL));
    }
};

QTEST_MAIN(SetupBarTest)
#include "setup_bar_test.moc"

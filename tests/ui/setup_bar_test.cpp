// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"

#include <QComboBox>
#include <QLineEdit>
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

    QLineEdit *seed = window.findChild<QLineEdit *>(QStringLiteral("setup.seed"));
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
        QCOMPARE(rig.seed->text(), QStringLiteral("7"));
        rig.trigger("setup.lock-seed");
        plan.seed = 8;
        rig.workspace.setup().setPlan(plan);
        QCOMPARE(rig.seed->text(), QStringLiteral("7"));
        rig.trigger("setup.lock-seed");
        QCOMPARE(rig.seed->text(), QStringLiteral("8"));
    }

    void onlyServersOfOnesOwnHaveOtherTools()
    {
        SetupRig rig;
        RunSetup &setup = rig.workspace.setup();
        scenario::Plan plan = setup.plan();
        plan.steps = {scenario::plan_step::Initialize{}, scenario::plan_step::Call{"countr", 1, {}}};
        setup.setPlan(plan);
        QVERIFY(!setup.resolved().has_value());
        QCOMPARE(setup.resolved().error().where, std::string("$.steps[1].tool"));
        QVERIFY(!setup.resolvedUnder("pod-dns").has_value());
        setup.setPodCommand(QStringLiteral("server {port}"));
        QVERIFY(setup.resolved().has_value());
        QVERIFY(setup.resolvedUnder("pod-dns").has_value());
    }

    void whatIsTypedIsLocked()
    {
        SetupRig rig;
        rig.seed->selectAll();
        QTest::keyClicks(rig.seed, QStringLiteral("99"));
        QCOMPARE(rig.workspace.setup().seed(),
                 std::uint64_t(99)); // what Run would take, without an Enter before
        QVERIFY(rig.workspace.setup().isSeedLocked());
    }

    void whatIsNoSeedGivesWayToTheOneBefore_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("nothing") << QString();
        QTest::newRow("too great") << QStringLiteral("99999999999999999999");
    }

    void whatIsNoSeedGivesWayToTheOneBefore()
    {
        QFETCH(QString, typed);
        SetupRig rig;
        QVERIFY(QTest::qWaitForWindowActive(&rig.window));
        rig.seed->setFocus();
        rig.seed->selectAll();
        QTest::keyClick(rig.seed, Qt::Key_Delete);
        const std::uint64_t before = 9'999'999'999'999'999'999ULL; // the last that was one
        QTest::keyClicks(rig.seed, typed);
        QCOMPARE(rig.workspace.setup().seed(), typed.isEmpty() ? std::uint64_t(42) : before);
        rig.profile->setFocus();
        QTRY_COMPARE(rig.seed->text(), QString::number(rig.workspace.setup().seed()));
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

    void showsAndKeepsAGreatSeed()
    {
        SetupRig rig;
        auto overrides = rig.workspace.setup().overrides();
        overrides.seed = 10'000'000'000ULL;
        rig.workspace.setup().setOverrides(overrides);
        QCOMPARE(rig.seed->text(), QStringLiteral("10000000000"));
        rig.profile->setCurrentIndex(0);
        emit rig.profile->activated(0);
        QCOMPARE(rig.workspace.setup().overrides().profile, std::string("memory"));
        QCOMPARE(rig.workspace.setup().seed(), std::uint64_t(10'000'000'000ULL));
    }
};

QTEST_MAIN(SetupBarTest)
#include "setup_bar_test.moc"

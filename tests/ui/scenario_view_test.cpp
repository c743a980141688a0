// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/views/cluster_form.h"
#include "ui/views/scenario_view.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

class ScenarioViewTest : public QObject
{
    Q_OBJECT

private slots:
    void showsTheStepsOfTheRunAndWhatItsChecksSaid()
    {
        WindowRig rig;
        auto *steps = rig.window.findChild<QListWidget *>(QStringLiteral("scenario.steps"));
        auto *checks = rig.window.findChild<QListWidget *>(QStringLiteral("scenario.checks"));
        QCOMPARE(steps->count(), 4);
        QCOMPARE(checks->count(), 6);
        QCOMPARE(steps->item(0)->text(), QStringLiteral("○  initialize"));
        QVERIFY(checks->item(0)->text().startsWith(QStringLiteral("○")));
        auto overrides = rig.workspace.setup().overrides();
        overrides.profile = "toolhive-0.17";
        rig.workspace.setup().setOverrides(overrides);
        rig.trigger("run.start");
        QTRY_COMPARE(steps->item(3)->text().left(1), QStringLiteral("✓"));
        QTRY_COMPARE(checks->findItems(QStringLiteral("✗  no-session-lost"), Qt::MatchExactly).size(), 1);
        QCOMPARE(checks->findItems(QStringLiteral("✓  every-client-got-a-session"), Qt::MatchExactly).size(),
                 1);
    }

    void putsWhatIsTypedIntoThePlan()
    {
        WindowRig rig;
        auto *pods = rig.window.findChild<QSpinBox *>(QStringLiteral("cluster.backendReplicas"));
        QCOMPARE(pods->value(), 3);
        pods->setValue(5);
        QCOMPARE(rig.workspace.setup().resolved()->cluster.backendReplicas, 5U);
        rig.trigger("edit.undo");
        QCOMPARE(pods->value(), 3);
    }

    void takesANumberAsItIsTyped()
    {
        WindowRig rig;
        auto *pods = rig.window.findChild<QSpinBox *>(QStringLiteral("cluster.backendReplicas"));
        pods->selectAll();
        QTest::keyClicks(pods, QStringLiteral("12"));
        QCOMPARE(rig.workspace.setup().resolved()->cluster.backendReplicas, 12U);
        QCOMPARE(pods->text(), QStringLiteral("12"));
    }

    void tellsAtTheFieldWhatIsWrong()
    {
        WindowRig rig;
        const auto *view = rig.window.findChild<ScenarioView *>();
        auto *ttl = rig.window.findChild<QLineEdit *>(QStringLiteral("cluster.sessionTtl"));
        ttl->selectAll();
        QTest::keyClicks(ttl, QStringLiteral("soon"));
        QVERIFY(view->form().trouble(QStringLiteral("sessionTtl")).startsWith(QStringLiteral("✗")));
        QVERIFY(view->form().trouble(QStringLiteral("podStartDelay")).isEmpty());
        rig.trigger("edit.undo");
        QCOMPARE(ttl->text(), QStringLiteral("2h"));
        QVERIFY(view->form().trouble(QStringLiteral("sessionTtl")).isEmpty());
    }

    void warnsOfAClusterWithoutPodNames()
    {
        WindowRig rig;
        const auto *warning = rig.window.findChild<QLabel *>(QStringLiteral("noPodDns"));
        QVERIFY(warning->isHidden());
        scenario::Plan plan = rig.workspace.setup().plan();
        plan.cluster["serviceName"] = "myserver";
        rig.workspace.planEdits().change(QStringLiteral("change name"), plan);
        QVERIFY(!warning->isHidden());
    }
};

QTEST_MAIN(ScenarioViewTest)
#include "scenario_view_test.moc"

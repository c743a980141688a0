// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/file_actions.h"

#include <QComboBox>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

class PlanEditsTest : public QObject
{
    Q_OBJECT

private slots:
    void takesChangesBackAndMakesThemAgain()
    {
        WindowRig rig;
        scenario::Plan plan = rig.workspace.setup().plan();
        plan.title = "Mine";
        rig.workspace.planEdits().change(QStringLiteral("change title"), plan);
        QVERIFY(rig.workspace.planEdits().isDirty());
        rig.trigger("edit.undo");
        QCOMPARE(rig.workspace.setup().plan().title, std::string("The proxy restarts"));
        QVERIFY(!rig.workspace.actions().find(QStringLiteral("edit.undo"))->isEnabled());
        rig.trigger("edit.redo");
        QCOMPARE(rig.workspace.setup().plan().title, std::string("Mine"));
    }

    void beginsANewDocumentWithAnotherPlan()
    {
        WindowRig rig;
        scenario::Plan plan = rig.workspace.setup().plan();
        plan.title = "Mine";
        rig.workspace.planEdits().change(QStringLiteral("change title"), plan);
        plan.id = "other";
        rig.workspace.setup().setPlan(plan);
        QVERIFY(!rig.workspace.planEdits().stack().canUndo());
    }

    void bringsAnEditedPlanBackAfterAnotherChoice()
    {
        WindowRig rig;
        scenario::Plan plan = rig.workspace.setup().plan();
        plan.title = "Mine";
        rig.workspace.planEdits().change(QStringLiteral("change title"), plan);
        rig.workspace.chooseScenario("store-down");
        QCOMPARE(rig.workspace.setup().plan().id, std::string("store-down"));
        QVERIFY(!rig.workspace.planEdits().isDirty());
        rig.trigger("edit.undo");
        QCOMPARE(rig.workspace.setup().plan().title, std::string("Mine"));
        QVERIFY(rig.workspace.planEdits().isDirty());
    }

    void keepsTheFileWhenWhatWasBeforeSavingComesBack()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("mine.json"));
        WindowRig rig;
        scenario::Plan plan = rig.workspace.setup().plan();
        plan.title = "Mine";
        rig.workspace.planEdits().change(QStringLiteral("change title"), plan);
        QVERIFY(rig.workspace.planEdits().save(file));
        rig.trigger("edit.undo");
        QCOMPARE(rig.workspace.setup().file(), file);
        rig.workspace.chooseScenario("store-down");
        QCOMPARE(rig.workspace.setup().file(), QString());
        rig.trigger("edit.undo");
        QCOMPARE(rig.workspace.setup().file(), file);
    }

    void takesThePlanOfSomebodyElsesFileAsAChoice()
    {
        WindowRig rig;
        scenario::Plan plan = rig.workspace.setup().plan();
        plan.title = "Mine";
        rig.workspace.planEdits().change(QStringLiteral("change title"), plan);
        plan.title = "Another's";
        rig.workspace.choosePlan(plan, QStringLiteral("another.json"));
        QCOMPARE(rig.workspace.setup().file(), QStringLiteral("another.json"));
        QVERIFY(!rig.workspace.planEdits().isDirty());
        rig.trigger("edit.undo");
        QCOMPARE(rig.workspace.setup().plan().title, std::string("Mine"));
        QVERIFY(rig.workspace.planEdits().isDirty());
    }

    void redoKeepsTheNameThatAPlanWasSavedAs()
    {
        QTemporaryDir folder;
        const QString first = folder.filePath(QStringLiteral("a.json"));
        const QString second = folder.filePath(QStringLiteral("b.json"));
        WindowRig rig;
        QVERIFY(rig.workspace.planEdits().save(first));
        rig.workspace.chooseScenario("store-down");
        QVERIFY(rig.workspace.planEdits().open(first));
        scenario::Plan plan = rig.workspace.setup().plan();
        plan.title = "Mine";
        rig.workspace.planEdits().change(QStringLiteral("change title"), plan);
        QVERIFY(rig.workspace.planEdits().save(second));
        for (const char *action : {"edit.undo", "edit.undo", "edit.redo", "edit.redo"})
            rig.trigger(action);
        QCOMPARE(rig.workspace.setup().plan().title, std::string("Mine"));
        QCOMPARE(rig.workspace.setup().file(), second);
        QVERIFY(!rig.workspace.planEdits().isDirty());
    }

    void aChoiceTakenBackLeavesNothingChanged()
    {
        WindowRig rig;
        rig.workspace.chooseScenario("store-down");
        rig.trigger("edit.undo");
        QCOMPARE(rig.workspace.setup().plan().id, std::string("restart"));
        QVERIFY(!rig.workspace.planEdits().isDirty());
    }

    void savesAndOpensFiles()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("mine.json"));
        WindowRig rig;
        scenario::Plan plan = rig.workspace.setup().plan();
        plan.title = "Mine";
        rig.workspace.planEdits().change(QStringLiteral("change title"), plan);
        QVERIFY(rig.workspace.planEdits().save(file));
        QVERIFY(!rig.workspace.planEdits().isDirty());
        QCOMPARE(rig.window.files().recentFiles(), QStringList{file});
        WindowRig other;
        QVERIFY(other.workspace.planEdits().open(file));
        QCOMPARE(other.workspace.setup().plan().title, std::string("Mine"));
        QCOMPARE(other.workspace.setup().file(), file);
    }

    void tellsWhereAPlanIsWrong_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("where");
        QTest::newRow("syntax") << QByteArray("{\n \"id\": }") << QStringLiteral("line 2");
        QTest::newRow("field") << QByteArray(R"({"id":"a","clients":[{}],"steps":[{"do":"dance"}]})")
                               << QStringLiteral("$.steps[0].do");
    }

    void tellsWhereAPlanIsWrong()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, where);
        WindowRig rig;
        const auto loaded = rig.workspace.planEdits().load(bytes, {});
        QVERIFY(!loaded);
        QVERIFY2(QString::fromStdString(loaded.error().where).startsWith(where),
                 loaded.error().text().c_str());
        QCOMPARE(rig.workspace.setup().plan().id, std::string("restart"));
    }

    void holdsAPausedPlanUntilItIsSteppedOrLetGo()
    {
        WindowRig rig(EngineKind::Live);
        rig.useEmbeddedStore();
        rig.trigger("run.pause");
        rig.trigger("run.start");
        QTRY_COMPARE(rig.workspace.run()->state(), Run::State::Running);
        QVERIFY(!rig.workspace.run()->verdict());
        rig.trigger("run.step");
        QTRY_COMPARE(rig.workspace.state().picture().sessions().size(), std::size_t(1));
        QVERIFY(!rig.workspace.run()->verdict());
        rig.trigger("run.pause");
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.run()->verdict(), 20'000);
    }

    void offersNoPaceToTheSimulator()
    {
        WindowRig rig(EngineKind::Sim);
        QVERIFY(!rig.workspace.actions().find(QStringLiteral("run.pause"))->isEnabled());
        QVERIFY(!rig.window.findChild<QComboBox *>(QStringLiteral("run.speed"))->isEnabled());
        rig.workspace.setup().setEngine(EngineKind::Live);
        QVERIFY(rig.workspace.actions().find(QStringLiteral("run.pause"))->isEnabled());
    }
};

QTEST_MAIN(PlanEditsTest)
#include "plan_edits_test.moc"

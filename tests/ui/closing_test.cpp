// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/error_banner.h"
#include "ui/file_actions.h"
#include "ui/window_memory.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
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

    void finishesTheFilesThatAreBeingSaved()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("run.journal"));
        WindowRig rig;
        rig.trigger("run.start");
        QTRY_VERIFY(rig.workspace.run() && rig.workspace.run()->verdict());
        rig.trigger("run.stop");
        QTRY_VERIFY(!rig.workspace.lab().isBusy());
        rig.window.files().saveJournal(name);
        QVERIFY2(!rig.window.close(), "the program would end before the file is there");
        QVERIFY(!rig.window.isVisible());
        QTRY_VERIFY(!rig.window.files().isSaving());
        QVERIFY(QFile::exists(name));
        QVERIFY(rig.window.close());
    }

    void keepsAPlanThatIsNotSavedForTheNextStart()
    {
        QTemporaryDir folder;
        const QString settings = folder.filePath(QStringLiteral("settings.json"));
        {
            WindowRig rig;
            const WindowMemory memory(rig.workspace, rig.window, settings);
            retitle(rig, "Mine");
            rig.window.close();
        }
        WindowRig rig;
        WindowMemory memory(rig.workspace, rig.window, settings);
        memory.bringBackPlan();
        QCOMPARE(rig.workspace.setup().plan().title, std::string("Mine"));
        QVERIFY(rig.workspace.planEdits().isDirty());
        QCOMPARE(rig.window.findChild<ErrorBanner *>()->errors().size(), 1);
        rig.trigger("edit.undo");
        QCOMPARE(rig.workspace.setup().plan().title, std::string("The proxy restarts"));
        memory.flush();
        QVERIFY2(QDir(folder.path()).entryList({QStringLiteral("unsaved*")}).isEmpty(),
                 "it was not wanted: the next start has nothing to bring back");
    }

    void keepsNothingOfAPlanThatIsSaved()
    {
        QTemporaryDir folder;
        const QString settings = folder.filePath(QStringLiteral("settings.json"));
        {
            WindowRig rig;
            WindowMemory memory(rig.workspace, rig.window, settings);
            retitle(rig, "Mine");
            memory.flush();
            QVERIFY(rig.workspace.planEdits().save(folder.filePath(QStringLiteral("mine.json"))));
            rig.window.close();
        }
        WindowRig rig;
        WindowMemory memory(rig.workspace, rig.window, settings);
        memory.bringBackPlan();
        QCOMPARE(rig.workspace.setup().plan().title, std::string("The proxy restarts"));
    }

    void setsASpoiltUnsavedPlanAside()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("unsaved-plan.json"));
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{ half");
        file.close();
        WindowRig rig;
        WindowMemory memory(rig.workspace, rig.window, folder.filePath(QStringLiteral("settings.json")));
        memory.bringBackPlan();
        QCOMPARE(rig.window.findChild<ErrorBanner *>()->errors().size(), 1);
        QVERIFY(!QFile::exists(name));
        QVERIFY(QFile::exists(name + QStringLiteral(".unreadable")));
    }

private:
    static void retitle(WindowRig &rig, const char *title)
    {
        scenario::Plan plan = rig.workspace.setup().plan();
        plan.title = title;
        rig.workspace.planEdits().change(QStringLiteral("change title"), plan);
    }
};

QTEST_MAIN(ClosingTest)
#include "closing_test.moc"

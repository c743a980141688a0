// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/command_palette.h"
#include "ui/dock_set.h"
#include "ui/error_banner.h"
#include "ui/file_actions.h"
#include "ui/fuzzy.h"
#include "ui/guided_tour.h"
#include "ui/help_actions.h"
#include "ui/look_actions.h"
#include "ui/moving_picture.h"
#include "ui/screenshot_tour.h"
#include "ui/settings.h"
#include "ui/verdict_banner.h"
#include "ui/window_memory.h"

#include <QAbstractButton>
#include <QDockWidget>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QTemporaryDir>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

void write(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

void demonstrate(WindowRig &rig)
{
    rig.trigger("run.demonstrate");
    QTRY_COMPARE(rig.workspace.demonstration().phase(), Demonstration::Phase::Done);
}

} // namespace

class DeskTest : public QObject
{
    Q_OBJECT

private slots:
    void settingsComeBackAsTheyWere()
    {
        QTemporaryDir folder;
        const SettingsFile file(folder.filePath("deep/settings.json"));
        Settings settings;
        settings.scheme = Theme::Scheme::HighContrast;
        settings.textScale = 1.25;
        settings.recentFiles = {QStringLiteral("a.journal")};
        settings.places.insert(QStringLiteral("lab"), {"geometry", "layout"});
        QVERIFY(file.save(settings));
        QCOMPARE(file.load().settings, settings);
    }

    void spoiltSettingsGiveWayToTheBackupThenToTheUsual()
    {
        QTemporaryDir folder;
        const SettingsFile file(folder.filePath("settings.json"));
        QVERIFY(!file.load().trouble); // the first start is no trouble
        Settings settings;
        settings.tourSeen = true;
        QVERIFY(file.save(settings));
        settings.textScale = 1.5;
        QVERIFY(file.save(settings));
        write(file.name(), "{ half");
        QVERIFY(file.load().trouble);
        QVERIFY(file.load().settings.tourSeen); // of the backup
        write(file.backupName(), "[]");
        QCOMPARE(file.load().settings, Settings());
        QVERIFY(file.load().trouble);
    }

    void settingsThatCannotBeReadAreKeptAside_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("of a newer version") << QByteArray(R"({"version": 99, "more": true})");
        QTest::newRow("cut off") << QByteArray("{ half");
    }

    void settingsThatCannotBeReadAreKeptAside()
    {
        QFETCH(QByteArray, text);
        QTemporaryDir folder;
        const SettingsFile file(folder.filePath("settings.json"));
        write(file.name(), text);
        QVERIFY(file.save({}));
        QVERIFY(!file.load().trouble);
        QFile aside(file.unreadName());
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll(), text);
    }

    void aSpoiltLayoutIsToldAndTheUsualOneStands()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath("settings.json");
        Settings settings;
        settings.places.insert(QStringLiteral("lab"), {"nonsense", "nonsense"});
        QVERIFY(SettingsFile(name).save(settings));
        WindowRig rig;
        WindowMemory memory(rig.workspace, rig.window, name);
        QCOMPARE(rig.window.findChild<ErrorBanner *>()->errors().size(), 1);
        for (const View *view : rig.window.docks().views(Mode::Simulate)) {
            const auto *dock = rig.window.findChild<QDockWidget *>(QStringLiteral("dock.") + view->id());
            QVERIFY(!dock || !dock->isHidden());
        }
    }

    void whatIsChosenIsRemembered()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath("settings.json");
        {
            WindowRig rig;
            WindowMemory memory(rig.workspace, rig.window, name);
            rig.trigger("look.dark");
            rig.trigger("look.presenter");
            QCOMPARE(rig.workspace.theme().scheme(), Theme::Scheme::HighContrast);
            rig.window.close();
        }
        const Settings settings = SettingsFile(name).load().settings;
        QCOMPARE(settings.scheme, Theme::Scheme::Dark);
        QVERIFY(settings.presents);
        WindowRig rig;
        WindowMemory memory(rig.workspace, rig.window, name);
        QCOMPARE(rig.workspace.theme().scheme(), Theme::Scheme::HighContrast);
        rig.trigger("look.presenter");
        QCOMPARE(rig.workspace.theme().scheme(), Theme::Scheme::Dark);
    }

    void aJournalIsSavedAndOpenedWithTheSameVerdict()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath("run.journal");
        WindowRig rig;
        demonstrate(rig);
        Run *before = rig.workspace.demonstration().before();
        rig.workspace.runs().setCurrent(before);
        rig.window.files().saveJournal(name);
        QTRY_VERIFY(rig.workspace.jobs().list().isEmpty());
        rig.window.files().open(name);
        QTRY_VERIFY(rig.workspace.run() != before && rig.workspace.run()->state() == Run::State::Over);
        const Run *opened = rig.workspace.run();
        QCOMPARE(opened->journal().digest(), before->journal().digest());
        QVERIFY(opened->verdict());
        QCOMPARE(opened->verdict()->sessions.lost, before->verdict()->sessions.lost);
        QVERIFY(
            rig.window.findChild<VerdictBanner *>()->headline().startsWith(QStringLiteral("Bug reproduced")));
        const auto *checks = rig.window.findChild<QListWidget *>(QStringLiteral("scenario.checks"));
        QVERIFY(!checks->item(0)->text().startsWith(QStringLiteral("○")));
        QCOMPARE(rig.window.files().recentFiles(), QStringList{name});
    }

    void whatCannotBeOpenedIsToldInTheWindow_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("journal of nonsense") << "a.journal" << QByteArray("nonsense\n");
        QTest::newRow("empty journal") << "a.journal" << QByteArray();
        QTest::newRow("plan of nonsense") << "a.json" << QByteArray("{");
    }

    void whatCannotBeOpenedIsToldInTheWindow()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QTemporaryDir folder;
        write(folder.filePath(name), bytes);
        WindowRig rig;
        rig.window.files().open(folder.filePath(name));
        auto *banner = rig.window.findChild<ErrorBanner *>();
        QTRY_COMPARE(banner->errors().size(), 1);
        QVERIFY(banner->isVisible());
        QVERIFY(banner->details().contains(name));
        banner->findChild<QAbstractButton *>(QStringLiteral("error.dismiss"))->click();
        QVERIFY(!banner->isVisible());
        QVERIFY(rig.workspace.jobs().list().isEmpty());
    }

    void thePaletteDoesWhatIsTyped()
    {
        WindowRig rig;
        rig.trigger("help.palette");
        auto *field = rig.window.help().palette().findChild<QLineEdit *>();
        QTest::keyClicks(field, QStringLiteral("light"));
        QVERIFY(!rig.window.help().palette().shown().isEmpty());
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(rig.workspace.theme().scheme(), Theme::Scheme::Light);
        QVERIFY(!rig.window.help().palette().isVisible());
    }

    void thePaletteGoesToAnotherRun()
    {
        WindowRig rig;
        demonstrate(rig);
        Run *before = rig.workspace.demonstration().before();
        QVERIFY(rig.workspace.run() != before);
        rig.trigger("help.palette");
        auto *field = rig.window.help().palette().findChild<QLineEdit *>();
        QTest::keyClicks(field, QStringLiteral("run restart under toolhive-0.17"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(rig.workspace.run(), before);
    }

    void aScenarioOfThePaletteIsTakenBackLikeAnyOther()
    {
        WindowRig rig;
        scenario::Plan plan = rig.workspace.setup().plan();
        plan.title = "Mine";
        rig.workspace.planEdits().change(QStringLiteral("change title"), plan);
        rig.trigger("help.palette");
        auto *field = rig.window.help().palette().findChild<QLineEdit *>();
        QTest::keyClicks(field, QStringLiteral("scenario kubernetes"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(rig.workspace.setup().plan().id != "restart");
        rig.trigger("edit.undo");
        QCOMPARE(rig.workspace.setup().plan().title, std::string("Mine"));
    }

    void lettersFitInTheirOrder()
    {
        QVERIFY(fuzzyScore(u"rpx", u"Restart proxy") > 0);
        QCOMPARE(fuzzyScore(u"xpr", u"Restart proxy"), 0);
        QVERIFY(fuzzyScore(u"rp", u"Restart proxy") > fuzzyScore(u"rp", u"Carry on, peer"));
    }

    void theTourCanBeTakenLeftAndRepeated()
    {
        WindowRig rig;
        const GuidedTour &tour = rig.window.help().tour();
        rig.trigger("help.tour");
        for (int step = 0; step < tour.steps(); ++step) {
            QVERIFY(tour.isVisible());
            QCOMPARE(tour.step(), step);
            tour.findChild<QAbstractButton *>(QStringLiteral("tour.next"))->click();
        }
        QVERIFY(!tour.isVisible());
        QVERIFY(rig.window.help().tourSeen());
        rig.trigger("help.tour");
        QTest::keyClick(&rig.window.help().tour(), Qt::Key_Escape);
        QVERIFY(!tour.isVisible());
    }

    void escapeEndsTheTourFromWhereverTheFocusIs()
    {
        WindowRig rig;
        QVERIFY(QTest::qWaitForWindowActive(&rig.window));
        rig.trigger("help.tour");
        rig.window.docks().show(QStringLiteral("sessions"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!rig.window.help().tour().isVisible());
    }

    void aMenuDoesNotChangeWhichViewIsExported()
    {
        WindowRig rig;
        QVERIFY(QTest::qWaitForWindowActive(&rig.window));
        rig.window.docks().show(QStringLiteral("sessions"));
        QCOMPARE(rig.window.docks().activeView()->id(), QStringLiteral("sessions"));
        rig.window.menuBar()->setFocus();
        QCOMPARE(rig.window.docks().activeView()->id(), QStringLiteral("sessions"));
        rig.trigger("help.palette");
        QVERIFY(!rig.window.help().palette().shown().filter(QStringLiteral("Export view… CSV…")).isEmpty());
    }

    void picturesOfEveryViewAreTaken()
    {
        QTemporaryDir folder;
        WindowRig rig;
        ScreenshotTour tour(rig.window, rig.workspace, folder.path());
        bool finished = false;
        connect(&tour, &ScreenshotTour::finished,
                [&](const std::optional<Error> &error) { finished = !error; });
        tour.start();
        QTRY_VERIFY_WITH_TIMEOUT(finished, 60'000);
        QStringList names{QStringLiteral("main"), QStringLiteral("inspect")};
        for (const View *view : rig.window.docks().views())
            names.append(view->id());
        for (const QString &name : names) {
            for (const char *form : {"-dark", "-light", "-dark@2x", "-light@2x"}) {
                const QImage picture(folder.filePath(name + QLatin1String(form) + QStringLiteral(".png")));
                QVERIFY2(!picture.isNull(), qPrintable(name));
                QVERIFY2(!isOneColour(picture), qPrintable(name));
            }
        }
        QVERIFY(!QImage(folder.filePath("restart.png")).isNull());
    }

    void aMovingPictureKeepsWhatChanged()
    {
        QImage picture(40, 30, QImage::Format_RGB32);
        picture.fill(Qt::black);
        MovingPicture moving;
        moving.add(picture, 0);
        moving.add(picture, 100); // the same
        picture.setPixelColor(7, 9, Qt::white);
        moving.add(picture, 200);
        QCOMPARE(moving.frames(), 2);
        const QByteArray png = moving.png();
        QCOMPARE(png.count("fcTL"), 2);
        QCOMPARE(png.count("fdAT"), 1);
        QCOMPARE(QImage::fromData(png).size(), picture.size()); // whoever knows no animation sees the first
    }

private:
    static bool isOneColour(const QImage &picture)
    {
        const QRgb first = picture.pixel(0, 0);
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                if (picture.pixel(x, y) != first)
                    return false;
            }
        }
        return true;
    }
};

QTEST_MAIN(DeskTest)
#include "desk_test.moc"

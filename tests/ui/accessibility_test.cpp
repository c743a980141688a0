// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/controls.h"
#include "tests/ui/support/window_rig.h"
#include "ui/command_palette.h"
#include "ui/dock_set.h"
#include "ui/guided_tour.h"
#include "ui/help_actions.h"
#include "ui/shortcut_list.h"

#include <QAbstractItemView>
#include <QDockWidget>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

/// A window with a lost session selected, so that every view has something to show.
struct SweptWindow : WindowRig
{
    SweptWindow()
    {
        window.resize(1366, 768);
        window.activateWindow();
    }
};

QStringList unnamed(QWidget &surface)
{
    QStringList missing;
    for (QWidget *control : controlsOf(surface)) {
        if (nameOf(*control).isEmpty())
            missing.append(pathOf(*control));
    }
    return missing;
}

/// What in a surface the keyboard does not get to, and where it does not get out of.
QStringList unreachable(QWidget &surface, QWidget &start)
{
    QStringList missing;
    QWidget *trap = nullptr;
    const QSet<QWidget *> tabbed = tabbedFrom(start, trap);
    if (trap && controlsOf(surface).size() > 1)
        missing.append(QStringLiteral("keeps Tab: ") + pathOf(*trap));
    for (QWidget *control : controlsOf(surface)) {
        if (!isReachable(*control, tabbed))
            missing.append(pathOf(*control));
    }
    return missing;
}

/// All at once, each once: a sweep that stops at its first find is run too often.
QByteArray listed(QStringList missing)
{
    missing.removeDuplicates();
    return missing.join(u'\n').toUtf8();
}

void goToEvents(WindowRig &rig)
{
    rig.window.docks().show(QStringLiteral("events"));
    QTRY_COMPARE(rig.window.docks().activeView()->id(), QStringLiteral("events"));
}

QStringList unnamedInAnyView(MainWindow &window)
{
    QStringList missing;
    for (const View *view : window.docks().views()) {
        window.docks().show(view->id());
        QCoreApplication::processEvents(); // tab bars of another mode go with the next layout
        missing += unnamed(window);
    }
    return missing;
}

void verifyNone(const QStringList &missing)
{
    QVERIFY2(missing.isEmpty(), listed(missing).constData());
}

} // namespace

class AccessibilityTest : public QObject
{
    Q_OBJECT

private slots:
    void everyControlOfAFreshWindowHasAName()
    {
        SweptWindow rig;
        rig.window.help().offerTour();
        emit rig.workspace.problem({ErrorCode::Io, "the disk is full", "run.journal", "make room"});
        verifyNone(unnamedInAnyView(rig.window));
    }

    void everyControlOfAWindowWithARunHasAName()
    {
        SweptWindow rig;
        rig.demonstrate();
        verifyNone(unnamedInAnyView(rig.window));
    }

    void everyControlIsReachedByTab()
    {
        SweptWindow rig;
        rig.demonstrate();
        emit rig.workspace.problem({ErrorCode::Io, "the disk is full", "run.journal", "make room"});
        QVERIFY(QTest::qWaitForWindowActive(&rig.window));
        QStringList missing;
        for (View *view : rig.window.docks().views()) {
            rig.window.docks().show(view->id());
            QVERIFY2(view->isAncestorOf(QApplication::focusWidget()) || view->hasFocus(),
                     qPrintable(view->id() + QStringLiteral(" is shown and does not get the keyboard")));
            for (const QString &each : unreachable(rig.window, *QApplication::focusWidget()))
                missing.append(view->id() + QStringLiteral(": ") + each);
        }
        verifyNone(missing);
    }

    void everyViewHasANameOfItsOwn()
    {
        SweptWindow rig;
        QSet<QString> names;
        for (View *view : rig.window.docks().views()) {
            QVERIFY(!nameOf(*view).isEmpty());
            QVERIFY2(!names.contains(nameOf(*view)), qPrintable(nameOf(*view)));
            names.insert(nameOf(*view));
        }
    }

    void noTabGoesAstrayBehindAnotherTab()
    {
        SweptWindow rig;
        QVERIFY(QTest::qWaitForWindowActive(&rig.window));
        rig.window.docks().show(QStringLiteral("sessions"));
        QWidget *trap = nullptr;
        const QSet<QWidget *> tabbed = tabbedFrom(*QApplication::focusWidget(), trap);
        QVERIFY(tabbed.size() > 10);
        for (const QWidget *reached : tabbed) {
            const QPoint place = reached->mapTo(&rig.window, QPoint());
            QVERIFY2(place.x() >= 0 && place.y() >= 0, qPrintable(pathOf(*reached)));
        }
    }

    void theListOfShortcutsIsNamedAndReached()
    {
        SweptWindow rig;
        rig.trigger("help.shortcuts");
        auto *list = rig.window.findChild<ShortcutList *>();
        QVERIFY(QTest::qWaitForWindowActive(list));
        verifyNone(unnamed(*list));
        verifyNone(unreachable(*list, *QApplication::focusWidget()));
    }

    void thePaletteIsNamedAndItsListFollowsTheField()
    {
        SweptWindow rig;
        QVERIFY(QTest::qWaitForWindowActive(&rig.window));
        rig.trigger("help.palette");
        CommandPalette &palette = rig.window.help().palette();
        verifyNone(unnamed(palette));
        auto *list = palette.findChild<QAbstractItemView *>();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QCOMPARE(list->currentIndex().row(), 1);
    }

    void theTourIsNamedAndKeepsTheKeyboardToItself()
    {
        SweptWindow rig;
        rig.trigger("help.tour");
        GuidedTour &tour = rig.window.help().tour();
        for (int step = 0; step < tour.steps(); ++step) {
            verifyNone(unnamed(tour));
            QVERIFY(QTest::qWaitForWindowActive(&rig.window));
            QWidget *trap = nullptr;
            // What it dims must not be pressed unseen: Tab goes round on the card.
            for (const QWidget *reached : tabbedFrom(*QApplication::focusWidget(), trap))
                QVERIFY2(tour.isAncestorOf(reached), qPrintable(pathOf(*reached)));
            verifyNone(unreachable(tour, *QApplication::focusWidget()));
            tour.findChild<QAbstractButton *>(QStringLiteral("tour.next"))->click();
        }
    }

    void aboutIsNamedAndReached()
    {
        SweptWindow rig;
        rig.trigger("help.about");
        QWidget *about = nullptr;
        QTRY_VERIFY(about = QApplication::activeModalWidget());
        QVERIFY(QTest::qWaitForWindowActive(about));
        verifyNone(unnamed(*about));
        verifyNone(unreachable(*about, *QApplication::focusWidget()));
    }

    void aViewIsFloatedAndClosedWithoutTheMouse()
    {
        SweptWindow rig;
        QVERIFY(QTest::qWaitForWindowActive(&rig.window));
        goToEvents(rig);
        auto *dock = rig.window.findChild<QDockWidget *>(QStringLiteral("dock.events"));
        rig.trigger("layout.float");
        QVERIFY(dock->isFloating());
        goToEvents(rig);
        rig.trigger("layout.float");
        QVERIFY(!dock->isFloating());
        goToEvents(rig);
        rig.trigger("layout.close");
        QVERIFY(dock->isHidden());
        rig.trigger("view.events");
        QVERIFY(!dock->isHidden());
    }
};

QTEST_MAIN(AccessibilityTest)
#include "accessibility_test.moc"

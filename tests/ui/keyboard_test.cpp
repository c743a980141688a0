// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/window_rig.h"
#include "ui/dock_set.h"
#include "ui/shortcut_list.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMap>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTest>
#include <QWindow>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

/// Like a key from the window system: shortcuts are asked first.
void press(QWidget *widget, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::keyClick(widget->windowHandle() ? widget->windowHandle() : widget->window()->windowHandle(), key,
                    modifiers);
}

void focus(WindowRig &rig, const QString &view, QWidget *field)
{
    rig.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&rig.window));
    rig.window.docks().show(view);
    field->setFocus();
    QCOMPARE(QApplication::focusWidget(), field);
}

bool shortcutsShown(const WindowRig &rig)
{
    return rig.window.findChild<ShortcutList *>()->isVisible();
}

void changePlan(WindowRig &rig)
{
    rig.window.findChild<QSpinBox *>(QStringLiteral("cluster.backendReplicas"))->setValue(5);
    QCOMPARE(rig.workspace.setup().resolved()->cluster.backendReplicas, 5U);
}

} // namespace

class KeyboardTest : public QObject
{
    Q_OBJECT

private slots:
    void everyActionSaysWhatItDoes()
    {
        WindowRig rig;
        for (const ActionRegistry::Entry &entry : rig.workspace.actions().entries()) {
            QVERIFY2(!entry.action->text().isEmpty(), qPrintable(entry.id));
            QVERIFY2(!entry.category.isEmpty(), qPrintable(entry.id));
            QVERIFY2(!entry.action->statusTip().isEmpty(), qPrintable(entry.id));
            QVERIFY2(!entry.action->toolTip().isEmpty(), qPrintable(entry.id));
            // What Qt makes up from the text is no explanation.
            QVERIFY2(entry.action->toolTip() != QString(entry.action->text()).remove(u'&'),
                     qPrintable(entry.id));
        }
    }

    void noTwoActionsOfAModeShareAKey()
    {
        WindowRig rig;
        for (const Mode mode : {Mode::Simulate, Mode::Inspect}) {
            rig.workspace.mode().set(mode);
            QMap<QKeySequence, QString> owners;
            for (const ActionRegistry::Entry &entry : rig.workspace.actions().entries()) {
                if (!entry.action->isVisible()) // of the other mode: it hears no key
                    continue;
                for (const QKeySequence &keys : entry.action->shortcuts()) {
                    QVERIFY2(!owners.contains(keys),
                             qPrintable(keys.toString() + u' ' + owners.value(keys) + u' ' + entry.id));
                    owners.insert(keys, entry.id);
                }
            }
            QVERIFY(owners.size() > 15);
        }
    }

    void aQuestionMarkOutsideOfFieldsShowsTheKeys()
    {
        WindowRig rig;
        rig.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&rig.window));
        rig.window.docks().show(QStringLiteral("topology"));
        press(&rig.window, Qt::Key_Question);
        QVERIFY(shortcutsShown(rig));
    }

    void aFieldTakesAQuestionMark()
    {
        WindowRig rig;
        auto *field = rig.window.docks().view(QStringLiteral("sessions"))->findChild<QLineEdit *>();
        focus(rig, QStringLiteral("sessions"), field);
        press(field, Qt::Key_Question);
        QCOMPARE(field->text(), QStringLiteral("?"));
        QVERIFY(!shortcutsShown(rig));
    }

    void aTextTakesAQuestionMark()
    {
        WindowRig rig;
        auto *field = rig.window.findChild<QPlainTextEdit *>(QStringLiteral("console.request"));
        field->clear();
        focus(rig, QStringLiteral("console"), field);
        press(field, Qt::Key_Question);
        QCOMPARE(field->toPlainText(), QStringLiteral("?"));
        QVERIFY(!shortcutsShown(rig));
    }

    void aFieldTakesBackItsOwnTypingFirst()
    {
        WindowRig rig;
        changePlan(rig);
        auto *field = rig.window.docks().view(QStringLiteral("sessions"))->findChild<QLineEdit *>();
        focus(rig, QStringLiteral("sessions"), field);
        QTest::keyClicks(field, QStringLiteral("lost"));
        press(field, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(field->text(), QString());
        QCOMPARE(rig.workspace.setup().resolved()->cluster.backendReplicas, 5U);
    }

    void aTextTakesBackItsOwnTypingFirst()
    {
        WindowRig rig;
        changePlan(rig);
        auto *field = rig.window.findChild<QPlainTextEdit *>(QStringLiteral("console.request"));
        focus(rig, QStringLiteral("console"), field);
        const QString before = field->toPlainText();
        QTest::keyClicks(field, QStringLiteral("x"));
        press(field, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(field->toPlainText(), before);
        QCOMPARE(rig.workspace.setup().resolved()->cluster.backendReplicas, 5U);
    }

    void aFieldCopiesWhatIsSelectedInIt()
    {
        WindowRig rig;
        auto *field = rig.window.docks().view(QStringLiteral("sessions"))->findChild<QLineEdit *>();
        focus(rig, QStringLiteral("sessions"), field);
        QTest::keyClicks(field, QStringLiteral("abc"));
        field->selectAll();
        QGuiApplication::clipboard()->setText(QStringLiteral("other"));
        press(field, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("abc"));
    }

    void theWindowTakesBackTheLastChangeOfThePlan()
    {
        WindowRig rig;
        changePlan(rig);
        rig.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&rig.window));
        rig.window.docks().show(QStringLiteral("topology"));
        press(&rig.window, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(rig.workspace.setup().resolved()->cluster.backendReplicas, 3U);
    }
};

QTEST_MAIN(KeyboardTest)
#include "keyboard_test.moc"

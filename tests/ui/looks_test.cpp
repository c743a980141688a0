// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/cut_text.h"
#include "tests/ui/support/window_rig.h"
#include "ui/dock_set.h"
#include "ui/inspect/inspection.h"
#include "ui/language.h"

#include <QApplication>
#include <QDir>
#include <QTest>
#include <QTranslator>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

constexpr QSize kSmallScreen(1366, 768);

/// For looking at: SESSIONSCOPE_PICTURES names a folder.
void keepPicture(QWidget &window, const QString &name)
{
    const QString folder = qEnvironmentVariable("SESSIONSCOPE_PICTURES");
    if (!folder.isEmpty() && QDir().mkpath(folder))
        window.grab().save(QStringLiteral("%1/%2.png").arg(folder, name));
}

/// Layouts ask for each other: what they post is to come to rest.
void settle()
{
    for (int round = 0; round < 4; ++round) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

/// In the language of the row of data; before the window is made.
void speakAsTheRow()
{
    QFETCH(QString, language);
    speak(language);
}

struct SmallWindow : WindowRig
{
    SmallWindow()
    {
        window.resize(kSmallScreen);
        workspace.theme().setAnimated(false);
    }

    void dressAsTheRow()
    {
        QFETCH(Theme::Scheme, scheme);
        QFETCH(double, textScale);
        workspace.theme().setScheme(scheme);
        workspace.theme().setTextScale(textScale);
    }

    void inspectTheExample()
    {
        trigger("inspect.open-example");
        QTRY_VERIFY(!workspace.inspection().judgement().findings().empty());
        workspace.inspection().select(0);
    }
};

/// Each of the views, shown in turn: the window keeps to the screen, and nothing in it is cut off.
void verifyReadable(WindowRig &rig, const QList<View *> &views)
{
    QMap<QString, QStringList> cut;
    for (const View *view : views) {
        rig.window.docks().show(view->id());
        settle();
        keepPicture(rig.window, QLatin1String(QTest::currentDataTag()) + QLatin1Char('-') + view->id());
        const QSize size = rig.window.size();
        QVERIFY2(
            size.width() <= kSmallScreen.width() && size.height() <= kSmallScreen.height(),
            qPrintable(QStringLiteral("%1: %2×%3").arg(view->id()).arg(size.width()).arg(size.height())));
        for (const QString &text : cutTexts(rig.window))
            cut[text].append(view->id());
    }
    for (auto text = cut.cbegin(); text != cut.cend(); ++text)
        qWarning("cut off: %s in %s", qPrintable(text.key()), qPrintable(text.value().join(u' ')));
    QVERIFY(cut.isEmpty());
}

} // namespace

/// What a person sees: on the smallest screen, in every theme, at every size of text.
class LooksTest : public QObject
{
    Q_OBJECT

    /// What a picture is taken in.
    static void addLooks()
    {
        QTest::addColumn<Theme::Scheme>("scheme");
        QTest::addColumn<double>("textScale");
        QTest::addColumn<QString>("language");
        QTest::newRow("dark-100") << Theme::Scheme::Dark << 1.0 << "en";
        QTest::newRow("light-125") << Theme::Scheme::Light << 1.25 << "en";
        QTest::newRow("high-contrast-100") << Theme::Scheme::HighContrast << 1.0 << "en";
        QTest::newRow("high-contrast-150") << Theme::Scheme::HighContrast << 1.5 << "en";
        QTest::newRow("german-100") << Theme::Scheme::Light << 1.0 << "de";
        QTest::newRow("german-125") << Theme::Scheme::Dark << 1.25 << "de";
    }

private slots:
    void init() { m_font = QApplication::font(); }
    /// The next window is to find the system as this one did.
    void cleanup()
    {
        QApplication::setFont(m_font);
        qDeleteAll(qApp->findChildren<QTranslator *>()); // each row speaks its own language
    }

    void theDefaultLayoutSharesTheScreen()
    {
        SmallWindow rig;
        rig.window.docks().restoreDefaultLayout();
        settle();
        const auto sizeOf
            = [&](const char *view) { return rig.window.docks().view(QLatin1String(view))->size(); };
        QVERIFY(sizeOf("scenario").width() >= 270);
        QVERIFY(sizeOf("scenario").height() >= 500); // down to the bottom, and so is the right one
        QVERIFY(sizeOf("explain").height() >= 500);
        QVERIFY(sizeOf("explain").width() >= 320);
        QVERIFY(sizeOf("sessions").height() >= 200);
        QVERIFY(sizeOf("topology").width() >= 620);
    }

    void everyViewIsReadableOnASmallScreen_data() { addLooks(); }

    void everyViewIsReadableOnASmallScreen()
    {
        speakAsTheRow();
        SmallWindow rig;
        rig.dressAsTheRow();
        rig.window.docks().restoreDefaultLayout();
        rig.demonstrate();
        verifyReadable(rig, rig.window.docks().views(Mode::Simulate));
    }

    void anInspectedInstallationIsReadableOnASmallScreen_data() { addLooks(); }

    void anInspectedInstallationIsReadableOnASmallScreen()
    {
        speakAsTheRow();
        SmallWindow rig;
        rig.dressAsTheRow();
        rig.inspectTheExample();
        verifyReadable(rig, rig.window.docks().views(Mode::Inspect));
    }

    void eachModeKeepsToItsViewsAndToTheScreen()
    {
        SmallWindow rig;
        rig.demonstrate();
        rig.inspectTheExample();
        for (const Mode mode : {Mode::Simulate, Mode::Inspect, Mode::Simulate, Mode::Inspect}) {
            rig.workspace.mode().set(mode);
            settle();
            for (const View *other : rig.window.docks().views())
                QVERIFY2(!other->isVisible() || rig.window.docks().views(mode).contains(other),
                         qPrintable(other->id()));
            for (const View *view : rig.window.docks().views(mode)) {
                rig.window.docks().show(view->id());
                settle();
                QCOMPARE(rig.window.size(), kSmallScreen);
            }
        }
    }

private:
    QFont m_font;
};

QTEST_MAIN(LooksTest)
#include "looks_test.moc"

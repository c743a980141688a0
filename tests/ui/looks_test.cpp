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

void selectFirstLost(Workspace &workspace)
{
    workspace.runs().setCurrent(workspace.demonstration().before());
    const journal::SessionTable &sessions = workspace.state().picture().sessions();
    QVERIFY(sessions.size() > 0);
    workspace.selection().selectSession(sessions.row(0).session);
}

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
        WindowRig rig;
        rig.window.resize(kSmallScreen);
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

    void everyViewIsReadableOnASmallScreen_data()
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

    void everyViewIsReadableOnASmallScreen()
    {
        QFETCH(Theme::Scheme, scheme);
        QFETCH(double, textScale);
        QFETCH(QString, language);
        speak(language);
        WindowRig rig;
        rig.window.resize(kSmallScreen);
        rig.workspace.theme().setAnimated(false);
        rig.workspace.theme().setScheme(scheme);
        rig.workspace.theme().setTextScale(textScale);
        rig.window.docks().restoreDefaultLayout();
        rig.trigger("run.demonstrate");
        QTRY_COMPARE(rig.workspace.demonstration().phase(), Demonstration::Phase::Done);
        selectFirstLost(rig.workspace);
        verifyReadable(rig, rig.window.docks().views(Mode::Simulate));
    }

    void anInspectedInstallationIsReadableOnASmallScreen_data() { everyViewIsReadableOnASmallScreen_data(); }

    void anInspectedInstallationIsReadableOnASmallScreen()
    {
        QFETCH(Theme::Scheme, scheme);
        QFETCH(double, textScale);
        QFETCH(QString, language);
        speak(language);
        WindowRig rig;
        rig.window.resize(kSmallScreen);
        rig.workspace.theme().setAnimated(false);
        rig.workspace.theme().setScheme(scheme);
        rig.workspace.theme().setTextScale(textScale);
        rig.trigger("inspect.open-example");
        QTRY_VERIFY(!rig.workspace.inspection().judgement().findings().empty());
        rig.workspace.inspection().select(0);
        verifyReadable(rig, rig.window.docks().views(Mode::Inspect));
    }

    void eachModeKeepsToItsViewsAndToTheScreen()
    {
        WindowRig rig;
        rig.window.resize(kSmallScreen);
        rig.workspace.theme().setAnimated(false);
        rig.trigger("run.demonstrate");
        QTRY_COMPARE(rig.workspace.demonstration().phase(), Demonstration::Phase::Done);
        selectFirstLost(rig.workspace);
        rig.trigger("inspect.open-example");
        QTRY_VERIFY(!rig.workspace.inspection().judgement().findings().empty());
        rig.workspace.inspection().select(0);
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

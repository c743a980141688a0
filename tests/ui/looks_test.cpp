// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/cut_text.h"
#include "tests/ui/support/window_rig.h"
#include "ui/dock_set.h"
#include "ui/language.h"

#include <QApplication>
#include <QDir>
#include <QTest>

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

} // namespace

/// What a person sees: on the smallest screen, in every theme, at every size of text.
class LooksTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_font = QApplication::font(); }
    /// The next window is to find the system as this one did.
    void cleanup() { QApplication::setFont(m_font); }

    void theDefaultLayoutSharesTheScreen()
    {
        WindowRig rig;
        rig.window.resize(kSmallScreen);
        rig.window.docks().restoreDefaultLayout();
        settle();
        const auto sizeOf
            = [&](const char *view) { return rig.window.docks().view(QLatin1String(view))->size(); };
        QVERIFY(sizeOf("scenario").width() >= 270);
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
        QMap<QString, QStringList> cut;
        for (const View *view : rig.window.docks().views()) {
            rig.window.docks().show(view->id());
            settle();
            keepPicture(rig.window, QLatin1String(QTest::currentDataTag()) + QLatin1Char('-') + view->id());
            QVERIFY2(rig.window.width() <= kSmallScreen.width()
                         && rig.window.height() <= kSmallScreen.height(),
                     qPrintable(view->id()));
            for (const QString &text : cutTexts(rig.window))
                cut[text].append(view->id());
        }
        for (auto text = cut.cbegin(); text != cut.cend(); ++text)
            qWarning("cut off: %s in %s", qPrintable(text.key()), qPrintable(text.value().join(u' ')));
        QVERIFY(cut.isEmpty());
    }

private:
    QFont m_font;
};

QTEST_MAIN(LooksTest)
#include "looks_test.moc"

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/routing/profile.h"
#include "core/scenario/catalogue.h"
#include "tests/ui/support/window_rig.h"
#include "ui/core_words.h"
#include "ui/help_actions.h"
#include "ui/language.h"
#include "ui/look_actions.h"
#include "ui/settings.h"
#include "ui/window_memory.h"

#include <QAbstractButton>
#include <QLabel>
#include <QMenu>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace sessionscope;
using namespace sessionscope::ui;

namespace {

/// Words that are the same in both languages: names, terms of the field, symbols.
const QSet<QString> &common()
{
    static const QSet<QString> kWords{
        QStringLiteral("Client"),
        QStringLiteral("Clients"),
        QStringLiteral("Cluster"),
        QStringLiteral("Matrix"),
        QStringLiteral("Pin"),
        QStringLiteral("Plan"),
        QStringLiteral("Pod"),
        QStringLiteral("Port"),
        QStringLiteral("Proxy"),
        QStringLiteral("Redis"),
        QStringLiteral("Seed"),
        QStringLiteral("Seeds"),
        QStringLiteral("Store"),
        QStringLiteral("serviceName"),
        QStringLiteral("● LIVE"),
        // Qt's own, which its translations have where they are installed.
        QStringLiteral("Close"),
        QStringLiteral("Float"),
        QStringLiteral("Scroll Left"),
        QStringLiteral("Scroll Right"),
    };
    return kWords;
}

/// Every text with a letter that the window shows, and what a screen reader says of it.
QSet<QString> textsOf(const MainWindow &window)
{
    QSet<QString> texts;
    const auto add = [&texts](QString text) {
        text.remove(QLatin1Char('&'));
        if (std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLetter(); }))
            texts.insert(text);
    };
    for (const QAction *action : window.findChildren<QAction *>()) {
        add(action->text());
        add(action->statusTip());
    }
    for (const auto *button : window.findChildren<QAbstractButton *>())
        add(button->text());
    for (const auto *label : window.findChildren<QLabel *>())
        add(label->text());
    for (const auto *menu : window.findChildren<QMenu *>())
        add(menu->title());
    for (const auto *widget : window.findChildren<QWidget *>()) {
        add(widget->accessibleName());
        add(widget->windowTitle());
    }
    return texts;
}

} // namespace

class LanguageTest : public QObject
{
    Q_OBJECT

private slots:

    void aChosenLanguageIsKeptForTheNextStart()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("settings.json"));
        {
            WindowRig rig;
            WindowMemory memory(rig.workspace, rig.window, file);
            QCOMPARE(memory.settings().language, QString());
            rig.trigger("look.language-de");
            memory.flush();
        }
        QCOMPARE(SettingsFile(file).load().settings.language, QStringLiteral("de"));
        WindowRig rig;
        const WindowMemory memory(rig.workspace, rig.window, file);
        QVERIFY(rig.workspace.actions().find(QStringLiteral("look.language-de"))->isChecked());
    }

    void anUnknownLanguageIsTheSystems()
    {
        WindowRig rig;
        rig.window.look().setLanguage(QStringLiteral("xx"));
        QCOMPARE(rig.window.look().language(), QString());
        QVERIFY(rig.workspace.actions().find(QStringLiteral("look.language-system"))->isChecked());
    }

    /// A text that a translation does not reach (another context, no tr()) would stay English unnoticed.
    void inGermanNothingStaysEnglish()
    {
        QSet<QString> english;
        {
            const WindowRig rig;
            english = textsOf(rig.window);
        }
        QVERIFY(english.contains(QStringLiteral("Restart proxy")));
        speak(QStringLiteral("de"));
        WindowRig rig;
        QSet<QString> left = textsOf(rig.window);
        QVERIFY(left.contains(QStringLiteral("Proxy neu starten")));
        left.intersect(english);
        left.subtract(common());
        const QStringList list(left.begin(), left.end());
        QVERIFY2(list.isEmpty(), qPrintable(list.join(QStringLiteral(" | "))));
    }

    /// The core knows no Qt, so that nothing else notices a name of its that the window cannot translate.
    void whatTheCoreNamesIsGermanToo()
    {
        speak(QStringLiteral("de"));
        std::vector<std::string> names;
        for (const scenario::BuiltIn &builtIn : scenario::builtInPlans()) {
            const auto plan = scenario::findPlan(builtIn.id);
            names.push_back(plan->title);
            names.push_back(plan->purpose);
        }
        for (const routing::Profile &profile : routing::profiles())
            names.push_back(profile.models);
        for (const auto state :
             {journal::SessionState::Waiting, journal::SessionState::Intact, journal::SessionState::Amnesia,
              journal::SessionState::Lost, journal::SessionState::Closed})
            names.emplace_back(toText(state));
        for (const std::string &name : names)
            QVERIFY2(spoken(name) != QString::fromStdString(name), name.c_str());
        QCOMPARE(spoken("a plan of one's own"), QStringLiteral("a plan of one's own"));
    }
};

QTEST_MAIN(LanguageTest)
#include "language_test.moc"

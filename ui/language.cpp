// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>

namespace sessionscope::ui {

namespace {

/// Of the application from here on. Nothing happens if there is no such file: the text in the code is English.
void install(const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

/// The language that the system wishes most among those that are known.
QString systemsLanguage()
{
    const QList<Language> known = languages();
    const QStringList wishes = QLocale().uiLanguages();
    for (const QString &wish : wishes) {
        const QString code = wish.section(QLatin1Char('-'), 0, 0);
        if (std::any_of(known.begin(), known.end(),
                        [&code](const Language &one) { return one.code == code; }))
            return code;
    }
    return QStringLiteral("en");
}

} // namespace

QList<Language> languages()
{
    return {{{}, {}},
            {QStringLiteral("en"), QStringLiteral("English")},
            {QStringLiteral("de"), QStringLiteral("Deutsch")}};
}

void speak(const QString &code)
{
    const QList<Language> known = languages();
    const bool isKnown
        = std::any_of(known.begin(), known.end(), [&code](const Language &one) { return one.code == code; });
    const QLocale locale(isKnown && !code.isEmpty() ? code : systemsLanguage());
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(locale, QStringLiteral("sessionscope"), QStringLiteral(":/translations"));
}

} // namespace sessionscope::ui

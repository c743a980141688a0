// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

/// In which language the window speaks. What the core names is spoken, too (core_words.h); what it writes (events,
/// explanations, reports) is English everywhere, as it is read by other people and by programs.
namespace sessionscope::ui {

struct Language
{
    QString code; ///< "de", as in Settings::language; empty: the first of the system's that is known
    QString name; ///< what its speakers call it; empty for the system's
};

/// The system's, then each by itself.
QList<Language> languages();

/// Gives the application its texts, of a code that languages() knows; another one is taken for the system's. Before the
/// first widget is made: texts are looked up once.
void speak(const QString &code);

} // namespace sessionscope::ui

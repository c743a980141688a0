// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme.h"

#include <QMap>
#include <QObject>
#include <QString>

class QAction;

namespace sessionscope::ui {

class Workspace;

/// How things look: theme, size of type, motion, language, and presenter mode for a room full of people.
class LookActions : public QObject
{
    Q_OBJECT

public:
    static constexpr double kTextScaleMin = 0.75;
    static constexpr double kTextScaleMax = 2.0;
    static constexpr double kTextScaleStep = 0.125;
    static constexpr double kPresentedTextScale = 1.35;
    static constexpr double kPresentedSlowness = 2.5;

    LookActions(Workspace &workspace, QObject *parent);

    /// Larger type, slower animation, high contrast; what was chosen before comes back afterwards.
    void setPresents(bool presents);
    bool presents() const { return m_presents; }

    /// The language that was chosen, in which the window speaks from the next start on; a code of languages().
    void setLanguage(const QString &code);
    const QString &language() const { return m_language; }
    QList<QAction *> languageActions() const { return m_languages.values(); } ///< the system's, then by code

    // What a person chose, whatever presenter mode does with it.
    Theme::Scheme ownScheme() const { return m_presents ? m_ownScheme : m_theme.scheme(); }
    double ownTextScale() const { return m_presents ? m_ownTextScale : m_theme.textScale(); }

signals:
    void languageChosen();

private:
    void addSchemes();
    void addLanguages();
    void addSizes();
    void changeTextScale(double by);
    void update();

    Workspace &m_workspace;
    Theme &m_theme;
    bool m_presents = false;
    Theme::Scheme m_ownScheme = Theme::Scheme::System;
    double m_ownTextScale = 1.0;
    QList<QAction *> m_schemes; ///< in the order of Theme::Scheme
    QString m_language;
    QMap<QString, QAction *> m_languages; ///< by code
    QAction *m_presenter = nullptr;
    QAction *m_reducedMotion = nullptr;
};

} // namespace sessionscope::ui

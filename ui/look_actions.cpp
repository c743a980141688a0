// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/look_actions.h"

#include "ui/language.h"
#include "ui/workspace.h"

#include <QAction>
#include <QActionGroup>

#include <algorithm>

namespace sessionscope::ui {

LookActions::LookActions(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_theme(workspace.theme())
{
    addSchemes();
    addSizes();
    addLanguages();
    connect(&m_theme, &Theme::changed, this, &LookActions::update);
    update();
}

void LookActions::addSchemes()
{
    struct Row
    {
        Theme::Scheme scheme;
        const char *id;
        QString text;
    };
    const Row rows[] = {{Theme::Scheme::System, "look.system", tr("As the &system")},
                        {Theme::Scheme::Light, "look.light", tr("&Light")},
                        {Theme::Scheme::Dark, "look.dark", tr("&Dark")},
                        {Theme::Scheme::HighContrast, "look.high-contrast", tr("&High contrast")}};
    auto *group = new QActionGroup(this);
    for (const Row &row : rows) {
        QAction *action = m_workspace.actions().add(
            {QLatin1String(row.id), tr("Look"), row.text, {}, tr("Change the colours of the window")},
            [this, scheme = row.scheme] {
                m_ownScheme = scheme;
                m_theme.setScheme(scheme);
            });
        action->setCheckable(true);
        group->addAction(action);
        m_schemes.append(action);
    }
}

void LookActions::addSizes()
{
    ActionRegistry &actions = m_workspace.actions();
    const QString category = tr("Look");
    QAction *larger = actions.add({QStringLiteral("look.larger-text"), category, tr("La&rger text"),
                                   QKeySequence(Qt::CTRL | Qt::Key_Plus), tr("Make all text larger")},
                                  [this] { changeTextScale(kTextScaleStep); });
    larger->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    actions.add({QStringLiteral("look.smaller-text"), category, tr("S&maller text"),
                 QKeySequence(Qt::CTRL | Qt::Key_Minus), tr("Make all text smaller")},
                [this] { changeTextScale(-kTextScaleStep); });
    actions.add({QStringLiteral("look.usual-text"), category, tr("&Usual text"),
                 QKeySequence(Qt::CTRL | Qt::Key_0), tr("Give text its usual size")},
                [this] { changeTextScale(1.0 - m_theme.textScale()); });
    m_presenter = actions.add(
        {QStringLiteral("look.presenter"), category, tr("&Presenter mode"), QKeySequence(Qt::Key_F11),
         tr("Larger type, slower animation and high contrast, for a room full of people")},
        [this] { setPresents(!m_presents); });
    m_reducedMotion = actions.add({QStringLiteral("look.reduced-motion"),
                                   category,
                                   tr("Reduced m&otion"),
                                   {},
                                   tr("Let nothing slide or fade")},
                                  [this] { m_theme.setAnimated(!m_theme.isAnimated()); });
    for (QAction *action : {m_presenter, m_reducedMotion})
        action->setCheckable(true);
}

void LookActions::addLanguages()
{
    auto *group = new QActionGroup(this);
    for (const Language &language : languages()) {
        const bool isSystems = language.code.isEmpty();
        QAction *action = m_workspace.actions().add(
            {QStringLiteral("look.language-") + (isSystems ? QStringLiteral("system") : language.code),
             tr("Language"),
             isSystems ? tr("As the &system") : language.name,
             {},
             tr("Speak this language from the next start on")},
            [this, code = language.code] {
                setLanguage(code);
                emit languageChosen();
            });
        action->setCheckable(true);
        group->addAction(action);
        m_languages.insert(language.code, action);
    }
}

void LookActions::setLanguage(const QString &code)
{
    m_language = m_languages.contains(code) ? code : QString();
    update();
}

void LookActions::setPresents(bool presents)
{
    if (m_presents == presents)
        return;
    if (presents) {
        m_ownScheme = m_theme.scheme();
        m_ownTextScale = m_theme.textScale();
    }
    m_presents = presents;
    m_theme.setSlowness(presents ? kPresentedSlowness : 1.0);
    m_theme.setScheme(presents ? Theme::Scheme::HighContrast : m_ownScheme);
    m_theme.setTextScale(presents ? std::max(kPresentedTextScale, m_ownTextScale) : m_ownTextScale);
    update();
}

void LookActions::changeTextScale(double by)
{
    m_theme.setTextScale(std::clamp(m_theme.textScale() + by, kTextScaleMin, kTextScaleMax));
}

void LookActions::update()
{
    m_schemes[static_cast<qsizetype>(m_theme.scheme())]->setChecked(true);
    m_languages.value(m_language)->setChecked(true);
    m_presenter->setChecked(m_presents);
    m_reducedMotion->setChecked(!m_theme.isAnimated());
}

} // namespace sessionscope::ui

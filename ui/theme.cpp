// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme.h"

#include "ui/theme_style.h"

#include <QApplication>
#include <QFile>
#include <QFont>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace sessionscope::ui {

namespace {

// As in resources/themes/*.json, in the order of Tone.
constexpr std::array<const char *, kToneCount> kToneNames{
    "window", "panel",    "field", "border",   "text",    "mutedText",
    "accent", "onAccent", "good",  "goodFill", "warning", "warningFill",
    "bad",    "badFill",  "info",  "infoFill", "fault",   "faultFill",
};

QByteArray resource(const QString &path)
{
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "theme", qPrintable(path));
    return opened ? file.readAll() : QByteArray();
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_systemIsDark(QApplication::palette().color(QPalette::Window).lightness() < 128)
    , m_systemPointSize(QApplication::font().pointSizeF() > 0 ? QApplication::font().pointSizeF() : 10.0)
{
    load();
}

void Theme::setScheme(Scheme scheme)
{
    if (m_scheme == scheme)
        return;
    m_scheme = scheme;
    load();
    if (m_applied)
        apply();
}

bool Theme::isDark() const
{
    return color(Tone::Window).lightness() < 128;
}

void Theme::setTextScale(double scale)
{
    if (qFuzzyCompare(m_textScale, scale))
        return;
    m_textScale = scale;
    if (m_applied)
        apply();
}

void Theme::setAnimated(bool animated)
{
    if (m_animated == animated)
        return;
    m_animated = animated;
    emit changed();
}

void Theme::setSlowness(double slowness)
{
    if (qFuzzyCompare(m_slowness, slowness))
        return;
    m_slowness = slowness;
    emit changed();
}

void Theme::apply()
{
    m_applied = true;
    QApplication::setStyle(new ThemeStyle(*this));
    QApplication::setPalette(palette());
    QFont font = QApplication::font();
    font.setPointSizeF(m_systemPointSize * m_textScale);
    QApplication::setFont(font);
    qApp->setStyleSheet(styleSheet());
    emit changed();
}

void Theme::load()
{
    const bool dark = m_scheme == Scheme::Dark || (m_scheme == Scheme::System && m_systemIsDark);
    const QString name = m_scheme == Scheme::HighContrast ? QStringLiteral("high-contrast")
        : dark                                            ? QStringLiteral("dark")
                                                          : QStringLiteral("light");
    const auto json
        = QJsonDocument::fromJson(resource(QStringLiteral(":/themes/%1.json").arg(name))).object();
    for (std::size_t tone = 0; tone < m_colors.size(); ++tone) {
        m_colors[tone] = QColor(json.value(QLatin1String(kToneNames[tone])).toString());
        Q_ASSERT_X(m_colors[tone].isValid(), "theme", kToneNames[tone]);
    }
}

QPalette Theme::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, color(Tone::Window));
    palette.setColor(QPalette::WindowText, color(Tone::Text));
    palette.setColor(QPalette::Base, color(Tone::Field));
    palette.setColor(QPalette::AlternateBase, color(Tone::Panel));
    palette.setColor(QPalette::Text, color(Tone::Text));
    palette.setColor(QPalette::PlaceholderText, color(Tone::MutedText));
    palette.setColor(QPalette::Button, color(Tone::Panel));
    palette.setColor(QPalette::ButtonText, color(Tone::Text));
    palette.setColor(QPalette::Highlight, color(Tone::Accent));
    palette.setColor(QPalette::HighlightedText, color(Tone::OnAccent));
    palette.setColor(QPalette::ToolTipBase, color(Tone::Panel));
    palette.setColor(QPalette::ToolTipText, color(Tone::Text));
    palette.setColor(QPalette::Link, color(Tone::Accent));
    palette.setColor(QPalette::BrightText, color(Tone::Bad));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color(Tone::MutedText));
    return palette;
}

QString Theme::styleSheet() const
{
    QString sheet = QString::fromUtf8(resource(QStringLiteral(":/themes/style.qss")));
    if (m_scheme == Scheme::HighContrast)
        sheet.replace(QLatin1String("/chevron-"), QLatin1String("/strong-chevron-"));
    // Longest names first: "good" is a prefix of "goodFill".
    for (const bool fills : {true, false}) {
        for (std::size_t tone = 0; tone < m_colors.size(); ++tone) {
            const QLatin1String name(kToneNames[tone]);
            if (name.endsWith(QLatin1String("Fill")) == fills)
                sheet.replace(QLatin1Char('@') + name, m_colors[tone].name());
        }
    }
    static const QRegularExpression size(QStringLiteral("@size\\(([0-9.]+)\\)"));
    for (auto match = size.match(sheet); match.hasMatch(); match = size.match(sheet)) {
        const double points = m_systemPointSize * m_textScale * match.captured(1).toDouble();
        sheet.replace(match.capturedStart(), match.capturedLength(),
                      QString::number(points, 'f', 1) + QStringLiteral("pt"));
    }
    return sheet;
}

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QColor>
#include <QObject>
#include <QPalette>

#include <array>

class QApplication;

namespace sessionscope::ui {

/// What a colour means; a theme says how it looks. Views ask for tones and never name a colour.
enum class Tone {
    Window, ///< behind everything
    Panel,  ///< docks, bars, cards
    Field,  ///< where something is typed, listed or drawn
    Border,
    Text,
    MutedText,
    Accent,   ///< the one obvious thing to press; what is selected
    OnAccent, ///< text on it
    Good,     ///< intact, answered, passed
    GoodFill,
    Warning, ///< amnesia, at risk
    WarningFill,
    Bad, ///< lost, failed
    BadFill,
    Info, ///< waiting, neutral facts
    InfoFill,
    Fault, ///< what somebody did to the cluster
    FaultFill,
};

inline constexpr int kToneCount = static_cast<int>(Tone::FaultFill) + 1;

/// The look of the program: colours by meaning from resources/themes, type size, and whether things may move.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Scheme { System, Light, Dark, HighContrast };
    Q_ENUM(Scheme)

    /// Remembers the system's palette, which Scheme::System follows. Nothing is changed before the first apply.
    explicit Theme(QObject *parent = nullptr);

    void setScheme(Scheme scheme);
    Scheme scheme() const { return m_scheme; }
    bool isDark() const;

    /// Larger type for a room of people; 1 is the usual size.
    void setTextScale(double scale);
    double textScale() const { return m_textScale; }

    /// Off: nothing slides or fades (reduced motion).
    void setAnimated(bool animated);
    bool isAnimated() const { return m_animated; }

    /// How many times longer than usual what moves takes: more than 1 in presenter mode.
    void setSlowness(double slowness);
    double slowness() const { return m_slowness; }

    /// How long something that usually takes `milliseconds` moves now: 0 with reduced motion.
    int duration(int milliseconds) const { return m_animated ? qRound(milliseconds * m_slowness) : 0; }

    QColor color(Tone tone) const { return m_colors[static_cast<std::size_t>(tone)]; }

    /// Gives the application style, palette, font and style sheet. Called by the setters once it was called.
    void apply();

signals:
    void changed(); ///< colours, type or motion: repaint

private:
    void load();
    QPalette palette() const;
    QString styleSheet() const;

    std::array<QColor, kToneCount> m_colors;
    Scheme m_scheme = Scheme::System;
    bool m_systemIsDark = false;
    double m_textScale = 1.0;
    double m_systemPointSize = 10.0;
    bool m_animated = true;
    double m_slowness = 1.0;
    bool m_applied = false;
};

} // namespace sessionscope::ui

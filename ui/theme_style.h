// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QIcon>
#include <QPointer>
#include <QProxyStyle>

namespace sessionscope::ui {

class Theme;

/// What neither a palette nor a style sheet can say: boxes and dots to tick and the icons of docks and tool bars, in the
/// theme's colours and as large as its type, and how long everything that Qt animates takes.
class ThemeStyle : public QProxyStyle
{
    Q_OBJECT

public:
    explicit ThemeStyle(const Theme &theme);

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override;
    QIcon standardIcon(StandardPixmap kind, const QStyleOption *option, const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;

private:
    void drawTick(const QStyleOption &option, QPainter &painter, bool isRadio) const;

    QIcon drawnIcon(StandardPixmap kind) const;

    QPointer<const Theme> m_theme; ///< the application owns the style, and may outlive the theme
};

} // namespace sessionscope::ui

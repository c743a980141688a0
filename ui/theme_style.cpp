// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme_style.h"

#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>

namespace sessionscope::ui {

namespace {

constexpr int kIndicatorSize = 15; // at the usual size of text

} // namespace

ThemeStyle::ThemeStyle(const Theme &theme)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    , m_theme(&theme)
{
}

int ThemeStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ToolBarExtensionExtent:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return qRound(kIndicatorSize * (m_theme ? m_theme->textScale() : 1.0));
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ThemeStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *data) const
{
    const int usual = QProxyStyle::styleHint(hint, option, widget, data);
    if (hint == SH_Widget_Animation_Duration && m_theme)
        return m_theme->duration(usual);
    return usual;
}

QIcon ThemeStyle::standardIcon(StandardPixmap kind, const QStyleOption *option, const QWidget *widget) const
{
    switch (kind) {
    case SP_ToolBarHorizontalExtensionButton:
    case SP_TitleBarCloseButton:
    case SP_TitleBarNormalButton:
    case SP_TitleBarMaxButton:
        if (m_theme)
            return drawnIcon(kind);
        break;
    default:
        break;
    }
    return QProxyStyle::standardIcon(kind, option, widget);
}

QIcon ThemeStyle::drawnIcon(StandardPixmap kind) const
{
    constexpr int kSide = 64; // enough for any screen; Qt scales it down
    QPixmap picture(kSide, kSide);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->color(Tone::MutedText), 7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    switch (kind) {
    case SP_TitleBarCloseButton:
        painter.drawLine(16, 16, 48, 48);
        painter.drawLine(16, 48, 48, 16);
        break;
    case SP_ToolBarHorizontalExtensionButton:
        for (const int x : {14, 34})
            painter.drawPolyline(QPolygon({{x, 14}, {x + 16, 32}, {x, 50}}));
        break;
    default: // a window of its own
        painter.drawRoundedRect(QRect(14, 18, 36, 30), 5, 5);
        painter.drawLine(16, 24, 48, 24);
    }
    painter.end();
    return QIcon(picture);
}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
    case PE_IndicatorRadioButton:
        if (m_theme && option && painter) {
            drawTick(*option, *painter, element == PE_IndicatorRadioButton);
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void ThemeStyle::drawTick(const QStyleOption &option, QPainter &painter, bool isRadio) const
{
    const bool enabled = option.state & State_Enabled;
    const bool half = option.state & State_NoChange;
    const bool ticked = half || (option.state & State_On);
    const bool marked = option.state & (State_HasFocus | State_MouseOver);
    const double side = std::min(option.rect.width(), option.rect.height());
    QRectF box(0, 0, side - 2, side - 2);
    box.moveCenter(QRectF(option.rect).center());
    const QColor ink = m_theme->color(!enabled               ? Tone::Border
                                          : ticked || marked ? Tone::Accent
                                                             : Tone::MutedText);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, marked ? 2.0 : 1.4));
    painter.setBrush(ticked && !isRadio ? ink : m_theme->color(Tone::Field));
    const double radius = isRadio ? box.width() / 2 : 3.0;
    painter.drawRoundedRect(box, radius, radius);
    if (ticked) {
        const QColor mark = enabled ? m_theme->color(Tone::OnAccent) : m_theme->color(Tone::MutedText);
        const auto at = [&box](double x, double y) {
            return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
        };
        if (isRadio) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(ink);
            painter.drawEllipse(box.center(), box.width() * 0.27, box.height() * 0.27);
        } else {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(
                QPen(mark, std::max(1.6, box.width() / 7), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            QPainterPath path(at(0.22, half ? 0.5 : 0.52));
            if (!half)
                path.lineTo(at(0.43, 0.73));
            path.lineTo(half ? at(0.78, 0.5) : at(0.79, 0.29));
            painter.drawPath(path);
        }
    }
    painter.restore();
}

} // namespace sessionscope::ui

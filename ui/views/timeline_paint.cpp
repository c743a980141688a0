// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/timeline_lanes.h"
#include "ui/workspace.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace sessionscope::ui {

namespace {

double seconds(Instant time)
{
    return static_cast<double>(time.elapsed().inNanoseconds()) / 1e9;
}

/// 1, 2 or 5 times a power of ten: the distance of ticks that is at least `least`.
double niceStep(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (power * factor >= least)
            return power * factor;
    }
    return power * 10.0;
}

} // namespace

void TimelineLanes::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const Theme &theme = m_workspace.theme();
    painter.fillRect(viewport()->rect(), theme.color(Tone::Field));
    if (!m_workspace.run())
        return;
    const int first = verticalScrollBar()->value() / rowHeight();
    for (int lane = first; lane < laneCount() && laneRect(lane).top() < viewport()->height(); ++lane)
        paintLane(painter, lane);
    paintAxis(painter);
    paintMarks(painter);
    if (m_drag == Drag::Brush && std::abs(m_dragged.x() - m_pressed.x()) >= 1.0) {
        QColor fill = theme.color(Tone::Accent);
        fill.setAlpha(60);
        painter.fillRect(QRectF(QPointF(std::min(m_pressed.x(), m_dragged.x()), axisHeight()),
                                QPointF(std::max(m_pressed.x(), m_dragged.x()), viewport()->height())),
                         fill);
    }
}

void TimelineLanes::paintLane(QPainter &painter, int lane) const
{
    const Theme &theme = m_workspace.theme();
    const QRect rect = laneRect(lane);
    if (isSelected(lane))
        painter.fillRect(QRect(0, rect.top(), viewport()->width(), rect.height()),
                         theme.color(Tone::InfoFill));
    painter.fillRect(QRect(0, rect.bottom(), viewport()->width(), 1), theme.color(Tone::Border));
    painter.setPen(theme.color(Tone::Text));
    const QString mark = isSelected(lane) ? QStringLiteral("▸ ") : QString();
    painter.drawText(QRect(6, rect.top(), nameWidth() - 8, rect.height()), Qt::AlignVCenter,
                     mark + laneName(lane));
    if (hasFocus() && lane == m_lane) {
        painter.setPen(theme.color(Tone::Accent));
        painter.drawRect(QRect(1, rect.top(), nameWidth() - 4, rect.height() - 2));
    }
    painter.save();
    painter.setClipRect(rect);
    paintBars(painter, lane);
    painter.restore();
}

void TimelineLanes::paintBars(QPainter &painter, int lane) const
{
    const Theme &theme = m_workspace.theme();
    const QRect rect = laneRect(lane);
    const auto [from, to] = range();
    double painted = -1.0; // up to there bars stand already: what ends before it would not be seen
    double glyphs = -1.0;
    const double cross = painter.fontMetrics().horizontalAdvance(QStringLiteral("✗")) + 1.0;
    for (const std::uint32_t index : m_data.exchanges.within(barsOf(lane), from, to)) {
        const journal::ExchangeEntry &entry = m_data.exchanges.entry(index);
        const double left = xOf(entry.begin);
        const double right = std::max(xOf(entry.end), left + 3.0);
        if (right <= painted && !entry.failed)
            continue;
        painted = std::max(painted, right);
        const Tone tone = entry.failed ? Tone::Bad : entry.finished ? Tone::Good : Tone::Info;
        // A failed one is also taller, for where its cross finds no room.
        const int inset = entry.failed ? 2 : 5;
        const QRectF bar(left, rect.top() + inset, right - left, rect.height() - 2 * inset - 1);
        painter.fillRect(bar, theme.color(tone));
        if (m_workspace.selection().value().exchange == entry.exchange && entry.exchange != ExchangeId()) {
            painter.setPen(QPen(theme.color(Tone::Text), 1.5));
            painter.drawRect(bar.adjusted(-1, -1, 1, 1));
        }
        if (entry.failed && right >= glyphs) {
            painter.setPen(theme.color(Tone::Bad));
            painter.drawText(QRectF(right + 1, rect.top(), cross, rect.height()), Qt::AlignVCenter,
                             QStringLiteral("✗"));
            glyphs = right + cross;
        }
    }
}

void TimelineLanes::paintAxis(QPainter &painter) const
{
    const Theme &theme = m_workspace.theme();
    painter.fillRect(QRect(0, 0, viewport()->width(), axisHeight()), theme.color(Tone::Panel));
    painter.fillRect(QRect(0, axisHeight() - 1, viewport()->width(), 1), theme.color(Tone::Border));
    const auto [from, to] = range();
    const double whole = std::max(1e-9, seconds(to) - seconds(from));
    const int room = std::max(1, viewport()->width() - nameWidth());
    const int label = fontMetrics().horizontalAdvance(QStringLiteral("00.0000 s")) + 16;
    const double step = niceStep(whole * label / room);
    const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
    painter.setPen(theme.color(Tone::MutedText));
    for (double tick = std::ceil(seconds(from) / step) * step; tick <= seconds(to); tick += step) {
        const double x
            = xOf(Instant::sinceStart(Duration::nanoseconds(static_cast<std::int64_t>(tick * 1e9))));
        painter.drawLine(QPointF(x, 0), QPointF(x, 4));
        if (x + label <= viewport()->width() + 12)
            painter.drawText(QRectF(x + 3, 0, label, fontMetrics().height() + 2), Qt::AlignVCenter,
                             tr("%1 s").arg(tick, 0, 'f', decimals));
    }
}

void TimelineLanes::paintMarks(QPainter &painter) const
{
    const Theme &theme = m_workspace.theme();
    painter.setClipRect(QRect(nameWidth(), 0, viewport()->width() - nameWidth(), viewport()->height()));
    const double top = fontMetrics().height() + 3;
    double free = 0.0;
    for (const TimelineData::Fault &fault : m_data.faults) {
        const double x = xOf(fault.at);
        if (x < nameWidth() || x > viewport()->width())
            continue;
        painter.setPen(QPen(theme.color(Tone::Fault), 1.5, Qt::DashLine));
        painter.drawLine(QPointF(x, top), QPointF(x, viewport()->height()));
        const QString text = QStringLiteral("▼ ") + fault.text;
        const double width = fontMetrics().horizontalAdvance(text) + 6;
        const double left = x + width <= viewport()->width() ? x + 3 : x - width;
        if (left < free)
            continue;
        painter.drawText(QRectF(left, top, width, fontMetrics().height()), Qt::AlignVCenter, text);
        free = left + width;
    }
    const auto sequence = m_workspace.cursor().sequence();
    const journal::Event *event = sequence ? m_workspace.run()->journal().find(*sequence) : nullptr;
    if (event) {
        const double x = xOf(event->time);
        painter.setPen(QPen(theme.color(Tone::Accent), 2.0));
        painter.drawLine(QPointF(x, 0), QPointF(x, viewport()->height()));
    }
    painter.setClipping(false);
}

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/bar_chart.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

BarChart::BarChart(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BarChart::show(std::vector<Bar> bars)
{
    if (bars == m_bars)
        return;
    m_bars = std::move(bars);
    m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(m_bars.size()) - 1));
    QStringList texts;
    for (const Bar &bar : m_bars)
        texts.append(tr("%1: %2").arg(bar.name).arg(bar.count));
    setAccessibleDescription(texts.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize BarChart::sizeHint() const
{
    return {320, std::max(1, static_cast<int>(m_bars.size())) * rowHeight()};
}

void BarChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QLocale locale;
    int names = 0;
    std::size_t most = 1;
    for (const Bar &bar : m_bars) {
        names = std::max(names, fontMetrics().horizontalAdvance(bar.name));
        most = std::max(most, bar.count);
    }
    names = std::min(names, width() * 2 / 5) + 10;
    const int figures = fontMetrics().horizontalAdvance(locale.toString(static_cast<qulonglong>(most))) + 12;
    const int room = std::max(10, width() - names - figures);
    for (std::size_t index = 0; index < m_bars.size(); ++index) {
        const Bar &bar = m_bars[index];
        const QRect row(0, static_cast<int>(index) * rowHeight(), width(), rowHeight());
        painter.setPen(m_theme.color(Tone::Text));
        painter.drawText(row.adjusted(2, 0, 0, 0).intersected(QRect(0, row.top(), names - 6, row.height())),
                         Qt::AlignVCenter | Qt::AlignLeft,
                         fontMetrics().elidedText(bar.name, Qt::ElideMiddle, names - 6));
        // However few there are, they are seen.
        const int length = bar.count == 0
            ? 1
            : std::max(3,
                       static_cast<int>(static_cast<double>(room) * static_cast<double>(bar.count)
                                        / static_cast<double>(most)));
        painter.fillRect(QRect(names, row.top() + 4, length, row.height() - 8), m_theme.color(bar.tone));
        painter.setPen(m_theme.color(Tone::MutedText));
        painter.drawText(QRect(names + length + 6, row.top(), figures, row.height()),
                         Qt::AlignVCenter | Qt::AlignLeft,
                         locale.toString(static_cast<qulonglong>(bar.count)));
        if (hasFocus() && static_cast<int>(index) == m_current) {
            painter.setPen(m_theme.color(Tone::Accent));
            painter.drawRect(row.adjusted(0, 0, -1, -1));
        }
    }
}

void BarChart::mousePressEvent(QMouseEvent *event)
{
    choose(static_cast<int>(event->position().y()) / rowHeight());
}

void BarChart::keyPressEvent(QKeyEvent *event)
{
    const int by = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (by != 0 && m_current + by >= 0 && m_current + by < static_cast<int>(m_bars.size())) {
        m_current += by;
        update();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        choose(m_current);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void BarChart::choose(int bar)
{
    if (bar < 0 || bar >= static_cast<int>(m_bars.size()))
        return;
    m_current = bar;
    update();
    emit barChosen(m_bars[static_cast<std::size_t>(bar)].filter);
}

Histogram::Histogram(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void Histogram::show(std::span<const std::size_t> bins, const QString &from, const QString &to)
{
    m_bins.assign(bins.begin(), bins.end());
    m_from = from;
    m_to = to;
    QStringList counts;
    for (const std::size_t count : m_bins)
        counts.append(QString::number(count));
    setAccessibleDescription(tr("from %1 to %2: %3").arg(m_from, m_to, counts.join(QStringLiteral(", "))));
    update();
}

void Histogram::paintEvent(QPaintEvent *)
{
    if (m_bins.empty())
        return;
    QPainter painter(this);
    const int below = fontMetrics().height() + 2;
    const int above = below;
    const int floor = height() - below;
    const std::size_t most = std::max<std::size_t>(1, *std::max_element(m_bins.begin(), m_bins.end()));
    const double step = static_cast<double>(width()) / static_cast<double>(m_bins.size());
    for (std::size_t bin = 0; bin < m_bins.size(); ++bin) {
        const double share = static_cast<double>(m_bins[bin]) / static_cast<double>(most);
        const double high = m_bins[bin] == 0 ? 1.0 : std::max(3.0, share * (floor - above));
        painter.fillRect(QRectF(static_cast<double>(bin) * step + 1, floor - high, step - 2, high),
                         m_theme.color(Tone::Accent));
    }
    painter.setPen(m_theme.color(Tone::MutedText));
    painter.drawText(rect(), Qt::AlignBottom | Qt::AlignLeft, m_from);
    painter.drawText(rect(), Qt::AlignBottom | Qt::AlignRight, m_to);
    painter.drawText(rect(), Qt::AlignTop | Qt::AlignRight,
                     tr("most: %1").arg(QLocale().toString(static_cast<qulonglong>(most))));
}

} // namespace sessionscope::ui

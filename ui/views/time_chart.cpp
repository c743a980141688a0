// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/time_chart.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

namespace {

constexpr float kVeil = 0.6F;
constexpr double kHeadroom = 1.05; // a line at the very top is cut in half

} // namespace

TimeChart::TimeChart(Theme &theme, const QString &title, const QString &unit, QWidget *parent)
    : QChartView(parent)
    , m_theme(theme)
    , m_time(new QValueAxis(this))
    , m_values(new QValueAxis(this))
{
    setAccessibleName(title);
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate); // the marks are no items
    setMinimumSize(160, 84);
    chart()->setTitle(unit.isEmpty() ? title : QStringLiteral("%1 (%2)").arg(title, unit));
    chart()->setMargins(QMargins(2, 0, 2, 0));
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setBackgroundRoundness(0);
    chart()->addAxis(m_time, Qt::AlignBottom);
    chart()->addAxis(m_values, Qt::AlignLeft);
    chart()->legend()->setAlignment(Qt::AlignRight); // beside the lines: height is what there is least of
    chart()->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    chart()->legend()->setContentsMargins(0, 0, 0, 0);
    m_time->setLabelFormat(QStringLiteral("%.1f s"));
    m_time->setTickCount(5);
    m_values->setTickCount(3);
    connect(&m_theme, &Theme::changed, this, &TimeChart::applyTheme);
    applyTheme();
}

void TimeChart::setLines(std::vector<Line> lines)
{
    chart()->removeAllSeries();
    m_series.clear();
    m_lines = std::move(lines);
    for (const Line &line : m_lines) {
        auto *series = new QLineSeries(this);
        series->setName(line.name);
        chart()->addSeries(series);
        series->attachAxis(m_time);
        series->attachAxis(m_values);
        m_series.push_back(series);
    }
    applyTheme();
}

void TimeChart::show(const journal::Metrics &metrics, std::optional<double> cursor)
{
    const std::size_t bins = metrics.bins().size();
    double highest = 0.0;
    for (std::size_t line = 0; line < m_lines.size(); ++line) {
        QList<QPointF> points;
        points.reserve(static_cast<qsizetype>(bins));
        for (std::size_t bin = 0; bin < bins; ++bin) {
            const auto value = m_lines[line].value(metrics, bin);
            if (!value)
                continue;
            highest = std::max(highest, *value);
            points.append(
                {static_cast<double>(metrics.startOf(bin).elapsed().inMicroseconds()) / 1e6, *value});
        }
        m_series[line]->replace(points);
    }
    m_faults.clear();
    for (const journal::Metrics::FaultMark &fault : metrics.faults()) {
        m_faults.emplace_back(static_cast<double>(fault.at.elapsed().inMicroseconds()) / 1e6,
                              QString::fromStdString(fault.text));
    }
    m_cursor = cursor;
    const double end
        = static_cast<double>(bins) * static_cast<double>(metrics.binWidth().inMicroseconds()) / 1e6;
    m_time->setLabelFormat(end < 2.0 ? QStringLiteral("%.2f s") : QStringLiteral("%.1f s"));
    m_time->setRange(0.0, std::max(end, 0.1));
    m_values->setRange(0.0, highest > 0.0 ? highest * kHeadroom : 1.0);
    m_values->applyNiceNumbers();
    m_values->setLabelFormat(m_values->max() < 10.0 ? QStringLiteral("%.1f") : QStringLiteral("%.0f"));
    viewport()->update();
}

void TimeChart::drawForeground(QPainter *painter, const QRectF &)
{
    if (m_series.empty())
        return;
    painter->save();
    painter->setFont(font());
    double free = chart()->plotArea().left();
    for (const auto &[seconds, text] : m_faults)
        drawMark(painter, seconds, Tone::Fault, text, free);
    double anywhere = chart()->plotArea().left();
    if (m_cursor)
        drawMark(painter, *m_cursor, Tone::Accent, {}, anywhere);
    painter->restore();
}

void TimeChart::drawMark(QPainter *painter, double seconds, Tone tone, const QString &text,
                         double &free) const
{
    const QRectF plot = chart()->plotArea();
    const double x = chart()->mapToPosition({seconds, 0.0}, m_series.front()).x();
    if (x < plot.left() || x > plot.right())
        return;
    painter->setPen(QPen(m_theme.color(tone), 1.5, Qt::DashLine));
    painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    const double width = painter->fontMetrics().horizontalAdvance(text) + 8.0;
    if (text.isEmpty() || x < free)
        return;
    // To the right of its line, or to the left where it would not fit.
    const bool fits = x + width <= plot.right();
    if (!fits && x - width < plot.left())
        return; // the line alone, rather than half a word
    const QRectF box(fits ? x + 2.0 : x - width + 2.0, plot.top(), width, painter->fontMetrics().height());
    QColor veil = m_theme.color(Tone::Field);
    veil.setAlphaF(kVeil); // the lines below are to be seen
    painter->fillRect(box, veil);
    painter->drawText(box, Qt::AlignCenter, text);
    free = fits ? x + width : x;
}

void TimeChart::mousePressEvent(QMouseEvent *event)
{
    if (!m_series.empty() && event->button() == Qt::LeftButton)
        emit instantClicked(chart()->mapToValue(mapToScene(event->pos()), m_series.front()).x());
    QChartView::mousePressEvent(event);
}

void TimeChart::applyTheme()
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    QFont bold = small;
    bold.setBold(true);
    chart()->setBackgroundBrush(m_theme.color(Tone::Field));
    setBackgroundBrush(m_theme.color(Tone::Field));
    setFrameShape(QFrame::NoFrame);
    chart()->setTitleBrush(m_theme.color(Tone::Text));
    chart()->setTitleFont(bold);
    chart()->legend()->setLabelColor(m_theme.color(Tone::Text));
    chart()->legend()->setFont(small);
    chart()->legend()->setVisible(m_lines.size() > 1);
    for (QValueAxis *axis : {m_time, m_values}) {
        axis->setLabelsColor(m_theme.color(Tone::MutedText));
        axis->setLabelsFont(small);
        axis->setGridLineColor(m_theme.color(Tone::Border));
        axis->setLinePenColor(m_theme.color(Tone::Border));
    }
    for (std::size_t line = 0; line < m_lines.size(); ++line)
        m_series[line]->setPen(QPen(m_theme.color(m_lines[line].tone), 2.0, m_lines[line].style));
    viewport()->update();
}

} // namespace sessionscope::ui

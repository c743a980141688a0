// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/metrics.h"
#include "ui/theme.h"

#include <QChartView>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QLineSeries;
class QValueAxis;
QT_END_NAMESPACE

namespace sessionscope::ui {

/// One chart of a run's figures over time: lines, a mark per fault, and the instant that is looked at. Colour, dash and
/// name tell lines apart.
class TimeChart : public QChartView
{
    Q_OBJECT

public:
    struct Line
    {
        QString name;
        Tone tone = Tone::Info;
        Qt::PenStyle style = Qt::SolidLine;
        /// The value in a bin; nothing where there is none, and the line has a gap closed by its neighbours.
        std::function<std::optional<double>(const journal::Metrics &, std::size_t bin)> value;
    };

    TimeChart(Theme &theme, const QString &title, const QString &unit, QWidget *parent = nullptr);

    void setLines(std::vector<Line> lines);
    /// Draws the figures anew. `cursor`: the instant in seconds, nothing while live.
    void show(const journal::Metrics &metrics, std::optional<double> cursor);

signals:
    void instantClicked(double seconds);

protected:
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void applyTheme();
    void drawMark(QPainter *painter, double seconds, Tone tone, const QString &text, double &free) const;

    Theme &m_theme;
    std::vector<Line> m_lines;
    std::vector<QLineSeries *> m_series;
    QValueAxis *m_time;
    QValueAxis *m_values;
    std::vector<std::pair<double, QString>> m_faults;
    std::optional<double> m_cursor;
};

} // namespace sessionscope::ui

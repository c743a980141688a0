// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme.h"

#include <QString>
#include <QWidget>

#include <span>
#include <vector>

namespace sessionscope::ui {

/// Named bars below each other, with their figures: who has how many. A bar can be chosen by mouse or keyboard.
class BarChart : public QWidget
{
    Q_OBJECT

public:
    struct Bar
    {
        QString name;
        std::size_t count = 0;
        Tone tone = Tone::Accent;
        QString filter; ///< what barChosen() says

        bool operator==(const Bar &) const = default;
    };

    explicit BarChart(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    void show(std::vector<Bar> bars);
    const std::vector<Bar> &bars() const { return m_bars; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

signals:
    void barChosen(const QString &filter);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    int rowHeight() const { return fontMetrics().height() + 10; }
    void choose(int bar);

    const Theme &m_theme;
    std::vector<Bar> m_bars;
    int m_current = 0;
};

/// How many fall into each of equal parts of a span.
class Histogram : public QWidget
{
    Q_OBJECT

public:
    explicit Histogram(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    /// `from` and `to` name the ends of the axis.
    void show(std::span<const std::size_t> bins, const QString &from, const QString &to);
    QSize sizeHint() const override { return {240, 96}; }
    QSize minimumSizeHint() const override { return {120, 64}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    std::vector<std::size_t> m_bins;
    QString m_from;
    QString m_to;
};

} // namespace sessionscope::ui

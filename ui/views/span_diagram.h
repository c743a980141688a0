// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/exchange_spans.h"

#include <QWidget>

namespace sessionscope::ui {

class Theme;

/// The parts of one exchange as bars over its time.
class SpanDiagram : public QWidget
{
    Q_OBJECT

public:
    explicit SpanDiagram(Theme &theme, QWidget *parent = nullptr);

    /// What began after `until` is left out.
    void show(const journal::Journal &journal, const journal::ExchangeEntry &entry, Instant until);
    void clear();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Bar
    {
        journal::ExchangeSpan span;
        QString name;
        QString tip;
    };

    static QString nameOf(const journal::ExchangeSpan &span);
    int rowHeight() const { return fontMetrics().height() + 4; }

    Theme &m_theme;
    std::vector<Bar> m_bars;
};

} // namespace sessionscope::ui

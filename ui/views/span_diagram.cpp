// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/span_diagram.h"

#include "ui/theme.h"
#include "ui/to_qstring.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace sessionscope::ui {

namespace {

using Kind = journal::ExchangeSpan::Kind;

constexpr std::size_t kBarsMax = 12; // a recovery has about ten

QString textOf(const journal::Journal &journal, journal::Symbol symbol)
{
    return toQString(journal.text(symbol));
}

double millisecondsOf(const journal::ExchangeSpan &span)
{
    return static_cast<double>((span.end - span.begin).inMicroseconds()) / 1e3;
}

} // namespace

/// What the lane of a part is called.
QString SpanDiagram::nameOf(const journal::ExchangeSpan &span)
{
    switch (span.kind) {
    case Kind::Client:
        return tr("client");
    case Kind::Proxy:
        return tr("proxy");
    case Kind::Load:
        return tr("  load record");
    case Kind::Save:
        return tr("  save record");
    case Kind::Delete:
        return tr("  drop record");
    case Kind::Forward:
        return tr("  forward");
    case Kind::Pod:
        return tr("    pod-%1").arg(span.pod);
    }
    return {};
}

SpanDiagram::SpanDiagram(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Parts of the exchange"));
}

void SpanDiagram::show(const journal::Journal &journal, const journal::ExchangeEntry &entry, Instant until)
{
    m_bars.clear();
    QStringList told;
    for (const journal::ExchangeSpan &span : journal::spansOf(journal, entry)) {
        if (span.begin > until || m_bars.size() == kBarsMax)
            continue;
        QStringList tip{nameOf(span).trimmed(), textOf(journal, span.text)};
        if (span.status != 0)
            tip.append(QString::number(span.status));
        tip.append(textOf(journal, span.trouble));
        tip.append(tr("%1 ms").arg(millisecondsOf(span), 0, 'f', 2));
        tip.removeAll(QString());
        m_bars.push_back({span, nameOf(span), tip.join(QStringLiteral(" · "))});
        told.append(m_bars.back().tip);
    }
    setAccessibleDescription(told.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

void SpanDiagram::clear()
{
    m_bars.clear();
    updateGeometry();
    update();
}

QSize SpanDiagram::sizeHint() const
{
    return {200, static_cast<int>(m_bars.size()) * rowHeight() + 2};
}

void SpanDiagram::paintEvent(QPaintEvent *)
{
    if (m_bars.empty())
        return;
    Instant begin = m_bars.front().span.begin;
    Instant end = begin;
    for (const Bar &bar : m_bars) {
        begin = std::min(begin, bar.span.begin);
        end = std::max(end, bar.span.end);
    }
    const double whole = std::max<double>(1.0, static_cast<double>((end - begin).inNanoseconds()));
    const int left = fontMetrics().horizontalAdvance(tr("  save record")) + 10;
    const int right = fontMetrics().horizontalAdvance(QStringLiteral("✗ 404 0000 ms"));
    const int room = std::max(20, width() - left - right - 6);
    QPainter painter(this);
    int y = 1;
    for (const Bar &bar : m_bars) {
        const auto at = [&](Instant time) {
            return left
                + static_cast<int>(room * static_cast<double>((time - begin).inNanoseconds()) / whole);
        };
        const bool isOpen = bar.span.last == journal::Sequence();
        const Tone tone = bar.span.failed ? Tone::Bad : isOpen ? Tone::Info : Tone::Good;
        const int height = rowHeight();
        painter.setPen(m_theme.color(Tone::Text));
        painter.drawText(QRect(0, y, left, height), Qt::AlignLeft | Qt::AlignVCenter, bar.name);
        painter.fillRect(QRect(left, y + height / 2, room, 1), m_theme.color(Tone::Border));
        const int from = at(bar.span.begin);
        painter.fillRect(QRect(from, y + 4, std::max(3, at(bar.span.end) - from), height - 8),
                         m_theme.color(tone));
        QString figure
            = tr("%1 ms").arg(millisecondsOf(bar.span), 0, 'f', millisecondsOf(bar.span) < 10 ? 2 : 0);
        if (isOpen)
            figure = QStringLiteral("○ …");
        else if (bar.span.status != 0)
            figure = QStringLiteral("%1 %2").arg(bar.span.status).arg(figure);
        if (bar.span.failed)
            figure.prepend(QStringLiteral("✗ "));
        painter.setPen(m_theme.color(bar.span.failed ? Tone::Bad : Tone::MutedText));
        painter.drawText(QRect(width() - right, y, right, height), Qt::AlignRight | Qt::AlignVCenter, figure);
        y += height;
    }
}

bool SpanDiagram::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const auto row = static_cast<std::size_t>(std::max(0, help->pos().y() / rowHeight()));
        if (row < m_bars.size())
            QToolTip::showText(help->globalPos(), m_bars[row].tip, this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace sessionscope::ui

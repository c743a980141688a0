// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/loss_gauge.h"

#include "core/scenario/report.h"
#include "ui/theme.h"

#include <QPainter>

#include <algorithm>

namespace sessionscope::ui {

namespace {

constexpr int kSide = 26; // so that "0 %" and "100 %" stand below their ends
constexpr int kBand = 12; // height of the interval
constexpr int kTop = 6;
constexpr int kTicks = 4;

QString percentText(std::int64_t ppm)
{
    return QString::fromStdString(scenario::percent(ppm));
}

} // namespace

LossGauge::LossGauge(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Loss rate"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void LossGauge::show(const scenario::LossRate &losses, std::optional<std::int64_t> theoryPpm)
{
    m_losses = losses;
    m_theoryPpm = theoryPpm;
    setAccessibleDescription(lossText(losses, theoryPpm));
    update();
}

QSize LossGauge::sizeHint() const
{
    return {240, kTop + 2 * kBand + fontMetrics().height()};
}

void LossGauge::paintEvent(QPaintEvent *)
{
    constexpr double kWhole = 1'000'000;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = std::max(1, this->width() - 2 * kSide);
    const auto x = [width](std::int64_t ppm) { return kSide + width * static_cast<double>(ppm) / kWhole; };
    const double middle = kTop + kBand / 2.0;
    painter.setPen(QPen(m_theme.color(Tone::Border), 1));
    painter.drawLine(QPointF(x(0), middle), QPointF(x(1'000'000), middle));
    for (int tick = 0; tick <= kTicks; ++tick) {
        const std::int64_t ppm = 1'000'000LL * tick / kTicks;
        painter.setPen(m_theme.color(Tone::Border));
        painter.drawLine(QPointF(x(ppm), middle - 3), QPointF(x(ppm), middle + 3));
        painter.setPen(m_theme.color(Tone::MutedText));
        const QRectF place(x(ppm) - 40, kTop + kBand + 2, 80, fontMetrics().height());
        painter.drawText(place, Qt::AlignCenter, QStringLiteral("%1 %").arg(100 * tick / kTicks));
    }
    if (m_losses.runs > 0) {
        const scenario::Interval interval = m_losses.interval();
        painter.setPen(QPen(m_theme.color(Tone::Info), 1));
        painter.setBrush(m_theme.color(Tone::InfoFill));
        painter.drawRoundedRect(
            QRectF(QPointF(x(interval.lowPpm), kTop), QPointF(x(interval.highPpm), kTop + kBand)), 4, 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Tone::Text));
        painter.drawEllipse(QPointF(x(m_losses.ratePpm()), middle), 4, 4);
    }
    if (m_losses.forgetful > 0) {
        painter.setPen(QPen(m_theme.color(Tone::Warning), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QPointF(x(m_losses.amnesiaPpm()), middle), 5, 5);
    }
    if (m_theoryPpm) {
        painter.setPen(QPen(m_theme.color(Tone::Fault), 2));
        painter.drawLine(QPointF(x(*m_theoryPpm), 1), QPointF(x(*m_theoryPpm), kTop + kBand + 4));
    }
}

QString lossText(const scenario::LossRate &losses, std::optional<std::int64_t> theoryPpm)
{
    const scenario::Interval interval = losses.interval();
    const QString loss = LossGauge::tr("%1 of %2 runs lost sessions: %3 (95 %: %4 to %5)")
                             .arg(losses.lossy)
                             .arg(losses.runs)
                             .arg(percentText(losses.ratePpm()), percentText(interval.lowPpm),
                                  percentText(interval.highPpm));
    const QString text = theoryPpm ? LossGauge::tr("%1, theory %2").arg(loss, percentText(*theoryPpm))
                                   : LossGauge::tr("%1; no simple theory applies").arg(loss);
    return LossGauge::tr("%1; sessions forgot their state in %2 of %3 runs: %4")
        .arg(text)
        .arg(losses.forgetful)
        .arg(losses.runs)
        .arg(percentText(losses.amnesiaPpm()));
}

} // namespace sessionscope::ui

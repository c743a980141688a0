// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/lock_badge.h"

#include <QPainter>

namespace sessionscope::ui {

LockBadge::LockBadge(const Theme &theme, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
{
    setIndent(24); // room for the lock
}

void LockBadge::paintEvent(QPaintEvent *event)
{
    QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = m_theme.color(Tone::Fault);
    const QPointF middle(16, height() / 2.0);
    painter.setPen(QPen(color, 1.8));
    painter.drawArc(QRectF(middle.x() - 3.5, middle.y() - 6.5, 7, 9), 0, 180 * 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(middle.x() - 5.5, middle.y() - 1.5, 11, 8), 1.5, 1.5);
}

} // namespace sessionscope::ui

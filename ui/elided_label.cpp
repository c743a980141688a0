// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/elided_label.h"

#include <QPainter>

#include <algorithm>

namespace sessionscope::ui {

ElidedLabel::ElidedLabel(int preferred, QWidget *parent)
    : QLabel(parent)
    , m_preferred(preferred)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void ElidedLabel::setText(const QString &text)
{
    QLabel::setText(text);
    setToolTip(text);
}

QSize ElidedLabel::sizeHint() const
{
    return {m_preferred, fontMetrics().height() + 4};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {std::min(m_preferred, 60), sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(text(), Qt::ElideMiddle, contentsRect().width()));
}

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/chain_delegate.h"

#include "ui/models/chain_model.h"
#include "ui/theme.h"

#include <QListView>
#include <QPainter>

namespace sessionscope::ui {

namespace {

constexpr int kRail = 22;   // where the text begins
constexpr int kPadding = 6; // above and below

} // namespace

ChainDelegate::ChainDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void ChainDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const bool root = index.data(ChainModel::RootCauseRole).toBool();
    const QColor mark = m_theme.color(root ? Tone::Bad : Tone::Info);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, m_theme.color(Tone::InfoFill));
    const int x = option.rect.left() + 9;
    const int y = option.rect.top() + kPadding + option.fontMetrics.height() / 2;
    painter->setPen(QPen(m_theme.color(Tone::Border), 2));
    const bool last = index.row() + 1 == index.model()->rowCount();
    painter->drawLine(x, index.row() == 0 ? y : option.rect.top(), x, last ? y : option.rect.bottom() + 1);
    painter->setPen(Qt::NoPen);
    painter->setBrush(mark);
    if (root)
        painter->drawPolygon(QPolygon({{x, y - 6}, {x + 6, y}, {x, y + 6}, {x - 6, y}}));
    else
        painter->drawEllipse(QPoint(x, y), 4, 4);

    const QRect text = textRect(option, index, option.rect.width());
    painter->setFont(option.font);
    painter->setPen(root ? m_theme.color(Tone::Bad) : m_theme.color(Tone::Text));
    painter->drawText(text.translated(option.rect.topLeft()), Qt::TextWordWrap, index.data().toString());
    painter->setPen(m_theme.color(Tone::MutedText));
    const QRect below(option.rect.left() + kRail, option.rect.top() + text.bottom() + 1,
                      option.rect.width() - kRail, option.fontMetrics.height());
    painter->drawText(below, Qt::AlignLeft | Qt::AlignVCenter, note(index));
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(m_theme.color(Tone::Accent));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

QSize ChainDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QListView *>(option.widget);
    const int width = view ? view->viewport()->width() : 240;
    const QRect text = textRect(option, index, width);
    return {width, text.bottom() + 1 + option.fontMetrics.height() + kPadding};
}

QRect ChainDelegate::textRect(const QStyleOptionViewItem &option, const QModelIndex &index, int width) const
{
    const QRect room(kRail, kPadding, std::max(40, width - kRail - 6), 10'000);
    return option.fontMetrics.boundingRect(room, Qt::TextWordWrap, index.data().toString());
}

QString ChainDelegate::note(const QModelIndex &index) const
{
    const QString time = index.data(ChainModel::TimeRole).toString();
    return index.data(ChainModel::RootCauseRole).toBool() ? tr("%1 · ◆ root cause").arg(time) : time;
}

} // namespace sessionscope::ui

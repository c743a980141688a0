// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/card_delegate.h"

#include "ui/models/card_model.h"
#include "ui/theme.h"

#include <QListView>
#include <QPainter>

namespace sessionscope::ui {

namespace {

constexpr int kMargin = 4;  // around a card
constexpr int kPadding = 9; // within
constexpr int kGap = 4;     // between paragraphs
constexpr int kRadius = 8;
constexpr int kHigh = 10'000; // more than any paragraph needs

QRect roomOf(const QRect &item)
{
    return item.adjusted(kMargin + kPadding, kMargin + kPadding, -kMargin - kPadding, -kMargin - kPadding);
}

} // namespace

CardDelegate::CardDelegate(const CardModel &model, const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_theme(theme)
{
}

void CardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const bool selected = option.state & QStyle::State_Selected;
    const bool focused = option.state & QStyle::State_HasFocus;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme.color(selected || focused ? Tone::Accent : Tone::Border), focused ? 2 : 1));
    painter->setBrush(m_theme.color(selected ? Tone::InfoFill : Tone::Panel));
    painter->drawRoundedRect(QRectF(option.rect).adjusted(kMargin, kMargin, -kMargin, -kMargin), kRadius,
                             kRadius);
    layOut(painter, option, index.row(), roomOf(option.rect));
    painter->restore();
}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QListView *>(option.widget);
    const int width = view ? view->viewport()->width() : 260;
    const int bottom = layOut(nullptr, option, index.row(), roomOf(QRect(0, 0, width, kHigh)));
    return {width, bottom + kPadding + kMargin};
}

int CardDelegate::layOut(QPainter *painter, const QStyleOptionViewItem &option, int row, QRect room) const
{
    const auto write = [&](const QString &text, Tone tone, bool bold, int indent) {
        QFont font = option.font;
        font.setBold(bold);
        const QRect free(room.left() + indent, room.top(), room.width() - indent, kHigh);
        const QRect used = QFontMetrics(font).boundingRect(free, Qt::TextWordWrap, text);
        if (painter) {
            painter->setFont(font);
            painter->setPen(m_theme.color(tone));
            painter->drawText(free, Qt::TextWordWrap, text);
        }
        room.setTop(used.bottom() + 1);
    };
    write(m_model.title(row), Tone::Text, true, 0);
    write(m_model.purpose(row), Tone::MutedText, false, 0);
    room.translate(0, kGap);
    write(CardModel::tr("Fault: %1").arg(m_model.deeds(row)), Tone::Fault, false, 0);
    const int indent = option.fontMetrics.horizontalAdvance(QStringLiteral("✗ "));
    for (const CardModel::Expected &each : m_model.expected(row)) {
        room.translate(0, kGap);
        write(each.shares, each.tone, true, 0);
        if (!each.profiles.isEmpty())
            write(each.profiles.join(QStringLiteral(", ")), Tone::Text, false, indent);
    }
    return room.top();
}

} // namespace sessionscope::ui

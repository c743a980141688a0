// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/finding_list.h"

#include "ui/inspect/inspect_text.h"

#include <QListView>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

namespace {

constexpr int kGap = 3;     // between cards, half of it on each side
constexpr int kPadding = 8; // inside of a card

QFont boldOf(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

void FindingModel::show(std::vector<inspect::Finding> findings)
{
    const bool same
        = std::equal(findings.begin(), findings.end(), m_findings.begin(), m_findings.end(),
                     [](const inspect::Finding &a, const inspect::Finding &b) { return a.id == b.id; });
    if (same) { // figures changed at most: the place in the list and the choice stay
        m_findings = std::move(findings);
        if (!m_findings.empty())
            emit dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_findings = std::move(findings);
    endResetModel();
}

int FindingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_findings.size());
}

QVariant FindingModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const inspect::Finding &one = finding(index.row());
    const QString title
        = QStringLiteral("%1 %2 %3")
              .arg(toQString(glyphOf(one.severity)), toQString(one.mode), QString::fromStdString(one.title));
    switch (role) {
    case Qt::DisplayRole:
        return title;
    case OutlookRole:
        return QString::fromStdString(one.outlook.empty() ? one.evidence : one.outlook);
    case SeverityRole:
        return static_cast<int>(one.severity);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return tr("%1 (%2, %3). %4")
            .arg(title, QLatin1String(toText(one.severity)), QLatin1String(toText(one.certainty)),
                 QString::fromStdString(one.outlook));
    default:
        return {};
    }
}

FindingDelegate::FindingDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

FindingDelegate::Layout FindingDelegate::layoutOf(const QStyleOptionViewItem &option,
                                                  const QModelIndex &index, int width) const
{
    const int inner = std::max(60, width - 2 * kPadding);
    const QRect room(kPadding, kGap + kPadding, inner, 10'000);
    Layout layout;
    layout.title
        = QFontMetrics(boldOf(option.font)).boundingRect(room, Qt::TextWordWrap, index.data().toString());
    layout.outlook
        = option.fontMetrics.boundingRect(room.translated(0, layout.title.height() + 2), Qt::TextWordWrap,
                                          index.data(FindingModel::OutlookRole).toString());
    return layout;
}

void FindingDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const auto severity = static_cast<inspect::Severity>(index.data(FindingModel::SeverityRole).toInt());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(option.rect).adjusted(1, kGap, -1, -kGap);
    const bool selected = option.state & QStyle::State_Selected;
    painter->setBrush(m_theme.color(fillOf(severity)));
    painter->setPen(QPen(m_theme.color(selected ? Tone::Accent : fillOf(severity)), selected ? 2 : 1));
    painter->drawRoundedRect(card, 6, 6);
    const Layout layout = layoutOf(option, index, option.rect.width());
    painter->setFont(boldOf(option.font));
    painter->setPen(m_theme.color(toneOf(severity)));
    painter->drawText(layout.title.translated(option.rect.topLeft()), Qt::TextWordWrap,
                      index.data().toString());
    painter->setFont(option.font);
    painter->setPen(m_theme.color(Tone::Text));
    painter->drawText(layout.outlook.translated(option.rect.topLeft()), Qt::TextWordWrap,
                      index.data(FindingModel::OutlookRole).toString());
    painter->restore();
}

QSize FindingDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QListView *>(option.widget);
    const int width = view ? view->viewport()->width() : 260;
    return {width, layoutOf(option, index, width).outlook.bottom() + kPadding + kGap};
}

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStyledItemDelegate>

namespace sessionscope::ui {

class Theme;

/// Draws a row of a chain: a dot on a rail, the sentence, and below it when it was. A root cause is a diamond, in the
/// colour of trouble, and says so.
class ChainDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    ChainDelegate(Theme &theme, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QRect textRect(const QStyleOptionViewItem &option, const QModelIndex &index, int width) const;
    QString note(const QModelIndex &index) const;

    Theme &m_theme;
};

} // namespace sessionscope::ui

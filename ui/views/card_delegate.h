// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStyledItemDelegate>

namespace sessionscope::ui {

class CardModel;
class Theme;

/// Paints a scenario as a card: title, purpose, fault, and what becomes of its sessions under which profiles.
class CardDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    CardDelegate(const CardModel &model, const Theme &theme, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    /// Draws the text of a card from `top` down, or only measures it with a null painter. Returns its bottom.
    int layOut(QPainter *painter, const QStyleOptionViewItem &option, int row, QRect room) const;

    const CardModel &m_model;
    const Theme &m_theme;
};

} // namespace sessionscope::ui

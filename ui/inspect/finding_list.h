// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/finding.h"
#include "ui/theme.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <vector>

namespace sessionscope::ui {

/// What is wrong, the gravest first.
class FindingModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        SeverityRole = Qt::UserRole, ///< int: inspect::Severity
        OutlookRole,                 ///< what will happen
    };

    using QAbstractListModel::QAbstractListModel;

    void show(std::vector<inspect::Finding> findings);
    const inspect::Finding &finding(int row) const { return m_findings[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    std::vector<inspect::Finding> m_findings;
};

/// Draws a finding as a card in the colour of its severity.
class FindingDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit FindingDelegate(Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct Layout
    {
        QRect title; ///< from the corner of the card
        QRect outlook;
    };
    Layout layoutOf(const QStyleOptionViewItem &option, const QModelIndex &index, int width) const;

    Theme &m_theme;
};

} // namespace sessionscope::ui

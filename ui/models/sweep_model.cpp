// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/sweep_model.h"

#include "ui/models/matrix_model.h"
#include "ui/theme.h"

namespace sessionscope::ui {

SweepModel::SweepModel(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_rows.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

int SweepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SweepModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SweepModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &[seed, cell] = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::ForegroundRole && index.column() == Outcome)
        return m_theme.color(toneOf(cell));
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Seed:
        return QString::number(seed);
    case Outcome:
        return briefShares(cell);
    case Lost:
        return cell.sum.lost;
    case Forgot:
        return cell.sum.amnesia;
    case Sessions:
        return cell.sum.total;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant SweepModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QString titles[] = {tr("Seed"), tr("Outcome"), tr("Lost"), tr("Forgot"), tr("Sessions")};
    return titles[section];
}

void SweepModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_losses = {};
    endResetModel();
}

void SweepModel::append(const std::vector<Tried> &tried)
{
    if (tried.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(tried.size()) - 1);
    for (const auto &[seed, sessions] : tried) {
        m_rows.push_back({seed, {{}, {}, sessions, {}, {}}});
        m_losses.add(sessions);
    }
    endInsertRows();
}

} // namespace sessionscope::ui

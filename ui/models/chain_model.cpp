// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/chain_model.h"

namespace sessionscope::ui {

void ChainModel::show(const journal::Explanation &explanation, const journal::Journal &journal)
{
    beginResetModel();
    m_rows.clear();
    for (const auto &link : explanation.chain) {
        const journal::Event *event = journal.find(link.event);
        const double seconds
            = event ? static_cast<double>(event->time.elapsed().inMicroseconds()) / 1e6 : 0.0;
        m_rows.push_back({QString::fromStdString(link.text), tr("%1 s").arg(seconds, 0, 'f', 3),
                          link.event.value(), link.rootCause});
    }
    endResetModel();
}

void ChainModel::clear()
{
    show({}, {});
}

int ChainModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ChainModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.text;
    case Qt::AccessibleTextRole:
        return row.rootCause ? tr("%1, root cause, at %2").arg(row.text, row.time)
                             : tr("%1, at %2").arg(row.text, row.time);
    case SequenceRole:
        return row.sequence;
    case RootCauseRole:
        return row.rootCause;
    case TimeRole:
        return row.time;
    default:
        return {};
    }
}

} // namespace sessionscope::ui

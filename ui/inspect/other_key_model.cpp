// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspect/other_key_model.h"

#include "core/inspect/masked_value.h"
#include "ui/edit_actions.h"
#include "ui/inspect/inspect_text.h"
#include "ui/inspect/inspection.h"
#include "ui/workspace.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace sessionscope::ui {

OtherKeyModel::OtherKeyModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
}

int OtherKeyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_keys.size());
}

int OtherKeyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OtherKeyModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const inspect::OtherKey &other = key(index.row());
    const Inspection &inspection = m_workspace.inspection();
    switch (static_cast<Column>(index.column())) {
    case Key:
        return toQString(revealsIds(m_workspace)
                             ? other.key
                             : inspect::maskedKey(other.key, inspection.sight().keyPrefix));
    case Kind:
        return QLatin1String(toText(other.kind));
    case Detail:
        return toQString(other.detail);
    case Size:
        return QLocale().toString(static_cast<qulonglong>(other.size));
    case Ttl:
        return ttlText(other.ttlMs, other.observedAt, inspection.now());
    case ColumnCount:
        break;
    }
    return {};
}

QVariant OtherKeyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QString titles[] = {tr("Key"), tr("Kind"), tr("Detail"), tr("Bytes"), tr("TTL")};
    return titles[section];
}

int OtherKeyModel::rowOf(const std::string &key) const
{
    const auto it
        = std::find_if(m_keys.begin(), m_keys.end(), [&key](const auto &other) { return other.key == key; });
    return it == m_keys.end() ? -1 : static_cast<int>(it - m_keys.begin());
}

void OtherKeyModel::update()
{
    std::vector<inspect::OtherKey> keys;
    m_total = 0;
    m_workspace.inspection().inventory().forEachOther([this, &keys](const inspect::OtherKey &other) {
        if (++m_total <= kMost)
            keys.push_back(other);
    });
    const bool same = std::equal(keys.begin(), keys.end(), m_keys.begin(), m_keys.end(),
                                 [](const auto &a, const auto &b) { return a.key == b.key; });
    if (same) {
        m_keys = std::move(keys);
        if (!m_keys.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_keys = std::move(keys);
    endResetModel();
}

} // namespace sessionscope::ui

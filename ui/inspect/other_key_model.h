// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/record_classifier.h"

#include <QAbstractTableModel>

#include <vector>

namespace sessionscope::ui {

class Workspace;

/// The keys of the store that are no session, as they were when the installation was last judged.
class OtherKeyModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Key, Kind, Detail, Size, Ttl, ColumnCount };

    static constexpr std::size_t kMost = 10'000; ///< more are counted, not listed

    explicit OtherKeyModel(Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const inspect::OtherKey &key(int row) const { return m_keys[static_cast<std::size_t>(row)]; }
    int rowOf(const std::string &key) const; ///< −1: it is not there any more
    std::size_t total() const { return m_total; }

    /// Takes them anew.
    void update();

private:
    Workspace &m_workspace;
    std::vector<inspect::OtherKey> m_keys;
    std::size_t m_total = 0;
};

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/matrix.h"
#include "core/scenario/statistics.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <vector>

namespace sessionscope::ui {

class Theme;

/// What became of the same plan under one seed after the other.
class SweepModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Seed, Outcome, Lost, Forgot, Sessions, ColumnCount };

    explicit SweepModel(const Theme &theme, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void clear();
    struct Tried
    {
        std::uint64_t seed;
        journal::SessionOutcomes::Totals sessions;
    };

    void append(const std::vector<Tried> &tried);
    std::uint64_t seed(int row) const { return m_rows[static_cast<std::size_t>(row)].seed; }
    const scenario::LossRate &losses() const { return m_losses; }

private:
    struct Row
    {
        std::uint64_t seed;
        scenario::MatrixCell cell;
    };

    const Theme &m_theme;
    std::vector<Row> m_rows;
    scenario::LossRate m_losses;
};

} // namespace sessionscope::ui

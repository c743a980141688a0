// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/run_comparison.h"

#include <QAbstractTableModel>

#include <vector>

namespace sessionscope::ui {

class Theme;

/// Two runs beside each other, a row for each step, fault and request; or only the rows that differ.
class ComparisonModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Verdict,
        What,
        Session,
        LeftResult, ///< from here on left and right alternate, so that what is compared stands side by side
        RightResult,
        LeftPod,
        RightPod,
        LeftPin,
        RightPin,
        ColumnCount
    };

    explicit ComparisonModel(const Theme &theme, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Whether a column is of the right run alone.
    static bool isRight(int column) { return column >= LeftResult && (column - LeftResult) % 2 == 1; }

    void setComparison(journal::RunComparison comparison);
    void setOnlyDifferences(bool only);

    const journal::RunComparison &comparison() const { return m_comparison; }
    const journal::ComparedStep &step(int row) const { return m_comparison.steps[stepIndex(row)]; }
    std::size_t stepIndex(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// The row that shows a step of the comparison; −1 if it is hidden.
    int rowOf(std::size_t step) const;

private:
    void rebuild();
    QVariant color(const journal::ComparedStep &step, int column) const;

    const Theme &m_theme;
    journal::RunComparison m_comparison;
    bool m_onlyDifferences = false;
    std::vector<std::size_t> m_rows; ///< of the comparison's steps, ascending
};

} // namespace sessionscope::ui

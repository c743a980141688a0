// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/matrix.h"
#include "ui/theme.h"

#include <QAbstractTableModel>

namespace sessionscope::ui {

class Workspace;

/// The matrix as a table: a row for each scenario, a column for each profile after the scenario's own.
class MatrixModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit MatrixModel(Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVariant scenarioData(int row, int role) const;
    bool isSetUp(const QModelIndex &index) const;

    Workspace &m_workspace;
};

/// "✗ 67 % lost": what matters most in a cell, by shape, figure and word.
QString briefShares(const scenario::MatrixCell &cell);
/// What a cell's worst outcome means; Good where nothing is wrong.
Tone toneOf(const scenario::MatrixCell &cell);

} // namespace sessionscope::ui

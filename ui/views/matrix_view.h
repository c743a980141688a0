// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/view.h"

class QLabel;
class QPushButton;
class QSpinBox;

namespace sessionscope::ui {

class ListTable;
class MatrixModel;

/// Every scenario under every profile, as the simulator has it. A cell sets up its run.
class MatrixView : public View
{
    Q_OBJECT

public:
    explicit MatrixView(Workspace &workspace);

    QList<Export> exports() override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void update();
    void setUp(const QModelIndex &index);

    MatrixModel *m_model;
    QLabel *m_summary;
    QSpinBox *m_seeds;
    QPushButton *m_start;
    ListTable *m_table;
};

} // namespace sessionscope::ui

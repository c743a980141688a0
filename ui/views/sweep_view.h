// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/sweep_model.h"
#include "ui/trials.h"
#include "ui/view.h"

class QLabel;
class QPushButton;
class QSpinBox;

namespace sessionscope::ui {

class ListTable;
class LossGauge;

/// The plan under many seeds on the simulator: how often it loses sessions, beside what theory says. A seed can be taken
/// over for the next run.
class SweepView : public View
{
    Q_OBJECT

public:
    explicit SweepView(Workspace &workspace);

    QList<Export> exports() override;
    bool isRunning() const { return m_trials.isRunning(); }

private:
    void layOut();
    void start();
    void update();
    void takeSeed(int row);

    Trials m_trials;
    scenario::RunSpec m_run; ///< what was tried last, with its first seed
    scenario::Plan m_plan;   ///< of the setup at that time, as are the next
    QString m_file;
    scenario::Overrides m_overrides;
    std::vector<SweepModel::Tried> m_tried; ///< in this frame
    std::optional<Error> m_error;
    SweepModel *m_model;
    QLabel *m_summary;
    QSpinBox *m_runs;
    QPushButton *m_start;
    LossGauge *m_gauge;
    ListTable *m_table;
};

} // namespace sessionscope::ui

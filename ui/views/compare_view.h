// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/run_comparison.h"
#include "ui/run.h"
#include "ui/view.h"

#include <QFutureWatcher>
#include <QPointer>

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedLayout;

namespace sessionscope::ui {

class ComparisonModel;
class ListTable;

/// Two runs of the same plan beside each other, and the first thing that differs between them. Unless somebody chooses,
/// these are the demonstration's two, else the last two.
class CompareView : public View
{
    Q_OBJECT

public:
    explicit CompareView(Workspace &workspace);

    QList<Export> exports() override;

    Run *left() const { return m_left; }
    Run *right() const { return m_right; }
    bool isComparing() const { return m_watcher.isRunning(); }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void followRuns();
    void choosePair();
    void fillBoxes();
    void onChosen();
    void compare();
    void setComparison(journal::RunComparison comparison);
    void update();
    void showFirstDifference();
    void selectRow(int row);
    void openMenu(const QModelIndex &index, const QPoint &position);
    void moveTo(const journal::ComparedStep &step, bool toRight);

    /// What was compared last: the two runs and how long their journals were.
    struct Compared
    {
        const Run *left = nullptr;
        const Run *right = nullptr;
        std::size_t leftEvents = 0;
        std::size_t rightEvents = 0;

        bool operator==(const Compared &) const = default;
    };

    QPointer<Run> m_left;
    QPointer<Run> m_right;
    bool m_isChosen = false; ///< by somebody; otherwise the pair follows the runs
    std::optional<Compared> m_compared;
    QFutureWatcher<journal::RunComparison> m_watcher; ///< of the latest comparison only

    ComparisonModel *m_model = nullptr;
    QComboBox *m_leftBox = nullptr;
    QComboBox *m_rightBox = nullptr;
    QCheckBox *m_onlyDifferences = nullptr;
    QLabel *m_summary = nullptr;
    QPushButton *m_showIt = nullptr;
    ListTable *m_table = nullptr;
    QLabel *m_empty = nullptr;
    QStackedLayout *m_pages = nullptr;
};

} // namespace sessionscope::ui

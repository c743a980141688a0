// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/scenario/check.h"
#include "core/scenario/plan.h"

#include <QAbstractTableModel>

#include <vector>

namespace sessionscope::ui {

class Workspace;

/// The checks that a plan names, or all, before anything is said about them.
std::vector<scenario::CheckResult> unjudged(const scenario::Plan &plan);

/// What the check is about, in a sentence.
QString titleOf(const scenario::CheckResult &result);

/// The checks of the run that is shown: what each said, whom it blames, and why. Before a verdict, those of the plan.
class CheckModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Status, Check, Culprit, Evidence, ColumnCount };

    explicit CheckModel(Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    bool isJudged() const { return m_judged; }
    const scenario::CheckResult &result(int row) const { return m_results[static_cast<std::size_t>(row)]; }
    int failed() const;

private:
    void rebuild();
    QString text(const scenario::CheckResult &result, int column) const;

    Workspace &m_workspace;
    std::vector<scenario::CheckResult> m_results;
    bool m_judged = false;
};

} // namespace sessionscope::ui

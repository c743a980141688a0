// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/card_model.h"

#include "core/scenario/catalogue.h"
#include "ui/core_words.h"
#include "ui/models/matrix_model.h"
#include "ui/workspace.h"

#include <algorithm>

namespace sessionscope::ui {

CardModel::CardModel(Workspace &workspace, QObject *parent)
    : QAbstractListModel(parent)
    , m_workspace(workspace)
{
    for (const scenario::BuiltIn &builtIn : scenario::builtInPlans())
        m_plans.push_back(scenario::findPlan(builtIn.id).value());
    connect(&workspace.scenarioMatrix(), &ScenarioMatrix::changed, this,
            [this] { emit dataChanged(index(0), index(rowCount() - 1)); });
}

int CardModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_plans.size());
}

QVariant CardModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return title(index.row());
    if (role == Qt::AccessibleTextRole)
        return paragraphs(index.row()).join(QLatin1Char('\n'));
    return {};
}

int CardModel::rowOf(const std::string &id) const
{
    const auto it = std::find_if(m_plans.begin(), m_plans.end(),
                                 [&id](const scenario::Plan &plan) { return plan.id == id; });
    return it == m_plans.end() ? -1 : static_cast<int>(it - m_plans.begin());
}

QString CardModel::title(int row) const
{
    return spoken(plan(row).title);
}

QString CardModel::purpose(int row) const
{
    return spoken(plan(row).purpose);
}

QString CardModel::deeds(int row) const
{
    QStringList deeds;
    for (const scenario::PlanStep &step : plan(row).steps) {
        const bool asks = std::holds_alternative<scenario::plan_step::Initialize>(step)
            || std::holds_alternative<scenario::plan_step::Call>(step);
        const QString text = QString::fromStdString(describe(step));
        if (!asks && !deeds.contains(text))
            deeds.append(text);
    }
    return deeds.isEmpty() ? tr("nothing is broken") : deeds.join(QStringLiteral(", "));
}

std::vector<CardModel::Expected> CardModel::expected(int row) const
{
    const ScenarioMatrix &matrix = m_workspace.scenarioMatrix();
    std::vector<Expected> all;
    for (int profile = 0; profile < static_cast<int>(matrix.matrix().profiles.size()); ++profile) {
        if (!matrix.isKnown(row, profile)) {
            all.push_back({Tone::MutedText,
                           matrix.isRunning() ? tr("… the simulator is at it") : tr("… not simulated"),
                           {}});
            break;
        }
        const scenario::MatrixCell &cell = matrix.cell(row, profile);
        const QString shares = briefShares(cell);
        auto same = std::find_if(all.begin(), all.end(),
                                 [&shares](const Expected &each) { return each.shares == shares; });
        if (same == all.end())
            same = all.insert(all.end(), {toneOf(cell), shares, {}});
        same->profiles.append(QString::fromStdString(cell.profile));
    }
    return all;
}

QStringList CardModel::paragraphs(int row) const
{
    QStringList all{title(row), purpose(row), tr("Fault: %1").arg(deeds(row))};
    for (const Expected &each : expected(row)) {
        all.append(each.profiles.isEmpty()
                       ? each.shares
                       : tr("%1: %2").arg(each.shares, each.profiles.join(QStringLiteral(", "))));
    }
    return all;
}

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/matrix_model.h"

#include "core/scenario/catalogue.h"
#include "ui/core_words.h"
#include "ui/workspace.h"

#include <QFont>

namespace sessionscope::ui {

namespace {

Tone fillOf(Tone tone)
{
    return tone == Tone::Bad    ? Tone::BadFill
        : tone == Tone::Good    ? Tone::GoodFill
        : tone == Tone::Warning ? Tone::WarningFill
                                : Tone::Panel;
}

} // namespace

QString briefShares(const scenario::MatrixCell &cell)
{
    const auto &sum = cell.sum;
    const auto share = [&sum](std::uint32_t count) { return scenario::percentOf(count, sum.total); };
    if (!cell.refusal.empty())
        return MatrixModel::tr("– refused");
    if (sum.total == 0)
        return MatrixModel::tr("✗ no session");
    if (sum.lost > 0 && sum.amnesia > 0)
        return MatrixModel::tr("✗ %1 % lost, %2 % forgot").arg(share(sum.lost)).arg(share(sum.amnesia));
    if (sum.lost > 0)
        return MatrixModel::tr("✗ %1 % lost").arg(share(sum.lost));
    if (sum.amnesia > 0)
        return MatrixModel::tr("▲ %1 % forgot").arg(share(sum.amnesia));
    return sum.closed > 0 ? MatrixModel::tr("✓ %1 % closed").arg(share(sum.closed))
                          : MatrixModel::tr("✓ intact");
}

Tone toneOf(const scenario::MatrixCell &cell)
{
    if (!cell.refusal.empty())
        return Tone::MutedText;
    if (cell.sum.lost > 0 || cell.sum.total == 0)
        return Tone::Bad;
    return cell.sum.amnesia > 0 ? Tone::Warning : Tone::Good;
}

MatrixModel::MatrixModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    const auto repaint = [this] { emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1)); };
    connect(&workspace.scenarioMatrix(), &ScenarioMatrix::changed, this, repaint);
    connect(&workspace.setup(), &RunSetup::changed, this, repaint);
    connect(&workspace.theme(), &Theme::changed, this, repaint);
}

int MatrixModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_workspace.scenarioMatrix().matrix().scenarios.size());
}

int MatrixModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_workspace.scenarioMatrix().matrix().profiles.size()) + 1;
}

QVariant MatrixModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::FontRole && isSetUp(index)) {
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    if (index.column() == 0)
        return scenarioData(index.row(), role);
    const ScenarioMatrix &matrix = m_workspace.scenarioMatrix();
    const scenario::MatrixCell &cell = matrix.cell(index.row(), index.column() - 1);
    const Theme &theme = m_workspace.theme();
    if (!matrix.isKnown(index.row(), index.column() - 1)) {
        if (role == Qt::DisplayRole)
            return QStringLiteral("…");
        return role == Qt::ForegroundRole ? QVariant(theme.color(Tone::MutedText)) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
        return briefShares(cell);
    case Qt::ForegroundRole:
        return theme.color(toneOf(cell));
    case Qt::BackgroundRole:
        return theme.color(fillOf(toneOf(cell)));
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return tr("%1 under %2: %3")
            .arg(QString::fromStdString(cell.scenario), QString::fromStdString(cell.profile),
                 QString::fromStdString(cell.refusal.empty() ? scenario::sharesText(cell) : cell.refusal));
    default:
        return {};
    }
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (section == 0)
        return role == Qt::DisplayRole ? tr("Scenario") : QVariant();
    const routing::Profile &profile = routing::profiles()[static_cast<std::size_t>(section - 1)];
    if (role == Qt::DisplayRole)
        return QString::fromStdString(profile.name);
    return role == Qt::ToolTipRole ? QVariant(spoken(profile.models)) : QVariant();
}

QVariant MatrixModel::scenarioData(int row, int role) const
{
    const std::string &id = m_workspace.scenarioMatrix().matrix().scenarios[static_cast<std::size_t>(row)];
    if (role == Qt::DisplayRole)
        return QString::fromStdString(id);
    if (role == Qt::ToolTipRole)
        return spoken(scenario::findPlan(id)->title);
    return {};
}

bool MatrixModel::isSetUp(const QModelIndex &index) const
{
    const scenario::Matrix &matrix = m_workspace.scenarioMatrix().matrix();
    const RunSetup &setup = m_workspace.setup();
    if (matrix.scenarios[static_cast<std::size_t>(index.row())] != setup.plan().id)
        return false;
    return index.column() == 0
        || matrix.profiles[static_cast<std::size_t>(index.column() - 1)] == setup.overrides().profile;
}

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/check_model.h"

#include "ui/to_qstring.h"
#include "ui/workspace.h"

#include <algorithm>

namespace sessionscope::ui {

using scenario::CheckResult;

QString titleOf(const CheckResult &result)
{
    const scenario::Check *check = scenario::findCheck(result.id);
    return check ? toQString(check->title) : QString();
}

std::vector<CheckResult> unjudged(const scenario::Plan &plan)
{
    std::vector<CheckResult> results;
    const auto add = [&results](std::string_view id) {
        results.emplace_back();
        results.back().id = id;
    };
    for (const std::string &id : plan.checks)
        add(id);
    if (plan.checks.empty()) {
        for (const scenario::Check &check : scenario::checks())
            add(check.id);
    }
    return results;
}

CheckModel::CheckModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    connect(&workspace.runs(), &RunList::currentStateChanged, this, &CheckModel::rebuild);
    connect(&workspace.setup(), &RunSetup::changed, this, [this] {
        if (!m_workspace.run())
            rebuild();
    });
    connect(&workspace.theme(), &Theme::changed, this,
            [this] { emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1)); });
    rebuild();
}

int CheckModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_results.size());
}

int CheckModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CheckModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const CheckResult &checked = result(index.row());
    if (role == Qt::DisplayRole)
        return text(checked, index.column());
    if (role == Qt::ToolTipRole)
        return index.column() == Evidence ? text(checked, Evidence) : titleOf(checked);
    if (role == Qt::ForegroundRole && index.column() == Status) {
        const bool passed = checked.status == CheckResult::Status::Passed;
        return m_workspace.theme().color(!m_judged ? Tone::MutedText : passed ? Tone::Good : Tone::Bad);
    }
    return {};
}

QVariant CheckModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QString titles[] = {tr("Result"), tr("Check"), tr("Culprit"), tr("Evidence")};
    return titles[section];
}

int CheckModel::failed() const
{
    return static_cast<int>(std::count_if(m_results.begin(), m_results.end(), [](const CheckResult &result) {
        return result.status == CheckResult::Status::Failed;
    }));
}

void CheckModel::rebuild()
{
    const Run *run = m_workspace.run();
    beginResetModel();
    m_judged = run && run->verdict();
    if (m_judged)
        m_results = run->verdict()->checks;
    else
        m_results = unjudged(run ? run->spec().plan : m_workspace.setup().plan());
    endResetModel();
}

QString CheckModel::text(const CheckResult &checked, int column) const
{
    switch (static_cast<Column>(column)) {
    case Status:
        if (!m_judged)
            return tr("○ not judged yet");
        return checked.status == CheckResult::Status::Passed ? tr("✓ passed") : tr("✗ failed");
    case Check:
        return QString::fromStdString(checked.id);
    case Culprit:
        return checked.culprit.empty() ? QStringLiteral("–") : QString::fromStdString(checked.culprit);
    case Evidence:
        return m_judged ? QString::fromStdString(checked.evidence) : titleOf(checked);
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace sessionscope::ui

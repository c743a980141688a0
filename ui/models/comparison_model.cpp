// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/comparison_model.h"

#include "ui/theme.h"

#include <algorithm>

namespace sessionscope::ui {

namespace {

using journal::ComparedStep;
using Side = ComparedStep::Side;

QString verdictText(ComparedStep::Verdict verdict)
{
    switch (verdict) {
    case ComparedStep::Verdict::Same:
        return ComparisonModel::tr("= same");
    case ComparedStep::Verdict::RoutingDiffers:
        return ComparisonModel::tr("≈ routing differs");
    case ComparedStep::Verdict::Differs:
        return ComparisonModel::tr("≠ differs");
    case ComparedStep::Verdict::OnlyLeft:
        return ComparisonModel::tr("← only left");
    case ComparedStep::Verdict::OnlyRight:
        return ComparisonModel::tr("→ only right");
    }
    return {};
}

Tone toneOf(ComparedStep::Verdict verdict)
{
    switch (verdict) {
    case ComparedStep::Verdict::Same:
        return Tone::MutedText;
    case ComparedStep::Verdict::RoutingDiffers:
        return Tone::Warning;
    case ComparedStep::Verdict::Differs:
        return Tone::Bad;
    case ComparedStep::Verdict::OnlyLeft:
    case ComparedStep::Verdict::OnlyRight:
        return Tone::Info;
    }
    return Tone::Text;
}

bool isTrouble(const Side &side)
{
    return side.status >= 400 || !side.trouble.empty() || side.forgot;
}

/// What the client got. Steps and faults have no answer, nor has a request that still waits.
QString resultText(const Side &side)
{
    const QString result = side.status != 0 ? QString::number(side.status)
        : side.trouble.empty()
        ? QStringLiteral("–")
        : ComparisonModel::tr("no answer (%1)").arg(QString::fromStdString(side.trouble));
    return side.forgot ? ComparisonModel::tr("%1 without its state").arg(result) : result;
}

/// What of a side a column shows: 0 the result, 1 the pod, 2 the pin.
int partOf(int column)
{
    return (column - ComparisonModel::LeftResult) / 2;
}

QString sideText(const std::optional<Side> &side, int part)
{
    if (!side)
        return {};
    if (part == 0)
        return resultText(*side);
    if (part == 1)
        return side->pod < 0 ? QStringLiteral("–") : QStringLiteral("pod-%1").arg(side->pod);
    return side->pin.empty() ? QStringLiteral("–") : QString::fromStdString(side->pin);
}

/// A request has a method before its path or call; POST is the rule and says nothing.
QString whatText(const Side &side)
{
    const QString what = QString::fromStdString(side.what);
    return what.startsWith(QLatin1String("POST ")) ? what.mid(5) : what;
}

QString cellText(const ComparedStep &step, int column)
{
    const Side &any = step.left ? *step.left : *step.right;
    switch (static_cast<ComparisonModel::Column>(column)) {
    case ComparisonModel::Verdict:
        return verdictText(step.verdict);
    case ComparisonModel::What:
        return whatText(any);
    case ComparisonModel::Session:
        return any.session == 0 ? QString() : QString::number(any.session);
    case ComparisonModel::LeftResult:
    case ComparisonModel::RightResult:
    case ComparisonModel::LeftPod:
    case ComparisonModel::RightPod:
    case ComparisonModel::LeftPin:
    case ComparisonModel::RightPin:
        return sideText(ComparisonModel::isRight(column) ? step.right : step.left, partOf(column));
    case ComparisonModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace

ComparisonModel::ComparisonModel(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_rows.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
    });
}

int ComparisonModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ComparisonModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ComparedStep &compared = step(index.row());
    if (role == Qt::DisplayRole)
        return cellText(compared, index.column());
    if (role == Qt::ForegroundRole)
        return color(compared, index.column());
    if (role == Qt::ToolTipRole)
        return QString::fromStdString(compared.sentence());
    return {};
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QString titles[] = {tr("Verdict"),  tr("What"),      tr("Session"),  tr("Left"),     tr("Right"),
                              tr("Left pod"), tr("Right pod"), tr("Left pin"), tr("Right pin")};
    return titles[section];
}

void ComparisonModel::setComparison(journal::RunComparison comparison)
{
    beginResetModel();
    m_comparison = std::move(comparison);
    rebuild();
    endResetModel();
}

void ComparisonModel::setOnlyDifferences(bool only)
{
    beginResetModel();
    m_onlyDifferences = only;
    rebuild();
    endResetModel();
}

int ComparisonModel::rowOf(std::size_t step) const
{
    const auto it = std::lower_bound(m_rows.begin(), m_rows.end(), step);
    return it == m_rows.end() || *it != step ? -1 : static_cast<int>(it - m_rows.begin());
}

void ComparisonModel::rebuild()
{
    m_rows.clear();
    for (std::size_t index = 0; index < m_comparison.steps.size(); ++index) {
        if (!m_onlyDifferences || m_comparison.steps[index].verdict != ComparedStep::Verdict::Same)
            m_rows.push_back(index);
    }
}

/// Besides the verdict only what differs is coloured: the eye finds it without reading.
QVariant ComparisonModel::color(const ComparedStep &step, int column) const
{
    if (column == Verdict)
        return m_theme.color(toneOf(step.verdict));
    if (column < LeftResult || !step.left || !step.right)
        return {};
    const int part = partOf(column);
    if (sideText(step.left, part) == sideText(step.right, part))
        return {};
    if (part != 0)
        return m_theme.color(Tone::Warning);
    const Side &side = isRight(column) ? *step.right : *step.left;
    return m_theme.color(isTrouble(side) ? Tone::Bad : Tone::Good);
}

} // namespace sessionscope::ui

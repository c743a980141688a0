// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/exchange_model.h"

#include "ui/theme.h"
#include "ui/to_qstring.h"

#include <algorithm>

namespace sessionscope::ui {

namespace {

QString latencyOf(const journal::ExchangeEntry &entry)
{
    const double milliseconds = static_cast<double>((entry.end - entry.begin).inMicroseconds()) / 1e3;
    return ExchangeModel::tr("%1 ms").arg(milliseconds, 0, 'f', milliseconds < 100 ? 1 : 0);
}

/// The entry as it was known then.
journal::ExchangeEntry asOf(journal::ExchangeEntry entry, journal::Sequence upTo)
{
    if (std::max(entry.last, entry.received) > upTo) {
        entry.finished = entry.failed = false;
        entry.status = 0;
        entry.pod = -1;
    }
    return entry;
}

bool isShown(const journal::ExchangeEntry &entry, journal::Sequence upTo)
{
    return (entry.sent == journal::Sequence() ? entry.first : entry.sent) <= upTo;
}

} // namespace

ExchangeModel::ExchangeModel(Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
}

void ExchangeModel::show(const journal::Journal &journal, const journal::ExchangeIndex &exchanges,
                         std::span<const std::uint32_t> lane, journal::Sequence upTo)
{
    std::vector<Row> rows;
    for (const std::uint32_t index : lane) {
        const journal::ExchangeEntry &entry = exchanges.entry(index);
        if (!isShown(entry, upTo))
            continue;
        rows.push_back({index, asOf(entry, upTo), toQString(journal.text(entry.what))});
    }
    const bool grows = rows.size() >= m_rows.size()
        && std::equal(m_rows.begin(), m_rows.end(), rows.begin(),
                      [](const Row &a, const Row &b) { return a.index == b.index && a.what == b.what; });
    if (!grows) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    const int had = rowCount();
    if (rows.size() == m_rows.size()) {
        m_rows = std::move(rows);
    } else {
        beginInsertRows({}, had, static_cast<int>(rows.size()) - 1);
        m_rows = std::move(rows);
        endInsertRows();
    }
    if (had > 0)
        emit dataChanged(index(0, 0), index(had - 1, ColumnCount - 1));
}

void ExchangeModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

void ExchangeModel::showReplay(const std::vector<SessionReplay::Answer> &answers)
{
    m_replayed.clear();
    for (const SessionReplay::Answer &answer : answers)
        m_replayed.emplace(answer.exchange, answer);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ExchangeModel::rowOf(ExchangeId exchange) const
{
    const auto found = std::ranges::find(m_rows, exchange, [](const Row &row) { return row.entry.exchange; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int ExchangeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ExchangeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString ExchangeModel::text(const Row &row, int column) const
{
    const journal::ExchangeEntry &entry = row.entry;
    switch (static_cast<Column>(column)) {
    case What: {
        const QString mark = !entry.finished ? QStringLiteral("○ ")
            : entry.failed                   ? QStringLiteral("✗ ")
                                             : QStringLiteral("✓ ");
        // Nearly all are POSTs, and the place is narrow; the tool tip has the whole.
        return mark + (row.what.startsWith(QLatin1String("POST ")) ? row.what.mid(5) : row.what);
    }
    case Status: {
        const QString status = entry.status == 0 ? QStringLiteral("–") : QString::number(entry.status);
        const auto replayed = m_replayed.find(entry.exchange);
        if (replayed == m_replayed.end())
            return status;
        const std::int64_t now = replayed->second.now;
        return tr("%1 → %2").arg(status, now == 0 ? tr("none") : QString::number(now));
    }
    case Latency:
        return entry.finished ? latencyOf(entry) : QStringLiteral("…");
    case Pod:
        return entry.pod < 0 ? QStringLiteral("–") : QString::number(entry.pod);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ExchangeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto replayed = m_replayed.find(row.entry.exchange);
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ForegroundRole:
        if (index.column() == Status && replayed != m_replayed.end())
            return m_theme.color(replayed->second.now == replayed->second.recorded ? Tone::Good
                                                                                   : Tone::Warning);
        if (index.column() <= Status)
            return m_theme.color(!row.entry.finished    ? Tone::Info
                                     : row.entry.failed ? Tone::Bad
                                                        : Tone::Text);
        return m_theme.color(Tone::MutedText);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(index.column() == What ? Qt::AlignLeft | Qt::AlignVCenter
                                                          : Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        if (replayed != m_replayed.end())
            return tr("Recorded %1, replayed %2 %3")
                .arg(replayed->second.recorded)
                .arg(replayed->second.now)
                .arg(replayed->second.trouble);
        return row.what;
    default:
        return {};
    }
}

QVariant ExchangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case What:
        return tr("What");
    case Status:
        return tr("Status");
    case Latency:
        return tr("Took");
    case Pod:
        return tr("Pod");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace sessionscope::ui

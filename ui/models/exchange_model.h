// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/exchange_spans.h"
#include "ui/session_replay.h"

#include <QAbstractTableModel>

#include <map>
#include <span>

namespace sessionscope::ui {

class Theme;

/// The exchanges of one session up to an instant, in order of time.
class ExchangeModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { What, Status, Latency, Pod, ColumnCount };

    explicit ExchangeModel(Theme &theme, QObject *parent = nullptr);

    /// `lane` as ExchangeIndex::ofSession() gives it; what came after `upTo` is not shown. Rows that stand keep standing.
    void show(const journal::Journal &journal, const journal::ExchangeIndex &exchanges,
              std::span<const std::uint32_t> lane, journal::Sequence upTo);
    void clear();
    void showReplay(const std::vector<SessionReplay::Answer> &answers);

    const journal::ExchangeEntry &entry(int row) const { return m_rows[static_cast<std::size_t>(row)].entry; }
    int rowOf(ExchangeId exchange) const; ///< −1 if it is not shown

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        std::uint32_t index = 0;
        journal::ExchangeEntry entry; ///< without an end while that is in the future
        QString what;
    };

    QString text(const Row &row, int column) const;

    Theme &m_theme;
    std::vector<Row> m_rows;
    std::map<ExchangeId, SessionReplay::Answer> m_replayed;
};

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/filter.h"
#include "ui/inspect/inspection.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <vector>

namespace sessionscope::ui {

class Workspace;

/// The sessions of the installation that is looked at, filtered and sorted. New ones are inserted once per frame; what
/// needs all of them – filtering, sorting – is done on another thread and shown when it is ready.
class InspectedSessionModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using Row = Inspection::Row;

    enum Column {
        Session,
        Client,
        Pin,
        PointsAt,
        Age,
        Ttl,
        Findings,
        Ordinal,
        BackendSid,
        Protocol,
        Type,
        ColumnCount
    };

    static constexpr int kRegroupMs = 500; ///< at most one new order in that time
    static constexpr quint64 kTicksPerRegroup = 3;

    explicit InspectedSessionModel(Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    void setFilter(const journal::Filter &filter);
    /// The session of the inventory that a row shows.
    Row session(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    int positionOf(Row session) const; ///< −1 if the filter hides it
    qsizetype total() const;           ///< without the filter

    /// Counts times on; for a timer.
    void tick();

private:
    QString text(Row row, int column) const;
    QVariant color(Row row, int column) const;
    bool isPlain() const { return m_sortColumn < 0 && m_filter.matchesAll(); }
    void restart();
    void advance(const Inspection::Changes &changes);
    void regroupSoon();
    void regroup();
    void take(std::vector<Row> rows, std::size_t known);
    void touch(int column);

    Workspace &m_workspace;
    Inspection &m_inspection;
    journal::Filter m_filter;
    std::vector<Row> m_rows; ///< in the order shown
    std::size_t m_known = 0; ///< sessions of the inventory that were looked at
    int m_sortColumn = -1;   ///< −1: in the order in which they were found
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    quint64 m_wish = 0; ///< which filter and order is wanted; what was begun for another is dropped
    QTimer m_regrouping;
    quint64 m_ticks = 0;
};

} // namespace sessionscope::ui

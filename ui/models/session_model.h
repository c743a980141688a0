// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/filter.h"
#include "core/journal/session_table.h"
#include "ui/paced.h"

#include <QAbstractTableModel>
#include <QElapsedTimer>

#include <optional>
#include <vector>

namespace sessionscope::ui {

class Workspace;

/// The session table at the instant that is looked at, filtered and sorted. At most one insertion and one change per
/// frame while it is neither.
class SessionModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Session,
        State,
        Client,
        CreatedOn,
        BackendUrl,
        ServedBy,
        Requests,
        Ttl,
        Pin,
        Era,
        LastError,
        ColumnCount
    };

    explicit SessionModel(Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    void setFilter(const journal::Filter &filter);
    const journal::SessionRow &session(int row) const;
    /// The row that shows a session; −1 if the filter hides it.
    int rowOf(journal::Symbol session) const;
    qsizetype total() const; ///< without the filter
    /// The time that records expire by: the last event's, and on a live run that goes on the clock's.
    Instant now() const;

    /// Counts the times to live down; for a timer.
    void tick();

private:
    const journal::SessionTable &table() const;
    QString text(const journal::SessionRow &row, int column) const;
    QString name(journal::Symbol symbol) const;
    QVariant color(const journal::SessionRow &row, int column) const;
    QString explained(const journal::SessionRow &row, int column) const;
    std::vector<std::size_t> wanted() const;
    bool less(std::size_t left, std::size_t right) const;
    void rebuild();
    void advance(const std::optional<journal::SessionTable::Range> &changed);
    void follow();
    std::string_view bytes(journal::Symbol symbol) const;

    Workspace &m_workspace;
    journal::Filter m_filter;
    std::vector<std::size_t> m_rows; ///< of the session table, in the order shown
    int m_sortColumn = -1;           ///< −1: in order of creation
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QElapsedTimer m_sinceAdvance;
    std::optional<journal::SessionTable::Range> m_changed; ///< rows of the table that are not shown yet
    Paced m_follow; ///< where each growth costs a look at every session
};

} // namespace sessionscope::ui

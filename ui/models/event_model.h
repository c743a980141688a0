// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/journal/filter.h"
#include "core/journal/journal.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <vector>

namespace sessionscope::ui {

class Workspace;

/// The journal of the run that is shown, filtered. Without a filter the rows are the events; with one, an index of the
/// matches grows in slices that leave the window its time, and new events are added as they come.
class EventModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Kind, Who, Session, What, Cause, ColumnCount };

    static constexpr int kSliceMs = 8; ///< of the window's time in one go

    explicit EventModel(Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setFilter(const journal::Filter &filter);
    const journal::Event &eventAt(int row) const;
    /// The row of an event, or of the first shown after it; −1 if there is none.
    int rowOf(journal::Sequence sequence) const;
    bool shows(journal::Sequence sequence) const;
    qsizetype total() const; ///< without the filter
    bool isFiltering() const { return m_slices.isActive(); }

signals:
    void progressed(); ///< rows or total changed, or filtering ended

private:
    const journal::Journal *journal() const;
    bool matches(const journal::Event &event, const journal::Journal &journal) const;
    void rebuild();
    void grow();
    void slice();
    void repaint();

    Workspace &m_workspace;
    journal::Filter m_filter;
    bool m_isIndexed = false;          ///< there is a filter or a span
    std::vector<std::uint32_t> m_rows; ///< indexes of events that match, if indexed
    std::size_t m_examined = 0;        ///< events seen so far; without an index, the rows
    QTimer m_slices;
};

} // namespace sessionscope::ui

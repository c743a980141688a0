// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

#include <string_view>

class QLabel;
class QMenu;
class QStackedLayout;

namespace sessionscope::ui {

class FilterBar;
class ListTable;

/// A list and its filter. Where nothing is listed a sentence stands in its place.
class FilteredTable : public QWidget
{
    Q_OBJECT

public:
    /// `name` is the table's, for assistive technology. `filter` becomes this widget's.
    FilteredTable(const QString &name, FilterBar *filter);

    FilterBar &filter() const { return *m_filter; }
    ListTable &table() const { return *m_table; }

    /// `ifNone` says why nothing is listed.
    void showCount(qsizetype listed, qsizetype all, const QString &ifNone);
    /// Menu entries that keep only what has the value of a cell, or only what has not. Nothing for an empty one.
    void offerTerm(QMenu &menu, const QString &field, const QString &value) const;

private:
    FilterBar *m_filter;
    ListTable *m_table;
    QLabel *m_none;
    QStackedLayout *m_pages;
};

/// What a filter says of a session: as masked as on screen, since whoever sees the screen sees the filter. Empty where
/// there is none.
QString sessionTerm(std::string_view id);

} // namespace sessionscope::ui

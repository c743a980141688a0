// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/views/list_table.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace sessionscope::ui {

ListTable::ListTable(const QString &name, QWidget *parent)
    : QTableView(parent)
{
    setAccessibleName(name);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setAlternatingRowColors(true);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsMovable(true);
    fitRows();
}

void ListTable::showRow(int row)
{
    m_showing = true;
    if (row < 0) {
        clearSelection();
        setCurrentIndex({});
    } else if (currentIndex().row() != row || !selectionModel()->isRowSelected(row)) {
        setCurrentIndex(model()->index(row, 0));
        scrollTo(currentIndex());
    }
    m_showing = false;
}

void ListTable::setWidths(const QList<int> &characters)
{
    m_characters = characters;
    for (int column = 0; column < m_characters.size(); ++column)
        setColumnWidth(column, m_characters[column] * fontMetrics().averageCharWidth() + 16);
}

void ListTable::sortByTitles()
{
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setSortIndicatorClearable(true);
    setSortingEnabled(true);
}

void ListTable::fitColumns()
{
    // Only for another size of type: what a person has made wider or narrower stays so.
    if (!isVisible() || m_fitted == horizontalHeader()->fontMetrics())
        return;
    m_fitted = horizontalHeader()->fontMetrics();
    for (int column = 0; column < m_characters.size(); ++column)
        setColumnWidth(column,
                       std::max(m_characters[column] * fontMetrics().averageCharWidth() + 16,
                                horizontalHeader()->sectionSizeHint(column) + 8));
}

void ListTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (!m_showing && current.isValid() && current.row() != previous.row())
        emit rowChosen(current.row());
}

void ListTable::keyPressEvent(QKeyEvent *event)
{
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enters && currentIndex().isValid())
        emit rowActivated(currentIndex().row());
    else if (event->key() == Qt::Key_End && event->modifiers() == Qt::NoModifier)
        emit endPressed();
    else
        QTableView::keyPressEvent(event);
}

void ListTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid())
        emit rowActivated(index.row());
}

void ListTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(viewport()->mapFromGlobal(event->globalPos()));
    if (!index.isValid())
        return;
    emit menuWanted(index, byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

void ListTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        fitRows();
        // Once the titles have heard of it too.
        QMetaObject::invokeMethod(this, &ListTable::fitColumns, Qt::QueuedConnection);
    }
}

void ListTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    fitColumns();
}

void ListTable::fitRows()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
}

} // namespace sessionscope::ui

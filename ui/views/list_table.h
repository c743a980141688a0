// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFontMetrics>
#include <QTableView>

#include <optional>

namespace sessionscope::ui {

/// The table of a list view: whole rows, of one height, without a grid. Its context menu comes from the mouse and from
/// the menu key alike.
class ListTable : public QTableView
{
    Q_OBJECT

public:
    explicit ListTable(const QString &name, QWidget *parent = nullptr);

    /// Selects a row and brings it into view, without telling the owner. −1 clears.
    void showRow(int row);
    /// Column widths in characters, and never less than the title needs.
    void setWidths(const QList<int> &characters);
    /// A click on a title sorts by its column: up, down, and back to the model's own order.
    void sortByTitles();

signals:
    void rowChosen(int row);    ///< by mouse or keyboard; not by showRow()
    void rowActivated(int row); ///< Enter or double click
    void menuWanted(const QModelIndex &index, const QPoint &globalPosition);
    void endPressed();

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void fitRows();
    void fitColumns();

    QList<int> m_characters;
    std::optional<QFontMetrics> m_fitted; ///< the type that the widths were made for
    bool m_showing = false;
};

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QListWidget;
class QToolButton;

namespace sessionscope::ui {

/// A list whose items are added, removed and put into another order, by buttons, keys (Delete, Alt+↑, Alt+↓) or by
/// dragging. It only asks for that: whoever owns the items changes them and shows them again.
class ItemList : public QWidget
{
    Q_OBJECT

public:
    struct Item
    {
        QString text;
        QString trouble; ///< what is wrong with it; empty if nothing is
    };

    static constexpr int kRowsInView = 8; ///< a longer list scrolls

    /// `name` is for tests, `title` for people.
    ItemList(const QString &name, const QString &title, QWidget *parent = nullptr);

    void show(const QList<Item> &items);
    int current() const;
    /// Does not emit currentChanged() if it is current already.
    void setCurrent(int row);

signals:
    void addWanted(int row); ///< before that row
    void removeWanted(int row);
    void moveWanted(int from, int to); ///< `to` is where it stands afterwards
    void currentChanged(int row);

private:
    QToolButton *addButton(const QString &glyph, const QString &name, const QString &hint);
    void addKeys();
    void move(int by);
    void update();

    QListWidget *m_list;
    QToolButton *m_add;
    QToolButton *m_remove;
    QToolButton *m_up;
    QToolButton *m_down;
    bool m_showing = false;
};

} // namespace sessionscope::ui

// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/editor/item_list.h"

#include "ui/views/fit_rows.h"

#include <QAction>
#include <QHBoxLayout>
#include <QListWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sessionscope::ui {

ItemList::ItemList(const QString &name, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_add(addButton(QStringLiteral("+"), name + QStringLiteral(".add"), tr("Add one after the chosen one")))
    , m_remove(
          addButton(QStringLiteral("−"), name + QStringLiteral(".remove"), tr("Remove the chosen one (Del)")))
    , m_up(addButton(QStringLiteral("↑"), name + QStringLiteral(".up"), tr("Move it up (Alt+Up)")))
    , m_down(addButton(QStringLiteral("↓"), name + QStringLiteral(".down"), tr("Move it down (Alt+Down)")))
{
    m_list->setObjectName(name);
    m_list->setAccessibleName(title);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    for (QToolButton *button : {m_add, m_remove, m_up, m_down})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_list);
    layout->addLayout(buttons);
    connect(m_add, &QToolButton::clicked, this, [this] { emit addWanted(current() + 1); });
    connect(m_remove, &QToolButton::clicked, this, [this] {
        if (current() >= 0)
            emit removeWanted(current());
    });
    connect(m_up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(1); });
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        update();
        if (!m_showing)
            emit currentChanged(row);
    });
    // Later: the list is still dropping, and whoever hears of it shows all items anew.
    connect(
        m_list->model(), &QAbstractItemModel::rowsMoved, this,
        [this](const QModelIndex &, int from, int, const QModelIndex &, int before) {
            emit moveWanted(from, before > from ? before - 1 : before);
        },
        Qt::QueuedConnection);
    addKeys();
    update();
}

QToolButton *ItemList::addButton(const QString &glyph, const QString &name, const QString &hint)
{
    auto *button = new QToolButton(this);
    button->setText(glyph);
    button->setObjectName(name);
    button->setAccessibleName(hint);
    button->setToolTip(hint);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void ItemList::addKeys()
{
    const std::pair<QToolButton *, QKeySequence> keys[] = {{m_remove, QKeySequence(Qt::Key_Delete)},
                                                           {m_up, QKeySequence(Qt::ALT | Qt::Key_Up)},
                                                           {m_down, QKeySequence(Qt::ALT | Qt::Key_Down)}};
    for (const auto &[button, sequence] : keys) {
        auto *action = new QAction(button->accessibleName(), m_list);
        action->setShortcut(sequence);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, button, &QToolButton::click);
        m_list->addAction(action);
    }
}

void ItemList::show(const QList<Item> &items)
{
    m_showing = true;
    const int row = std::min(current(), static_cast<int>(items.size()) - 1);
    while (m_list->count() > items.size())
        delete m_list->takeItem(m_list->count() - 1);
    while (m_list->count() < items.size())
        m_list->addItem(QString());
    for (int i = 0; i < m_list->count(); ++i) {
        const Item &item = items[i];
        m_list->item(i)->setText(QStringLiteral("%1  %2%3")
                                     .arg(QString::number(i + 1),
                                          item.trouble.isEmpty() ? QString() : QStringLiteral("✗ "),
                                          item.text));
        m_list->item(i)->setToolTip(item.trouble);
    }
    m_list->setCurrentRow(std::max(row, items.isEmpty() ? -1 : 0));
    fitRows(*m_list, kRowsInView);
    m_showing = false;
    update();
}

int ItemList::current() const
{
    return m_list->currentRow();
}

void ItemList::setCurrent(int row)
{
    m_list->setCurrentRow(row);
}

void ItemList::move(int by)
{
    const int to = current() + by;
    if (current() >= 0 && to >= 0 && to < m_list->count())
        emit moveWanted(current(), to);
}

void ItemList::update()
{
    m_remove->setEnabled(current() >= 0);
    m_up->setEnabled(current() > 0);
    m_down->setEnabled(current() >= 0 && current() + 1 < m_list->count());
}

} // namespace sessionscope::ui

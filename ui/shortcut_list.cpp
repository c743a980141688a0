// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shortcut_list.h"

#include "ui/actions.h"
#include "ui/fuzzy.h"

#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace sessionscope::ui {

ShortcutList::ShortcutList(ActionRegistry &actions, QWidget *window)
    : QDialog(window)
    , m_actions(actions)
    , m_field(new QLineEdit(this))
    , m_tree(new QTreeWidget(this))
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setObjectName(QStringLiteral("shortcuts"));
    constexpr QSize kSize(640, 560);
    resize(kSize);
    m_field->setPlaceholderText(tr("Find a command …"));
    m_field->setAccessibleName(tr("Find a command"));
    m_field->setClearButtonEnabled(true);
    m_tree->setAccessibleName(tr("Commands and their keys"));
    m_tree->setHeaderLabels({tr("Command"), tr("Keys")});
    m_tree->setRootIsDecorated(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->header()->setStretchLastSection(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_field);
    layout->addWidget(m_tree);
    connect(m_field, &QLineEdit::textChanged, this, &ShortcutList::filter);
}

void ShortcutList::open()
{
    fill();
    m_field->clear();
    show(); // not modal: keys can be tried beside it
    raise();
    m_field->setFocus();
}

void ShortcutList::fill()
{
    m_tree->clear();
    QMap<QString, QTreeWidgetItem *> categories;
    for (const ActionRegistry::Entry &entry : m_actions.entries()) {
        QTreeWidgetItem *&category = categories[entry.category];
        if (!category) {
            category = new QTreeWidgetItem(m_tree, {entry.category});
            category->setFirstColumnSpanned(true);
            QFont font = category->font(0);
            font.setBold(true);
            category->setFont(0, font);
        }
        const QString keys = QKeySequence::listToString(entry.action->shortcuts(), QKeySequence::NativeText);
        auto *item
            = new QTreeWidgetItem(category, {QString(entry.action->text()).remove(QLatin1Char('&')), keys});
        item->setToolTip(0, entry.action->statusTip());
    }
    m_tree->expandAll();
}

void ShortcutList::filter(const QString &typed)
{
    for (int row = 0; row < m_tree->topLevelItemCount(); ++row) {
        QTreeWidgetItem *category = m_tree->topLevelItem(row);
        bool any = false;
        for (int child = 0; child < category->childCount(); ++child) {
            QTreeWidgetItem *item = category->child(child);
            const bool fits
                = fuzzyScore(typed, item->text(0)) > 0 || item->text(1).contains(typed, Qt::CaseInsensitive);
            item->setHidden(!fits);
            any = any || fits;
        }
        category->setHidden(!any);
    }
}

} // namespace sessionscope::ui

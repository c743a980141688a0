// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>

class QLineEdit;
class QTreeWidget;

namespace sessionscope::ui {

class ActionRegistry;

/// Every command with its keys, by category, as the registry has them now.
class ShortcutList : public QDialog
{
    Q_OBJECT

public:
    ShortcutList(ActionRegistry &actions, QWidget *window);

    /// Beside the window, which goes on.
    void open() override;

private:
    void fill();
    void filter(const QString &typed);

    ActionRegistry &m_actions;
    QLineEdit *m_field;
    QTreeWidget *m_tree;
};

} // namespace sessionscope::ui

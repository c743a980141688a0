// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/inspect/connection_spec.h"
#include "core/inspect/link_state.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace sessionscope::ui {

class ConnectionBook;
class ConnectionForm;
class Workspace;

/// Chooses what to look at: a saved connection or a new one, tested step by step before it is opened.
class ConnectionDialog : public QDialog
{
    Q_OBJECT

public:
    ConnectionDialog(Workspace &workspace, ConnectionBook &book, QWidget *parent);

    ConnectionForm &form() const { return *m_form; }

private:
    QWidget *makeBook();
    QWidget *makeButtons();
    void showBook();
    void showChosen();
    void openChosen();
    QString chosen() const;
    void recallChosen(std::function<void(const inspect::ConnectionSpec &spec)> take);
    void test();
    void addStep(const inspect::TestStepResult &step);
    void save();
    void accept() override; ///< opens the connection
    void exchange(bool imports);
    void update();

    Workspace &m_workspace;
    ConnectionBook &m_book;
    ConnectionForm *m_form;
    QTreeWidget *m_saved;
    QTreeWidget *m_steps;
    QLabel *m_verdict;
    QCheckBox *m_keeps; ///< secrets; not there without a vault
    QPushButton *m_test = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_forget = nullptr;
    QPushButton *m_open = nullptr;
    bool m_testing = false;
};

} // namespace sessionscope::ui
